"""How much of a task is done, where a text says it in numbers: 70%, 62,5 %, 8/10 nội dung, hai phần ba, một nửa."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from core.vietnamese.numbers import Number, glued, may_begin, number_at
from core.vietnamese.words import Kind, Vocabulary, Word, word_set


class Percent(NamedTuple):
    """`value` per cent at `start` to `end`; in doubt it may be something else. "Hơn nửa" is not exact."""

    value: float
    start: int
    end: int
    doubt: bool = False
    exact: bool = True


class _Share(NamedTuple):
    value: float
    past: int
    doubt: bool = False


_COUNTED = Vocabulary(
    "nội nhiệm nv việc mục phần xã phường huyện đơn đv ấp khóm sở ngành chỉ tiêu hộ hs dự công hạng bước khâu phòng "
    "trường người điểm tuyến biểu gói câu văn bản báo bài khối đầu ý cơ thủ tờ tổ chương kế trang hồ phiếu cái đề",
    never_bare="công đơn ý cơ dự đầu đề cái sở thủ tổ tờ bản báo bài gói văn khối hạng kế câu phòng",
)
_REACHED = Vocabulary("được đc dc đạt xong thành khoảng tầm")
_MADE = Vocabulary("được đc dc đạt")
_COMPLETED = Vocabulary("xong")
_PILES = Vocabulary("trụ cột trạm nhà cống cầu tuyến lớp con bộ máy cây thửa lô đoạn đợt đơn")
_EXACTLY = Vocabulary("đúng tầm cỡ chừng")
_SO_FAR = Vocabulary("rồi r rùi")
_TIMES = Vocabulary("tháng ngày tuần năm buổi tiếng giờ đêm quý với bữa hôm phút")
_NOT_EXACTLY = Vocabulary("hơn gần non quá chưa dưới trên")
_OF = Vocabulary("trên trong")
_IN_ALL = Vocabulary("tổng số")
_EVERYDAY = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)}  # shares far oftener than days
_LAST_DAY, _LAST_MONTH = 31, 12
_YEARS = range(1900, 2100)
_PER_CENT = frozenset("%％")
_LONGEST_NOUN = 7
_FARTHEST = 20
_AND_A_HALF = "ruoi"
_HALVES = word_set("mot phan nua")
_SIGNS = {"½": 50.0, "¼": 25.0, "¾": 75.0, "⅓": 33.33, "⅔": 66.67}


def find_percents(words: Sequence[Word]) -> tuple[Percent, ...]:
    """The percents and shares in the order of the text. Days ("8/10 em nộp") are left to the dates."""
    return tuple(_scan(words))


def _scan(words: Sequence[Word]) -> Iterator[Percent]:
    i = 0
    while i < len(words):
        word = words[i]
        may_begin_one = may_begin(word) or word.folded in _HALVES or word.raw in _SIGNS
        share = _share_at(words, i) if may_begin_one else None
        if share is None:
            i += 1
            continue
        exact = words[share.past - 1].raw in _PER_CENT or not any(_is(words, n, _NOT_EXACTLY) for n in (i - 1, i - 2))
        yield Percent(share.value, words[i].start, words[share.past - 1].end, share.doubt or not exact, exact)
        i = share.past


def _share_at(words: Sequence[Word], i: int) -> _Share | None:
    if words[i].raw in _SIGNS:
        return _Share(_SIGNS[words[i].raw], i + 1)
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
    return words[i - 1] not in _REACHED


def _percent(words: Sequence[Word], number: Number) -> _Share | None:
    if _text(words, number.past) in _PER_CENT:
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
    return _Share(number.value, share.past, True) if share and number.value < share.value else None


def _parts(words: Sequence[Word], number: Number) -> _Share | None:
    """Hai phần ba, 2 phần 3."""
    whole = number_at(words, number.past + 1) if _text(words, number.past) == "phan" else None
    if whole is None or not 0 < number.value <= whole.value or whole.value == 1:
        return None
    return _Share(_rounded(number, whole), whole.past)


def _of_all(words: Sequence[Word], number: Number) -> _Share | None:
    """8 trên 10, 412 phiếu trên tổng số 515, 3 cây số rưỡi trên 5 cây số; but "2 xã trong 3 ngày" is no share."""
    at = next((n for n in range(number.past, number.past + _LONGEST_NOUN) if _is(words, n, _OF)), None)
    if at is None or any(words[n].kind is not Kind.WORD for n in range(number.past, at)):
        return None
    total = next(n for n in range(at + 1, at + 4) if not _is(words, n, _IN_ALL))
    whole = number_at(words, total)
    if whole is None or not 0 < number.value <= whole.value or whole.value == 1 or _is(words, whole.past, _TIMES):
        return None
    named = {words[n].folded for n in range(number.past, at)}
    if words[at - 1].folded == _AND_A_HALF:
        number = number._replace(value=min(number.value + 0.5, whole.value))
    again = _text(words, whole.past) in named or not named
    if not again and total == at + 1:
        return None
    return _Share(_rounded(number, whole), whole.past)


def _out_of(words: Sequence[Word], number: Number) -> _Share | None:
    """Trong 20 bản phải xác minh đã xác minh 15 bản: the whole stands first, and what is counted is named again."""
    before = number.first - 2 if _text(words, number.first - 1) == "so" else number.first - 1
    if number.value <= 1 or not (_is(words, before, _OF) or _is(words, before, _IN_ALL)):
        return None
    if number.past >= len(words) or words[number.past].kind is not Kind.WORD:
        return None
    counted = _text(words, number.past)
    for i in range(number.past + 1, min(len(words), number.past + _FARTHEST)):
        part = number_at(words, i)
        if part and 0 < part.value < number.value and counted == _text(words, part.past):
            return _Share(_rounded(part, number), part.past + 1)
    return None


def _fraction(words: Sequence[Word], number: Number) -> _Share | None:
    """8/10, where it can be no day or what stands around says that it is none."""
    i = number.first
    whole = number_at(words, number.past + 1) if _text(words, number.past) == "/" else None
    if whole is None or not 0 < number.value <= whole.value or "/" in (_text(words, n) for n in (i - 1, whole.past)):
        return None
    no_day = number.value > _LAST_DAY or whole.value > _LAST_MONTH
    if number.value <= _LAST_MONTH and whole.value in _YEARS:
        return None
    counted = _is(words, whole.past, _COUNTED) or _rest_is_told(words, number, whole)
    if counted or (no_day and number.value < whole.value):
        return _Share(_rounded(number, whole), whole.past)
    if _is(words, i - 1, _COMPLETED) and whole.past < len(words) and words[whole.past] in _PILES:
        return _Share(_rounded(number, whole), whole.past)
    if _text(words, i - 1) == "con" and _text(words, whole.past) == "nua":
        return _Share(_rounded(number, whole), whole.past)
    if not (_is(words, i - 1, _MADE) or _is(words, whole.past, _SO_FAR)):
        return None
    both = _is(words, i - 1, _REACHED) and _is(words, whole.past, _SO_FAR)
    return _Share(_rounded(number, whole), whole.past, not both and (number.value, whole.value) not in _EVERYDAY)


def _rest_is_told(words: Sequence[Word], number: Number, whole: Number) -> bool:
    """ "9/12 khoa, còn 3 khoa": what is left is named and adds up."""
    rest = whole.value - number.value
    for i in range(whole.past, min(len(words), whole.past + _FARTHEST)):
        left = number_at(words, i + 1) if words[i].folded == "con" else None
        if left is not None and left.value == rest:
            return True
    return False


def _rounded(number: Number, whole: Number) -> float:
    return round(100 * number.value / whole.value, 2)


def _half(words: Sequence[Word], i: int) -> _Share | None:
    counted = words[i].folded in ("mot", "1", "phan")
    at = i + 1 if counted else i
    if _text(words, at) != "nua" or words[at].accented not in ("nửa", "nua") or _is(words, at + 1, _TIMES):
        return None
    before = i - 2 if _is(words, i - 1, _EXACTLY) else i - 1
    reached = _is(words, before, _REACHED) or _is(words, i - 1, _REACHED)
    if not counted and not reached and not _is(words, i - 1, _NOT_EXACTLY):
        return None
    return _Share(50, at + 1, words[at].accented == "nua" and not counted)


def _text(words: Sequence[Word], i: int) -> str:
    return words[i].folded if 0 <= i < len(words) else ""


def _is(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> bool:
    return 0 <= i < len(words) and words[i] in vocabulary


_RULES: tuple[Callable[[Sequence[Word], Number], _Share | None], ...] = (
    _percent, _span, _parts, _of_all, _out_of, _fraction,
)  # fmt: skip
