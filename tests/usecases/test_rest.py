"""Pausing, resuming, reopening, and what is no longer in the way: each by whom it is for, told, and taken back."""

from collections.abc import Awaitable, Callable

import pytest

from core.deadline import day
from core.standing import Standing
from core.task import IllegalStep, State
from db import log
from db.outbox import Kind
from tests.usecases.small_office import DUE, LEAD, LEADER, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.ask_extension import ask_extension
from usecases.ask_return import NoReason
from usecases.block import block
from usecases.decide_extension import grant_extension
from usecases.note import note
from usecases.pause import pause, resume
from usecases.progress import progress
from usecases.recall import recall
from usecases.reopen import reopen
from usecases.report import report
from usecases.show_task import show_task
from usecases.steps import AlreadyTaken, StaleStep
from usecases.unblock import unblock
from usecases.undo import undo

Verb = Callable[..., Awaitable[None]]
GROWS = {"revision", "requests", "reports", "look_at", "deadline_versions"}


async def a_task(office: SmallOffice) -> int:
    ids = office.ids
    return await office.assign(monitor_id=ids[MONITOR], leader_id=ids[LEADER], coordinator_ids=frozenset({ids[OTHER]}))


async def told(office: SmallOffice, post: str) -> str:
    return await office.words((await office.owed(post, Kind.NEWS))[-1])


@pytest.mark.parametrize("step", [None, acknowledge, progress])
async def test_a_task_goes_on_from_where_it_was_paused(office: SmallOffice, step: Verb | None) -> None:
    task_id = await a_task(office)
    if step is not None:
        await office.take(step, LEAD, task_id)
    before = (await office.task(task_id)).state
    await office.take(pause, MONITOR, task_id, reason="chờ trung ương")
    await office.take(note, LEAD, task_id, words="đã rõ")
    assert (await office.task(task_id)).state is State.PAUSED
    await office.take(resume, MONITOR, task_id)
    task = await office.task(task_id)
    assert (task.state, task.paused_from, task.deadline, task.deadline_version) == (before, None, day(DUE), 1)


async def test_everybody_hears_that_a_task_rests_and_that_it_goes_on(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(pause, MONITOR, task_id, reason="chờ trung ương")
    for post in (LEAD, OTHER, LEADER):
        assert "Lý do: chờ trung ương" in await told(office, post)
    await office.take(resume, MONITOR, task_id)
    for post in (LEAD, OTHER, LEADER):
        assert "tiếp tục thực hiện" in await told(office, post)


@pytest.mark.parametrize("verb", [pause, reopen])
async def test_neither_pausing_nor_reopening_goes_without_a_reason(office: SmallOffice, verb: Verb) -> None:
    task_id = await a_task(office)
    if verb is reopen:
        await office.take(recall, MONITOR, task_id)
    before = await office.log(task_id)
    with pytest.raises(NoReason):
        await office.take(verb, MONITOR, task_id, reason=" ")
    assert await office.log(task_id) == before


async def test_while_it_rests_it_is_neither_reported_nor_urged_nor_paused_again(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(pause, MONITOR, task_id, reason="chờ trung ương")
    for verb, post, facts in ((report, LEAD, {}), (progress, LEAD, {}), (pause, MONITOR, {"reason": "nữa"})):
        with pytest.raises(IllegalStep):
            await office.take(verb, post, task_id, **facts)


async def test_nobody_is_nudged_while_it_rests_and_one_message_is_all_that_follows(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.tick(at("30/11/2026 09:00"))
    await office.take(pause, MONITOR, task_id, at("30/11/2026 09:30"), reason="chờ trung ương")
    heard = len(await office.owed(LEAD, Kind.NUDGE))
    await office.tick(at("14/12/2026 08:00"))
    await office.take(resume, MONITOR, task_id, at("14/12/2026 09:00"))
    await office.tick(at("14/12/2026 09:01"))
    assert len(await office.owed(LEAD, Kind.NUDGE)) == heard
    await office.tick(at("15/12/2026 07:30"))
    assert len(await office.owed(LEAD, Kind.NUDGE)) == heard + 1


async def test_a_task_counts_by_the_report_that_is_accepted_last(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(report, LEAD, task_id)
    await office.take(accept, MONITOR, task_id, policy=POLICY)
    assert await standing(office, task_id) is Standing.DONE_ON_TIME
    await office.take(reopen, MONITOR, task_id, at("14/12/2026 09:00"), reason="thiếu phụ lục")
    task = await office.task(task_id)
    assert (task.state, task.is_closed) == (State.WORKING, False)
    assert (await office.columns(task_id))["closed_at"] is None
    assert await standing(office, task_id) is Standing.OPEN_LATE
    await office.take(report, LEAD, task_id, at("14/12/2026 10:00"))
    await office.take(accept, MONITOR, task_id, at("14/12/2026 11:00"), policy=POLICY)
    assert await standing(office, task_id) is Standing.DONE_LATE
    assert [line.partition(":")[0] for line in await office.log(task_id)].count("report") == 2


async def test_a_recalled_task_is_reopened_and_everybody_hears(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(recall, MONITOR, task_id)
    await office.take(reopen, MONITOR, task_id, reason="thu hồi nhầm")
    assert (await office.task(task_id)).state is State.WORKING
    for post in (LEAD, OTHER, LEADER):
        assert "Lý do: thu hồi nhầm" in await told(office, post)


async def test_a_request_from_before_the_end_is_over(office: SmallOffice) -> None:
    task_id = await a_task(office)
    wanted = day(at("20/12/2026 00:00").date())
    await office.take(ask_extension, LEAD, task_id, wanted=wanted, reason="mưa lũ")
    await office.take(recall, MONITOR, task_id)
    await office.take(reopen, MONITOR, task_id, reason="thu hồi nhầm")
    assert not (await office.task(task_id)).waits_for_decision
    with pytest.raises(StaleStep):
        await office.take(grant_extension, MONITOR, task_id)


@pytest.mark.parametrize("who", [LEAD, MONITOR])
async def test_what_stood_in_the_way_is_gone_when_the_lead_or_the_monitor_says_so(
    office: SmallOffice, who: str
) -> None:
    task_id = await a_task(office)
    await office.take(block, LEAD, task_id, why="Bộ chưa có hướng dẫn")
    await office.take(unblock, who, task_id)
    columns = await office.columns(task_id)
    assert (columns["blocked_at"], columns["blocked_why"]) == (None, None)
    for post in {LEAD, MONITOR, LEADER} - {who}:
        assert "đã hết vướng" in await told(office, post)
    with pytest.raises(AlreadyTaken):
        await office.take(unblock, who, task_id)


async def test_what_is_not_blocked_is_not_unblocked(office: SmallOffice) -> None:
    task_id = await a_task(office)
    with pytest.raises(StaleStep):
        await office.take(unblock, LEAD, task_id)


@pytest.mark.parametrize("verb", [pause, resume, reopen, unblock])
async def test_each_can_be_taken_back(office: SmallOffice, verb: Verb) -> None:
    task_id = await a_task(office)
    await office.take(block, LEAD, task_id, why="Bộ chưa có hướng dẫn")
    facts = {"reason": "chờ trung ương"}
    if verb is resume:
        await office.take(pause, MONITOR, task_id, **facts)
    if verb is reopen:
        await office.take(recall, MONITOR, task_id)
    before = await office.columns(task_id)
    await office.take(verb, MONITOR, task_id, **(facts if verb in (pause, reopen) else {}))
    await take_back(office, task_id)
    after = await office.columns(task_id)
    assert {key for key in after if after[key] != before[key]} <= GROWS


async def take_back(office: SmallOffice, task_id: int) -> None:
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    await office.take(undo, MONITOR, task_id, entry_id=entry.id, window=POLICY.undo_window)


async def standing(office: SmallOffice, task_id: int) -> Standing:
    async with office.database.read() as session:
        view = await show_task(session, await office.actor(MONITOR), task_id, POLICY, at("14/12/2026 12:00"))
    return view.standing
