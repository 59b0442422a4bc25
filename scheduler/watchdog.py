"""Silence is loud: a missed tick, an outbox that stands still, an inbox that nobody reads.

Ages are measured on the event loop's clock from the first time that the same row was seen waiting, so a moved clock
raises no alarm and hides none.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.health import Organ, Pulse
from core.wording import health
from db import inbox, queue
from db.session import Database
from usecases.answer import alarm

_log = logging.getLogger(__name__)


@dataclass
class Waiting:
    """How long the oldest thing of a queue has been the oldest."""

    oldest: datetime | None = None
    since: float = 0.0

    def look(self, oldest: datetime | None, clock: float) -> timedelta:
        """For how long it has stood still. Call with the oldest instant of the queue, None when empty."""
        if oldest != self.oldest:
            self.oldest, self.since = oldest, clock
        return timedelta() if oldest is None else timedelta(seconds=clock - self.since)


@dataclass
class Watchdog:
    database: Database
    outbox: Waiting = field(default_factory=Waiting)
    inbox: Waiting = field(default_factory=Waiting)

    async def pulses(self, *, silent_for: timedelta, quiet: bool, clock: float) -> tuple[Pulse, ...]:
        """Who asks often learns no more than who asks seldom: all see the same row grow old."""
        async with self.database.read() as session:
            owed = await queue.oldest_waiting(session, quiet=quiet)
            heard = await inbox.oldest_waiting(session)
        return (
            Pulse(organ=Organ.TICK, still_for=silent_for),
            Pulse(organ=Organ.OUTBOX, still_for=self.outbox.look(owed, clock)),
            Pulse(organ=Organ.INBOX, still_for=self.inbox.look(heard, clock)),
        )

    async def look(self, *, silent_for: timedelta, quiet: bool, clock: float, now: datetime) -> list[str]:
        """What is wrong at this moment, in words; it is logged, and the admins are told once an hour."""
        pulses = await self.pulses(silent_for=silent_for, quiet=quiet, clock=clock)
        wrong = {pulse.organ: health.stands_still(pulse) for pulse in pulses if pulse.is_red}
        for about, words in wrong.items():
            _log.error("%s", words)
            async with self.database.write() as session:
                await alarm(session, "silence", now, about=about, what=words)
        return list(wrong.values())
