"""Reporting rhythms: which month, quarter or year a task without an end must be reported on, and from when.

A period's report is due on its last working day and asked for some working days before. Only the newest period whose
asking has begun is asked for: an older one that nobody reported on is history.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.calendar import Calendar, local
from core.deadline import Deadline, DeadlineKind, Rhythm
from core.plan import Plan
from core.task import Task
from core.vietnamese.dates.spans import last_working_day, month, quarter, week, year


@dataclass(frozen=True, kw_only=True)
class Period:
    """`name` is `2026-11`, `2026-Q4` or `2026`; and, for what the office reports on, `2026-W48` or `2026-H2`."""

    name: str
    first: date
    last: date


def rhythm_of(deadline: Deadline) -> Rhythm | None:
    """How often a task without an end is reported on; None for every other task."""
    periodic = deadline.kind is DeadlineKind.ONGOING and deadline.rhythm is not Rhythm.AS_NEEDED
    return deadline.rhythm if periodic else None


def period_of(rhythm: Rhythm, day: date) -> Period:
    match rhythm:
        case Rhythm.MONTH:
            return named(f"{day:%Y-%m}")
        case Rhythm.QUARTER:
            return named(f"{day:%Y}-Q{(day.month + 2) // 3}")
        case _:
            return named(f"{day:%Y}")


def named(name: str) -> Period:
    """Raises ValueError."""
    years, _, part = name.partition("-")
    match part[:1]:
        case "Q":
            first, last = quarter(int(years), int(part[1:]))
        case "W":
            first, last = week(date.fromisocalendar(int(years), int(part[1:]), 1))
        case "H":
            first, last = quarter(int(years), 2 * int(part[1:]) - 1)[0], quarter(int(years), 2 * int(part[1:]))[1]
        case _:
            first, last = month(int(years), int(part)) if part else year(int(years))
    return Period(name=name, first=first, last=last)


def following(rhythm: Rhythm, period: Period) -> Period:
    return period_of(rhythm, period.last + timedelta(days=1))


def due_day(period: Period, calendar: Calendar) -> date:
    return last_working_day((period.first, period.last), calendar)


def asks_at(period: Period, plan: Plan, calendar: Calendar) -> datetime:
    return calendar.at(calendar.shift(due_day(period, calendar), -plan.period_before), plan.morning)


def asked(rhythm: Rhythm, plan: Plan, calendar: Calendar, now: datetime) -> tuple[Period, Period]:
    """The newest period whose asking has begun, and the one after it."""
    present = period_of(rhythm, calendar.day_of(now))
    if asks_at(present, plan, calendar) <= now:
        return present, following(rhythm, present)
    return period_of(rhythm, present.first - timedelta(days=1)), present


def is_owed(task: Task, period: Period) -> bool:
    """Whether this period must still be reported on; a broken first one only if at least half of it was left."""
    if task.reported_through is not None and period.last <= task.reported_through:
        return False
    start = max(period.first, local(task.assigned_at).date())
    left, whole = (period.last - start).days + 1, (period.last - period.first).days + 1
    return 2 * left >= whole


def open_period(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Period | None:
    """The period that a report of `now` is about: the one that is asked for, else the present one in its second half.

    None when there is nothing to report on.
    """
    rhythm = rhythm_of(task.deadline)
    if rhythm is None:
        return None
    begun, coming = asked(rhythm, plan, calendar, now)
    if is_owed(task, begun):
        return begun
    is_half_over = coming.first + (coming.last - coming.first) / 2 < calendar.day_of(now)
    return coming if is_half_over and is_owed(task, coming) else None
