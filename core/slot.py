"""One planned moment of one audience: the smallest piece of a nudge plan, and what it is called."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Audience(StrEnum):
    LEAD = "lead"
    COORDINATORS = "coordinators"
    INFORMED = "informed"
    UNIT_HEAD = "unit_head"
    MONITOR = "monitor"
    LEADER = "leader"
    ACCEPTER = "accepter"


@dataclass(frozen=True, kw_only=True)
class Slot:
    """`name` identifies the slot within its audience and deadline version: `T-3`, `overdue@2026-12-08`, `late+1`.

    What goes `at_once` passes quiet hours.
    """

    at: datetime
    name: str
    audience: Audience
    at_once: bool = False


def of_morning(stem: str, morning: datetime) -> str:
    """By its day: a number would be that of another morning once a day between is closed or opened."""
    return f"{stem}@{morning:%Y-%m-%d}"


def of_deadline(stem: str, ends_at: datetime) -> str:
    """By the deadline, whoever leads the task until then."""
    return f"{stem}@{ends_at.astimezone(UTC):%Y%m%d%H%M}"


_TOLD_ABOVE = frozenset({Audience.MONITOR, Audience.LEADER})


def outlasts_lead(audience: Audience) -> bool:
    """Whether this audience is told that a task is late once for its deadline, and not once for each of its leads."""
    return audience in _TOLD_ABOVE


_NUMBERED = re.compile(r"(overdue|ack|period:.*|(?:accept|decide|offer|ack)#\d+)[#.](\d+)")
_FIRST_MORNING = {"overdue": 1, "period": 3}


def as_named_now(name: str, audience: Audience, at: datetime, ends_at: datetime | None) -> str:
    """Version 0.1 numbered the mornings, and told those above once for each lead: what was owed then is owed no more.

    `at` is when the nudge came, on the clock of the office; `ends_at` the end of the deadline under which it was owed.
    """
    if ends_at is not None and re.fullmatch(r"late\+\d+", name) and outlasts_lead(audience):
        return of_deadline(name, ends_at)
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None:
        return name
    stem, number = numbered[1], int(numbered[2])
    return of_morning(stem, at) if number >= _FIRST_MORNING.get(stem.partition(":")[0], 2) else name
