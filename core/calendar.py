"""Working days, office hours, swapped days and quiet hours of one office.

The calendar is the `holidays` package for Viet Nam, with the Saturdays that it knows to be worked, and the office's own
overrides on top: an override always wins (the package does not know of every day that the Government swaps).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from itertools import accumulate, count
from zoneinfo import ZoneInfo

import holidays
from lunar_vn import solar_to_lunar

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_DAY_BEFORE_THE_EVE = "29 Tết"  # so the package calls it, also when the last month of the lunar year has only 29 days


@dataclass(frozen=True, kw_only=True)
class Override:
    """One decision of the authorities about one day."""

    off: bool
    why: str


Decided = Mapping[date, Override | None]
"""What was decided about single days; None gives a day back to the calendar of the State."""


@dataclass(frozen=True, kw_only=True)
class OfficeHours:
    """Two sittings a day, on the clock of the office."""

    opens: time = time(7, 0)
    lunch_from: time = time(11, 30)
    lunch_to: time = time(13, 0)
    closes: time = time(17, 0)

    def __post_init__(self) -> None:
        if not self.opens < self.lunch_from <= self.lunch_to < self.closes:
            raise ValueError("office hours must run opens < lunch_from <= lunch_to < closes")

    @property
    def sittings(self) -> tuple[tuple[time, time], tuple[time, time]]:
        return (self.opens, self.lunch_from), (self.lunch_to, self.closes)

    @property
    def working_day(self) -> timedelta:
        return sum((_length(start, end) for start, end in self.sittings), timedelta())


@dataclass(frozen=True, kw_only=True)
class Calendar:
    hours: OfficeHours = field(default_factory=OfficeHours)
    overrides: Mapping[date, Override] = field(default_factory=dict)

    def decided(self, days: Decided) -> "Calendar":
        """The same with later decisions, which win over the earlier ones."""
        overrides = {day: each for day, each in {**self.overrides, **days}.items() if each is not None}
        return self if overrides == self.overrides else replace(self, overrides=overrides)

    @cached_property
    def _holidays(self) -> holidays.HolidayBase:
        return holidays.country_holidays("VN", language="vi")

    @cached_property
    def _worked(self) -> Callable[[int], Sequence[int]]:
        """For a year, how many of its first n days are worked: holidays are slow to look up one by one."""
        return cache(self._count)

    def _count(self, year: int) -> Sequence[int]:
        days = (date.fromordinal(n) for n in range(_ordinal(year), _ordinal(year + 1)))
        return tuple(accumulate((self._is_worked(day) for day in days), initial=0))

    def _is_worked(self, day: date) -> bool:
        override = self.overrides.get(day)
        return self._holidays.is_working_day(day) if override is None else not override.off

    def _worked_until(self, day: date) -> int:
        """How many days of its year are worked, `day` included."""
        return self._worked(day.year)[day.toordinal() - _ordinal(day.year) + 1]

    def is_working_day(self, day: date) -> bool:
        n = day.toordinal() - _ordinal(day.year)
        worked = self._worked(day.year)
        return worked[n] < worked[n + 1]

    def why_off(self, day: date) -> str | None:
        """The name of the holiday or the override that closes `day`; None for a working day or a plain weekend."""
        if self.is_working_day(day):
            return None
        if day in self.overrides:
            return self.overrides[day].why
        name: str | None = self._holidays.get(day)
        return f"{solar_to_lunar(day).day} Tết" if name == _DAY_BEFORE_THE_EVE else name

    def why_worked(self, day: date) -> str | None:
        """What the override says that opens `day`; None for a day off, and where nobody decided anything."""
        return self.overrides[day].why if day in self.overrides and self.is_working_day(day) else None

    def days_from(self, day: date, step: int = 1) -> Iterator[date]:
        """The working days from `day` on (itself included), forwards or backwards."""
        for offset in count():
            candidate = day + timedelta(days=step * offset)
            if self.is_working_day(candidate):
                yield candidate

    def shift(self, day: date, working_days: int) -> date:
        """`day` moved by working days; the first day is not counted (Bộ luật Dân sự 2015, điều 147)."""
        if working_days == 0:
            return day
        step = 1 if working_days > 0 else -1
        days = self.days_from(day + timedelta(days=step), step)
        return next(found for n, found in enumerate(days, 1) if n == abs(working_days))

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative when `end` is before."""
        if end < start:
            return -self.working_days_between(end, start)
        whole_years = sum(self._worked(year)[-1] for year in range(start.year, end.year))
        return whole_years + self._worked_until(end) - self._worked_until(start)

    def at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, OFFICE_ZONE)

    def day_of(self, moment: datetime) -> date:
        return local(moment).date()

    def is_open(self, moment: datetime) -> bool:
        here = local(moment)
        in_hours = any(start <= here.time() < end for start, end in self.hours.sittings)
        return in_hours and self.is_working_day(here.date())

    def next_open(self, moment: datetime) -> datetime:
        """`moment` itself when the office is open, else the next minute at which it opens."""
        return moment if self.is_open(moment) else next(self._sittings_after(moment))[0]

    def add_office_time(self, moment: datetime, length: timedelta) -> datetime:
        """The instant at which `length` of office time has passed since `moment`."""
        for start, end in self._sittings_after(moment):
            if start + length <= end:
                return start + length
            length -= end - start
        raise AssertionError("sittings never end")

    def office_time_before(self, moment: datetime, length: timedelta) -> datetime:
        """The instant from which `length` of office time passes until `moment`."""
        for start, end in self._sittings_before(moment):
            if end - length >= start:
                return end - length
            length -= end - start
        raise AssertionError("sittings never began")

    def _sittings_before(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What has passed of the sitting at `moment`, then every earlier sitting."""
        here = local(moment)
        for day in self.days_from(here.date(), -1):
            for start, end in reversed(self.hours.sittings):
                if self.at(day, start) < here:
                    yield self.at(day, start), min(here, self.at(day, end))

    def _sittings_after(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of the sitting at `moment`, then every later sitting."""
        here = local(moment)
        for day in self.days_from(here.date()):
            for start, end in self.hours.sittings:
                if here < self.at(day, end):
                    yield max(here, self.at(day, start)), self.at(day, end)


def local(moment: datetime) -> datetime:
    """An aware instant on the clock of the office."""
    if moment.tzinfo is None:
        raise ValueError("times must be aware")
    return moment.astimezone(OFFICE_ZONE)


def _ordinal(year: int) -> int:
    return date(year, 1, 1).toordinal()


def _length(start: time, end: time) -> timedelta:
    day = date.min
    return datetime.combine(day, end) - datetime.combine(day, start)
