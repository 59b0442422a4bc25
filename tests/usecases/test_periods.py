"""Reports of a period: the slots are kept in the log, the monitor hears, and nobody asks twice."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.deadline import Deadline, DeadlineKind, Rhythm
from core.vietnamese.period_report import read_report
from db import log
from db.outbox import Kind
from tests.usecases.small_office import LEAD, LEADER, MONDAY, MONITOR, POLICY, SmallOffice, at
from usecases.acknowledge import acknowledge
from usecases.progress import progress
from usecases.report_period import report_period
from usecases.show_task import show_task
from usecases.steps import AlreadyTaken
from usecases.undo import undo
from usecases.urge import urge

MONTHLY = Deadline(kind=DeadlineKind.ONGOING, rhythm=Rhythm.MONTH)
WORDS = "Đã làm: rà soát 40 thủ tục\nKhó khăn: thiếu kinh phí"
BEGAN = at("02/11/2026 09:00")


async def a_task(office: SmallOffice) -> int:
    task_id = await office.assign(deadline=MONTHLY, monitor_id=office.ids[MONITOR], now=BEGAN)
    await office.take(acknowledge, LEAD, task_id, BEGAN)
    return task_id


async def tell(office: SmallOffice, task_id: int, **facts: Any) -> None:
    report = read_report(WORDS)
    told = {"period": "2026-11", "report": report, "words": WORDS} | facts
    await office.take(report_period, LEAD, task_id, **told)


async def asked(office: SmallOffice, post: str = LEAD) -> list[str]:
    return [row.slot for row in await office.owed(post, Kind.NUDGE) if row.slot and row.slot.startswith("period")]


async def days(office: SmallOffice, first: str, count: int) -> None:
    for n in range(count):
        await office.tick(at(f"{first} 07:35") + timedelta(days=n))


async def test_the_lead_is_asked_until_it_is_in_and_the_monitor_hears_once(office: SmallOffice) -> None:
    await a_task(office)
    await days(office, "20/11/2026", 19)
    mornings = [f"period:2026-11@2026-12-{day:02}" for day in (1, 2, 3, 4, 7, 8)]
    assert await asked(office) == ["period:2026-11#1", "period:2026-11#2", *mornings]
    assert await asked(office, MONITOR) == ["period:2026-11+3"]


async def test_once_it_is_in_nobody_is_asked_until_the_next(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await days(office, "20/11/2026", 8)
    before = await asked(office)
    await tell(office, task_id)
    await days(office, "01/12/2026", 25)
    assert await asked(office) == before
    await days(office, "26/12/2026", 4)
    assert await asked(office) == [*before, "period:2026-12#1"]


async def test_the_slots_stand_in_the_log_and_go_to_the_monitor(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await tell(office, task_id, promised_on=date(2026, 12, 4))
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    assert (entry.step, entry.words) == ("progress", WORDS)
    slots = {name: entry.detail[name] for name in ("period", "done", "difficulties", "promised_on")}
    assert slots == {
        "period": "2026-11",
        "done": "rà soát 40 thủ tục",
        "difficulties": "thiếu kinh phí",
        "promised_on": "2026-12-04",
    }
    (news,) = await office.owed(MONITOR, Kind.NEWS)
    words = await office.words(news)
    assert words.startswith(f"📝 {LEAD} báo cáo tháng 11/2026 của việc {task_id}")
    assert "Đã làm: rà soát 40 thủ tục\nKhó khăn: thiếu kinh phí" in words


async def test_a_period_is_reported_on_once(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await tell(office, task_id)
    with pytest.raises(AlreadyTaken):
        await tell(office, task_id)
    await tell(office, task_id, period="2026-12")


async def test_a_word_in_passing_is_no_report(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(progress, LEAD, task_id, at("20/11/2026 09:00"), percent=40, words="đang làm")
    await days(office, "25/11/2026", 2)
    assert await asked(office) == ["period:2026-11#1"]


async def test_a_report_that_is_taken_back_is_asked_for_again(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await tell(office, task_id)
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    await office.take(undo, LEAD, task_id, entry_id=entry.id, window=POLICY.undo_window)
    await days(office, "01/12/2026", 1)
    assert await asked(office) == ["period:2026-11@2026-12-01"]


async def test_the_report_answers_whoever_urged(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(urge, LEADER, task_id, pause=POLICY.urge_pause)
    await tell(office, task_id)
    *_, answer = await office.owed(LEADER, Kind.NEWS)
    assert (await office.words(answer)).startswith(f"💬 {LEAD} trả lời đôn đốc việc {task_id}: đang làm")


async def test_the_card_names_the_period(office: SmallOffice) -> None:
    task_id = await a_task(office)
    async with office.database.read() as session:
        view = await show_task(session, await office.actor(LEAD), task_id, POLICY, MONDAY)
    assert view.period is not None
    assert view.period.name == "2026-11"
