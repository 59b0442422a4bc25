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
from core.standing import Standing, judged_at, standing
from core.task import OPEN, State, Task, Urgency
from core.wish import Sort, Wish
from core.wording import lists
from db import people, wished
from db.session import Session
from db.tables import Document, TaskRow
from tests.usecases.small_office import LEAD, LEADER, MONDAY, MONITOR, OTHER, OTHER_HEAD, POLICY, SmallOffice
from tests.usecases.test_lists_agree import FACTS, NOW, Facts, _actors, _enter
from usecases import list_file
from usecases.letters import Desk
from usecases.overdue import listed
from usecases.report import report
from usecases.wishing import told

WISHES = st.builds(
    Wish,
    late=st.booleans(),
    unit_ids=st.lists(st.integers(1, 6), max_size=2, unique=True).map(tuple),
    lead_ids=st.lists(st.integers(1, 8), max_size=2, unique=True).map(tuple),
    days=st.integers(0, 5),
    most_days=st.none() | st.integers(0, 5),
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
    below = [await people.units_below(session, unit_id) for unit_id in wish.unit_ids]
    return frozenset[int]().union(*below) if below else None


def _fits(task: Task, wish: Wish, actor: Actor, units: frozenset[int] | None, now: datetime) -> bool:
    late = task.deadline.days_late(judged_at(task, now))
    return (
        task.state in OPEN
        and may(actor, Right.SEE, task)
        and (standing(task, POLICY.calendar, now) is Standing.OPEN_LATE if wish.is_late else True)
        and (late >= wish.days if wish.days > 1 else True)
        and (wish.most_days is None or late <= wish.most_days)
        and (units is None or task.lead_unit_id in units)
        and (not wish.lead_ids or task.lead_id in wish.lead_ids)
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


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("123/qđ", ["123/QĐ-UBND"]),
        ("123/qd-ubnd", ["123/QĐ-UBND"]),
        ("qđ-ubnd", ["123/QĐ-UBND", "1234/QĐ-UBND"]),
        ("CT-UBND", ["15-CT-UBND", "7/CT-UBND", "…/CT-UBND"]),
        ("ubnd", []),
        ("123/_", []),
    ],
)
async def test_a_document_is_found_by_its_number_or_by_its_letters(
    office: SmallOffice, said: str, found: list[str]
) -> None:
    numbers = ("123/QĐ-UBND", "123/KH-UBND", "1234/QĐ-UBND", "7/CT-UBND", "15-CT-UBND", "8/CTr-UBND", "…/CT-UBND")
    async with office.database.write() as session:
        session.add_all(Document(number=each) for each in numbers)
    async with office.database.read() as session:
        ids = await wished.numbered(session, said)
        names = sorted(await session.scalars(select(Document.number).where(Document.id.in_(ids))))
    assert names == sorted(found)


async def test_a_reported_task_is_as_late_as_its_report(office: SmallOffice) -> None:
    task_id = await office.assign(deadline=LONG_AGO, monitor_id=office.ids[MONITOR], now=MONDAY - timedelta(days=9))
    await office.take(report, LEAD, task_id, now=MONDAY - timedelta(days=8))
    leader = await office.actor(LEADER)
    async with office.database.read() as session:
        two, three = [await listed(session, leader, POLICY, MONDAY, Wish(days=days)) for days in (2, 3)]
    assert (two.total, three.total) == (1, 0)


async def test_a_list_ends_where_nobody_turns_pages(office: SmallOffice) -> None:
    """What is beyond is said, not counted; its pages lead no further."""
    for _ in range(15):
        await office.assign(deadline=LONG_AGO)
    leader, wish = await office.actor(LEADER), Wish(page=99)
    async with office.database.read() as session:
        cut = await listed(session, leader, POLICY, MONDAY, wish, most=10)
        exact = await listed(session, leader, POLICY, MONDAY, wish, most=15)
        words = plain(lists.listed(cut, await told(session, wish, leader)).text)
    assert (cut.total, cut.more, cut.number, cut.pages) == (10, True, 2, 2)
    assert (exact.total, exact.more, exact.pages) == (15, False, 3)
    assert words.startswith("🔴 Quá hạn: hơn 10 việc (trang 2/2)")
    assert "mời lọc bớt, hoặc xuất tệp" in words


async def test_a_file_says_above_what_it_was_filtered_by(office: SmallOffice) -> None:
    await office.assign(deadline=LONG_AGO, group=2)
    await office.assign(OTHER, deadline=LONG_AGO, group=2)
    await office.assign(OTHER, deadline=LONG_AGO, group=3)
    leader = await office.actor(LEADER)
    async with office.database.read() as session:
        lead = (await session.scalars(select(TaskRow).order_by(TaskRow.id))).all()
        wish = Wish(unit_ids=(lead[0].lead_unit_id, lead[1].lead_unit_id), groups=(2,), days=3, most_days=30)
        message = await list_file.list_file(_desk(session, leader), wish)
    assert isinstance(message.file, Paper)
    sheet = load_workbook(BytesIO(message.file.make())).active
    above = [row[0] for row in sheet.iter_rows(max_row=3, values_only=True)]
    words = "Sở Nội vụ và Sở Công Thương · nhóm 2 (quy hoạch) · trễ từ 3 đến 30 ngày: 2 việc"
    assert above[0] == "DANH SÁCH NHIỆM VỤ QUÁ HẠN"
    assert above[1] == f"Quá hạn · {words}"
    assert [row[1] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)] == [1, 2]


@pytest.mark.parametrize("late", [True, False])
async def test_of_a_unit_that_one_does_not_see_nothing_is_told(office: SmallOffice, late: bool) -> None:
    """Whether it has such tasks or none, the answer is the same."""
    unit_id = (await office.actor(OTHER)).unit_id
    before = await _told(office, LEAD, Wish(late=late, unit_ids=(unit_id,)))
    await office.assign(OTHER, deadline=LONG_AGO)
    after = await _told(office, LEAD, Wish(late=late, unit_ids=(unit_id,)))
    assert before == after
    assert "không nằm trong phạm vi" in after
    own = await _told(office, LEAD, Wish(late=late, unit_ids=((await office.actor(LEAD)).unit_id,)))
    assert "🔒" in own  # an official sees of his own unit, too, but what is his
    assert "🔒" not in await _told(office, OTHER_HEAD, Wish(late=late, unit_ids=(unit_id,)))


async def _told(office: SmallOffice, post: str, wish: Wish) -> str:
    viewer = await office.actor(post)
    async with office.database.read() as session:
        page = await listed(session, viewer, POLICY, MONDAY, wish)
        return plain(lists.listed(page, await told(session, wish, viewer)).text)
