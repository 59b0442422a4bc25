"""What another calendar does to the nudges of a task that are still to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.calendar import Calendar
from core.nudge import Sent, planned
from core.plan import Plan
from core.slot import Audience
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
        Move(slot=slot, audience=audience, by=by)
        for slot, audience in instead.keys() - sent
        if (by := _distance((slot, audience), then, instead, now))
    ]


def _is_over_before(
    then: Mapping[tuple[str, Audience], datetime], last: date | None, before: Calendar, after: Calendar
) -> bool:
    """Whether the calendars part only after everything that is planned: most tasks end before a far day."""
    ends = [before.day_of(max(then.values()))] if then else []
    parted = before.overrides.items() ^ after.overrides.items()
    return not parted or max((*ends, *((last,) if last else ())), default=date.min) < min(day for day, _ in parted)


def _distance(
    slot: tuple[str, Audience],
    then: Mapping[tuple[str, Audience], datetime],
    instead: Mapping[tuple[str, Audience], datetime],
    now: datetime,
) -> timedelta:
    if slot not in then:
        return timedelta()
    return abs(max(instead[slot], now) - max(then[slot], now))
