"""An office to which anything may happen: whoever wants tries a step, and only the rules of a test move the clock.

Everything is done as in the service: a refusal is caught inside the transaction and answered, so that what a use case
has left half-done would be kept.
"""

import asyncio
import shutil
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from core.calendar import Decided
from core.message import Features, Gone, NotSent, Outgoing, Sent, Unknown, Verdict, plain
from core.nudge import next_nudge_time
from core.policy import Policy
from core.roles import Actor, NotAllowed
from core.task import IllegalStep
from core.vietnamese.day_changes import Misread
from db import people
from db.session import Database, Session
from scheduler.engine import Engine
from service.year.post import Crash, Fate
from service.year.run import Unhurried
from tests.stories.story_office import POSTS
from tests.usecases.any_life_witness import Witness
from tests.usecases.small_office import LEAD, MONITOR, OTHER_HEAD, SmallOffice, at
from usecases.ask_extension import AskedAlready
from usecases.ask_return import NoReason
from usecases.bind import unbind
from usecases.change_calendar import CalendarMoved
from usecases.decide_extension import PassedAlready
from usecases.delegate import CannotDelegate
from usecases.give import NotReady
from usecases.involve import HelpsAlready
from usecases.next_round import RoundBegun
from usecases.policy import CurrentPolicy
from usecases.question import NoAnswer, NobodyToAsk
from usecases.reassign import LeadsAlready
from usecases.send_back import NoOpinion
from usecases.settle import OutsideTheMorning
from usecases.snooze import TooLateToSnooze
from usecases.split import OpenChildren, TooDeep, UnfitDeadline
from usecases.steps import AlreadyTaken, StaleStep
from usecases.undo import TooLateToUndo
from usecases.urge import NobodySilent, UrgedLately

T = TypeVar("T")
Try = Callable[[Session, Actor, Policy, datetime], Awaitable[Any]]

REFUSALS = (
    NotAllowed, IllegalStep, StaleStep, AlreadyTaken, NoOpinion, NoReason, NoAnswer, NobodyToAsk, AskedAlready,
    PassedAlready, LeadsAlready, UrgedLately, NobodySilent, TooLateToSnooze, TooLateToUndo, RoundBegun, CannotDelegate,
    OutsideTheMorning, CalendarMoved, Misread, NotReady, HelpsAlready, OpenChildren, TooDeep, UnfitDeadline,
)  # fmt: skip
COLLEAGUE, CLERK = "Chuyên viên hai Sở Nội vụ", "Chuyên viên theo dõi hai"
PEOPLE = (*(post.name for post in POSTS), COLLEAGUE, CLERK)
UNBOUND = OTHER_HEAD  # nothing reaches him, unless a rule binds him
CHANNEL = "text"
BEGINNING = at("30/11/2026 09:00")
LEASE = timedelta(seconds=60)


class Ground:
    """One migrated file with the office in it, put back before each life; the engine and what it has compiled stay."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._origin, self.path = folder / "origin.db", folder / "life.db"
        shutil.copyfile(template, self.path)
        self.database = Database(f"sqlite:///{self.path}", simulated=True)
        self.ids = asyncio.run(self._found())
        shutil.copyfile(self.path, self._origin)

    async def _found(self) -> dict[str, int]:
        office = await SmallOffice.found(self.database)
        await office.hire(COLLEAGUE, like=LEAD)
        await office.hire(CLERK, like=MONITOR)
        await office.bind(*(name for name in PEOPLE if name != UNBOUND), channel=CHANNEL, now=BEGINNING)
        await self.database.close()
        return office.ids

    def fresh(self) -> None:
        shutil.copyfile(self._origin, self.path)


class Messenger:
    """`fates` are those of the next calls, one by one; then everything arrives. The witness sees every call."""

    name = CHANNEL

    def __init__(self, life: "Life", *, edits: bool) -> None:
        self.features = Features(buttons=True, edits=edits, text_limit=4096)
        self.fates: deque[Fate] = deque()
        self.blocking: set[str] = set()
        self.is_dead = False
        self._life = life
        self._numbers = count(1)

    async def send(self, chat_id: str, message: Outgoing) -> Verdict:
        return self._take(chat_id, message, None)

    async def edit(self, chat_id: str, message_id: str, message: Outgoing) -> Verdict:
        return self._take(chat_id, message, message_id)

    async def toast(self, press_id: str, text: str, *, alert: bool = False) -> None:
        raise AssertionError("toasts are not the sender's business")

    async def reachable(self) -> bool:
        return True

    def _take(self, chat_id: str, message: Outgoing, edits: str | None) -> Verdict:
        if self.is_dead:
            raise Crash
        fate = Fate.GONE if chat_id in self.blocking else self.fates.popleft() if self.fates else Fate.ARRIVED
        if fate not in (Fate.GONE, Fate.REFUSED):
            self._life.see(chat_id, plain(message.text), edits)
        match fate:
            case Fate.ARRIVED:
                return Sent(edits or f"m{next(self._numbers)}")
            case Fate.REFUSED:
                return NotSent("too many requests", timedelta(seconds=30))
            case Fate.GONE:
                return Gone("blocked by the user")
            case Fate.CRASHED_BEFORE | Fate.CRASHED_AFTER:
                self.is_dead = True
                raise Crash
            case _:
                return Unknown("the answer was lost on the way")


class Life:
    """`taken` and `refused` count what was tried, by the name of the rule."""

    def __init__(self, ground: Ground, *, edits: bool, cap: int) -> None:
        ground.fresh()
        self.ids, self._database = ground.ids, ground.database
        self.settled = Policy(daily_cap=cap)
        self.calendar = self.settled.calendar
        self.now = BEGINNING
        self.taken: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.witness = Witness(ground.path, CHANNEL, self.ids)
        self.messenger = Messenger(self, edits=edits)
        self._owners = count(1)
        self._runner = asyncio.Runner()
        self._restart()

    def close(self) -> None:
        self.run(self._database.close())
        self._runner.close()
        self.witness.close()
        self._database.on_commit.clear()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    def _restart(self) -> None:
        """A new process, which knows nothing but the database."""
        self.messenger.is_dead = False
        self.owner = f"process {next(self._owners)}"
        self._database.on_commit.clear()
        self._policy = CurrentPolicy(self.settled, self._database)
        self._engine = Engine(
            self._database,
            {CHANNEL: self.messenger},
            self.settled,
            lambda: self.now,
            owner=self.owner,
            pacing=Unhurried(lambda: self.messenger.is_dead),
            lease=LEASE,
        )

    @property
    def policy(self) -> Policy:
        return Policy(calendar=self.calendar, daily_cap=self.settled.daily_cap)

    def attempt(self, name: str, who: int, step: Try) -> bool:
        """Whether the step was taken. Who is refused has changed nothing. Nothing happens at the same second."""
        self.now += timedelta(seconds=1)
        version = self.witness.data_version()
        refusal = self.run(self._attempt(who, step))
        if refusal is None:
            self.taken[name] += 1
        else:
            self.refused[name] += 1
            assert self.witness.data_version() == version, f"{name} was refused ({refusal!r}) and has changed something"
        return refusal is None

    async def _attempt(self, who: int, step: Try) -> Exception | None:
        async with self._database.write() as session:
            policy = await self._policy.look(session)
            actor = await people.actor(session, who, self.now)
            assert actor is not None
            try:
                await step(session, actor, policy, self.now)
            except REFUSALS as refusal:
                return refusal
        return None

    def change(self, work: Callable[[Session], Awaitable[Any]]) -> None:
        """What happens to the office without anybody's step."""
        self.now += timedelta(seconds=1)
        self.run(self._change(work))

    async def _change(self, work: Callable[[Session], Awaitable[Any]]) -> None:
        async with self._database.write() as session:
            await work(session)

    def decided(self, days: Decided) -> None:
        self.calendar = self.calendar.decided(days)

    def bind(self, person_id: int) -> None:
        name = next(name for name, number in self.ids.items() if number == person_id)
        self.run(SmallOffice(self._database, self.ids).bind(name, channel=CHANNEL, now=self.now))

    def unbind(self, person_id: int) -> None:
        self.change(lambda session: unbind(session, person_id, self.now))

    def unblock(self, chat_id: str) -> None:
        self.messenger.blocking.discard(chat_id)
        self.change(lambda session: people.heard_from(session, CHANNEL, chat_id, self.now))

    def look(self) -> None:
        self.run(self._look())

    async def _look(self) -> None:
        await self._engine.nudge()
        await self._engine.digest()

    def deliver(self) -> None:
        self.run(self._deliver())

    async def _deliver(self) -> None:
        try:
            await self._engine.sender.reap()
            await self._engine.sender.drain()
        except Crash:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # whoever watched a channel in trouble has seen that it answers again
        if self.messenger.is_dead:
            self._restart()
        else:
            self.witness.nothing_stuck(self.owner, self.now)

    def tick(self) -> None:
        self.look()
        self.deliver()

    def to_the_morning(self) -> None:
        """The next working day, some minutes after the morning round has begun."""
        plan, calendar = self.settled.plan, self.calendar
        tomorrow = calendar.at(calendar.day_of(self.now) + timedelta(days=1), plan.morning)
        self.now = next_nudge_time(plan, calendar, tomorrow) + timedelta(minutes=5)

    def to_the_night(self) -> None:
        """Between midnight and the morning."""
        self.now = self.calendar.at(self.calendar.day_of(self.now) + timedelta(days=1), time(3))

    def see(self, chat_id: str, text: str, edits: str | None) -> None:
        self.witness.see(chat_id, text, edits, self.owner, self.now, self.policy)

    def end(self) -> None:
        """Every lease runs out, the messenger is well again, and a working morning comes."""
        self.messenger.fates.clear()
        self.to_the_morning()
        self.tick()
        self.witness.whole(self.now)
