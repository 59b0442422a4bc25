"""What kinds of people do: how soon they look, whether they answer, when they finish, what they want of a task."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from core.roles import Role
from core.task import State, Task
from service.year.chance import between, happens, stream
from service.year.office import Member, Temper


class Want(StrEnum):
    """What somebody wants of a task at a moment."""

    ACKNOWLEDGE = "acknowledge"
    PROGRESS = "progress"
    REPORT = "report"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    BLOCK = "block"
    NOTE = "note"
    ASK = "ask"
    EXTEND = "extend"
    GRANT = "grant"
    REFUSE = "refuse"
    RETURN = "return"
    KEEP = "keep"
    REASSIGN = "reassign"
    URGE = "urge"
    RECALL = "recall"


@dataclass(frozen=True, kw_only=True)
class Habit:
    """`answers`: how often a message is answered at all; `soon`: of these, how often within minutes.

    `in_time`, `never`: how often a task is finished before its deadline, or not at all.
    """

    answers: float
    soon: float
    longest: timedelta
    in_time: float
    never: float
    latest: timedelta


_PROMPT = Habit(answers=0.9, soon=0.6, longest=timedelta(hours=6), in_time=0.93, never=0, latest=timedelta(days=3))
HABITS: Mapping[Temper, Habit] = {
    Temper.PROMPT: _PROMPT,
    Temper.AWAY: _PROMPT,
    Temper.LATE: Habit(
        answers=0.6, soon=0.2, longest=timedelta(days=2), in_time=0.55, never=0, latest=timedelta(days=15)
    ),
    Temper.BLOCKING: Habit(
        answers=0.5, soon=0.2, longest=timedelta(days=2), in_time=0.6, never=0, latest=timedelta(days=12)
    ),
    Temper.SILENT: Habit(
        answers=0.12, soon=0.1, longest=timedelta(days=5), in_time=0.45, never=0.08, latest=timedelta(days=25)
    ),
}
_MINUTES = (timedelta(minutes=1), timedelta(minutes=25))
_WITHOUT_END = (timedelta(days=10), timedelta(days=70))


def delay(member: Member, chance: Random) -> timedelta | None:
    """How long until he answers a message; None when he never will."""
    habit = HABITS[member.temper]
    if not happens(chance, habit.answers):
        return None
    return between(chance, *_MINUTES) if happens(chance, habit.soon) else between(chance, _MINUTES[1], habit.longest)


def finishes_at(member: Member, task: Task, now: datetime, chance: Random) -> datetime | None:
    """When the work itself will be finished; None for never."""
    habit, end = HABITS[member.temper], task.deadline.ends_at
    if happens(chance, habit.never):
        return None
    if end is None:
        return now + between(chance, *_WITHOUT_END)
    if end > now and happens(chance, habit.in_time):
        return now + (end - now) * chance.uniform(0.25, 0.95)
    return max(end, now) + between(chance, timedelta(hours=2), habit.latest)


class Works:
    """When each piece of work will be finished: drawn anew for every lead."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._ends: dict[tuple[int, int], datetime | None] = {}

    def finish_of(self, lead: Member, task: Task) -> datetime | None:
        key = task.id, task.assignments
        if key not in self._ends:
            self._ends[key] = finishes_at(lead, task, task.assigned_at, stream(self._seed, "work", *key))
        return self._ends[key]


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One person before one task: `finished` when its work is done, `has_request` when more time was asked for."""

    member: Member
    task: Task
    finished: bool
    finish: datetime | None
    has_request: bool
    now: datetime


def want(sight: Sight, chance: Random) -> Want | None:
    """The first of the things that he might do and is minded to do."""
    return next((each for each, probability in _wishes(sight) if happens(chance, probability)), None)


def _wishes(sight: Sight) -> Iterator[tuple[Want, float]]:
    task, me = sight.task, sight.member
    if task.is_closed:
        return
    if me.id == task.lead_id:
        yield from _of_lead(sight)
        return
    decides = me.id == task.accepter_id or (task.accepter_id is None and me.role is Role.OFFICE)
    if decides:
        yield from _of_decider(sight)
    if me.id in task.coordinator_ids:
        yield Want.NOTE, 0.06
    late = task.deadline.passed(sight.now) and task.state is not State.REPORTED
    if me.id == task.head_id:
        yield Want.REASSIGN, 0.04 if late or task.state is State.ASSIGNED else 0
        yield Want.URGE, 0.12 if late else 0.02
    elif me.id in (task.monitor_id, task.leader_id, task.assigner_id):
        yield Want.URGE, 0.2 if late else 0
        yield Want.RECALL, 0.01 if me.id != task.leader_id else 0


def _of_lead(sight: Sight) -> Iterator[tuple[Want, float]]:
    task = sight.task
    if task.state is State.REPORTED:
        yield Want.NOTE, 0.03
    if task.state in (State.REPORTED, State.RETURNING):
        return
    if task.state is State.ASSIGNED:
        yield Want.RETURN, 0.03
        yield Want.REPORT, 0.9 if sight.finished else 0
        yield Want.ACKNOWLEDGE, 0.92
    yield Want.REPORT, 0.95 if sight.finished else 0
    if _is_pressed(sight):
        yield Want.EXTEND, 0.3
    yield Want.BLOCK, 0.03
    yield Want.ASK, 0.02
    yield Want.PROGRESS, 0.3
    yield Want.NOTE, 0.04


def _is_pressed(sight: Sight) -> bool:
    """The end is near, and he knows that he will not make it."""
    end = sight.task.deadline.ends_at
    if end is None or sight.finish is None or sight.has_request:
        return False
    return sight.finish > end and end - sight.now < timedelta(days=5)


def _of_decider(sight: Sight) -> Iterator[tuple[Want, float]]:
    task = sight.task
    if task.state is State.REPORTED:
        yield Want.SEND_BACK, 0.08
        yield Want.ACCEPT, 0.9
    elif task.state is State.RETURNING:
        yield Want.KEEP, 0.4
        yield Want.REASSIGN, 0.9
    elif sight.has_request:
        yield Want.REFUSE, 0.25
        yield Want.GRANT, 0.9
