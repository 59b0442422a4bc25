"""Silence is loud: a missed tick, an outbox that stands still, an inbox that nobody reads.

Ages are measured on the event loop's clock from the first time that the same row was seen waiting, so a moved clock
raises no alarm and hides none.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.wording import health
from db import inbox, outbox
from db.session import Database
from usecases.answer import alarm

_log = logging.getLogger(__name__)

TICK_LIMIT = timedelta(seconds=90)
OUTBOX_LIMIT = timedelta(minutes=5)
INBOX_LIMIT = timedelta(seconds=60)


@dataclass
class Waiting:
    """How long the oldest thing of a queue has been the oldest."""

    limit: timedelta
    oldest: datetime | None = None
    since: float = 0.0

    def look(self, oldest: datetime | None, clock: float) -> bool:
        """Whether it has stood still too long. Call with the oldest instant of the queue, None when empty."""
        if oldest != self.oldest:
            self.oldest, self.since = oldest, clock
        return oldest is not None and clock - self.since > self.limit.total_seconds()


@dataclass
class Watchdog:
    database: Database
    outbox: Waiting = field(default_factory=lambda: Waiting(OUTBOX_LIMIT))
    inbox: Waiting = field(default_factory=lambda: Waiting(INBOX_LIMIT))

    async def look(self, *, silent_for: timedelta, quiet: bool, clock: float, now: datetime) -> list[str]:
        """What is wrong at this moment, in words; it is logged, and the admins are told once an hour."""
        async with self.database.read() as session:
            owed = await outbox.oldest_waiting(session, quiet=quiet)
            heard = await inbox.oldest_waiting(session)
        wrong = dict(self._judge(owed, heard, silent_for, clock))
        for about, words in wrong.items():
            _log.error("%s", words)
            async with self.database.write() as session:
                await alarm(session, "silence", now, about=about, what=words)
        return list(wrong.values())

    def _judge(
        self, owed: datetime | None, heard: datetime | None, silent_for: timedelta, clock: float
    ) -> Iterator[tuple[str, str]]:
        if silent_for > TICK_LIMIT:
            yield "tick", health.tick_missed(silent_for)
        if self.outbox.look(owed, clock):
            yield "outbox", health.outbox_stands(OUTBOX_LIMIT)
        if self.inbox.look(heard, clock):
            yield "inbox", health.inbox_stands(INBOX_LIMIT)
