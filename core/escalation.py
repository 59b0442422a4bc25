"""Who hears next, and when.

The boss hears only after the lead has had a day, and each level hears once per deadline version.
"""

from collections.abc import Iterator

from core.calendar import Calendar
from core.plan import Plan
from core.slot import Audience, Slot
from core.task import Task


def acknowledge_levels(task: Task, plan: Plan, calendar: Calendar) -> Iterator[Slot]:
    """The unit head, after the lead has let some working days pass without signing; a late task has its own levels."""
    patience = plan.unacknowledged_head_days * calendar.hours.working_day
    at = calendar.add_office_time(task.assigned_at, patience)
    if not task.deadline.passed(at):
        count = "" if task.assignments == 1 else f"#{task.assignments}"
        yield Slot(at=at, name=f"unack{count}+{plan.unacknowledged_head_days}", audience=Audience.UNIT_HEAD)


def late_levels(task: Task, plan: Plan, calendar: Calendar) -> Iterator[Slot]:
    """The head of the unit, then monitor and leader, on the morning of the working day that the plan names.

    A task that was late when it was assigned counts from the day on which its lead could hear of it.
    """
    if task.deadline.on is None:
        return
    since = max(task.deadline.on, calendar.day_of(calendar.next_open(task.assigned_at)))
    for days, audience in plan.late_levels:
        at = calendar.at(calendar.shift(since, days), plan.morning)
        yield Slot(at=at, name=f"late+{days}", audience=audience)
