"""The way from the inbox to the use cases: each update is handled in one transaction, together with its own settling.

So its effect happens exactly once, however often it comes and whenever the process dies.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.beforehand import beforehand, takes_long
from bot.context import Toast
from bot.dispatch import apologise, dispatch
from bot.incoming import Ignored, Incoming, Said, Unreadable
from core.calendar_talk import CalendarTalk
from core.message import Channel
from core.policy import Policy
from core.vietnamese.secrecy import holds_classified
from db import inbox
from db.session import CLASSIFIED, Database
from db.tables import InboxUpdate
from usecases.answer import alarm
from usecases.policy import CurrentPolicy

_log = logging.getLogger(__name__)

_MOST_TRIES = 3
_IDLE = 1.0
_MOST_TOASTS = 16


@dataclass(frozen=True, kw_only=True)
class Line:
    """One messenger: how it is spoken to, and how its raw updates are read."""

    channel: Channel
    parse: Callable[[dict[str, Any]], Incoming]


class Intake:
    def __init__(
        self,
        database: Database,
        lines: Mapping[str, Line],
        policy: Policy,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._lines = lines
        self._policy = CurrentPolicy(policy, database)
        self._now = now
        self._wake = asyncio.Event()
        self._toasts: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        while True:
            self._wake.clear()
            await self.drain()
            with suppress(TimeoutError):
                async with asyncio.timeout(_IDLE):  # before Python 3.12 wait_for may swallow the end of the service
                    await self._wake.wait()

    async def drain(self) -> int:
        """Handles what waits, in the order in which it came; returns how many updates that was."""
        handled = 0
        while True:
            async with self._database.read() as session:
                rows = await inbox.waiting(session, self._lines)
                await self._policy.look(session)
            failed = [row.id for row in rows if not await self._handle(row)]
            handled += len(rows)
            if not rows or failed:
                return handled

    async def _handle(self, row: InboxUpdate) -> bool:
        """Whether the update is off the table. A failing one is tried again later, and stops nobody."""
        line = self._lines[row.channel]
        incoming: Incoming | None = None
        try:
            incoming = line.parse(row.raw)
            toast = await self._handle_once(row, incoming, line)
        except Unreadable as why:
            await self._park(row, str(why))
            return True
        except Exception as failure:  # the supervisor of one update
            _log.exception("update %s could not be handled", row.id)
            return await self._count_failure(row, incoming, type(failure).__name__)
        if toast is not None and toast.press_id:
            self._toast(line, toast)
        return True

    def _toast(self, line: Line, toast: Toast) -> None:
        """Beside the road: a slow messenger must hold up nobody. Too many at once, and the rest are left out."""
        if len(self._toasts) < _MOST_TOASTS:
            under_way = asyncio.create_task(line.channel.toast(toast.press_id, toast.text, alert=toast.alert))
            self._toasts.add(under_way)
            under_way.add_done_callback(self._toasts.discard)

    async def _handle_once(self, row: InboxUpdate, incoming: Incoming, line: Line) -> Toast | None:
        foreseen = await self._foreseen(row.channel, incoming) if takes_long(incoming) else None
        async with self._database.write() as session:
            if not await inbox.is_waiting(session, row.id):
                return None
            toast = await dispatch(
                session,
                incoming,
                channel=row.channel,
                features=line.channel.features,
                policy=await self._policy.known(session),
                now=self._now(),
                foreseen=foreseen,
            )
            state = inbox.IGNORED if isinstance(incoming, Ignored) else inbox.DONE
            secret = session.info.get(CLASSIFIED) or holds_classified(row.raw)
            kept = not secret and state != inbox.IGNORED
            await inbox.settle(session, row.id, state, self._now(), kept=kept)
        return toast

    async def _foreseen(self, channel: str, incoming: Said) -> CalendarTalk | None:
        async with self._database.read() as session:
            policy = await self._policy.known(session)
            return await beforehand(session, incoming, channel=channel, policy=policy, now=self._now())

    async def _park(self, row: InboxUpdate, why: str, incoming: Incoming | None = None) -> None:
        _log.error("update %s is parked: %s", row.id, why)
        async with self._database.write() as session:
            kept = not holds_classified(row.raw)
            await inbox.settle(session, row.id, inbox.PARKED, self._now(), why, kept=kept)
            await alarm(session, "parked", self._now(), about=str(row.id), number=row.id, why=why)
            if incoming is not None:
                await apologise(session, incoming, row.channel, self._now())

    async def _count_failure(self, row: InboxUpdate, incoming: Incoming | None, why: str) -> bool:
        async with self._database.write() as session:
            tries = await inbox.count_try(session, row.id)
        if tries < _MOST_TRIES:
            return False
        await self._park(row, why, incoming)
        return True
