"""Who hears next, and when.

The boss hears only after the lead has had his time, and each level hears once per deadline version.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from core.calendar import Calendar
from core.plan import Plan, Wait
from core.slot import Slot
from core.task import Task


def acknowledge_levels(task: Task, plan: Plan, calendar: Calendar) -> Iterator[Slot]:
    """The unit head, after the lead has let some time pass without signing; a late task has its own levels."""
    count = "" if task.assignments == 1 else f"#{task.assignments}"
    for wait, audience in plan.unacknowledged_levels:
        at = after(task.held_since, wait, plan, calendar)
        if not task.deadline.passed(at):
            yield Slot(at=at, name=f"unack{count}+{wait.tag}", audience=audience, at_once=plan.at_once)


def late_levels(task: Task, plan: Plan, calendar: Calendar) -> Iterator[Slot]:
    """The head of the unit, then monitor and leader, on the morning of the working day that the plan names.

    A task that was late when it was assigned, or taken up again, counts from the day on which its lead could hear so.
    """
    if task.deadline.on is None:
        return
    heard = task.held_since if plan.at_once else calendar.next_open(task.held_since)
    since = max(task.deadline.on, calendar.day_of(heard))
    for days, audience in plan.late_levels:
        at = calendar.at(calendar.shift(since, days), plan.morning) if days else _at_once(task, plan, calendar)
        yield Slot(at=at, name=f"late+{days}", audience=audience, at_once=not days)


def _at_once(task: Task, plan: Plan, calendar: Calendar) -> datetime:
    """The very hour that was missed; a day ends at midnight, when nobody can do anything but sleep."""
    assert task.deadline.on is not None
    missed = task.deadline.at or calendar.at(task.deadline.on + timedelta(days=1), plan.morning)
    return max(missed, task.held_since)


def after(moment: datetime, wait: Wait, plan: Plan, calendar: Calendar) -> datetime:
    """`wait` later: in the office's time, or by the clock where the plan goes at once."""
    length = wait.length(calendar.hours)
    return moment + length if plan.at_once else calendar.add_office_time(moment, length)
