"""Weeks from Monday to Sunday, months, quarters and years, as the first and the last day of each."""

from calendar import monthrange
from datetime import date, timedelta

from core.calendar import Calendar

Span = tuple[date, date]
_YEARS = range(1900, 2101)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day."""
    possible = year in _YEARS and 1 <= month <= 12 and 1 <= day <= 31
    return date(year, month, day) if possible and day <= monthrange(year, month)[1] else None


def week(day: date, ahead: int = 0) -> Span:
    monday = later(day, 7 * ahead - day.weekday())
    return monday, later(monday, 6)


def month(year: int, number: int) -> Span:
    """Months beyond December go on into the next year, and those below January into the one before."""
    year, zero_based = year + (number - 1) // 12, (number - 1) % 12
    year = min(max(year, _YEARS[0]), _YEARS[-1])
    return date(year, zero_based + 1, 1), date(year, zero_based + 1, monthrange(year, zero_based + 1)[1])


def quarter(year: int, number: int) -> Span:
    return month(year, 3 * number - 2)[0], month(year, 3 * number)[1]


def year(number: int) -> Span:
    return month(number, 1)[0], month(number, 12)[1]


def later(day: date, days: int) -> date:
    """`day` moved, but not beyond what a date can say."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def months_later(day: date, months: int) -> date:
    first, last = month(day.year, day.month + months)
    return min(first + timedelta(days=day.day - 1), last)


def last_working_day(span: Span, calendar: Calendar) -> date:
    """The last worked day of the span; its last day when none is worked."""
    first, last = span
    return next((day for n in range((last - first).days + 1) if calendar.is_working_day(day := later(last, -n))), last)
