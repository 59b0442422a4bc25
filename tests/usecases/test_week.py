"""What somebody reads of his week and of his house: the most pressing first, and nothing that is not his."""

from datetime import date, timedelta

from core.deadline import day
from core.message import plain
from core.task import Urgency
from db import outbox
from db.outbox import Kind
from tests.usecases.small_office import HEAD, LEAD, MONDAY, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.digest import owe_digests
from usecases.note import note
from usecases.object import object_to
from usecases.progress import progress
from usecases.report import report

MORNING = at("07/12/2026 07:20")
LATE, WEEK, TODAY = day(date(2026, 12, 2)), day(date(2026, 12, 11)), day(date(2026, 12, 7))


async def week_of(office: SmallOffice, post: str) -> list[str]:
    await office.bind(post)
    async with office.database.write() as session:
        await owe_digests(session, POLICY, MORNING)
    message = await office.read(await office.owed(post, Kind.DIGEST), MORNING)
    return plain(message.text).split("\n")


def place(lines: list[str], beginning: str) -> int:
    return next(number for number, line in enumerate(lines) if line.startswith(beginning))


async def test_what_is_hoa_toc_stands_before_all_with_its_mark(office: SmallOffice) -> None:
    await office.assign(deadline=LATE)
    await office.assign(title="Cúng đất", deadline=WEEK, urgency=Urgency.TOP_URGENT)
    lines = await week_of(office, LEAD)
    assert place(lines, "Hỏa tốc") < place(lines, "Quá hạn")
    assert "HỎA TỐC · Cúng đất" in lines[place(lines, "Hỏa tốc") + 1]


async def test_what_waits_for_a_decision_stands_apart_from_the_week(office: SmallOffice) -> None:
    number = await office.assign(deadline=WEEK, monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, number, evidence="1/BC")
    lines = await week_of(office, MONITOR)
    assert f"Việc {number}" in lines[place(lines, "Chờ đồng chí quyết định") + 1]


async def test_an_objection_waits_in_the_week_of_whoever_is_asked(office: SmallOffice) -> None:
    number = await office.assign(deadline=WEEK, monitor_id=office.ids[MONITOR])
    await office.take(object_to, LEAD, number, words="Hạn ghi sai")
    closed = await office.assign(deadline=WEEK, monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, closed)
    await office.take(accept, MONITOR, closed, policy=POLICY)
    await office.take(object_to, LEAD, closed, words="Báo cáo đúng hạn")
    lines = await week_of(office, MONITOR)
    here = place(lines, "⚖️ Chờ đồng chí quyết định: 2 việc có khiếu nại")
    assert (f"Việc {number} " in lines[here + 1], "“Hạn ghi sai”" in lines[here + 1]) == (True, True)
    assert (f"Việc {closed} " in lines[here + 2], "“Báo cáo đúng hạn”" in lines[here + 2]) == (True, True)


async def test_an_objection_is_none_of_the_week_of_whoever_made_it(office: SmallOffice) -> None:
    number = await office.assign(deadline=WEEK, monitor_id=office.ids[MONITOR])
    await office.take(object_to, LEAD, number, words="Hạn ghi sai")
    assert not any("Chờ đồng chí quyết định" in line for line in await week_of(office, LEAD))


async def test_an_objection_breaks_the_calm_morning_of_the_head_who_is_asked(office: SmallOffice) -> None:
    number = await office.assign(deadline=WEEK, monitor_id=office.ids[HEAD])
    await office.take(acknowledge, LEAD, number)
    await office.take(object_to, LEAD, number, words="Hạn ghi sai")
    await office.bind(HEAD)
    tuesday = at("08/12/2026 08:00")
    async with office.database.write() as session:
        await owe_digests(session, POLICY, tuesday)
    message = await office.read(await office.owed(HEAD, Kind.DIGEST), tuesday)
    assert "Chờ đồng chí quyết định: 1 việc có khiếu nại" in plain(message.text)


async def test_what_he_has_reported_is_none_of_his_work_of_the_week(office: SmallOffice) -> None:
    number = await office.assign(deadline=WEEK, monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, number, evidence="1/BC")
    await office.assign(deadline=WEEK)
    lines = await week_of(office, LEAD)
    assert place(lines, "Tuần này") < place(lines, "Đã báo cáo, chờ xác nhận")


async def test_what_is_late_long_since_leaves_room_for_today(office: SmallOffice) -> None:
    for _ in range(12):
        await office.assign(deadline=LATE)
    await office.assign(title="Họp", deadline=TODAY)
    lines = await week_of(office, LEAD)
    assert "Họp" in lines[place(lines, "Hôm nay") + 1]
    assert sum(line.startswith("🔴") for line in lines) == 9


async def test_a_head_reads_of_his_house_and_not_of_what_he_only_helps_with(office: SmallOffice) -> None:
    await office.assign(OTHER, title="Của nhà khác", deadline=LATE, coordinator_ids=frozenset({office.ids[HEAD]}))
    await office.assign(title="Của nhà mình", deadline=LATE)
    lines = await week_of(office, HEAD)
    mine = lines[place(lines, "🏢 Đơn vị") :]
    assert any("Của nhà mình" in line for line in mine)
    assert not any("Của nhà khác" in line for line in mine)


async def test_what_he_never_heard_of_is_new_to_him_and_not_chased(office: SmallOffice) -> None:
    """What was held on the day of the assignment goes out together with what chases him."""
    numbers = [await office.assign(title=f"Việc {n}", deadline=day(date(2026, 12, 31))) for n in range(3)]
    await office.tick(MONDAY)
    await office.tick(MONDAY + timedelta(days=1))
    rows = await office.owed(LEAD, Kind.NUDGE)
    assert {row.slot for row in rows if row.task_id == numbers[0]} > {"assigned"}
    words = plain((await office.read(rows, MONDAY + timedelta(days=1))).text)
    assert "Việc mới giao" in words
    assert "Chưa tiếp nhận" not in words


async def test_a_card_says_that_a_promise_is_past_and_no_share_of_what_is_done(office: SmallOffice) -> None:
    number = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(acknowledge, LEAD, number)
    await office.take(note, LEAD, number, words="mai em nộp", promised_on=date(2026, 12, 1))
    await office.take(progress, LEAD, number, percent=50)
    async with office.database.write() as session:
        await outbox.owe(session, Kind.TASK, now=MONDAY, person_id=office.ids[LEAD], task_id=number)
    card = await office.owed(LEAD, Kind.TASK)
    open_ = plain((await office.read(card, at("03/12/2026 08:00"))).text)
    assert "(đã qua)" in open_
    assert "· 50%" in open_
    await office.take(report, LEAD, number, evidence="1/BC")
    await office.take(accept, MONITOR, number, policy=POLICY)
    assert "50%" not in plain((await office.read(card, at("03/12/2026 08:00"))).text)
