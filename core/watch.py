"""The watch list: what the giving side must look at, because nothing moves there by itself."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from core.calendar import Calendar
from core.plan import Plan


class Watch(StrEnum):
    """The kinds in the order in which they are shown: of open tasks, but for people and for what is contested later."""

    UNACKNOWLEDGED = "unacknowledged"
    BLOCKED = "blocked"
    UNDELIVERABLE = "undeliverable"
    UNDECIDED = "undecided"
    UNDATED = "undated"
    LEFTOVER = "leftover"
    CONTESTED = "contested"


class Silence(StrEnum):
    """Why messages do not reach a person."""

    UNBOUND = "unbound"
    GONE = "gone"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, kw_only=True)
class Unreached:
    """A person whom messages do not reach, since when, and what the messenger said; `count` messages were set aside."""

    name: str
    unit: str
    why: Silence
    since: datetime | None
    said: str | None = None
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class UnreachedPage:
    """`number` counts from 1."""

    people: tuple[Unreached, ...]
    number: int
    pages: int
    total: int


ANSWERED_WITHIN = 3
"""Working days after the one on which somebody objected."""


def unanswered_since(calendar: Calendar, now: datetime) -> datetime:
    """An objection of before this instant should have its answer by now."""
    return calendar.at(calendar.shift(calendar.day_of(now), -ANSWERED_WITHIN), time.min)


def too_long_ago(plan: Plan, calendar: Calendar, now: datetime) -> datetime:
    """Whoever was assigned a task at this instant or before should have signed for it (`core.escalation.after`)."""
    length = plan.acknowledge_within.length(calendar.hours)
    return now - length if plan.at_once else calendar.office_time_before(now, length)
