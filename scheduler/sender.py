"""The outbox sender: claim → read again and word → commit `sending` → call → settle. One slow chat delays no other."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta

from core.message import Channel, Gone, MadePaper, Moved, NotSent, Outgoing, Paper, Rejected, Sent, Unknown, Verdict
from core.policy import Policy
from db import queue
from db.outbox import LEASE
from db.queue import Resting
from db.session import Database
from scheduler.pacing import Pacing
from usecases import deliver
from usecases.deliver import Claim, Parcel
from usecases.letters import Draft
from usecases.policy import CurrentPolicy

_log = logging.getLogger(__name__)

_IN_FLIGHT = 30  # about a second of work: more would only make answers wait behind it
_IDLE = 1.0
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_NAMES: Mapping[type[Verdict], str] = {
    Sent: "sent",
    NotSent: "not_sent",
    Unknown: "unknown",
    Gone: "gone",
    Moved: "moved",
    Rejected: "rejected",
}
_FAREWELL = 8.0  # for what is in flight at the end; whoever stops services gives them ten seconds


class Sender:
    """`owner` must differ between processes and between starts of the same process.

    `lease` is for how long nobody else touches what it has taken: longer than the slowest call to a messenger.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        policy: Policy,
        now: Callable[[], datetime],
        *,
        owner: str,
        pacing: Pacing | None = None,
        lease: timedelta = LEASE,
    ) -> None:
        self._database = database
        self._channels = channels
        self._policy = CurrentPolicy(policy, database)
        self._now = now
        self._owner = owner
        self._pacing = pacing or Pacing()
        self._lease = lease
        self._wake = asyncio.Event()
        self._held = 0  # by how many at once
        self._flights: dict[asyncio.Task[None], Claim] = {}
        self._trouble: dict[str, asyncio.Task[None]] = {}
        self.verdicts: Counter[tuple[str, str]] = Counter()  # (channel, what it said) since the start

    def wake(self) -> None:
        self._wake.set()

    @contextmanager
    def held(self) -> Iterator[None]:
        """While what people have not asked for is being gathered, none of it leaves: it is to come in one message."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            self.wake()

    async def run(self) -> None:
        """Until cancelled; what is in flight then is given the time to land."""
        try:
            while True:
                self._wake.clear()
                if not await self.round():
                    await self._rest()
        finally:
            await self._land()

    async def _land(self) -> None:
        """What hangs longer than a farewell is in doubt, as after a crash."""
        if self._flights:
            await asyncio.wait(self._flights, timeout=_FAREWELL)
        left = [*self._flights, *self._trouble.values()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def round(self) -> int:
        """Starts what may start now; returns how many messages that was."""
        room = _IN_FLIGHT - len(self._flights)
        if room <= 0:
            return 0
        async with self._database.write() as session:
            claims = await deliver.claim(
                session,
                await self._policy.known(session),
                self._now(),
                owner=self._owner,
                resting=self._resting(),
                limit=room,
                lease=self._lease,
                held=self._held > 0,
            )
        for claim in claims:
            self._pacing.begin(claim.chat)
            flight = asyncio.create_task(self._fly(claim))
            self._flights[flight] = claim
            flight.add_done_callback(self._landed)
        return len(claims)

    async def drain(self) -> None:
        """Delivers until nothing that may go is left; a channel in trouble is not waited for. For tests."""
        while True:
            started = await self.round()
            if self._flights:
                await asyncio.wait(self._flights, return_when=asyncio.FIRST_COMPLETED)
            elif not started:
                pause = self._pacing.next_wake()
                if pause is None:
                    return
                await asyncio.sleep(pause)

    async def reap(self) -> int:
        """Frees what dead owners left behind, and hears what others decided about the calendar.

        What this sender has in its hands is not touched.
        """
        mine = [row_id for claim in self._flights.values() for row_id in claim.row_ids]
        async with self._database.write() as session:
            await self._policy.look(session)
            freed = await queue.reap(session, self._now(), mine=mine)
        if freed:
            self.wake()
        return freed

    def _resting(self) -> Resting:
        resting = self._pacing.resting()
        return replace(resting, channels=resting.channels | self._trouble.keys())

    def _landed(self, flight: asyncio.Task[None]) -> None:
        claim = self._flights.pop(flight)
        self._pacing.end(claim.chat, to_group=claim.to_group)
        if not flight.cancelled() and (failure := flight.exception()):
            _log.error("a delivery failed", exc_info=failure)
        self.wake()

    async def _rest(self) -> None:
        pause = self._pacing.next_wake()
        timeout = _IDLE if pause is None else min(_IDLE, pause + 0.001)
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):  # before Python 3.12 wait_for may swallow the end of the service
                await self._wake.wait()

    async def _fly(self, claim: Claim) -> None:
        try:
            await self._deliver(claim)
        except Exception as failure:  # the supervisor of one row: whatever is wrong with it stops nobody else
            _log.exception("row %s could not be delivered", claim.row_ids)
            async with self._database.write() as session:
                await deliver.count_failure(session, claim, type(failure).__name__, self._now())

    async def _deliver(self, claim: Claim) -> None:
        channel = self._channels[claim.chat.channel]
        drafted = await self._draft(claim)
        async with self._pacing.turn(channel.name):
            parcel = await self._make_ready(channel, claim, drafted)
        if parcel is None:
            return
        verdict = await self._call(channel, parcel)
        self.verdicts[channel.name, _NAMES[type(verdict)]] += 1
        self._mind(channel, verdict)
        async with self._database.write() as session:
            await deliver.settle(session, parcel, verdict, self._now())

    async def _draft(self, claim: Claim) -> Draft | None:
        """Before its turn: neither a writer nor anybody else's message waits for a report to be reckoned."""
        if not claim.surveys:
            return None
        async with self._database.read() as session:
            return await deliver.draft(session, claim, self._policy.latest, self._now())

    async def _make_ready(self, channel: Channel, claim: Claim, drafted: Draft | None) -> Parcel | None:
        async with self._database.write() as session:
            if channel.name in self._resting().channels:
                await deliver.release(session, claim)
                return None
            policy = await self._policy.known(session)
            return await deliver.make_ready(
                session, claim, policy, self._now(), features=channel.features, drafted=drafted
            )

    async def _call(self, channel: Channel, parcel: Parcel) -> Verdict:
        try:
            message = await _with_paper_made(parcel.message)
        except Exception:  # certainly not sent, and no better the next time: set aside, and the admin is told
            _log.exception("the paper of row %s could not be made", parcel.row_ids)
            return Rejected("the paper could not be made")
        if parcel.edits is not None:
            return await channel.edit(parcel.chat.chat_id, parcel.edits, message)
        return await channel.send(parcel.chat.chat_id, message)

    def _mind(self, channel: Channel, verdict: Verdict) -> None:
        """After trouble the channel rests until it answers again: a repeat is spent on nobody who cannot hear it."""
        if isinstance(verdict, NotSent) and verdict.pause is not None:
            self._pacing.pause(channel.name, verdict.pause.total_seconds())
        elif isinstance(verdict, NotSent | Unknown) and channel.name not in self._trouble:
            _log.warning("%s is in trouble: %s", channel.name, verdict.why)
            watch = self._trouble[channel.name] = asyncio.create_task(self._watch(channel))
            watch.add_done_callback(lambda _: self._recovered(channel.name))

    async def _watch(self, channel: Channel) -> None:
        pause = _FIRST_PAUSE
        while not await channel.reachable():
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        _log.warning("%s answers again", channel.name)

    def _recovered(self, channel: str) -> None:
        del self._trouble[channel]
        self.wake()


async def _with_paper_made(message: Outgoing) -> Outgoing:
    paper = message.file
    if not isinstance(paper, Paper):
        return message
    content = await asyncio.to_thread(paper.make)
    return replace(message, file=MadePaper(name=paper.name, content=content, kind=paper.kind))
