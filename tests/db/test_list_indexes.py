"""A page of a list is read from the beginning of an index, and counting ends where nobody turns pages any more.

What the databases plan is looked at, not how long it takes.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, text, true

from core.counting import window
from core.report_periods import Span, period_on
from core.roles import Actor, Role
from core.wish import Sort, Wish
from db import counts, tasks, wished
from db.counts import By
from db.session import Database, Session

NOW = datetime(2026, 11, 30, 2, tzinfo=UTC)
OFFICE = Actor(person_id=1, name="", role=Role.OFFICE, unit_id=1, unit_ids=frozenset({1}))
HEAD = Actor(person_id=2, name="", role=Role.HEAD, unit_id=2, unit_ids=frozenset({2, 3}))
MOST = 100


async def _plans(database: Database, viewer: Actor, wish: Wish) -> list[str]:
    """Of the statements that show a page of a list."""

    async def show(session: Session) -> None:
        wanted = await wished.wanted(session, wish, viewer, NOW)
        await tasks.page_of(session, wanted, wished.order(wish), 2, 6, MOST)

    return await _plans_of(database, show)


async def _plans_of(database: Database, ask: Callable[[Session], Awaitable[None]]) -> list[str]:
    async with database.read() as session:
        if not database.is_sqlite:  # of tables that are empty the whole is the cheapest way
            await session.execute(text("SET LOCAL enable_seqscan = off"))
            await session.execute(text("SET LOCAL enable_bitmapscan = off"))
        with _heard(database) as heard:
            await ask(session)
        return [await _plan(database, session, *each) for each in heard if "FROM tasks" in each[0]]


@contextmanager
def _heard(database: Database) -> Iterator[list[tuple[str, Any]]]:
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, facts: Any, *_others: Any) -> None:
        heard.append((statement, facts))

    engine = database._reader.sync_engine
    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


async def _plan(database: Database, session: Session, statement: str, facts: Any) -> str:
    connection = await session.connection()
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    rows = (await connection.exec_driver_sql(f"{explain} {statement}", facts)).all()
    return "\n".join((statement, *(str(row[-1]) for row in rows)))


@pytest.mark.parametrize(
    ("sort", "index"), [(Sort.UNIT, "by_unit"), (Sort.OLDEST, "by_deadline"), (Sort.NEWEST, "by_deadline")]
)
async def test_the_first_page_stands_at_the_beginning_of_an_index(database: Database, sort: Sort, index: str) -> None:
    plans = await _plans(database, OFFICE, Wish(sort=sort, groups=(2,)))
    page = plans[-1]
    assert f"ix_tasks_{index}" in page, page
    assert "COVERING INDEX" in page or "Index Only Scan" in page, page
    assert "TEMP B-TREE" not in page, page
    assert "Sort Key" not in page, page


async def test_counting_ends_and_reads_an_index_alone(database: Database) -> None:
    count, *_ = await _plans(database, OFFICE, Wish())
    assert "LIMIT" in count, count
    assert "COVERING INDEX ix_tasks_by" in count or "Index Only Scan using ix_tasks_by" in count, count


async def test_an_index_leads_to_what_is_open_in_the_units_of_a_head(database: Database) -> None:
    """PostgreSQL may take any of both while there is nothing in them."""
    for plan in await _plans(database, HEAD, Wish()):
        assert ("ix_tasks_by_unit" if database.is_sqlite else "ix_tasks_by_") in plan, plan
        assert "SCAN tasks\n" not in f"{plan}\n", plan
        assert "Seq Scan on tasks" not in plan, plan


async def test_what_a_report_counts_is_read_from_an_index_alone(database: Database) -> None:
    seen = window(period_on(Span.YEAR, NOW.date()), NOW)

    async def count(session: Session) -> None:
        await counts.counts(session, true(), seen, By.GROUP, soon_until=NOW)

    (plan,) = await _plans_of(database, count)
    assert "COVERING INDEX ix_tasks_counted" in plan or "Index Only Scan using ix_tasks_counted" in plan, plan
