"""Numbers in figures and in words: "62,5", "mười lăm", "hai mươi mốt", "6 chục", "hai nghìn không trăm hai mươi sáu".

Words without accents that may mean something else ("sau", "nam", "tu") count too, but in doubt.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from core.vietnamese.normalise import fold
from core.vietnamese.words import Kind, Word

_LONGEST_FIGURE = 12
# Without accents these are also từ, sau, năm (a year), tạm, bay and mốt.
_DOUBTFUL = frozenset({"tu", "sau", "nam", "tam", "bay", "mot"})


class Number(NamedTuple):
    """`value`, written in the words `first` up to `past` (not included)."""

    value: float
    first: int
    past: int
    doubt: bool = False


class _Numerals:
    """Words that stand for a number, with or without their accents."""

    def __init__(self, values: Mapping[str, int]) -> None:
        self._exact = values
        self._bare = {fold(numeral): value for numeral, value in values.items()}

    def at(self, words: Sequence[Word], i: int) -> int | None:
        if i >= len(words):
            return None
        word = words[i]
        exact = self._exact.get(word.accented)
        return self._bare.get(word.folded) if exact is None and not word.has_marks else exact


_ONES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_ALONE = _Numerals({**_ONES, "năm": 5, "tư": 4})
_AFTER_TEN = _Numerals({**_ONES, "lăm": 5, "nhăm": 5})  # "mười năm" is ten years
_AFTER_TENS = _Numerals({**_ONES, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5})
_WITHOUT_TENS = _Numerals({"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5})  # hai mốt, hai tư, hai lăm
_TEN = _Numerals({"mười": 10})
_TENS = _Numerals({"mươi": 10, "mười": 10, "chục": 10})
_TWENTY = frozenset({"hăm"})  # hăm bốn
_DOZEN = _Numerals({"chục": 10})
_HUNDRED = _Numerals({"trăm": 100})
_THOUSAND = _Numerals({"nghìn": 1000, "ngàn": 1000})
_COUNT = _Numerals({**_ONES, "năm": 5, "tư": 4, "không": 0})
_LINK = _Numerals({"linh": 0, "lẻ": 0})
_POINT = _Numerals({"phẩy": 0})
_FIRST_WORDS = frozenset(map(fold, (*_ONES, *_TWENTY, "năm", "tư", "không", "mười", "trăm")))


def may_begin(word: Word) -> bool:
    """Whether a number can start with this word; most words cannot be one, and are not looked at twice."""
    return word.kind is Kind.NUMBER or word.folded in _FIRST_WORDS


def number_at(words: Sequence[Word], i: int) -> Number | None:
    """The longest number that starts at word `i`."""
    if i >= len(words):
        return None
    if words[i].kind is Kind.NUMBER:
        return _figures(words, i)
    if words[i].folded not in _FIRST_WORDS:
        return None
    found = _thousands(words, i) or _hundreds(words, i) or _below_hundred(words, i)
    if found is None:
        return None
    value, past = found
    tenths = _ALONE.at(words, past + 1) if _POINT.at(words, past) is not None else None
    if tenths is not None:
        return Number(value + tenths / 10, i, past + 2)
    return Number(value, i, past, past == i + 1 and words[i].accented in _DOUBTFUL)


def glued(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` stands against the word before it."""
    return 0 < i < len(words) and words[i - 1].end == words[i].start


def _figures(words: Sequence[Word], i: int) -> Number | None:
    text, past = words[i].raw, i + 1
    while len(text) <= _LONGEST_FIGURE and "." not in text and _goes_on(words, past):
        text += _joined(words[past].raw, words[past + 1].raw)
        past += 2
    if len(text) > _LONGEST_FIGURE:
        return None
    value = float(text) if "." in text else int(text)
    return Number(value * 10, i, past + 1) if _DOZEN.at(words, past) else Number(value, i, past)


def _goes_on(words: Sequence[Word], i: int) -> bool:
    """Whether a sign and more figures follow, as in 62,5 and 1.234."""
    if not (glued(words, i) and glued(words, i + 1) and words[i].raw in ",."):
        return False
    return words[i + 1].kind is Kind.NUMBER and len(words[i + 1].raw) <= 3


def _joined(sign: str, figures: str) -> str:
    return figures if sign == "." and len(figures) == 3 else f".{figures}"


def _thousands(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    count = _ALONE.at(words, i)
    if count is None or _THOUSAND.at(words, i + 1) is None:
        return None
    rest = _hundreds(words, i + 2) or _below_hundred(words, i + 2) or (0, i + 2)
    return count * 1000 + rest[0], rest[1]


def _hundreds(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    count = _COUNT.at(words, i)
    at = i if count is None else i + 1
    if _HUNDRED.at(words, at) is None:
        return None
    linked = at + 2 if _LINK.at(words, at + 1) is not None else at + 1
    value, past = _below_hundred(words, linked) or (0, at + 1)
    return 100 * (1 if count is None else count) + value, past


def _below_hundred(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    if _TEN.at(words, i):
        return _with_last(10, words, i + 1, _AFTER_TEN)
    if words[i : i + 1] and words[i].accented in _TWENTY:
        last = _AFTER_TENS.at(words, i + 1)
        return None if last is None else (20 + last, i + 2)
    first = _ALONE.at(words, i)
    if first is None:
        return None
    if _TENS.at(words, i + 1):
        return _with_last(first * 10, words, i + 2, _AFTER_TENS)
    last = _WITHOUT_TENS.at(words, i + 1) if first > 1 and _has_marks(words, i + 1) else None
    return (first, i + 1) if last is None else (first * 10 + last, i + 2)


def _has_marks(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].has_marks


def _with_last(tens: int, words: Sequence[Word], i: int, numerals: _Numerals) -> tuple[int, int]:
    last = numerals.at(words, i)
    return (tens, i) if last is None else (tens + last, i + 1)
