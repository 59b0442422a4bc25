"""Another lead: to whom a task may be handed, what he starts with, and what becomes of the lead before."""

from datetime import date

import pytest

from core.deadline import day
from core.roles import NotAllowed
from core.task import State
from db import log
from db.outbox import Kind
from tests.usecases.small_office import (
    DUE,
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
from usecases.acknowledge import acknowledge
from usecases.ask_extension import ask_extension
from usecases.decide_extension import grant_extension
from usecases.progress import progress
from usecases.reassign import LeadsAlready, reassign
from usecases.receivers import called, likely
from usecases.steps import StaleStep
from usecases.undo import undo

LATER = at("30/11/2026 10:00")


async def hand(office: SmallOffice, post: str, task_id: int, to: str) -> None:
    await office.take(reassign, post, task_id, LATER, lead_id=office.ids[to])


async def test_the_new_lead_starts_afresh_and_the_deadline_stays(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(progress, LEAD, task_id, percent=40, words="đang làm")
    await hand(office, MONITOR, task_id, OTHER)
    task = await office.task(task_id)
    assert (task.lead_id, task.state, task.percent) == (office.ids[OTHER], State.ASSIGNED, None)
    assert (task.assigned_at, task.deadline) == (LATER, day(DUE))
    assert (await office.columns(task_id))["said"] is None


async def test_nudges_to_the_lead_before_go_stale_and_the_new_one_has_his_own(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.tick(at("30/11/2026 09:00"))
    owed = await office.owed(LEAD, Kind.NUDGE)
    await hand(office, MONITOR, task_id, OTHER)
    assert (await office.compose(owed, LATER)).message is None
    await office.tick(LATER)
    assert [row.slot for row in await office.owed(OTHER, Kind.NUDGE)] == ["assigned#2"]
    assert "đã chuyển việc" in await office.words((await office.owed(LEAD, Kind.NEWS))[-1])


async def test_a_head_hands_on_inside_his_house_and_nowhere_else(office: SmallOffice) -> None:
    task_id = await office.assign()
    colleague = await office.hire("Phó phòng Sở Nội vụ", like=LEAD)
    for to in (OTHER, OTHER_HEAD):
        with pytest.raises(NotAllowed):
            await hand(office, HEAD, task_id, to)
    await hand(office, HEAD, task_id, colleague)
    await hand(office, HEAD, task_id, HEAD)  # he may take it himself, and give it back
    await hand(office, HEAD, task_id, LEAD)


async def test_nobody_hands_his_own_work_to_another_house(office: SmallOffice) -> None:
    task_id = await office.assign(MONITOR)
    with pytest.raises(NotAllowed):
        await hand(office, MONITOR, task_id, OTHER)


async def test_it_must_be_somebody_else(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    with pytest.raises(LeadsAlready):
        await hand(office, MONITOR, task_id, LEAD)
    with pytest.raises(NotAllowed):
        await office.take(reassign, MONITOR, task_id, LATER, lead_id=404)


async def test_what_the_lead_before_had_asked_for_is_over(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(ask_extension, LEAD, task_id, wanted=day(at("20/12/2026 00:00").date()), reason="mưa lũ")
    await hand(office, MONITOR, task_id, OTHER)
    with pytest.raises(StaleStep):
        await office.take(grant_extension, MONITOR, task_id)


async def test_taken_back_the_task_is_where_it_was(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(acknowledge, LEAD, task_id)
    await office.take(ask_extension, LEAD, task_id, wanted=day(at("20/12/2026 00:00").date()), reason="mưa lũ")
    await hand(office, MONITOR, task_id, OTHER)
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    await office.take(undo, MONITOR, task_id, LATER, entry_id=entry.id, window=POLICY.undo_window)
    task = await office.task(task_id)
    assert (task.lead_id, task.state) == (office.ids[LEAD], State.ACKNOWLEDGED)
    await office.tick(LATER)
    assert not [row for row in await office.owed(OTHER, Kind.NUDGE) if row.state == "ready"]
    await office.take(grant_extension, MONITOR, task_id)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Sở Công Thương", [OTHER_HEAD]),
        ("giao cho so cong thuong nhé", [OTHER_HEAD]),
        ("Chuyên viên Sở Công Thương", [OTHER]),
        ("CHUYEN VIEN SO CONG THUONG", [OTHER]),
        ("chuyên viên Sở Nội vụ", []),
        ("Sở Không Có", []),
        ("", []),
        ("🙂", []),
    ],
)
async def test_whom_the_words_name(office: SmallOffice, words: str, who: list[str]) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    task, actor = await office.task(task_id), await office.actor(MONITOR)
    async with office.database.read() as session:
        found = await called(session, actor, task, words, LATER)
    assert [name for _, name in found] == who


async def test_a_head_is_offered_the_people_of_his_house(office: SmallOffice) -> None:
    colleague = await office.hire("Phó phòng Sở Nội vụ", like=LEAD)
    task = await office.task(await office.assign())
    async with office.database.read() as session:
        found = await likely(session, await office.actor(HEAD), task, LATER)
    assert {name for _, name in found} == {colleague, HEAD}


async def test_who_hands_a_late_task_on_every_day_keeps_it_from_nobody_above(office: SmallOffice) -> None:
    colleague = await office.hire("Phó phòng Sở Nội vụ", like=LEAD)
    people = {"monitor_id": office.ids[MONITOR], "leader_id": office.ids[LEADER]}
    task_id = await office.assign(deadline=day(date(2026, 12, 4)), **people)
    for number, day_of_month in enumerate((7, 8, 9, 10, 11)):
        await office.tick(at(f"{day_of_month:02}/12/2026 07:30"))
        to = office.ids[(colleague, LEAD)[number % 2]]
        await office.take(reassign, HEAD, task_id, at(f"{day_of_month:02}/12/2026 10:00"), lead_id=to)
        await office.tick(at(f"{day_of_month:02}/12/2026 10:00"))
    assert [row.created_at for row in await office.owed(LEADER, Kind.NUDGE)] == [at("09/12/2026 07:30")]
    assert [row.slot for row in await office.owed(colleague, Kind.NUDGE)][-1] == "assigned#6"


async def test_that_a_task_is_late_is_told_above_also_when_it_changes_hands_before_that_has_left(
    office: SmallOffice,
) -> None:
    colleague = await office.hire("Phó phòng Sở Nội vụ", like=LEAD)
    task_id = await office.assign(deadline=day(date(2026, 12, 4)), leader_id=office.ids[LEADER])
    await office.tick(at("09/12/2026 07:30"))
    owed = await office.owed(LEADER, Kind.NUDGE)
    await office.take(reassign, HEAD, task_id, at("09/12/2026 07:31"), lead_id=office.ids[colleague])
    assert "Quá hạn" in str((await office.read(owed, at("09/12/2026 07:32"))).text)
    assert (await office.compose(await office.owed(LEAD, Kind.NUDGE), at("09/12/2026 07:32"))).message is None
