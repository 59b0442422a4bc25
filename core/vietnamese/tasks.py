"""Task numbers as people write them: "việc 12", "v12", "#12", "nv 35 36", "việc mười chín", "12 xong, 13 chưa"."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from core.vietnamese.numbers import glued, may_begin, number_at
from core.vietnamese.words import Kind, Vocabulary, Word

_HEADS = Vocabulary("việc vụ nv nhv task # tasks việt vc viêc vịec viẹc vjec")
_GLUED_HEADS = Vocabulary("v cv task t#")
_LONG_HEADS = {("nhiem", "vu"), ("cong", "viec"), ("dau", "viec"), ("muc", "viec")}
_NO_HEADS = {("nghiep", "vu"), ("dich", "vu"), ("vu", "viec"), ("thoi", "vu"), ("chuc", "vu")}
_OPENING_HEADS = Vocabulary("số cái vụ")
_ANY_HEAD = _HEADS.forms | _GLUED_HEADS.forms | _OPENING_HEADS.forms
_NUMBER_WORD = Vocabulary("số s", never_bare="s")
_AND = Vocabulary("và với + & , cùng / lẫn vs")
_TO = Vocabulary("đến tới - –")
_UNITS = Vocabulary(
    "ngày hôm bữa tuần tháng năm h giờ g phút tiếng lần người xã phường hộ đồng triệu tỷ phần chục trăm nội dung % mục "
    "cái việc văn bản ấp trang buổi hs hồ vạn dự nhiệm nv phòng sở ban đơn huyện đv bộ tổ đứa cây đợt",
    never_bare="ban bộ tổ dự dung năm đơn cây",
)
_AGAIN = Vocabulary("việc nv vụ số task")
_CLAUSE_STARTS = Vocabulary(
    "còn riêng và rồi từ r ⟨ xong chưa ht thì ngoài với cả mấy lẫn có đến tới ơi ờ à ạ dạ nghen nha nhé ạ"
)
_STOPS = frozenset(",.;:!?\n-–")
_FINISHED = Vocabulary("xong xog xg ht chưa ch done")
_SAID_OF_A_TASK = Vocabulary(
    "xong xog xg xogn ht hoàn đã đang đag dg đg chưa ch được dc đc thì em e anh a tôi tui ok xin vẫn còn bị vướng kẹt "
    "gửi nộp cùng sắp gần mới không ko k mai để ⟨ chờ đợi r rồi done : giao nhận lùi đn đề làm phát ban chuyển cho "
    "của hạn deploy closed in edit pending đều gộp bên trình ký triển bàn dời gia gh trả thuộc hết vừa nay chiều "
    "sáng hôm qua tuần thứ t2 t3 t4 t5 t6 thiếu nằm khất spec vendor tạm dừng ~ lộn nhầm hư hỏng quên mần phải đó đóng "
    "publish gởi chuẩn đến tới hông hổng hẹn bữa nó này công vẽ rà tốt êm y à ấy"
)
_LONGEST_LIST = 20
_MOST_JOINTS = 20
_MOST_IN_WORDS = 99
_FIGURES_OF_A_YEAR = 4
_MOST_FIGURES = 9  # no task has a longer number: what is longer is no task's, and not left out either


class TaskNumbers(NamedTuple):
    """The numbers named together at the characters `start` to `end`."""

    numbers: tuple[int, ...]
    start: int
    end: int


class _Listed(NamedTuple):
    numbers: tuple[int, ...]
    first: int
    past: int


def find_tasks(words: Sequence[Word], taken: Collection[int]) -> tuple[TaskNumbers, ...]:
    """In the order of the text; `taken` are the characters that are something else already."""
    free = [word if word.start not in taken else word._replace(kind=Kind.PUNCTUATION, folded="⟨") for word in words]
    headed = list(_scan(free, _headed))
    held = {n for each in headed for n in range(each.first, each.past)}
    bare = [each for each in _scan(free, _bare) if each.first not in held]
    if not headed and sum(len(each.numbers) for each in bare) < 2 and not _closes(free, bare):
        bare = []
    return _placed(free, sorted((*headed, *bare), key=lambda each: each.first))


def names_a_task(words: Sequence[Word], i: int) -> bool:
    """Whether the number at this place stands right behind a word for a task: "việc 55", but not "làm việc 5 ngày"."""
    at = i - 2 if _is(words, i - 1, _NUMBER_WORD) else i - 1
    if at < 0 or words[at] not in _HEADS:
        return _is(words, at, _GLUED_HEADS) and glued(words, i)
    pair = (_folded(words, at - 1), words[at].folded)
    return pair not in _NO_HEADS and pair != ("lam", "viec")


def _placed(words: Sequence[Word], found: Sequence[_Listed]) -> tuple[TaskNumbers, ...]:
    return tuple(TaskNumbers(each.numbers, words[each.first].start, words[each.past - 1].end) for each in found)


def _scan(words: Sequence[Word], rule: Callable[[Sequence[Word], int], _Listed | None]) -> Iterator[_Listed]:
    i = 0
    while i < len(words):
        listed = rule(words, i)
        if listed is None:
            i += 1
        else:
            yield listed
            i = max(listed.past, i + 1)


def _headed(words: Sequence[Word], i: int) -> _Listed | None:
    """After việc, vụ, nv, #, and after "số" or "cái" where a clause begins."""
    if words[i].accented not in _ANY_HEAD:
        return None
    pair = (_folded(words, i - 1), words[i].folded)
    if pair in _NO_HEADS or (pair[1] == "vc" and i and words[i - 1].kind is Kind.NUMBER):  # "5 vc 10 cc": viên chức
        return None
    if words[i] in _HEADS:
        start = i + 2 if _is(words, i + 1, _NUMBER_WORD) else i + 1
        listed = _list(words, i - (pair in _LONG_HEADS), start, spelled=True)
        return None if listed and pair == ("lam", "viec") and _is_counted(words, listed.past) else listed
    if words[i] in _GLUED_HEADS and glued(words, i + 1) and not _is_of_a_version(words, i):
        return _list(words, i, i + 1)
    if words[i] in _OPENING_HEADS and _opens(words, i):
        return _opening(words, i)
    return None


def _opening(words: Sequence[Word], i: int) -> _Listed | None:
    """ "Số 9 kẹt ở …", "cái số 3 hư máy", "mấy cái 30 31": only when something is said of the number."""
    start = i + 2 if _is(words, i + 1, _NUMBER_WORD) and words[i] not in _NUMBER_WORD else i + 1
    listed = _list(words, i, start, spelled=words[start - 1] in _NUMBER_WORD)
    return listed if listed and not _is_counted(words, listed.past) and _goes_on(words, listed.past) else None


def _is_of_a_version(words: Sequence[Word], i: int) -> bool:
    return _folded(words, i - 1) in ("ban", "phien", "ver", "file", "mau", "hay", "version")


def _opens(words: Sequence[Word], i: int) -> bool:
    """Whether a clause begins here."""
    if i == 0 or words[i - 1].raw in _STOPS or words[i - 1] in _CLAUSE_STARTS:
        return True
    return words[i - 1].folded in ("cai", "con", "viec")


def _goes_on(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].kind is not Kind.NUMBER and words[i].raw not in (".", "/")


def _is_counted(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i] in _UNITS and words[i].accented != "sở"


def _bare(words: Sequence[Word], i: int) -> _Listed | None:
    """Numbers at the head of a clause that say something about themselves: "13 được nửa", "riêng 17 thì chưa"."""
    if not _may_be_bare(words, i):
        return None
    if i + 1 == len(words) and _is(words, i - 1, _FINISHED):
        return _list(words, i, i)
    if not (i == 0 or words[i - 1].raw in _STOPS or words[i - 1] in _CLAUSE_STARTS or words[i - 1].folded == "⟨"):
        return None
    listed = _list(words, i, i, spelled=True)
    if listed is None or not _is(words, listed.past, _SAID_OF_A_TASK):
        return None
    return listed


def _may_be_bare(words: Sequence[Word], i: int) -> bool:
    """Figures, or a number of two words or more: "mười lăm"."""
    if words[i].kind is Kind.NUMBER:
        return not (len(words[i].raw) == _FIGURES_OF_A_YEAR and words[i].raw[:2] in ("19", "20"))
    found = number_at(words, i) if may_begin(words[i]) else None
    return found is not None and found.past > i + 1


def _closes(words: Sequence[Word], bare: Sequence[_Listed]) -> bool:
    """One bare number is a task only beside a word that finishes it: "12 xong", "xong 12"."""
    return any(_is(words, each.first - 1, _FINISHED) or _is(words, each.past, _FINISHED) for each in bare)


def _list(words: Sequence[Word], first: int, i: int, *, spelled: bool = False) -> _Listed | None:
    found = _number(words, i, spelled=spelled)
    if found is None or _is_counted_spelled(words, i, found[1]):
        return None
    numbers, past = [found[0]], found[1]
    joints = 0
    while joints < _MOST_JOINTS and (more := _more(words, past, spelled=spelled)):
        joints += 1
        is_range, number, past = more
        numbers += _up_to(numbers[-1], number) if is_range else [number]
    return _Listed(tuple(numbers), first, past)


def _is_counted_spelled(words: Sequence[Word], i: int, past: int) -> bool:
    """ "việc một cửa", "việc năm nay": a small number in words is a task's only where something is said of it."""
    if words[i].kind is Kind.NUMBER:
        return False
    alone = past == i + 1 and not _is(words, i - 1, _NUMBER_WORD)
    return alone and not (past == len(words) or words[past].raw in _STOPS or _is(words, past, _SAID_OF_A_TASK))


def _more(words: Sequence[Word], i: int, *, spelled: bool) -> tuple[bool, int, int] | None:
    """What goes on a list: "và 15", ", 16", "tới 4", or one more number beside the last ("nv 35 36 xong")."""
    if i >= len(words):
        return None
    if words[i].kind is Kind.NUMBER and not glued(words, i):
        return _one_more(words, i, i, spelled=False)
    if words[i] not in _AND and words[i] not in _TO:
        return None
    return _one_more(words, i, i + 2 if _is(words, i + 1, _AGAIN) else i + 1, spelled=spelled)


def _one_more(words: Sequence[Word], i: int, at: int, *, spelled: bool) -> tuple[bool, int, int] | None:
    found = _number(words, at, spelled=spelled)
    if found is None or _is_counted(words, found[1]):
        return None
    listed_only = at == i or (_folded(words, i) == "," and at == i + 1)
    if listed_only and _folded(words, found[1]) == "⟨":
        return None
    return words[i] in _TO and at > i, *found


def _up_to(first: int, last: int) -> list[int]:
    return list(range(first + 1, last + 1)) if first < last <= first + _LONGEST_LIST else [last]


def _number(words: Sequence[Word], i: int, *, spelled: bool) -> tuple[int, int] | None:
    """A number of one to four figures that nothing is glued to, or one in words."""
    if i >= len(words):
        return None
    word = words[i]
    if word.kind is Kind.NUMBER:
        alone = not glued(words, i + 1) or words[i + 1].kind is Kind.PUNCTUATION or words[i + 1] in _HEADS
        number = int(word.raw) if len(word.raw) <= _MOST_FIGURES else 10**_MOST_FIGURES - 1
        return (number, i + 1) if alone and (spelled or len(word.raw) <= 4) else None
    found = number_at(words, i) if spelled and word.kind is Kind.WORD and not word.raw[0].isupper() else None
    if found is None or found.doubt or found.value != int(found.value) or not 0 < found.value <= _MOST_IN_WORDS:
        return None
    return int(found.value), found.past


def _is(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> bool:
    return 0 <= i < len(words) and (
        words[i] in vocabulary or (words[i].folded == "⟨" and vocabulary is _SAID_OF_A_TASK)
    )


def _folded(words: Sequence[Word], i: int) -> str:
    return words[i].folded if 0 <= i < len(words) else ""
