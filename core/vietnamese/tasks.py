"""Task numbers as people write them: "việc 12", "v12", "#12", "nhiệm vụ số 14", "2 việc 12 và 15", "việc 1 tới 4"."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from core.vietnamese.cue import listed
from core.vietnamese.normalise import fold
from core.vietnamese.numbers import glued, number_at
from core.vietnamese.words import Kind, Word

_HEADS = frozenset(fold(head) for head in ("việc", "vụ", "nv", "v", "#", "nhv", "cv", "task"))
_LONG_HEADS = frozenset({"nhiemvu", "congviec", "dauviec"})
_NUMBER_WORD = frozenset({"so", "s"})
_AND = frozenset({"va", "voi", "+", "&", ",", "cung", "/", "lan"})
_TO = frozenset({"den", "toi", "-", "–"})
_UNITS = listed(
    """
    ngay hom bua tuan thang nam h gio phut tieng lan nguoi xa don ho dong trieu ty phan chuc tram noi dung % muc
    cai viec van phuong ap trang buoc hs ho van du nhiem nv phong so ban
    """
)
_AGAIN = frozenset({"viec", "nv", "vu", "so"})
_GLUED_HEADS = frozenset({"v", "cv", "task"})
_CLAUSE_STARTS = frozenset(",.;:!?") | {"con", "rieng", "va", "roi", "tu", "r", "⟨", "xong", "chua", "ht"}
_FINISHED = listed("xong xog xg ht chua ch")
_SAID_OF_A_TASK = listed(
    """
    xong xog xg xogn ht hoan da dang dag dg đg chua ch duoc dc đc thi em e anh a toi tui ok xin van con bi vuong
    ket gui nop cung sap gan moi khong ko k mai de ⟨ cho doi r roi done : đang
    """
)
_LONGEST_LIST = 20
_MOST_JOINTS = 10


class TaskNumbers(NamedTuple):
    """The numbers named together at the characters `start` to `end`."""

    numbers: tuple[int, ...]
    start: int
    end: int


class _Listed(NamedTuple):
    numbers: tuple[int, ...]
    past: int


def find_tasks(words: Sequence[Word], taken: Collection[int]) -> tuple[TaskNumbers, ...]:
    """In the order of the text; `taken` are the characters that are something else already."""
    free = [word if word.start not in taken else word._replace(kind=Kind.PUNCTUATION, folded="⟨") for word in words]
    headed = list(_scan(free, _headed))
    bare = list(_scan(free, _bare))
    alone = len(headed) + sum(len(each.numbers) for each in bare) < 2
    return _in_order(headed, [] if alone and not _closes(free, bare) else bare)


def _in_order(headed: list[TaskNumbers], bare: list[TaskNumbers]) -> tuple[TaskNumbers, ...]:
    starts = {at for each in headed for at in range(each.start, each.end)}
    return tuple(sorted((*headed, *(each for each in bare if each.start not in starts)), key=lambda each: each.start))


def _scan(words: Sequence[Word], rule: Callable[[Sequence[Word], int], _Listed | None]) -> Iterator[TaskNumbers]:
    i = 0
    while i < len(words):
        listed = rule(words, i)
        if listed is None:
            i += 1
            continue
        whole_head = _folded(words, i - 1) + words[i].folded in _LONG_HEADS
        yield TaskNumbers(listed.numbers, words[i - whole_head].start, words[listed.past - 1].end)
        i = listed.past


def _headed(words: Sequence[Word], i: int) -> _Listed | None:
    if words[i].folded not in _HEADS or (words[i].folded in _GLUED_HEADS and not glued(words, i + 1)):
        return None
    if _folded(words, i + 1) in _NUMBER_WORD:
        return _list(words, i + 2, spelled=True)
    return _list(words, i + 1)


def _bare(words: Sequence[Word], i: int) -> _Listed | None:
    """Numbers at the head of a clause that say something about themselves: "13 được nửa", "riêng 17 thì chưa"."""
    if words[i].kind is not Kind.NUMBER or not (i == 0 or words[i - 1].folded in _CLAUSE_STARTS):
        return _last_word(words, i)
    listed = _list(words, i)
    return listed if listed and _folded(words, listed.past) in _SAID_OF_A_TASK else _last_word(words, i)


def _last_word(words: Sequence[Word], i: int) -> _Listed | None:
    if words[i].kind is Kind.NUMBER and i + 1 == len(words) and _folded(words, i - 1) in _FINISHED:
        return _list(words, i)
    return None


def _closes(words: Sequence[Word], bare: Sequence[TaskNumbers]) -> bool:
    """One bare number is a task only beside a word that finishes it: "12 xong", "xong 12"."""
    ends = {each.end for each in bare}
    return any(word.end in ends and _finished_beside(words, n) for n, word in enumerate(words))


def _finished_beside(words: Sequence[Word], n: int) -> bool:
    return _folded(words, n - 1) in _FINISHED or _folded(words, n + 1) in _FINISHED


def _list(words: Sequence[Word], i: int, *, spelled: bool = False) -> _Listed | None:
    found = _number(words, i, spelled=spelled)
    if found is None:
        return None
    numbers, past = [found[0]], found[1]
    joints = 0
    while joints < _MOST_JOINTS and (more := _more(words, past, spelled=spelled)):
        joints += 1
        joint, number, past = more
        numbers += _up_to(numbers[-1], number) if joint in _TO else [number]
    return _Listed(tuple(numbers), past)


def _more(words: Sequence[Word], i: int, *, spelled: bool) -> tuple[str, int, int] | None:
    joint = _folded(words, i)
    if joint not in _AND and joint not in _TO:
        return None
    skip = i + 2 if _folded(words, i + 1) in _AGAIN else i + 1
    found = _number(words, skip, spelled=spelled)
    if found is None or _folded(words, found[1]) in _UNITS:
        return None
    if joint == "," and skip == i + 1 and _folded(words, found[1]) == "⟨":
        return None
    return joint, *found


def _up_to(first: int, last: int) -> list[int]:
    return list(range(first + 1, last + 1)) if first < last <= first + _LONGEST_LIST else [last]


def _number(words: Sequence[Word], i: int, *, spelled: bool) -> tuple[int, int] | None:
    """A number of one to four figures that nothing is glued to, or one in words after "số"."""
    if i >= len(words):
        return None
    word = words[i]
    if word.kind is Kind.NUMBER:
        alone = not glued(words, i + 1) or words[i + 1].kind is Kind.PUNCTUATION or words[i + 1].folded in _HEADS
        return (int(word.raw), i + 1) if len(word.raw) <= 4 and alone else None
    found = number_at(words, i) if spelled and word.kind is Kind.WORD else None
    return (int(found.value), found.past) if found and found.value == int(found.value) else None


def _folded(words: Sequence[Word], i: int) -> str:
    return words[i].folded if 0 <= i < len(words) else ""
