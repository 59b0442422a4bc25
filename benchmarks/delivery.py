"""What delivery costs, beside a peer in the same run: `python benchmarks/delivery.py [--tasks 2000] [--messages 300]`.

Nudges: one tick over an indexed column, against one APScheduler job per nudge in its SQLAlchemy job store.
Sending: the outbox, with its two commits per message, into a messenger that takes everything at once.
Read the ratios; the times are of this machine, on SQLite with every commit on the disk.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.deadline import day
from db.migrate import upgrade
from db.session import Database
from scheduler.engine import Engine
from scheduler.pacing import Pacing
from tests.fakes.post_office import MORNING, POLICY, PostOffice
from usecases.assign import NewTask, assign

LIMIT = 27  # messages a second that a messenger takes from one bot
LEADS = [f"p{number}" for number in range(50)]


@dataclass(frozen=True, kw_only=True)
class Cost:
    seconds: float
    longest_block: float


async def measure(work: Callable[[], Awaitable[object]]) -> Cost:
    """How long it takes, and for how long nothing else could be done on the event loop."""
    blocks: list[float] = [0.0]
    heart = asyncio.create_task(_beat(blocks))
    await asyncio.sleep(0.01)
    began = time.perf_counter()
    await work()
    seconds = time.perf_counter() - began
    await asyncio.sleep(0.01)  # the heart notes the last block, too
    heart.cancel()
    return Cost(seconds=seconds, longest_block=max(blocks))


async def _beat(blocks: list[float]) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        blocks.append(time.perf_counter() - before - 0.001)


@asynccontextmanager
async def an_office(folder: Path, name: str) -> AsyncIterator[PostOffice]:
    url = f"sqlite:///{folder / name}"
    upgrade(url)
    database = Database(url)
    office = PostOffice(database)
    await office.open(*LEADS)
    POLICY.calendar.is_working_day(MORNING.date())  # loads the holidays
    yield office
    await database.close()


async def give(office: PostOffice, tasks: int) -> None:
    async with office.database.write() as session:
        for number in range(tasks):
            lead = office.people[LEADS[number % len(LEADS)]]
            new = NewTask(title="Báo cáo", deadline=day(MORNING.date()), lead_unit_id=1, lead_id=lead)
            await assign(session, new, actor=None, policy=POLICY, now=MORNING)


async def by_tick(folder: Path, tasks: int) -> tuple[Cost, Cost]:
    async with an_office(folder, "tick.db") as office:
        engine = Engine(office.database, {}, POLICY, lambda: MORNING, owner="benchmark")
        return await measure(lambda: give(office, tasks)), await measure(engine.nudge)


async def by_jobs(folder: Path, tasks: int) -> tuple[Cost, Cost]:
    store = SQLAlchemyJobStore(url=f"sqlite:///{folder / 'jobs.db'}")
    scheduler = AsyncIOScheduler(jobstores={"default": store}, job_defaults={"misfire_grace_time": None})
    scheduler.start(paused=True)
    at = datetime.now(UTC) - timedelta(seconds=1)

    async def add() -> None:
        for number in range(tasks):
            scheduler.add_job(Peer.remind, "date", run_date=at, args=[number])
            await asyncio.sleep(0)

    async def run() -> None:
        scheduler.resume()
        await Peer.finished.wait()

    Peer.waiting, Peer.finished = tasks, asyncio.Event()
    costs = await measure(add), await measure(run)
    scheduler.shutdown(wait=False)
    return costs


class Peer:
    """Its nudge need not even write anything down."""

    waiting: int
    finished: asyncio.Event

    @classmethod
    async def remind(cls, _number: int) -> None:
        cls.waiting -= 1
        if not cls.waiting:
            cls.finished.set()


async def through_the_outbox(folder: Path, messages: int) -> Cost:
    async with an_office(folder, "outbox.db") as office:
        async with office.database.write() as session:
            await office.crowd(session, messages)
        unlimited = Pacing(chat_rest=0, group_rest=0, per_second=1e6)
        return await measure(office.sender(pacing=unlimited).drain)


async def main(tasks: int, messages: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        added, ticked = await by_tick(folder, tasks)
        armed, fired = await by_jobs(folder, tasks)
        sent = await through_the_outbox(folder, messages)
    table = Table("", "a tick", "a job each", "ratio", title=f"{tasks} nudges")
    for what, ours, theirs in (
        ("remembering them", added.seconds, armed.seconds),
        ("when all are due", ticked.seconds, fired.seconds),
        ("… longest block of the loop", ticked.longest_block, fired.longest_block),
    ):
        table.add_row(what, f"{ours * 1000:,.0f} ms", f"{theirs * 1000:,.0f} ms", f"{theirs / ours:.1f}×")
    console, speed = Console(), messages / sent.seconds
    console.print(table)
    console.print(f"The outbox sends {speed:.0f} messages/s: {speed / LIMIT:.1f}× what a messenger takes ({LIMIT}/s).")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=2000)
    parser.add_argument("--messages", type=int, default=300)
    chosen = parser.parse_args()
    asyncio.run(main(chosen.tasks, chosen.messages))
