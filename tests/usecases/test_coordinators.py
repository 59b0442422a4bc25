"""Coordinators: each answers for his own part, and owes nothing once it is done."""

import pytest

from core.proposal import Proposal, Verb
from core.roles import NotAllowed
from core.task import State
from db import log
from db.outbox import Kind
from tests.usecases.small_office import LEAD, MONDAY, MONITOR, OTHER, OTHER_HEAD, POLICY, SmallOffice, at
from usecases.carry_out import fitted
from usecases.finish_part import finish_part
from usecases.my_tasks import my_tasks
from usecases.reassign import reassign
from usecases.report import report
from usecases.send_back import send_back
from usecases.steps import AlreadyTaken
from usecases.undo import undo

T_3 = at("07/12/2026 07:30")


async def a_task(office: SmallOffice) -> int:
    helpers = frozenset({office.ids[OTHER], office.ids[OTHER_HEAD]})
    return await office.assign(monitor_id=office.ids[MONITOR], coordinator_ids=helpers)


async def slots(office: SmallOffice, post: str) -> list[str | None]:
    return [row.slot for row in await office.owed(post, Kind.NUDGE)]


async def test_whoever_has_done_his_part_is_nudged_no_more_and_the_other_is(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(finish_part, OTHER, task_id)
    await office.tick(T_3)
    assert not await slots(office, OTHER)
    assert await slots(office, OTHER_HEAD) == ["T-3"]
    assert await slots(office, LEAD) == ["T-3"]


async def test_a_nudge_that_waits_is_stale_once_the_part_is_done(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.tick(T_3)
    waiting = await office.owed(OTHER, Kind.NUDGE)
    await office.take(finish_part, OTHER, task_id, T_3)
    assert (await office.compose(waiting, T_3)).message is None
    assert (await office.compose(await office.owed(OTHER_HEAD, Kind.NUDGE), T_3)).message is not None


async def test_it_leaves_the_list_of_what_he_owes(office: SmallOffice) -> None:
    task_id = await a_task(office)
    for expected in (1, 0):
        async with office.database.read() as session:
            assert (await my_tasks(session, await office.actor(OTHER), POLICY, MONDAY)).total == expected
        if expected:
            await office.take(finish_part, OTHER, task_id)


async def test_lead_and_monitor_hear_of_it_and_nothing_else_changes(office: SmallOffice) -> None:
    task_id = await a_task(office)
    before = await office.columns(task_id)
    await office.take(finish_part, OTHER, task_id, words="phần em xong rồi")
    for post in (LEAD, MONITOR):
        (news,) = await office.owed(post, Kind.NEWS)
        assert "đã xong phần phối hợp" in await office.words(news)
    assert not await office.owed(OTHER_HEAD, Kind.NEWS)
    assert await office.columns(task_id) == before


async def test_a_part_is_done_once(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(finish_part, OTHER, task_id)
    with pytest.raises(AlreadyTaken):
        await office.take(finish_part, OTHER, task_id)


async def test_the_lead_may_report_while_parts_are_open_and_a_part_that_is_done_stays_done(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(finish_part, OTHER, task_id)
    await office.take(report, LEAD, task_id)
    await office.take(finish_part, OTHER_HEAD, task_id)
    await office.take(send_back, MONITOR, task_id, opinion="Thiếu phụ lục")
    task = await office.task(task_id)
    assert (task.state, task.waiting_ids) == (State.WORKING, frozenset())


async def test_a_part_is_taken_back(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(finish_part, OTHER, task_id)
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    await office.take(undo, OTHER, task_id, entry_id=entry.id, window=POLICY.undo_window)
    assert office.ids[OTHER] in (await office.task(task_id)).waiting_ids


async def test_a_coordinator_who_becomes_the_lead_answers_for_the_whole(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(reassign, MONITOR, task_id, lead_id=office.ids[OTHER])
    with pytest.raises(AlreadyTaken):
        await office.take(finish_part, OTHER, task_id)
    assert (await office.task(task_id)).waiting_ids == {office.ids[OTHER_HEAD]}
    with pytest.raises(NotAllowed):
        await office.take(finish_part, LEAD, task_id)


async def test_done_means_the_part_and_once_that_is_done_it_is_a_word(office: SmallOffice) -> None:
    task_id = await a_task(office)
    done = Proposal(verb=Verb.REPORT, words="phần em xong rồi", task_id=task_id)
    for expected in (Verb.FINISH_PART, Verb.NOTE):
        async with office.database.read() as session:
            assert (await fitted(session, await office.actor(OTHER), done)).verb is expected
        if expected is Verb.FINISH_PART:
            await office.take(finish_part, OTHER, task_id)
