"""Who hears next, and when.

The boss hears only after the lead has had his time, and each level hears once per deadline version; those above the
unit once per deadline, whoever leads the task.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from core.calendar import Calendar
from core.plan import Plan, Wait
from core.slot import Slot, of_deadline, outlasts_lead
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
    For another lead only the head's clock begins anew: handing a late task on each day keeps it from nobody above.
    """
    if task.deadline.on is None or task.deadline.ends_at is None:
        return
    for days, audience in plan.late_levels:
        held = task.given_since if outlasts_lead(audience) else task.held_since
        at = (
            _mornings_late(task.deadline.on, held, days, plan, calendar)
            if days
            else _at_once(task, held, plan, calendar)
        )
        name = f"late+{days}"
        named = of_deadline(name, task.deadline.ends_at) if outlasts_lead(audience) else name
        yield Slot(at=at, name=named, audience=audience, at_once=not days)


def _mornings_late(on: date, held: datetime, days: int, plan: Plan, calendar: Calendar) -> datetime:
    heard = held if plan.at_once else calendar.next_open(held)
    return calendar.at(calendar.shift(max(on, calendar.day_of(heard)), days), plan.morning)


def _at_once(task: Task, held: datetime, plan: Plan, calendar: Calendar) -> datetime:
    """The very hour that was missed; a day ends at midnight, when nobody can do anything but sleep."""
    assert task.deadline.on is not None
    missed = task.deadline.at or calendar.at(task.deadline.on + timedelta(days=1), plan.morning)
    return max(missed, held)


def after(moment: datetime, wait: Wait, plan: Plan, calendar: Calendar) -> datetime:
    """`wait` later: in the office's time, or by the clock where the plan goes at once."""
    length = wait.length(calendar.hours)
    return moment + length if plan.at_once else calendar.add_office_time(moment, length)
