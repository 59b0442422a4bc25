"""What another calendar does to the nudges of a task that are still to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.calendar import Calendar
from core.nudge import Sent, planned
from core.plan import Plan
from core.slot import Audience, Slot
from core.task import Task


@dataclass(frozen=True, kw_only=True)
class Move:
    """One planned nudge that comes at another time; `by` is the distance, earlier or later."""

    slot: str
    audience: Audience
    by: timedelta


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a change of the calendar does: `deadlines` come to lie on a day off and stay, so many nudges are `moved`,
    `furthest` at most so far.
    """

    deadlines: int
    moved: int
    furthest: timedelta


def moves(task: Task, sent: Sent, plan: Plan, before: Calendar, after: Calendar, now: datetime) -> list[Move]:
    """Nudges that are over stay where they are; what should have come already comes now."""
    then = planned(task, plan, before, now)
    if _is_over_before(then, task.deadline.on, before, after):
        return []
    instead = planned(task, plan, after, now)
    return [
        Move(slot=slot.name, audience=slot.audience, by=by)
        for what, slot in instead.items()
        if (slot.name, slot.audience) not in sent and (by := _distance(slot, then.get(what), now))
    ]


def _is_over_before(
    then: Mapping[tuple[str, Audience], Slot], last: date | None, before: Calendar, after: Calendar
) -> bool:
    """Whether the calendars part only after everything that is planned: most tasks end before a far day."""
    ends = [before.day_of(max(slot.at for slot in then.values()))] if then else []
    parted = before.overrides.items() ^ after.overrides.items()
    return not parted or max((*ends, *((last,) if last else ())), default=date.min) < min(day for day, _ in parted)


def _distance(slot: Slot, then: Slot | None, now: datetime) -> timedelta:
    return timedelta() if then is None else abs(max(slot.at, now) - max(then.at, now))
