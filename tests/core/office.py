"""One office for the tests of the rules: its calendar, a task, and a clock to walk over the task."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from core import deadline
from core.calendar import OFFICE_ZONE, Calendar, Override
from core.nudge import Nudge, due
from core.plan import Plan, plans
from core.slot import Audience
from core.task import State, Task

SWAPPED = {
    date(2026, 1, 2): Override(off=True, why="Nghỉ Tết Dương lịch (hoán đổi)"),
    date(2026, 1, 10): Override(off=False, why="Làm bù ngày 02/01/2026"),
}
CALENDAR = Calendar(overrides=SWAPPED)
PLANS = plans()
LEAD, COORDINATOR, INFORMED, MONITOR, LEADER, HEAD, ASSIGNER = range(1, 8)


def on(text: str) -> date:
    """`17/12/2026`"""
    return datetime.strptime(text, "%d/%m/%Y").date()


def at(text: str) -> datetime:
    """`17/12/2026 07:30`, on the clock of the office."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=OFFICE_ZONE)


def a_task(due_on: str | None = "17/12/2026", **fields: Any) -> Task:
    """Assigned on Monday 30/11/2026 at 09:00, with a person for every part."""
    standard: dict[str, Any] = {
        "id": 12,
        "title": "Báo cáo điện gió quý IV",
        "state": State.ASSIGNED,
        "revision": 1,
        "deadline": deadline.day(on(due_on)) if due_on else deadline.NO_DEADLINE,
        "deadline_version": 1,
        "lead_id": LEAD,
        "lead_unit_id": 10,
        "assigned_at": at("30/11/2026 09:00"),
        "assigner_id": ASSIGNER,
        "monitor_id": MONITOR,
        "leader_id": LEADER,
        "head_id": HEAD,
        "coordinator_ids": frozenset({COORDINATOR}),
        "informed_ids": frozenset({INFORMED}),
    }
    return Task(**(standard | fields))


class Walk:
    """Walks the tick over one task and writes down every nudge, each once: a real office's outbox in miniature."""

    def __init__(self, task: Task, plan: Plan | None = None, calendar: Calendar = CALENDAR) -> None:
        self.task, self.plan, self.calendar = task, plan or PLANS[task.urgency], calendar
        self.now = task.assigned_at
        self.sent: set[tuple[str, Audience]] = set()
        self.nudges: list[tuple[datetime, Nudge]] = []

    def tick(self, now: datetime) -> tuple[Nudge, ...]:
        self.now = now
        owed = due(self.task, frozenset(self.sent), self.plan, self.calendar, now)
        self.sent |= {(nudge.slot, nudge.audience) for nudge in owed}
        self.nudges += [(now, nudge) for nudge in owed]
        return owed

    def to(self, until: str, every: timedelta = timedelta(minutes=10)) -> list[str]:
        """Ticks up to and including `until`; returns what was nudged on the way, line by line."""
        already = len(self.nudges)
        while self.now <= at(until):
            self.tick(self.now)
            self.now += every
        return timetable(self.nudges[already:])

    def sleep(self, until: str) -> None:
        """The service is down."""
        self.now = at(until)

    def change(self, **fields: Any) -> None:
        self.task = replace(self.task, **fields)


def timetable(nudges: list[tuple[datetime, Nudge]]) -> list[str]:
    """`Tue 08/12 07:30 T-7 → lead, coordinators`, without the day that is in the name of a slot."""
    order = list(Audience)
    told = sorted(nudges, key=lambda told: (told[0], _stem(told[1]), order.index(told[1].audience)))
    groups = groupby(told, key=lambda told: f"{told[0]:%a %d/%m %H:%M} {_stem(told[1])}")
    return [f"{what} → {', '.join(nudge.audience for _, nudge in them)}" for what, them in groups]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def _stem(nudge: Nudge) -> str:
    return nudge.slot.partition("@")[0]
