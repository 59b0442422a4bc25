"""How much of a task is done, where a text says it in numbers: 70%, 62,5 %, 8/10 nội dung, hai phần ba, một nửa."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from core.vietnamese.numbers import Number, glued, number_at
from core.vietnamese.words import Kind, Word, word_set


class Percent(NamedTuple):
    """`value` per cent at the characters `start` to `end`; in doubt it may be something else, or not exactly that."""

    value: float
    start: int
    end: int
    doubt: bool = False


class _Share(NamedTuple):
    value: float
    past: int
    doubt: bool = False


_COUNTED = word_set(
    "noi nhiem nv viec muc phan xa phuong huyen don dv ap khom so nganh chi tieu ho hs du cong hang buoc khau phong "
    "truong nguoi diem tuyen bieu goi cau van bao bai khoi dau y co thu to chuong ke trang"
)
_REACHED = word_set("duoc dc dat xong thanh khoang co tam")
_SO_FAR = word_set("roi r rui")
_TIMES = word_set("thang ngay tuan nam buoi tieng gio dem quy voi")
_NOT_EXACTLY = word_set("hon gan non qua chua duoi tren")
_EVERYDAY = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)}  # shares far oftener than days


def find_percents(words: Sequence[Word]) -> tuple[Percent, ...]:
    """The percents and shares in the order of the text. Days ("8/10 em nộp") are left to the dates."""
    return tuple(_scan(words))


def _scan(words: Sequence[Word]) -> Iterator[Percent]:
    i = 0
    while i < len(words):
        share = _share_at(words, i)
        if share is None:
            i += 1
            continue
        yield Percent(share.value, words[i].start, words[share.past - 1].end, share.doubt)
        i = share.past


def _share_at(words: Sequence[Word], i: int) -> _Share | None:
    half = _half(words, i)
    if half is not None:
        return half
    number = number_at(words, i)
    if number is None or _inside_a_number(words, i):
        return None
    return next((share for rule in _RULES if (share := rule(words, number)) is not None), None)


def _inside_a_number(words: Sequence[Word], i: int) -> bool:
    if not glued(words, i) or words[i].kind is not Kind.NUMBER or words[i - 1].kind is Kind.PUNCTUATION:
        return False
    return words[i - 1].folded not in _REACHED


def _percent(words: Sequence[Word], number: Number) -> _Share | None:
    if _text(words, number.past) in ("%", "％"):
        return _Share(number.value, number.past + 1)
    if _text(words, number.past) == "phan" and _text(words, number.past + 1) == "tram":
        return _Share(number.value, number.past + 2)
    return None


def _span(words: Sequence[Word], number: Number) -> _Share | None:
    """Between two percents, 70-80%: the lower one, in doubt."""
    if _text(words, number.past) not in ("-", "–", "den", "toi"):
        return None
    upper = number_at(words, number.past + 1)
    share = upper and _percent(words, upper)
    return _Share(number.value, share.past, True) if share else None


def _parts(words: Sequence[Word], number: Number) -> _Share | None:
    """Hai phần ba, 2 phần 3, 8 trên 10."""
    if _text(words, number.past) not in ("phan", "tren"):
        return None
    whole = number_at(words, number.past + 1)
    if whole is None or not 0 < number.value <= whole.value or whole.value == 1:
        return None
    return _Share(_rounded(number, whole), whole.past)


def _fraction(words: Sequence[Word], number: Number) -> _Share | None:
    """8/10, where what stands around says that it is no day."""
    whole = number_at(words, number.past + 1) if _text(words, number.past) == "/" else None
    if whole is None or not 0 < number.value <= whole.value or _text(words, whole.past) == "/":
        return None
    after = _text(words, whole.past)
    if after in _COUNTED:
        return _Share(_rounded(number, whole), whole.past)
    cues = (_text(words, number.first - 1) in _REACHED) + (after in _SO_FAR)
    if cues == 0:
        return None
    return _Share(_rounded(number, whole), whole.past, cues == 1 and _may_be_a_day(number, whole))


def _may_be_a_day(number: Number, whole: Number) -> bool:
    return number.value <= 31 and whole.value <= 12 and (number.value, whole.value) not in _EVERYDAY


def _rounded(number: Number, whole: Number) -> float:
    return round(100 * number.value / whole.value, 2)


def _half(words: Sequence[Word], i: int) -> _Share | None:
    counted = _text(words, i) in ("mot", "1", "phan")
    at = i + 1 if counted else i
    if _text(words, at) != "nua" or words[at].accented not in ("nửa", "nua") or _text(words, at + 1) in _TIMES:
        return None
    reached = _text(words, i - 1) in _REACHED
    if not counted and not reached and _text(words, i - 1) not in _NOT_EXACTLY:
        return None
    unsure = words[at].accented == "nua" and not counted
    return _Share(50, at + 1, unsure or _text(words, i - 1) in _NOT_EXACTLY)


def _text(words: Sequence[Word], i: int) -> str:
    return words[i].folded if 0 <= i < len(words) else ""


_RULES: tuple[Callable[[Sequence[Word], Number], _Share | None], ...] = (_percent, _span, _parts, _fraction)
