"""The demo: the sample office on the page of phones, in one process, without a token and without a network.

Everything is kept in one folder, so `kill -9` and a new start go on where the people were.
"""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.telegram.poll import CHANNEL
from bot.web.server import listening
from core.policy import Policy
from db import groups, inbox, people, queue
from db.session import Database
from scheduler.pacing import Pacing
from service import sample
from service.demo_office import first_day, found, morning_of
from service.kinds import Secret
from service.settings import Settings
from service.wiring import Service, opened, policy_of
from simulator import Simulator
from usecases.directory import Directory
from usecases.invite import invite, new_code

TOKEN = "1000001:demo"  # noqa: S105 -- opens nothing but the simulator of this process
_LOOPBACK = "127.0.0.1"
_BEFORE_THE_MORNING = timedelta(minutes=2)
_FIRST_MESSAGES = 60.0  # seconds


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A running demo: `url` is the page of phones, `web` the service's own web."""

    url: str
    web: str
    simulator: Simulator
    service: Service
    policy: Policy

    async def quiet(self, patience: float = _FIRST_MESSAGES) -> bool:
        """Waits until everything that may be said has been said; False when that takes too long."""
        loop = asyncio.get_running_loop()
        until = loop.time() + patience
        while await self._is_busy():
            if loop.time() > until:
                return False
            await asyncio.sleep(0.05)
        return True

    async def _is_busy(self) -> bool:
        now = self.simulator.clock.now()
        async with self.service.database.read() as session:
            heard = await inbox.oldest_waiting(session)
            owed = await queue.oldest_waiting(session, quiet=self.policy.is_quiet(now))
        return heard is not None or owed is not None or self.simulator.world.updates.count() > 0


@asynccontextmanager
async def demo(folder: Path, port: int, *, fast: bool = False, with_tasks: bool = True) -> AsyncIterator[Demo]:
    """Runs while the block runs. `fast` leaves out the messenger's limits, for those who do not want to wait.

    Raises InUse when another one runs on the folder.
    """
    with _alone(folder):
        async with _demo(folder, port, fast=fast, with_tasks=with_tasks) as running:
            yield running


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Raises InUse: two services would each send what is owed."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(folder) from None
        yield


class InUse(Exception):
    """Another demo runs on this folder."""


@asynccontextmanager
async def _demo(folder: Path, port: int, *, fast: bool, with_tasks: bool) -> AsyncIterator[Demo]:
    simulator = Simulator(state=folder / "phones.db", token=TOKEN, strict_rates=not fast)
    try:
        async with simulator.serve(port) as url:
            settings = _settings(folder, url, _free(min(port + 1, 65535) if port else 0))
            async with opened(settings) as database:
                policy = policy_of(settings)
                day = first_day(simulator.clock.now(), policy.calendar)
                if not simulator.clock.offset:
                    simulator.clock.set_to(morning_of(day, policy.calendar) - _BEFORE_THE_MORNING)
                await _found_once(database, policy, simulator, with_tasks=with_tasks)
                pacing = Pacing(chat_rest=0.0, group_rest=0.0) if fast else None
                service = Service(settings, database, simulator.clock.now, pacing=pacing)
                simulator.clock.on_change(service.engine.wake)
                async with _running(service.run):
                    yield Demo(url=url, web=settings.web_url or "", simulator=simulator, service=service, policy=policy)
    finally:
        simulator.close()


async def begin(demo: Demo) -> None:
    """Whoever has no phone yet takes one and presses Start; then the morning of the first day comes."""
    await asyncio.gather(*(_hand_out(demo, phone) for phone in sample.phones()))
    _gather_groups(demo.simulator)
    await demo.quiet()
    await _bind_groups(demo)
    now = demo.simulator.clock.now()
    morning = morning_of(demo.policy.calendar.day_of(now), demo.policy.calendar)
    if now < morning:
        demo.simulator.clock.set_to(morning)


def _free(wanted: int) -> int:
    """This port, so that calendars find it again after a new start; another one where it is taken."""
    for port in (wanted, 0):
        with suppress(ConnectionError), listening(_LOOPBACK, port) as listener:
            found: int = listener.getsockname()[1]
            return found
    raise ConnectionError("no port is free")


def _settings(folder: Path, url: str, web_port: int) -> Settings:
    return Settings(
        database_url=f"sqlite:///{(folder / 'office.db').resolve()}",
        telegram_token=Secret(TOKEN),
        telegram_api=url,
        tick_seconds=1,
        web_port=web_port,
        web_url=f"http://{_LOOPBACK}:{web_port}",
    )


async def _found_once(database: Database, policy: Policy, simulator: Simulator, *, with_tasks: bool) -> None:
    async with database.write() as session:
        if await people.by_code(session, "vp.qt") is None:
            day = first_day(simulator.clock.now(), policy.calendar)
            await found(session, policy, day, with_tasks=with_tasks)


async def _hand_out(demo: Demo, phone: sample.Phone) -> None:
    async with demo.service.database.write() as session:
        person = await people.by_code(session, phone.person)
        if person is None or await people.has_account(session, person.id):
            return
        code = new_code()
        await invite(session, person, code, demo.policy, demo.simulator.clock.now())
    demo.simulator.person(id=phone.number, name=person.name, title=person.post, shown=phone.shown)
    demo.simulator.start(phone.number, code)


def _gather_groups(simulator: Simulator) -> None:
    numbers = {phone.person: phone.number for phone in sample.phones()}
    known = {chat["id"] for chat in simulator.state()["chats"]}
    for group in sample.groups():
        if int(group.chat_id) not in known:
            simulator.group(group.title, [numbers[member] for member in group.members], id=int(group.chat_id))


async def _bind_groups(demo: Demo) -> None:
    """Each group stands for its units, as if an admin had typed a code there."""
    async with demo.service.database.write() as session:
        directory = await Directory.load(session)
        for each in sample.groups():
            group = await groups.of_chat(session, CHANNEL, each.chat_id)
            if group is not None and not await groups.units_of(session, [group.id]):
                units = [directory.unit(code).id for code in each.units]
                await groups.stand_for(session, group, units, None)


@asynccontextmanager
async def _running(run: Callable[[], Coroutine[None, None, None]]) -> AsyncIterator[None]:
    """The service beside the block; a service that fails ends the block."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(run())
        try:
            yield
        finally:
            task.cancel()
