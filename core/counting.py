"""Which tasks a period's report is about, and under which of the five official names each one is counted.

A report is about the tasks that were open at the start of its period and those that were given in it, judged at its
end, or now while it runs (`decisions/0014`). `db.counts` says the same in SQL.
"""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self

from core.calendar import OFFICE_ZONE, Calendar
from core.deadline import Deadline
from core.periods import Period
from core.standing import Standing, standing
from core.task import State, Task


class Official(StrEnum):
    """The columns of the official form (Quyết định 42/2014/QĐ-TTg): every task stands in exactly one."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"
    UNDATED = "undated"


class NotBegun(ValueError):
    """Of a period that lies ahead there is nothing to report."""


@dataclass(frozen=True, kw_only=True)
class Window:
    """A period on the clock: `judged_at` is its end, or now while it runs."""

    period: Period
    begins_at: datetime
    ends_at: datetime
    judged_at: datetime

    @property
    def is_over(self) -> bool:
        """What happened since is not known to the report."""
        return self.judged_at == self.ends_at


def window(period: Period, now: datetime) -> Window:
    """Raises NotBegun."""
    begins_at, ends_at = _midnight(period.first), _midnight(period.last + timedelta(days=1))
    if now < begins_at:
        raise NotBegun(period.name)
    return Window(period=period, begins_at=begins_at, ends_at=ends_at, judged_at=min(now, ends_at))


def ever(now: datetime) -> Window:
    """Everything up to now."""
    return window(Period(name="", first=date(1970, 1, 1), last=date(2200, 1, 1)), now)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, OFFICE_ZONE)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a count must know beside the task: when it was first given and closed, and the deadline of that time."""

    task: Task
    given_at: datetime
    closed_at: datetime | None
    deadline: Deadline

    @property
    def left_at(self) -> datetime | None:
        """From when nobody owes it: a finished task from the report that was accepted."""
        if self.task.state is State.DONE:
            return self.task.reported_at or self.closed_at
        return self.closed_at if self.task.state is State.RECALLED else None


def belongs(known: Known, seen: Window) -> bool:
    """Whether the report is about the task, even if it was recalled meanwhile."""
    return known.given_at < seen.ends_at and (known.left_at is None or known.left_at >= seen.begins_at)


def official(known: Known, seen: Window, calendar: Calendar) -> Official | None:
    """None for a task that was recalled: it is counted by itself. What has no deadline is neither on time nor late."""
    task = replace(known.task, state=_state_then(known, seen), deadline=known.deadline)
    stands = standing(task, calendar, seen.judged_at)
    if stands is Standing.RECALLED:
        return None
    return Official.UNDATED if task.deadline.on is None else _OFFICIAL[stands]


_OFFICIAL = {
    Standing.DONE_ON_TIME: Official.DONE_ON_TIME,
    Standing.DONE_LATE: Official.DONE_LATE,
    Standing.OPEN_IN_TIME: Official.OPEN_IN_TIME,
    Standing.OPEN_SOON: Official.OPEN_IN_TIME,
    Standing.OPEN_LATE: Official.OPEN_LATE,
}


def _state_then(known: Known, seen: Window) -> State:
    """What was reported or recalled only after the end was open at the end."""
    task = known.task
    happened_at = task.reported_at if task.state is State.REPORTED else known.left_at
    return State.WORKING if seen.is_over and happened_at and happened_at >= seen.ends_at else task.state


def soon_until(seen: Window, calendar: Calendar, soon: int) -> datetime:
    """Whatever ends until then is "sắp đến hạn": at most so many working days are left."""
    beyond = calendar.shift(calendar.day_of(seen.judged_at), soon + 1)
    return _midnight(beyond)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The five official numbers, whose sum is the total; and some of what is inside them or beside them.

    Inside: `undated_done`, `soon` (sắp đến hạn), `waiting` (chờ xác nhận), `carried` (tồn đọng kỳ trước). Beside:
    `recalled`, which no total holds.
    """

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_late: int = 0
    undated: int = 0
    undated_done: int = 0
    soon: int = 0
    waiting: int = 0
    carried: int = 0
    recalled: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in COUNTED})

    @property
    def total(self) -> int:
        return self.done_on_time + self.done_late + self.open_in_time + self.open_late + self.undated

    @property
    def due(self) -> int:
        """Those whose time has come: finished, or overdue."""
        return self.done_on_time + self.done_late + self.open_late

    @property
    def on_time_of_due(self) -> float | None:
        return self.done_on_time / self.due if self.due else None

    @property
    def on_time_of_all(self) -> float | None:
        return self.done_on_time / self.total if self.total else None

    @property
    def is_perfect(self) -> bool:
        """Everything that was due was done on time, and something was."""
        return self.due > 0 and self.done_on_time == self.due


COUNTED = tuple(each.name for each in fields(Counts))
