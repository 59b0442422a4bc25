"""The days on which the calendar differs from a plain week: holidays, swapped days, and what the office decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from core.calendar import Calendar

_SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class SpecialDays:
    """Days in a row with one reason. `decided` tells that the office decided so; `why` may be unknown."""

    first: date
    last: date
    off: bool
    why: str | None
    decided: bool

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1


def special_days(calendar: Calendar, first: date, last: date) -> Iterator[SpecialDays]:
    """In their order, from `first` to `last`; a plain weekend and a plain working day are none."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    told = [each for day in days if (each := _special(calendar, day)) is not None]
    for (off, why, decided, _), run in groupby(enumerate(told), key=_in_a_row):
        held = [each for _, each in run]
        yield SpecialDays(first=held[0].first, last=held[-1].last, off=off, why=why, decided=decided)


def _in_a_row(numbered: tuple[int, SpecialDays]) -> tuple[bool, str | None, bool, int]:
    """Days that follow each other are as far from each other as their places."""
    place, day = numbered
    return day.off, day.why, day.decided, day.first.toordinal() - place


def _special(calendar: Calendar, day: date) -> SpecialDays | None:
    off, decided = not calendar.is_working_day(day), day in calendar.overrides
    why = calendar.why_off(day) if off else calendar.why_worked(day)
    is_plain = off == (day.weekday() >= _SATURDAY) and why is None
    return None if is_plain else SpecialDays(first=day, last=day, off=off, why=why, decided=decided)


def working_days(calendar: Calendar, first: date, last: date) -> int:
    """How many days are worked, both ends included."""
    return calendar.working_days_between(first - timedelta(days=1), last)
