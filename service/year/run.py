"""Lives a year: jumps from moment to moment, and at each lets the real service do what it owes."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from itertools import count, takewhile
from pathlib import Path
from time import perf_counter
from typing import Self

from core.counting import soon_until, window
from core.nudge import next_nudge_time
from core.policy import Policy
from core.roles import Role
from db import counts, outbox, record, tasks
from db.migrate import upgrade
from db.outbox import LEASE, Chat, Kind, Priority
from db.queue import Resting
from db.session import LOOK, OWED, Database
from scheduler.engine import Engine
from scheduler.pacing import Pacing
from service.year import work
from service.year.agenda import Agenda, Clock
from service.year.chance import between, stream
from service.year.crowd import Crowd
from service.year.hands import Hands
from service.year.office import CHANNEL, Office, found
from service.year.post import Crash, Post
from service.year.record import NONSENSE, Record
from service.year.work import Given
from service.year.world import CALENDAR, FIRST_DAY, THE_YEAR, Faults, Sleep, Span, World, plan_world
from usecases.assign import assign

Told = Callable[[float], None]

_BAD_ROWS = 3
_SECOND = timedelta(seconds=1)
_DOWN = (timedelta(minutes=1), timedelta(minutes=20))  # from a crash to the next start


@dataclass(frozen=True, kw_only=True)
class Size:
    people: int
    tasks: int
    months: int = 12


class Unhurried(Pacing):
    """How fast a messenger may be spoken to is no part of a year: its clock stands still while it is spoken to."""

    def __init__(self, post_is_dead: Callable[[], bool]) -> None:
        super().__init__(chat_rest=0, group_rest=0)
        self._post_is_dead = post_is_dead

    def resting(self) -> Resting:
        if self._post_is_dead():
            raise Crash
        return Resting()

    def next_wake(self) -> float | None:
        return None

    def begin(self, chat: Chat) -> None:
        pass

    def end(self, chat: Chat, *, to_group: bool) -> None:
        pass

    def pause(self, channel: str, seconds: float) -> None:
        """The rows themselves know when they may be tried again."""

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        if self._post_is_dead():
            raise Crash
        yield


def database_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'year.db'}"


async def live(
    folder: Path, size: Size, seed: int, told: Told = lambda _: None, faults: Faults | None = None
) -> Record:
    """A whole year on a new database in `folder`; `told` hears how much of it is over, from 0 to 1."""
    url = database_url(folder)
    upgrade(url)
    database = Database(url, simulated=True)
    try:
        with _quietly():
            return await (await Year.begin(database, size, seed, faults or Faults())).live(told)
    finally:
        await database.close()


@contextmanager
def _quietly() -> Iterator[None]:
    """Failures are what this is about: they are judged at the end, not printed on the way."""
    logger = logging.getLogger("scheduler")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


class Year:
    def __init__(self, database: Database, office: Office, world: World, seed: int) -> None:
        self.clock = Clock(world.start)
        self.policy = Policy(calendar=world.calendar)
        self._database = database
        self._office = office
        self._world = world
        self._agenda = Agenda()
        self._hands = Hands(database, self.policy, office, self.clock)
        self._crowd = Crowd(office, world, self._agenda, self.clock, self._hands, seed)
        self._post = Post(world, office, stream(seed, "post"), self.clock, self._crowd.hear)
        self._chance = stream(seed, "year")
        self._left_behind: set[str] = set()
        self._asleep: list[tuple[Sleep, Span]] = []
        self._owners = count(1)
        self._look_at: datetime | None = None
        self._retry_at: datetime | None = None
        self._opens_at: datetime | None = None
        self._engine = self._new_engine()

    @classmethod
    async def begin(cls, database: Database, size: Size, seed: int, faults: Faults) -> Self:
        start = CALENDAR.at(FIRST_DAY, time(7))
        async with database.write() as session:
            office = await found(session, size.people, stream(seed, "office"), start)
        world = plan_world(office.members, size.months, faults, stream(seed, "world"))
        year = cls(database, office, world, seed)
        year._plan(size.tasks, seed)
        return year

    def _plan(self, tasks: int, seed: int) -> None:
        for given in work.give(self._office, self._world, tasks, stream(seed, "work")):
            self._agenda.plan(given.at, partial(self._give, given))
        for kind, span in self._world.sleeps:
            self._agenda.plan(span.begin, partial(self._sleep, kind, span.end))
        for day in takewhile(lambda day: day <= self._world.end.date(), self._world.calendar.days_from(FIRST_DAY)):
            for hour in (self.policy.plan.weekly, self.policy.plan.morning):
                self._agenda.plan(self._world.calendar.at(day, hour), self._morning)
        self._crowd.plan_blocks()
        for _ in range(_BAD_ROWS):
            length = self._world.end - self._world.start
            self._agenda.plan(self._world.start + length * self._chance.uniform(0.1, 0.9), self._owe_nonsense)

    async def live(self, told: Told) -> Record:
        began = perf_counter()
        length = self._world.end - self._world.start
        while (at := self._next()) is not None and at <= self._world.end:
            self.clock.move(at)
            await self._moment()
            told((self.clock() - self._world.start) / length)
        await self._end()
        return await self._record(perf_counter() - began)

    def _next(self) -> datetime | None:
        moments = (self._agenda.next_at(), self._look_at, self._retry_at, self._opens_at)
        return min((moment for moment in moments if moment is not None), default=None)

    async def _moment(self) -> None:
        """What time alone brings comes before what somebody does at the same moment."""
        planned = self._agenda.next_at()
        waits = (self._look_at, self._retry_at, self._opens_at)
        if planned is not None and all(moment is None or moment > planned for moment in waits):
            await self._agenda.take()()
            self.clock.move(self.clock() + _SECOND)
        await self._settle()
        self.clock.move(self.clock() + _SECOND)

    async def _settle(self) -> None:
        """Nudge what must be looked at, try again what may be, deliver what is owed."""
        now = self.clock()
        if LOOK in self._left_behind or _has_come(self._look_at, now):
            self._left_behind.discard(LOOK)
            await self._engine.nudge()
        if _has_come(self._retry_at, now):
            await self._engine.sender.reap()
        if OWED in self._left_behind or _has_come(self._retry_at, now) or _has_come(self._opens_at, now):
            await self._deliver()
            quiet = self.policy.is_quiet(now)
            self._opens_at = next_nudge_time(self.policy.plan, self.policy.calendar, now) if quiet else None
        async with self._database.read() as session:
            self._look_at, self._retry_at = await record.next_moments(session, now)

    async def _deliver(self) -> None:
        """The sender is woken by what it owes itself, and asked again after a trouble on the wire."""
        again = True
        try:
            while again:
                self._left_behind.discard(OWED)
                await self._engine.sender.drain()
                again = self._post.is_troubled or OWED in self._left_behind
                self._post.is_troubled = False
                await asyncio.sleep(0)
        except Crash:
            await _die_out()
        if self._post.is_dead:
            await self._sleep(Sleep.CRASH, self.clock() + between(self._chance, *_DOWN))

    async def _sleep(self, why: Sleep, until: datetime) -> None:
        """Nothing runs; then a new process begins, which knows nothing but the database."""
        self._asleep.append((why, Span(self.clock(), until)))
        self.clock.move(until)
        self._post.is_dead = False
        self._engine = self._new_engine()
        self._left_behind |= {LOOK, OWED}
        await self._engine.sender.reap()
        await self._morning()
        self._agenda.plan(until + LEASE, self._reap)

    async def _morning(self) -> None:
        """What is owed by the day itself, once: whoever wakes up late makes up for it."""
        await self._engine.digest()
        await self._engine.report()

    async def _reap(self) -> None:
        await self._engine.sender.reap()
        self._left_behind.add(OWED)

    def _new_engine(self) -> Engine:
        self._database.on_commit[:] = [self._left_behind.update]
        return Engine(
            self._database,
            {CHANNEL: self._post},
            self.policy,
            self.clock,
            owner=f"process {next(self._owners)}",
            pacing=Unhurried(lambda: self._post.is_dead),
        )

    async def _give(self, given: Given) -> None:
        async with self._database.write() as session:
            row = await assign(session, given.new, actor=None, policy=self.policy, now=self.clock())
            loaded = await tasks.load(session, row.id)
        assert loaded is not None
        self._crowd.plan_work(self._office.by_id[loaded.task.lead_id], loaded.task)

    async def _owe_nonsense(self) -> None:
        """A row that no words can be found for."""
        member = self._chance.choice(self._office.of(Role.OFFICE))
        async with self._database.write() as session:
            payload = {"key": NONSENSE, "facts": {}}
            await outbox.owe(
                session, Kind.SAY, now=self.clock(), person_id=member.id, priority=Priority.NEWS, payload=payload
            )

    async def _end(self) -> None:
        """What still waits for another try has an hour for it."""
        self.clock.move(self._world.end)
        until = self._world.end + timedelta(minutes=50)
        self._left_behind |= {LOOK, OWED}
        await self._settle()
        while self._retry_at is not None and self._retry_at <= until:
            self.clock.move(self._retry_at)
            await self._settle()

    async def _record(self, seconds: float) -> Record:
        seen = window(THE_YEAR, self._world.end)
        until = soon_until(seen, self.policy.calendar, self.policy.soon_days)
        async with self._database.read() as session:
            return Record(
                counts=await counts.of_all(session, seen, soon_until=until),
                office=self._office,
                world=self._world,
                policy=self.policy,
                log=await record.log(session),
                outbox=await record.outbox(session),
                tasks={kept.task.id: kept for kept in await record.kept(session)},
                calls=tuple(self._post.calls),
                asleep=tuple(self._asleep),
                done=dict(self._hands.done),
                seconds=seconds,
            )


def _has_come(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


async def _die_out() -> None:
    """The other deliveries of the process end with it."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*others, return_exceptions=True)
