"""A deadline that the giving side sets: earlier, later or the first; with a reason, before everybody's eyes."""

import pytest

from core.deadline import NO_DEADLINE, Deadline, DeadlineKind, day, hour
from core.task import IllegalStep
from db import log
from db.outbox import Kind
from tests.usecases.small_office import DUE, LEAD, LEADER, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.ask_extension import ask_extension
from usecases.ask_return import NoReason
from usecases.decide_extension import PassedAlready, grant_extension, offer_extension, take_offer
from usecases.pause import pause
from usecases.report import report
from usecases.set_deadline import set_deadline
from usecases.steps import AlreadyTaken, StaleStep
from usecases.undo import undo

EARLIER, LATER = day(at("04/12/2026 00:00").date()), day(at("20/12/2026 00:00").date())
GROWS = {"revision", "requests", "look_at", "deadline_versions"}


async def a_task(office: SmallOffice, **facts: object) -> int:
    ids = office.ids
    return await office.assign(
        monitor_id=ids[MONITOR], leader_id=ids[LEADER], coordinator_ids=frozenset({ids[OTHER]}), **facts
    )


async def set_to(office: SmallOffice, task_id: int, until: Deadline, now: str = "30/11/2026 09:00") -> None:
    await office.take(set_deadline, MONITOR, task_id, at(now), until=until, reason="theo chỉ đạo mới")


@pytest.mark.parametrize("until", [EARLIER, LATER, hour(at("04/12/2026 10:00"))])
async def test_it_moves_either_way_with_a_version_of_its_own_and_the_original_stays(
    office: SmallOffice, until: Deadline
) -> None:
    task_id = await a_task(office)
    original = (await office.columns(task_id))["original_deadline"]
    await set_to(office, task_id, until)
    task = await office.task(task_id)
    assert (task.deadline, task.deadline_version) == (until, 2)
    assert (await office.columns(task_id))["original_deadline"] == original


async def test_a_task_without_a_date_gets_its_first(office: SmallOffice) -> None:
    task_id = await a_task(office, deadline=NO_DEADLINE)
    await set_to(office, task_id, LATER)
    assert (await office.task(task_id)).deadline == LATER


async def test_everybody_hears_the_day_and_the_reason(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await set_to(office, task_id, EARLIER)
    for post in (LEAD, OTHER, LEADER):
        (news,) = await office.owed(post, Kind.NEWS)
        words = await office.words(news)
        assert "đặt hạn việc 1: 17:00 Thứ Sáu 04/12.\nLý do: theo chỉ đạo mới" in words
        assert "Đề nghị gia hạn trước đó" not in words


async def test_nudges_of_the_old_deadline_go_stale(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.tick(at("09/12/2026 09:00"))
    owed = await office.owed(LEAD, Kind.NUDGE)
    await set_to(office, task_id, LATER, "09/12/2026 09:01")
    assert (await office.compose(owed, at("09/12/2026 09:02"))).message is None


async def test_neither_a_day_that_has_gone_by_nor_the_same_day_nor_without_a_reason(office: SmallOffice) -> None:
    task_id = await a_task(office)
    before = await office.columns(task_id)
    with pytest.raises(PassedAlready):
        await set_to(office, task_id, day(at("29/11/2026 00:00").date()))
    with pytest.raises(PassedAlready):
        await set_to(office, task_id, hour(at("30/11/2026 08:59")))
    with pytest.raises(AlreadyTaken):
        await set_to(office, task_id, day(DUE))
    with pytest.raises(NoReason):
        await office.take(set_deadline, MONITOR, task_id, until=LATER, reason=" ")
    assert await office.columns(task_id) == before


@pytest.mark.parametrize("offered", [False, True])
async def test_a_request_is_closed_by_it_and_its_asker_told(office: SmallOffice, offered: bool) -> None:
    task_id = await a_task(office)
    await office.take(ask_extension, LEAD, task_id, wanted=LATER, reason="mưa lũ")
    if offered:
        await office.take(offer_extension, MONITOR, task_id, until=day(at("15/12/2026 00:00").date()))
    await set_to(office, task_id, EARLIER)
    assert "Đề nghị gia hạn trước đó khép lại." in await office.words((await office.owed(LEAD, Kind.NEWS))[-1])
    task = await office.task(task_id)
    assert not task.waits_for_decision
    assert not task.waits_for_answer
    with pytest.raises(StaleStep):
        await office.take(grant_extension, MONITOR, task_id)
    with pytest.raises(StaleStep):
        await office.take(take_offer, LEAD, task_id)
    await office.take(ask_extension, LEAD, task_id, wanted=LATER, reason="vẫn mưa")


async def test_taken_back_the_old_deadline_and_the_request_stand_again(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(ask_extension, LEAD, task_id, wanted=LATER, reason="mưa lũ")
    before = await office.columns(task_id)
    await set_to(office, task_id, EARLIER)
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    await office.take(undo, MONITOR, task_id, entry_id=entry.id, window=POLICY.undo_window)
    after = await office.columns(task_id)
    assert {key for key in after if after[key] != before[key]} <= GROWS
    await office.take(grant_extension, MONITOR, task_id)
    assert (await office.task(task_id)).deadline == LATER


async def test_a_window_keeps_its_beginning_unless_it_would_end_before_it(office: SmallOffice) -> None:
    window = Deadline(kind=DeadlineKind.WINDOW, starts_on=at("07/12/2026 00:00").date(), on=DUE)
    task_id = await a_task(office, deadline=window)
    await set_to(office, task_id, LATER)
    assert (await office.task(task_id)).deadline.starts_on == window.starts_on
    await set_to(office, task_id, EARLIER)
    assert (await office.task(task_id)).deadline == EARLIER


async def test_while_it_rests_it_may_be_moved_but_not_once_it_is_reported(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(pause, MONITOR, task_id, reason="chờ trung ương")
    await set_to(office, task_id, LATER)
    assert (await office.task(task_id)).deadline == LATER
    other = await a_task(office)
    await office.take(report, LEAD, other)
    with pytest.raises(IllegalStep):
        await set_to(office, other, LATER)
