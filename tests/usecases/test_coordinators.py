"""Coordinators: each answers for his own part and owes nothing once it is done; who adds and removes them."""

import pytest

from core.proposal import Proposal, Verb
from core.roles import NotAllowed
from core.task import State, Step
from db import log
from db.outbox import Kind
from db.tables import Person
from tests.usecases.small_office import HEAD, LEAD, LEADER, MONDAY, MONITOR, OTHER, OTHER_HEAD, POLICY, SmallOffice, at
from usecases.finish_part import finish_part
from usecases.fitting import fitted
from usecases.involve import HelpsAlready, involve, release
from usecases.my_tasks import my_tasks
from usecases.reassign import LeadsAlready, reassign
from usecases.receivers import called, likely, present
from usecases.report import report
from usecases.send_back import send_back
from usecases.steps import AlreadyTaken, StaleStep
from usecases.undo import undo

T_3 = at("07/12/2026 07:30")


async def a_task(office: SmallOffice) -> int:
    helpers = frozenset({office.ids[OTHER], office.ids[OTHER_HEAD]})
    return await office.assign(monitor_id=office.ids[MONITOR], coordinator_ids=helpers)


async def last_entry(office: SmallOffice, task_id: int) -> int:
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    return entry.id


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
    await office.take(undo, OTHER, task_id, entry_id=await last_entry(office, task_id), window=POLICY.undo_window)
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


async def test_the_added_one_hears_of_the_task_and_is_nudged_like_the_others(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(involve, MONITOR, task_id, person_id=office.ids[OTHER])
    (news,) = await office.owed(OTHER, Kind.NEWS)
    assert f"đề nghị đồng chí phối hợp việc {task_id}" in await office.words(news)
    assert OTHER in await office.words((await office.owed(LEAD, Kind.NEWS))[0])
    await office.tick(T_3)
    assert await slots(office, OTHER) == ["T-3"]


async def test_the_removed_one_hears_that_he_owes_nothing_and_what_waits_for_him_is_stale(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.tick(T_3)
    await office.take(release, MONITOR, task_id, T_3, person_id=office.ids[OTHER])
    assert (await office.compose(await office.owed(OTHER, Kind.NUDGE), T_3)).message is None
    (news,) = await office.owed(OTHER, Kind.NEWS)
    assert "thôi phối hợp" in await office.words(news)
    with pytest.raises(NotAllowed):
        await office.take(finish_part, OTHER, task_id)


async def test_whoever_has_done_his_part_may_be_asked_for_it_again(office: SmallOffice) -> None:
    task_id = await a_task(office)
    with pytest.raises(HelpsAlready):
        await office.take(involve, MONITOR, task_id, person_id=office.ids[OTHER])
    await office.take(finish_part, OTHER, task_id)
    await office.take(involve, MONITOR, task_id, person_id=office.ids[OTHER])
    assert office.ids[OTHER] in (await office.task(task_id)).waiting_ids
    await office.take(undo, MONITOR, task_id, entry_id=await last_entry(office, task_id), window=POLICY.undo_window)
    assert office.ids[OTHER] not in (await office.task(task_id)).waiting_ids


async def test_whoever_was_only_informed_is_so_again_after_the_undo(office: SmallOffice) -> None:
    informed = frozenset({office.ids[OTHER]})
    task_id = await office.assign(monitor_id=office.ids[MONITOR], informed_ids=informed)
    await office.take(involve, MONITOR, task_id, person_id=office.ids[OTHER])
    task = await office.task(task_id)
    assert (task.coordinator_ids, task.informed_ids) == (informed, frozenset())
    await office.take(undo, MONITOR, task_id, entry_id=await last_entry(office, task_id), window=POLICY.undo_window)
    task = await office.task(task_id)
    assert (task.coordinator_ids, task.informed_ids) == (frozenset(), informed)


async def test_an_undone_release_puts_the_part_back_as_it_was(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(finish_part, OTHER, task_id)
    await office.take(release, MONITOR, task_id, person_id=office.ids[OTHER])
    with pytest.raises(StaleStep):
        await office.take(release, MONITOR, task_id, person_id=office.ids[OTHER])
    await office.take(undo, MONITOR, task_id, entry_id=await last_entry(office, task_id), window=POLICY.undo_window)
    assert office.ids[OTHER] in (await office.task(task_id)).finished_ids


async def test_a_head_involves_and_releases_only_his_own_people(office: SmallOffice) -> None:
    task_id = await a_task(office)
    colleague = await office.hire("Phó phòng Sở Nội vụ", like=LEAD)
    for verb, who in ((involve, LEADER), (release, OTHER)):
        with pytest.raises(NotAllowed):
            await office.take(verb, HEAD, task_id, person_id=office.ids[who])
    await office.take(involve, HEAD, task_id, person_id=office.ids[colleague])
    await office.take(release, HEAD, task_id, person_id=office.ids[colleague])
    assert await office.owed(MONITOR, Kind.NEWS)


async def test_the_lead_is_no_helper_and_who_has_left_is_none_either(office: SmallOffice) -> None:
    task_id = await a_task(office)
    with pytest.raises(LeadsAlready):
        await office.take(involve, MONITOR, task_id, person_id=office.ids[LEAD])
    with pytest.raises(NotAllowed):
        await office.take(involve, MONITOR, task_id, person_id=404)
    async with office.database.write() as session:
        (await session.get_one(Person, office.ids[OTHER])).active = False
    await office.take(release, MONITOR, task_id, person_id=office.ids[OTHER])
    with pytest.raises(NotAllowed):
        await office.take(involve, MONITOR, task_id, person_id=office.ids[OTHER])


async def test_who_is_offered(office: SmallOffice) -> None:
    task_id = await a_task(office)
    task, head, monitor = await office.task(task_id), await office.actor(HEAD), await office.actor(MONITOR)
    async with office.database.read() as session:
        assert [name for _, name in await likely(session, head, task, MONDAY, Step.INVOLVE)] == [HEAD]
        assert not await likely(session, monitor, task, MONDAY, Step.INVOLVE)
        assert not await called(session, monitor, task, "Sở Công Thương", MONDAY, Step.INVOLVE)  # helps already
        assert [name for _, name in await present(session, monitor, task)] == [OTHER, OTHER_HEAD]
        assert not await present(session, head, task)
