"""Silence is loud: what of the service must not stand still, and for how long it may (promise 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol


class Organ(StrEnum):
    TICK = "tick"
    OUTBOX = "outbox"
    INBOX = "inbox"


LIMITS: Mapping[Organ, timedelta] = {
    Organ.TICK: timedelta(seconds=90),
    Organ.OUTBOX: timedelta(minutes=5),
    Organ.INBOX: timedelta(seconds=60),
}


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """How long one of them has stood still; nothing at all when nothing waits there."""

    organ: Organ
    still_for: timedelta

    @property
    def limit(self) -> timedelta:
        return LIMITS[self.organ]

    @property
    def is_red(self) -> bool:
        return self.still_for > self.limit


class Vitals(Protocol):
    """What a running service tells of itself. `sends` counts (channel, verdict) since the start of the process."""

    @property
    def sends(self) -> Mapping[tuple[str, str], int]: ...

    async def pulses(self) -> tuple[Pulse, ...]: ...

    def tick_ages(self) -> Mapping[str, timedelta]:
        """By the name of the tick, how long ago it last ended well."""
