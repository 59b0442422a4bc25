"""When a nudge comes again for somebody who has put it off: at a minute that is open, and before the boss hears."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from core.calendar import Calendar
from core.escalation import acknowledge_levels, late_levels
from core.nudge import next_nudge_time
from core.plan import Plan
from core.slot import Audience, Slot
from core.task import State, Task
from core.vietnamese.dates import Duration

_SOON = timedelta(hours=2)
_BEFORE_THE_BOSS = timedelta(hours=1)  # of the office's time
_MOST_DAYS = 5  # working days
_ABOVE = frozenset({Audience.UNIT_HEAD, Audience.MONITOR, Audience.LEADER})


def snoozed_until(
    task: Task,
    plan: Plan,
    calendar: Calendar,
    now: datetime,
    *,
    on: date | None = None,
    at: time | None = None,
    length: Duration | None = None,
) -> datetime | None:
    """The moment asked for or the last one before the next level hears, whichever comes first.

    Without a day and a length in two hours; of a day the morning. None when that level is about to hear.
    """
    wanted = next_nudge_time(plan, calendar, _wanted(plan, calendar, now, on, at, length))
    limit = calendar.at(calendar.shift(calendar.day_of(now), _MOST_DAYS), plan.morning)
    coming = [slot.at for slot in _levels(task, plan, calendar) if slot.at > now and slot.audience in _ABOVE]
    if coming:
        limit = min(limit, calendar.office_time_before(min(coming), _BEFORE_THE_BOSS))
    until = min(wanted, limit)
    return until if until > now else None


def _levels(task: Task, plan: Plan, calendar: Calendar) -> Iterator[Slot]:
    if task.state is State.ASSIGNED:
        yield from acknowledge_levels(task, plan, calendar)
    yield from late_levels(task, plan, calendar)


def _wanted(
    plan: Plan, calendar: Calendar, now: datetime, on: date | None, at: time | None, length: Duration | None
) -> datetime:
    today = calendar.day_of(now)
    if on is not None and at is not None:
        return max(now, calendar.at(on, at))
    if on is not None and on > today:
        return calendar.at(on, plan.morning)
    if length is not None and length.unit not in ("hour", "minute"):
        days = round(length.n) * {"day": 1, "week": 7}.get(length.unit, 30)
        return calendar.at(today + timedelta(days=max(1, days)), plan.morning)
    if length is not None:
        return now + timedelta(minutes=length.n * (60 if length.unit == "hour" else 1))
    return now + _SOON
