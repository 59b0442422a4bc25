"""Two times side by side: từ 5/12 đến 10/12 is a range, mai hoặc mốt is no decision."""

from collections.abc import Sequence
from dataclasses import replace

from core.vietnamese.dates.phrase import Phrase
from core.vietnamese.dates.reading import DateReading, Kind
from core.vietnamese.words import Word

_TO = frozenset({"den", "toi", "-", "–", "sang", "qua"})
_OR = frozenset({"hoac", "hay"})
_LONGEST_GAP = 3


def together(readings: Sequence[tuple[Phrase, DateReading]], words: Sequence[Word]) -> tuple[DateReading, ...]:
    joined: list[DateReading] = []
    past = 0
    for phrase, reading in readings:
        both = _join(joined[-1], reading, words[past : phrase.first]) if joined else None
        past = phrase.past
        if both is None:
            joined.append(reading)
        else:
            joined[-1] = both
    return tuple(joined)


def _join(left: DateReading, right: DateReading, between: Sequence[Word]) -> DateReading | None:
    if left.kind is not Kind.POINT or right.kind is not Kind.POINT or len(between) > _LONGEST_GAP:
        return None
    gap = {word.folded for word in between}
    if gap & _OR:
        return _either(left, right)
    return _range(left, right) if gap & _TO else None


def _range(left: DateReading, right: DateReading) -> DateReading | None:
    span = (left.date, right.date) if left.date and right.date and left.date < right.date else right.range
    why = tuple(code for code in (*right.why, "range") if code != "start")
    return replace(right, start=left.start, range=span, confirm=True, why=why)


def _either(left: DateReading, right: DateReading) -> DateReading:
    days = tuple(dict.fromkeys(day for day in (left.date, right.date) if day))
    return DateReading(
        kind=Kind.VAGUE, start=left.start, end=right.end, alternatives=days, confirm=True, why=("either",)
    )
