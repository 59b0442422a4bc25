"""How a task stands against its deadline: computed here for every screen, list and report, never stored."""

from datetime import datetime
from enum import StrEnum

from core.calendar import Calendar
from core.task import State, Task

DEFAULT_SOON = 3  # working days (Quyết định 42/2014/QĐ-TTg leaves it to the office)


class Standing(StrEnum):
    """The words of the official counting, in code."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_SOON = "open_soon"
    OPEN_LATE = "open_late"
    NO_DEADLINE = "no_deadline"
    RECALLED = "recalled"


def standing(task: Task, calendar: Calendar, now: datetime, soon: int = DEFAULT_SOON) -> Standing:
    """A finished task counts by the moment of the report that was accepted, not by the moment of acceptance."""
    if task.state is State.RECALLED:
        return Standing.RECALLED
    if task.state is State.DONE:
        late = task.reported_at is not None and task.deadline.passed(task.reported_at)
        return Standing.DONE_LATE if late else Standing.DONE_ON_TIME
    return _open_standing(task, calendar, now, soon)


def judged_at(task: Task, now: datetime) -> datetime:
    """A reported task is judged by the moment of its report: the wait for acceptance makes nobody late."""
    return task.reported_at if task.state is State.REPORTED and task.reported_at else now


def _open_standing(task: Task, calendar: Calendar, now: datetime, soon: int) -> Standing:
    if task.deadline.on is None:
        return Standing.NO_DEADLINE
    judged = judged_at(task, now)
    if task.deadline.passed(judged):
        return Standing.OPEN_LATE
    left = calendar.working_days_between(calendar.day_of(judged), task.deadline.on)
    return Standing.OPEN_SOON if left <= soon else Standing.OPEN_IN_TIME
