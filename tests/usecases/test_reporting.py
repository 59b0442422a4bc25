"""Reports of one office: what each reader gets, what was true at the end of a period, and that no number disagrees."""

from datetime import date

import pytest
from sqlalchemy import select

from core.counting import Counts
from core.deadline import day
from core.periods import named
from core.report import Report
from core.roles import NotAllowed
from core.wording import report_papers as words
from db import outbox
from db.outbox import Chat, Kind
from db.tables import Unit
from tests.usecases.small_office import (
    ADMIN,
    HEAD,
    LEAD,
    LEADER,
    MONITOR,
    OTHER,
    OTHER_HEAD,
    POLICY,
    SmallOffice,
    at,
)
from usecases.accept import accept
from usecases.letters import Desk
from usecases.object import object_to
from usecases.owe_reports import owe_reports
from usecases.reassign import reassign
from usecases.report import report
from usecases.reporting import report_of, tasks_of
from usecases.set_deadline import set_deadline

NOVEMBER, DECEMBER = "2026-11", "2026-12"
IN_NOVEMBER, IN_DECEMBER = at("10/11/2026 09:00"), at("10/12/2026 09:00")


async def told(office: SmallOffice, who: str, period: str, now: str = "10/12/2026 09:00") -> Report:
    viewer = await office.actor(who)
    async with office.database.read() as session:
        return await report_of(Desk(session=session, viewer=viewer, policy=POLICY, now=at(now)), named(period))


async def test_each_reader_gets_what_he_answers_for(office: SmallOffice) -> None:
    for lead in (LEAD, LEAD, OTHER):
        await office.assign(lead, now=IN_NOVEMBER)
    totals = {who: (await told(office, who, NOVEMBER)).total.total for who in (MONITOR, LEADER, HEAD, OTHER_HEAD)}
    assert totals == {MONITOR: 3, LEADER: 3, HEAD: 2, OTHER_HEAD: 1}
    for who in (LEAD, ADMIN):
        with pytest.raises(NotAllowed):
            await told(office, who, NOVEMBER)


async def test_lines_of_units_and_of_groups_sum_up_to_the_total(office: SmallOffice) -> None:
    for lead, group in ((LEAD, 1), (OTHER, 1), (OTHER, None), (HEAD, 5)):
        await office.assign(lead, group=group, now=IN_NOVEMBER)
    report = await told(office, MONITOR, NOVEMBER)
    for lines in (report.units, report.groups):
        assert sum((line.counts for line in lines), Counts()) == report.total


async def test_an_extension_of_december_does_not_heal_november(office: SmallOffice) -> None:
    task = await office.assign(deadline=day(date(2026, 11, 20)), monitor_id=office.ids[MONITOR], now=IN_NOVEMBER)
    until = day(date(2026, 12, 31))
    await office.take(set_deadline, MONITOR, task, IN_DECEMBER, until=until, reason="chờ số liệu")
    assert (await told(office, MONITOR, NOVEMBER)).total.open_late == 1
    december = (await told(office, MONITOR, DECEMBER)).total
    assert (december.open_in_time, december.carried) == (1, 1)


async def test_a_report_counts_when_it_was_made_and_not_when_it_was_accepted(office: SmallOffice) -> None:
    task = await office.assign(deadline=day(date(2026, 11, 30)), monitor_id=office.ids[MONITOR], now=IN_NOVEMBER)
    await office.take(report, LEAD, task, at("30/11/2026 16:00"))
    await office.take(accept, MONITOR, task, IN_DECEMBER, policy=POLICY)
    assert (await told(office, MONITOR, NOVEMBER)).total.done_on_time == 1
    assert (await told(office, MONITOR, DECEMBER)).total.total == 0


async def test_handing_a_task_on_makes_it_no_new_one(office: SmallOffice) -> None:
    task = await office.assign(monitor_id=office.ids[MONITOR], now=IN_NOVEMBER)
    await office.take(reassign, MONITOR, task, IN_DECEMBER, lead_id=office.ids[OTHER])
    assert (await told(office, MONITOR, NOVEMBER)).total.total == 1
    assert (await told(office, MONITOR, DECEMBER)).total.carried == 1


async def test_a_successor_is_counted_in_one_line_with_what_it_took_over(office: SmallOffice) -> None:
    for lead in (LEAD, OTHER):
        await office.assign(lead, now=IN_NOVEMBER)
    async with office.database.write() as session:
        old, new = [await session.scalar(select(Unit).where(Unit.code == code)) for code in ("snv", "sct")]
        assert old is not None
        assert new is not None
        old.valid_to, old.successor_id = date(2026, 12, 1), new.id
    assert [line.counts.total for line in (await told(office, MONITOR, NOVEMBER)).units] == [1, 1]
    assert [(line.name, line.counts.total) for line in (await told(office, MONITOR, DECEMBER)).units] == [
        ("Sở Công Thương", 2)
    ]


async def test_the_tasks_behind_a_number_come_with_every_step(office: SmallOffice) -> None:
    task = await office.assign(monitor_id=office.ids[MONITOR], now=IN_NOVEMBER)
    await office.take(object_to, LEAD, task, IN_NOVEMBER, words="hạn quá gấp")
    viewer = await office.actor(HEAD)
    async with office.database.read() as session:
        found = await tasks_of(Desk(session=session, viewer=viewer, policy=POLICY, now=IN_DECEMBER), named(NOVEMBER))
    *_, row = words.step_rows(found.told, IN_DECEMBER)
    assert row[3:] == (LEAD, "khiếu nại", None, "hạn quá gấp")


async def test_screen_paper_and_record_tell_the_same_steps(office: SmallOffice) -> None:
    """Also the acknowledgement that was forgotten and came with the report."""
    await office.bind(LEAD)
    task = await office.assign(monitor_id=office.ids[MONITOR], now=IN_NOVEMBER)
    await office.take(report, LEAD, task, IN_NOVEMBER, words="đã gửi")
    viewer = await office.actor(LEAD)
    async with office.database.write() as session:
        chat = Chat("text", LEAD)
        for kind, facts in ((Kind.HISTORY, {"task_id": task}), (Kind.RECORD_TASK, {"payload": {"task": task}})):
            await outbox.owe(session, kind, now=IN_NOVEMBER, person_id=viewer.person_id, chat=chat, **facts)
    screens = [await office.words(row) for row in await office.owed(LEAD) if row.kind != Kind.NUDGE]
    told = [[line for line in screen.splitlines() if line.startswith("•")] for screen in screens]
    assert told[0] == told[1]
    assert [("tiếp nhận: ghi kèm bước sau" in line) for line in told[0]] == [False, True, False]
    async with office.database.read() as session:
        desk = Desk(session=session, viewer=await office.actor(HEAD), policy=POLICY, now=IN_DECEMBER)
        found = await tasks_of(desk, named(NOVEMBER))
    steps = [row[4] for row in words.step_rows(found.told, IN_DECEMBER)]
    assert steps == ["giao việc", "tiếp nhận", "báo cáo hoàn thành"]


async def test_an_objection_reaches_whoever_follows_the_task(office: SmallOffice) -> None:
    task = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(object_to, LEAD, task, words="hạn quá gấp")
    (news,) = await office.owed(MONITOR, Kind.NEWS)
    assert "khiếu nại về hồ sơ việc" in await office.words(news)
    with pytest.raises(NotAllowed):
        await office.take(object_to, OTHER, task, words="thấy không công bằng")


async def test_reports_come_once_and_are_made_up_for_as_long_as_they_are_news(office: SmallOffice) -> None:
    await office.bind(HEAD, MONITOR, LEAD)
    moments = ("30/11/2026 07:14", "30/11/2026 07:15", "30/11/2026 09:00", "03/12/2026 09:00", "04/12/2026 09:00")
    owed = []
    for moment in moments:
        async with office.database.write() as session:
            owed.append(await owe_reports(session, POLICY, at(moment)))
    assert owed == [0, 2, 0, 2, 0]
    rows = await office.owed(HEAD, Kind.REPORT)
    assert [(row.payload["period"], row.payload["also"]) for row in rows] == [("2026-W48", []), ("2026-11", [])]


async def test_all_that_is_over_on_the_first_of_january_is_one_message(office: SmallOffice) -> None:
    await office.bind(HEAD)
    async with office.database.write() as session:
        await owe_reports(session, POLICY, at("04/01/2027 08:00"))
    (row,) = await office.owed(HEAD, Kind.REPORT)
    assert (row.payload["period"], row.payload["also"]) == ("2026", ["2026-H2", "2026-Q4", "2026-12", "2026-W53"])


async def test_a_report_with_nothing_in_it_is_dropped(office: SmallOffice) -> None:
    await office.bind(HEAD)
    async with office.database.write() as session:
        await owe_reports(session, POLICY, at("30/11/2026 07:15"))
    letter = await office.compose(await office.owed(HEAD, Kind.REPORT), at("30/11/2026 07:16"))
    assert letter.message is None
    assert letter.stale
