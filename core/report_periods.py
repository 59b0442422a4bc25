"""The periods that the office reports on: weeks, months, quarters, halves, years; each by one name and one number."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from core.calendar import Calendar
from core.periods import Period, named


class Span(StrEnum):
    """How long a reported period is, the shortest first."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_MARKS = {"W": Span.WEEK, "Q": Span.QUARTER, "H": Span.HALF}
_MOST = {Span.WEEK: 53, Span.MONTH: 12, Span.QUARTER: 4, Span.HALF: 2, Span.YEAR: 0}
_YEARS = range(2000, 2101)


class NoSuchPeriod(ValueError):
    """There is no thirteenth month and no fifth quarter."""

    def __init__(self, span: Span, number: int) -> None:
        super().__init__(f"{span} {number}")
        self.span = span
        self.number = number


def period_on(span: Span, day: date) -> Period:
    """The period of this length in which the day lies; a week belongs to the year of its Thursday (ISO 8601)."""
    if span is Span.WEEK:
        year, week, _ = day.isocalendar()
        return numbered(span, year, week)
    parts = {Span.MONTH: day.month, Span.QUARTER: (day.month + 2) // 3, Span.HALF: (day.month + 5) // 6, Span.YEAR: 0}
    return numbered(span, day.year, parts[span])


def numbered(span: Span, year: int, number: int) -> Period:
    """Raises NoSuchPeriod."""
    possible = number == 0 if span is Span.YEAR else 1 <= number <= _MOST[span]
    if not possible or year not in _YEARS:
        raise NoSuchPeriod(span, number or year)
    if span is Span.WEEK and number > date(year, 12, 28).isocalendar().week:
        raise NoSuchPeriod(span, number)
    parts = {Span.WEEK: f"-W{number:02}", Span.MONTH: f"-{number:02}", Span.QUARTER: f"-Q{number}"}
    return named(f"{year}{parts.get(span, f'-H{number}' if number else '')}")


def span_of(period: Period) -> Span:
    _, _, part = period.name.partition("-")
    return _MARKS.get(part[:1], Span.MONTH) if part else Span.YEAR


def place_of(period: Period) -> tuple[int, int]:
    """The year and the number in it; 0 for a year."""
    year, _, part = period.name.partition("-")
    return int(year), int(part.lstrip("WQH") or 0)


def before(period: Period) -> Period:
    return period_on(span_of(period), period.first - timedelta(days=1))


def after(period: Period) -> Period:
    return period_on(span_of(period), period.last + timedelta(days=1))


def code_of(period: Period) -> int:
    """Small enough for a choice: `2026111` is the eleventh month of 2026."""
    year, number = place_of(period)
    return (year * 10 + list(Span).index(span_of(period))) * 100 + number


def decoded(code: int) -> Period:
    """Anybody can send any code. Raises ValueError."""
    rest, number = divmod(code, 100)
    year, place = divmod(rest, 10)
    if place >= len(Span):
        raise ValueError(code)
    return numbered(list(Span)[place], year, number)


def reported_from(period: Period, calendar: Calendar, hour: time) -> datetime:
    """The first working morning after it."""
    return calendar.at(next(calendar.days_from(period.last + timedelta(days=1))), hour)
