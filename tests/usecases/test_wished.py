"""Whatever is wished for: the list, its count, its file and the rules say the same."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from core.deadline import day
from core.message import Paper, plain
from core.roles import Actor, Right, may
from core.standing import judged_at
from core.task import OPEN, State, Task, Urgency
from core.wish import Sort, Wish
from db import people, wished
from db.session import Session
from db.tables import Document, TaskRow
from tests.usecases.small_office import LEAD, LEADER, MONDAY, MONITOR, OTHER, POLICY, SmallOffice
from tests.usecases.test_lists_agree import FACTS, NOW, Facts, _actors, _enter
from usecases import list_file
from usecases.letters import Desk
from usecases.overdue import listed
from usecases.report import report

WISHES = st.builds(
    Wish,
    late=st.booleans(),
    unit_id=st.none() | st.integers(1, 6),
    lead_id=st.none() | st.integers(1, 8),
    days=st.integers(0, 5),
    urgency=st.none() | st.sampled_from(Urgency),
    unacknowledged=st.booleans(),
    sort=st.sampled_from(Sort),
)


class _Undo(Exception):
    """The next example begins with the same office."""


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(FACTS, min_size=1, max_size=8), wish=WISHES, now=NOW)
async def test_sql_and_rules_agree(office: SmallOffice, cases: list[Facts], wish: Wish, now: datetime) -> None:
    cases = [replace(each, reported=min(each.reported, now)) for each in cases]
    try:
        async with office.database.write() as session:
            actors = await _actors(session)
            found = await _enter(session, cases, actors)
            for actor in actors:
                wanted = await wished.wanted(session, wish, actor, now)
                ids = set(await session.scalars(select(TaskRow.id).where(wanted)))
                units = await _below(session, wish)
                assert ids == {task.id for task in found if _fits(task, wish, actor, units, now)}
            raise _Undo
    except _Undo:
        return


async def _below(session: Session, wish: Wish) -> frozenset[int] | None:
    return None if wish.unit_id is None else await people.units_below(session, wish.unit_id)


def _fits(task: Task, wish: Wish, actor: Actor, units: frozenset[int] | None, now: datetime) -> bool:
    late = task.deadline.days_late(judged_at(task, now))
    return (
        task.state in OPEN
        and may(actor, Right.SEE, task)
        and (late >= max(1, wish.days) if wish.is_late else True)
        and (units is None or task.lead_unit_id in units)
        and wish.lead_id in (None, task.lead_id)
        and task.urgency in wish.urgencies
        and (not wish.unacknowledged or task.state is State.ASSIGNED)
    )


LONG_AGO = day(date(2026, 11, 20))


async def test_the_file_holds_every_page_in_the_same_order(office: SmallOffice) -> None:
    for number in range(15):
        due = day(date(2026, 11, 5 + number))
        await office.assign((LEAD, OTHER)[number % 2], title=f"=Việc {number}", deadline=due)
    leader, wish = await office.actor(LEADER), Wish(sort=Sort.OLDEST)
    async with office.database.read() as session:
        pages = [await listed(session, leader, POLICY, MONDAY, replace(wish, page=n)) for n in (1, 2, 3)]
        message = await list_file.list_file(_desk(session, leader), wish)
    assert isinstance(message.file, Paper)
    sheet = load_workbook(BytesIO(message.file.make())).active
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[1] for row in rows] == [view.number for page in pages for view in page.tasks]
    assert [row[9] for row in rows] == [view.days_late for page in pages for view in page.tasks]
    assert rows[0][2] == "=Việc 0"


def _desk(session: Session, viewer: Actor) -> Desk:
    return Desk(session=session, viewer=viewer, policy=POLICY, now=MONDAY)


async def test_a_file_that_is_too_long_says_so(office: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_file, "MOST", 2)
    for _ in range(3):
        await office.assign(deadline=LONG_AGO)
    leader = await office.actor(LEADER)
    async with office.database.read() as session:
        message = await list_file.list_file(_desk(session, leader), Wish())
    assert "Tệp chỉ có 2 việc đầu trong 3 việc" in plain(message.text)


async def test_a_document_is_found_by_the_beginning_of_its_number(office: SmallOffice) -> None:
    async with office.database.write() as session:
        numbers = ("123/QĐ-UBND", "123/KH-UBND", "1234/QĐ-UBND")
        session.add_all(Document(number=each) for each in numbers)
    async with office.database.read() as session:
        ids = await wished.numbered(session, "123/qđ")
        names = list(await session.scalars(select(Document.number).where(Document.id.in_(ids))))
    assert names == ["123/QĐ-UBND"]


async def test_a_reported_task_is_as_late_as_its_report(office: SmallOffice) -> None:
    task_id = await office.assign(deadline=LONG_AGO, monitor_id=office.ids[MONITOR], now=MONDAY - timedelta(days=9))
    await office.take(report, LEAD, task_id, now=MONDAY - timedelta(days=8))
    leader = await office.actor(LEADER)
    async with office.database.read() as session:
        two, three = [await listed(session, leader, POLICY, MONDAY, Wish(days=days)) for days in (2, 3)]
    assert (two.total, three.total) == (1, 0)
