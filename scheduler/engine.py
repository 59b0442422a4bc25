"""The one place that decides who calls `nudge`, `deliver` and `reap`, and how often.

Correctness lives in the tables (unique slots, owner, lease), never in the engine: another one may call the same.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import TypedDict

from core.health import Pulse
from core.message import Channel
from core.policy import Policy
from db import broadcasts, inbox, tasks
from db.outbox import LEASE
from db.session import LOOK, OWED, Database
from scheduler.clock import Clock, Tick
from scheduler.pacing import Pacing
from scheduler.sender import Sender
from scheduler.watchdog import Watchdog
from usecases.broadcast import tend
from usecases.digest import owe_digests
from usecases.nudge import BATCH, nudge
from usecases.owe_reports import owe_reports
from usecases.policy import CurrentPolicy
from usecases.urge_all import go_on

_log = logging.getLogger(__name__)

_MOST_URGINGS = 20  # batches at a time: what they owe is held back meanwhile, to come in one message
_WATCH = 30.0  # seconds between two looks at what stands still


class _Signs(TypedDict):
    """What the watchdog cannot see by itself."""

    silent_for: timedelta
    quiet: bool
    clock: float


class Engine:
    """`tick` is how often the tasks are looked at when nothing else wakes the engine; `lease` is the sender's."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        policy: Policy,
        now: Callable[[], datetime],
        *,
        owner: str,
        tick: timedelta = timedelta(seconds=30),
        pacing: Pacing | None = None,
        lease: timedelta = LEASE,
    ) -> None:
        self._database = database
        self._policy = CurrentPolicy(policy, database)
        self._now = now
        self.sender = Sender(database, channels, policy, now, owner=owner, pacing=pacing, lease=lease)
        self._watchdog = Watchdog(database)
        self._looking = asyncio.Lock()
        self._look = asyncio.Event()
        self._last: datetime | None = None
        self._clock = Clock(
            (
                Tick(name="nudge", every=tick, run=self.look),
                Tick(name="reap", every=lease / 6, run=self.sender.reap),
                Tick(name="prune", every=timedelta(hours=1), run=self._prune),
            )
        )
        database.on_commit.append(self._heard)

    @property
    def loops(self) -> Mapping[str, Callable[[], Awaitable[None]]]:
        """What must be kept running, by name; each may be started again after a failure."""
        return {
            "sender": self.sender.run,
            "nudges": self._nudge_when_told,
            "clock": self._clock.guard,
            "watchdog": self._watch,
        }

    async def start(self) -> None:
        await self.sender.reap()
        self._look.set()
        self._clock.start()

    def stop(self) -> None:
        self._clock.stop()

    async def pulses(self) -> tuple[Pulse, ...]:
        """What the watchdog would judge at this moment."""
        return await self._watchdog.pulses(**self._signs())

    def tick_ages(self) -> Mapping[str, timedelta]:
        return self._clock.ages()

    @property
    def sends(self) -> Mapping[tuple[str, str], int]:
        return self.sender.verdicts

    def _signs(self) -> _Signs:
        return {
            "silent_for": self._clock.silent_for("nudge"),
            "quiet": self._policy.latest.is_quiet(self._now()),
            "clock": asyncio.get_running_loop().time(),
        }

    def wake(self) -> None:
        """The clock was moved, or something changed outside: look at everything at once."""
        self._look.set()
        self.sender.wake()

    async def look(self) -> None:
        """What is owed to one person at one moment is gathered first, digest and all batches, and leaves together."""
        with self.sender.held():
            await self.digest()
            await self.report()
            await self.nudge()

    async def nudge(self) -> int:
        """Everything whose moment has come, in batches of one transaction each; returns how many tasks that was."""
        seen = 0
        async with self._looking:
            await self._mind_the_clock()
            await _without_stopping(self._tend_broadcasts)
            await _without_stopping(self._urge)
            while True:
                async with self._database.write() as session:
                    policy = await self._policy.look(session, hold=True)
                    batch = await nudge(session, policy, self._now())
                seen += batch
                if batch < BATCH:
                    return seen

    async def _tend_broadcasts(self) -> None:
        """One small transaction after the other, so that answers come between them; before the nudges, as a broadcast
        may give tasks.
        """
        going_on = True
        while going_on:
            async with self._database.write() as session:
                going_on = await tend(session, await self._policy.look(session), self._now())

    async def _urge(self) -> None:
        """What managers urge all at once, for a while: the rest when the engine is woken by what was just done."""
        for _ in range(_MOST_URGINGS):
            async with self._database.write() as session:
                if not await go_on(session, await self._policy.look(session), self._now()):
                    return

    async def _mind_the_clock(self) -> None:
        """When each task is looked at next was reckoned on a clock that may have been put back since, and with a
        calendar that may have been changed while nobody ran: so all are looked at after a start and after such a step.
        """
        now, last = self._now(), self._last
        self._last = now
        if last is None or now < last:
            async with self._database.write() as session:
                await tasks.look_at_all(session, now)
                await broadcasts.look_at_all(session, now)

    async def digest(self) -> int:
        """The digests of this morning, once; returns to how many people."""
        async with self._database.write() as session:
            return await owe_digests(session, await self._policy.look(session), self._now())

    async def report(self) -> int:
        """The reports of this morning, once; returns to how many people."""
        async with self._database.write() as session:
            return await owe_reports(session, await self._policy.look(session), self._now())

    def _heard(self, left_behind: frozenset[str]) -> None:
        if LOOK in left_behind:
            self._look.set()
        if OWED in left_behind:
            self.sender.wake()

    async def _nudge_when_told(self) -> None:
        while True:
            await self._look.wait()
            self._look.clear()
            await self.look()

    async def _watch(self) -> None:
        """Beside the clock and not on it: who would tell that the clock stands still?"""
        while True:
            await asyncio.sleep(_WATCH)
            await self._watchdog.look(**self._signs(), now=self._now())

    async def _prune(self) -> None:
        async with self._database.write() as session:
            await inbox.prune(session, self._now())


async def _without_stopping(work: Callable[[], Awaitable[None]]) -> None:
    """What fails is written down, and tried again at the next look: the nudges wait for nothing."""
    try:
        await work()
    except Exception:
        _log.exception("%s failed", getattr(work, "__name__", work))
