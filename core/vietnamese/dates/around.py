"""The words around a time that change what it means: trước, sau, từ, đến, khoảng, thêm."""

from collections.abc import Sequence
from enum import Enum, auto

from core.vietnamese.words import Word, word_set

_FILLERS = word_set("vao luc la hom bua ngay cai khoang co tam chung do tren duoi hon gan cu")
_ABOUT = word_set("khoảng khoang cỡ tầm tam chừng chung độ gần gan hơn hon dưới trên")
_LENGTHENED = word_set("them lui doi hoan khat han gh gian dai")
_BETWEEN = word_set("cho em e anh a xin duoc khoang tam la ra lai gia ngay han viec")
_EVERY = word_set("hằng hàng hang mỗi")
_PASSES = word_set("tre qua cham som nghi om mat da ton suot moi het keo hop con sot cach")
_ASKED = word_set("cho xin can duoc")


class Side(Enum):
    """On which side of the day the thing happens."""

    ON = auto()
    BEFORE = auto()
    AFTER = auto()
    FROM = auto()
    WITHIN = auto()
    UNTIL = auto()


_SIDES = {
    "truoc": Side.BEFORE, "trc": Side.BEFORE, "sau": Side.AFTER, "tu": Side.FROM, "trong": Side.WITHIN,
    "vong": Side.WITHIN, "den": Side.UNTIL, "toi": Side.UNTIL, "han": Side.UNTIL,
}  # fmt: skip
_NOT_THESE = frozenset({"tự", "tư", "tứ", "sáu", "trọng"})
_BACK = 3


def side(words: Sequence[Word], first: int) -> Side:
    """What stands before the time at word `first`."""
    i = first - 1
    while i >= max(0, first - _BACK) and words[i].folded in _FILLERS:
        i -= 1
    if i < 0 or words[i].accented in _NOT_THESE:
        return Side.ON
    return _SIDES.get(words[i].folded, Side.ON)


def is_about(words: Sequence[Word], first: int) -> bool:
    return any(word.accented in _ABOUT for word in words[max(0, first - 2) : first])


def is_recurring(words: Sequence[Word], first: int, past: int) -> bool:
    """ "ngày 5 hằng tháng", "mỗi thứ Hai": no one day."""
    around = (*words[max(0, first - 1) : first], *words[past : past + 1])
    return any(word.accented in _EVERY for word in around)


def is_added(words: Sequence[Word], first: int) -> bool:
    """ "thêm", "gia hạn", "lùi (cho em)" before a length: it is added to the deadline."""
    for i in range(first - 1, max(-1, first - 6), -1):
        if words[i].folded in _LENGTHENED or words[i].raw == "+":
            return words[i].folded != "han" or (i > 0 and words[i - 1].folded in ("gia", "xin"))
        if words[i].folded not in _BETWEEN:
            return False
    return False


def is_asked_for(words: Sequence[Word], first: int) -> bool:
    return any(word.folded in _ASKED for word in words[max(0, first - 4) : first])


def is_of_the_past(words: Sequence[Word], first: int) -> bool:
    """ "trễ 2 ngày", "nghỉ 3 hôm", "còn 2 ngày": lengths that move nothing."""
    return first > 0 and (words[first - 1].folded in _PASSES or words[max(0, first - 2)].folded in ("cach", "qua"))
