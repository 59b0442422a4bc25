"""A number that stands in a text with the unit of a target: "đã được 60/100 MW", "đạt 3 bậc"."""

from collections.abc import Iterator, Sequence

from core.vietnamese.numbers import Number, may_begin, number_at
from core.vietnamese.words import Kind, Word, word_set, words

_NOT_REACHED = word_set("con thieu tieu hoach can phai tong chua khong ko k se du moc de hon duoi gan sap them nua")
_OF = word_set("/ tren")
_NEAR = 3  # words before the number that may say that it is something else


def amount_of(text: str, unit: str) -> float | None:
    """What has been reached, in this unit; None when the text names no such number, or several."""
    named = [word for word in words(unit) if word.kind is Kind.WORD]
    found = set(_amounts(words(text), named)) if named else set()
    return found.pop() if len(found) == 1 else None


def _amounts(said: Sequence[Word], unit: Sequence[Word]) -> Iterator[float]:
    i = 0
    while i < len(said):
        number = number_at(said, i) if may_begin(said[i]) else None
        if number is None:
            i += 1
            continue
        whole = _whole(said, number)
        past = (whole or number).past
        is_part = i > 0 and said[i - 1].folded in _OF
        if _is(said, past, unit) and not is_part and not _aside(said, i):
            yield number.value
        i = past


def _whole(said: Sequence[Word], number: Number) -> Number | None:
    """The hundred of "60/100"."""
    if number.past < len(said) and said[number.past].folded in _OF:
        return number_at(said, number.past + 1)
    return None


def _is(said: Sequence[Word], i: int, unit: Sequence[Word]) -> bool:
    here = said[i : i + len(unit)]
    return len(here) == len(unit) and all(map(_is_same, here, unit))


def _is_same(word: Word, named: Word) -> bool:
    return word.accented == named.accented if word.has_marks else word.folded == named.folded


def _aside(said: Sequence[Word], i: int) -> bool:
    return any(word.folded in _NOT_REACHED for word in said[max(0, i - _NEAR) : i])
