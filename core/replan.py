"""What another calendar does to the nudges of a task that are still to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

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
    then, instead = planned(task, plan, before, now), planned(task, plan, after, now)
    return [
        Move(slot=slot, audience=audience, by=by)
        for slot, audience in instead.keys() - sent
        if (by := _distance((slot, audience), then, instead, now))
    ]


def _distance(
    slot: tuple[str, Audience],
    then: Mapping[tuple[str, Audience], datetime],
    instead: Mapping[tuple[str, Audience], datetime],
    now: datetime,
) -> timedelta:
    if slot not in then:
        return timedelta()
    return abs(max(instead[slot], now) - max(then[slot], now))
