"""Sub-tasks: who may divide a task among whom, until when, and how the whole and its parts hang together."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.deadline import NO_DEADLINE, Deadline, day
from core.proposal import Proposal, Verb
from core.roles import NotAllowed
from core.subtask import Unfit
from core.task import State
from db import log, tasks
from db.outbox import Kind
from tests.usecases.small_office import DUE, HEAD, LEAD, MONDAY, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.ask_extension import ask_extension
from usecases.decide_extension import grant_extension, offer_extension
from usecases.fitting import fitted
from usecases.my_tasks import my_tasks
from usecases.pause import pause, resume
from usecases.recall import recall
from usecases.reopen import reopen
from usecases.report import report
from usecases.set_deadline import set_deadline
from usecases.show_task import show_task
from usecases.split import OpenChildren, TooDeep, UnfitDeadline, split
from usecases.steps import StaleStep
from usecases.undo import undo

COLLEAGUE = "Phó phòng Sở Nội vụ"
SOON_DAY = DUE - timedelta(days=2)
SOON = day(SOON_DAY)


async def a_whole(office: SmallOffice, **facts: Any) -> int:
    if COLLEAGUE not in office.ids:
        await office.hire(COLLEAGUE, like=LEAD)
    return await office.assign(monitor_id=office.ids[MONITOR], group=2, **facts)


async def divide(office: SmallOffice, task_id: int, post: str = LEAD, to: str = COLLEAGUE, **facts: Any) -> int:
    """The number of the sub-task."""
    given = {"title": "Phần số liệu", "lead_id": office.ids[to], "deadline": SOON, "policy": POLICY} | facts
    await office.take(split, post, task_id, **given)
    async with office.database.read() as session:
        return (await tasks.children_of(session, [task_id]))[task_id][-1].task.id


async def take_back(office: SmallOffice, post: str, task_id: int) -> None:
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    await office.take(undo, post, task_id, entry_id=entry.id, window=POLICY.undo_window)


async def test_a_part_goes_by_the_plan_of_the_whole_and_is_followed_by_its_lead(office: SmallOffice) -> None:
    whole = await a_whole(office)
    part = await divide(office, whole)
    columns, above = await office.columns(part), await office.columns(whole)
    assert (columns["parent_id"], columns["plan"], columns["group"]) == (whole, above["plan"], 2)
    assert (columns["assigner_id"], columns["monitor_id"]) == (office.ids[LEAD], office.ids[LEAD])
    assert (await office.log(part), (await office.log(whole))[-1]) == (
        ["assign: None → assigned"],
        "split: assigned → assigned",
    )
    await office.tick(MONDAY)
    assert [row.slot for row in await office.owed(COLLEAGUE, Kind.NUDGE)] == ["assigned"]
    assert "chia việc" in await office.words((await office.owed(MONITOR, Kind.NEWS))[0])


async def test_what_the_giving_side_divides_it_follows_itself_in_any_house(office: SmallOffice) -> None:
    whole = await a_whole(office)
    part = await divide(office, whole, MONITOR, OTHER)
    assert (await office.columns(part))["monitor_id"] == office.ids[MONITOR]


async def test_nobody_confirms_the_part_that_he_has_given_himself(office: SmallOffice) -> None:
    part = await divide(office, await a_whole(office), to=LEAD)
    assert (await office.task(part)).accepter_id == office.ids[MONITOR]


@pytest.mark.parametrize("post", [LEAD, HEAD])
async def test_lead_and_head_divide_inside_their_house(office: SmallOffice, post: str) -> None:
    whole = await a_whole(office)
    with pytest.raises(NotAllowed):
        await divide(office, whole, post, OTHER)
    await divide(office, whole, post)


@pytest.mark.parametrize(
    ("deadline", "why"),
    [
        (day(DUE + timedelta(days=1)), Unfit.LATER),
        (NO_DEADLINE, Unfit.LATER),
        (day(date(2026, 11, 29)), Unfit.PASSED),
    ],
)
async def test_a_part_ends_no_later_than_the_whole(office: SmallOffice, deadline: Any, why: Unfit) -> None:
    whole = await a_whole(office)
    with pytest.raises(UnfitDeadline) as refusal:
        await divide(office, whole, deadline=deadline)
    assert refusal.value.why is why
    await divide(office, whole, deadline=day(DUE))


async def test_whoever_is_late_may_still_divide_the_work(office: SmallOffice) -> None:
    whole = await a_whole(office, deadline=day(date(2026, 11, 20)))
    await divide(office, whole, deadline=day(date(2026, 11, 20)))
    await divide(office, await a_whole(office, deadline=NO_DEADLINE), deadline=SOON)


async def test_a_part_has_no_parts(office: SmallOffice) -> None:
    part = await divide(office, await a_whole(office))
    with pytest.raises(TooDeep):
        await divide(office, part, COLLEAGUE)


async def test_a_whole_is_not_finished_before_its_parts(office: SmallOffice) -> None:
    whole = await a_whole(office)
    part = await divide(office, whole)
    for verb in (Verb.REPORT,):
        async with office.database.read() as session:
            with pytest.raises(OpenChildren) as refusal:
                await fitted(session, await office.actor(LEAD), Proposal(verb=verb, words="xong", task_id=whole))
    assert refusal.value.children == ((part, "Phần số liệu"),)
    with pytest.raises(OpenChildren):
        await office.take(report, LEAD, whole)
    await office.take(report, COLLEAGUE, part)
    await office.take(accept, LEAD, part, policy=POLICY)
    await office.take(report, LEAD, whole)
    await take_back(office, LEAD, part)  # the part is open again
    with pytest.raises(OpenChildren):
        await office.take(accept, MONITOR, whole, policy=POLICY)


async def test_a_part_does_not_come_back_to_life_inside_a_closed_whole(office: SmallOffice) -> None:
    whole = await a_whole(office)
    part = await divide(office, whole)
    await office.take(report, COLLEAGUE, part)
    await office.take(accept, LEAD, part, policy=POLICY)
    await office.take(report, LEAD, whole)
    await office.take(accept, MONITOR, whole, policy=POLICY)
    with pytest.raises(StaleStep):
        await take_back(office, LEAD, part)
    with pytest.raises(StaleStep):
        await office.take(reopen, MONITOR, part, reason="Biểu 3 còn thiếu")


async def test_a_whole_that_rests_or_is_opened_again_leaves_its_parts_as_they_are(office: SmallOffice) -> None:
    whole = await a_whole(office)
    part, done = await divide(office, whole), await divide(office, whole)
    await office.take(report, COLLEAGUE, done)
    await office.take(accept, LEAD, done, policy=POLICY)
    await office.take(pause, MONITOR, whole, reason="Chờ hướng dẫn")
    assert (await office.columns(part))["state"] == State.ASSIGNED
    await office.take(resume, MONITOR, whole)
    await office.take(recall, MONITOR, whole)
    await office.take(reopen, MONITOR, whole, reason="Bộ đã trả lời")
    assert [(await office.columns(each))["state"] for each in (part, done)] == [State.RECALLED, State.DONE]


async def test_the_lead_of_the_whole_hears_that_a_part_is_done(office: SmallOffice) -> None:
    whole = await a_whole(office)
    part = await divide(office, whole, MONITOR)
    await office.take(report, COLLEAGUE, part)
    await office.take(accept, MONITOR, part, policy=POLICY)
    assert any(row.task_id == part for row in await office.owed(LEAD, Kind.NEWS))


async def test_recalling_the_whole_recalls_its_open_parts_and_undo_brings_them_back(office: SmallOffice) -> None:
    whole = await a_whole(office)
    done, part = await divide(office, whole), await divide(office, whole)
    await office.take(report, COLLEAGUE, done)
    await office.take(accept, LEAD, done, policy=POLICY)
    await office.take(acknowledge, COLLEAGUE, part)
    await office.take(recall, MONITOR, whole)
    assert [(await office.task(each)).state for each in (whole, done, part)] == [
        State.RECALLED,
        State.DONE,
        State.RECALLED,
    ]
    assert (await office.log(part))[-1] == "recall: acknowledged → recalled"
    assert f"thu hồi cùng việc {whole}" in await office.words((await office.owed(COLLEAGUE, Kind.NEWS))[-1])
    await take_back(office, MONITOR, whole)
    assert [(await office.task(each)).state for each in (whole, part)] == [State.ASSIGNED, State.ACKNOWLEDGED]


async def test_a_division_is_taken_back_with_its_part(office: SmallOffice) -> None:
    whole = await a_whole(office)
    first = await divide(office, whole)
    await office.take(
        split, LEAD, whole, at("30/11/2026 09:02"), title="Hai", lead_id=office.ids[LEAD], deadline=SOON, policy=POLICY
    )
    await take_back(office, LEAD, whole)
    async with office.database.read() as session:
        states = [each.task.state for each in (await tasks.children_of(session, [whole]))[whole]]
    assert states == [State.ASSIGNED, State.RECALLED]
    await office.take(report, COLLEAGUE, first)


async def test_the_card_of_each_shows_the_other_and_the_part_stands_in_the_list(office: SmallOffice) -> None:
    whole = await a_whole(office)
    part = await divide(office, whole)
    async with office.database.read() as session:
        lead, colleague = await office.actor(LEAD), await office.actor(COLLEAGUE)
        above = await show_task(session, lead, whole, POLICY, MONDAY)
        below = await show_task(session, colleague, part, POLICY, MONDAY)
        listed = await my_tasks(session, colleague, POLICY, MONDAY)
    assert [child.number for child in above.children] == [part]
    assert below.parent == (whole, "Báo cáo")
    assert [each.number for each in listed.tasks] == [part]


async def _more_time(office: SmallOffice, verb: str, part: int, until: Deadline) -> None:
    """By each of the ways in which a deadline moves."""
    if verb == "set":
        await office.take(set_deadline, LEAD, part, until=until, reason="theo chỉ đạo mới")
        return
    await office.take(ask_extension, COLLEAGUE, part, wanted=until if verb == "ask" else day(DUE), reason="mưa lũ")
    if verb == "offer":
        await office.take(offer_extension, LEAD, part, until=until)


@pytest.mark.parametrize("verb", ["ask", "offer", "set"])
async def test_a_part_gets_no_more_time_than_the_whole_has(office: SmallOffice, verb: str) -> None:
    whole = await a_whole(office)
    part = await divide(office, whole)
    with pytest.raises(UnfitDeadline) as refusal:
        await _more_time(office, verb, part, day(DUE + timedelta(days=1)))
    assert (refusal.value.why, refusal.value.whole.id) == (Unfit.LATER, whole)
    assert (await office.task(part)).deadline == SOON


async def test_a_grant_comes_too_late_when_the_whole_has_become_shorter(office: SmallOffice) -> None:
    whole = await a_whole(office)
    part = await divide(office, whole)
    await office.take(ask_extension, COLLEAGUE, part, wanted=day(DUE), reason="mưa lũ")
    await office.take(set_deadline, MONITOR, whole, until=SOON, reason="theo chỉ đạo mới")
    with pytest.raises(UnfitDeadline):
        await office.take(grant_extension, LEAD, part)
    await office.take(set_deadline, MONITOR, whole, until=day(DUE), reason="theo chỉ đạo mới")
    await office.take(grant_extension, LEAD, part)
    assert (await office.task(part)).deadline == day(DUE)


async def test_a_part_that_a_shorter_whole_leaves_behind_is_flagged(office: SmallOffice) -> None:
    whole = await a_whole(office)
    part = await divide(office, whole)
    await office.take(set_deadline, MONITOR, whole, until=day(SOON_DAY - timedelta(days=1)), reason="theo chỉ đạo")
    assert (await office.task(part)).deadline == SOON
    news = await office.words((await office.owed(LEAD, Kind.NEWS))[-1])
    assert f"Việc con có hạn muộn hơn hạn này: việc {part}" in news
    assert f"muộn hơn việc {whole}" in news
