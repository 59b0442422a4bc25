"""Taking back: the task is again what it was, and whoever heard hears of it; one's own last step, for a while."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest

from core.deadline import day
from core.roles import NotAllowed
from core.task import State
from db import log
from db.outbox import Kind
from tests.usecases.small_office import LEAD, MONDAY, MONITOR, POLICY, SmallOffice, at
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.ask_extension import ask_extension
from usecases.ask_return import ask_return
from usecases.block import block
from usecases.decide_extension import grant_extension
from usecases.note import note
from usecases.progress import progress
from usecases.question import ask
from usecases.recall import recall
from usecases.report import add_evidence, report
from usecases.send_back import send_back
from usecases.steps import StaleStep
from usecases.undo import TooLateToUndo, undo
from usecases.urge import urge

LATER = day(at("20/12/2026 00:00").date())
Verb = Callable[..., Awaitable[None]]
OF_THE_LEAD: list[tuple[Verb, dict[str, Any]]] = [
    (acknowledge, {"promised_on": LATER.on, "words": "dạ rõ"}),
    (progress, {"percent": 40, "words": "đang làm"}),
    (report, {"evidence": "12/BC"}),
    (note, {"words": "chưa xong"}),
    (block, {"why": "chờ Sở Tài chính"}),
    (ask_extension, {"wanted": LATER, "reason": "mưa lũ"}),
    (ask_return, {"reason": "không thuộc chức năng", "to_whom": "Sở Công Thương"}),
]
OF_THE_MONITOR: list[tuple[Verb, dict[str, Any]]] = [
    (accept, {"policy": POLICY}),
    (send_back, {"opinion": "Thiếu phụ lục"}),
    (recall, {}),
]


async def a_task(office: SmallOffice) -> int:
    return await office.assign(monitor_id=office.ids[MONITOR])


async def last_entry(office: SmallOffice, task_id: int) -> int:
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    return entry.id


async def take_back(
    office: SmallOffice, post: str, task_id: int, entry_id: int | None = None, now: datetime = MONDAY
) -> None:
    entry = entry_id or await last_entry(office, task_id)
    await office.take(undo, post, task_id, now, entry_id=entry, window=POLICY.undo_window)


async def what_it_is(office: SmallOffice, task_id: int) -> dict[str, Any]:
    """Without the counters, which only ever grow."""
    columns = await office.columns(task_id)
    return {name: value for name, value in columns.items() if name not in _COUNTERS}


_COUNTERS = frozenset({"revision", "deadline_versions", "reports", "requests", "look_at"})


@pytest.mark.parametrize(("verb", "facts"), OF_THE_LEAD)
async def test_what_the_lead_took_back_has_left_no_trace_but_in_the_log(
    office: SmallOffice, verb: Verb, facts: dict[str, Any]
) -> None:
    task_id = await a_task(office)
    before, shown = await what_it_is(office, task_id), (await office.task(task_id)).revision
    await office.take(verb, LEAD, task_id, **facts)
    steps = await office.log(task_id)
    await take_back(office, LEAD, task_id)
    assert await what_it_is(office, task_id) == before
    assert (await office.task(task_id)).revision > shown
    assert (await office.log(task_id))[:-1] == steps


@pytest.mark.parametrize(("verb", "facts"), OF_THE_MONITOR)
async def test_a_decision_is_taken_back_by_whoever_made_it(
    office: SmallOffice, verb: Verb, facts: dict[str, Any]
) -> None:
    task_id = await a_task(office)
    await office.take(report, LEAD, task_id)
    before = await what_it_is(office, task_id)
    await office.take(verb, MONITOR, task_id, **facts)
    assert await what_it_is(office, task_id) != before
    await take_back(office, MONITOR, task_id)
    assert await what_it_is(office, task_id) == before


async def test_news_that_nobody_has_heard_are_not_sent_and_the_rest_is_put_right(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(report, LEAD, task_id)
    await take_back(office, LEAD, task_id)
    (silent,) = await office.owed(MONITOR, Kind.NEWS)
    assert (await office.compose([silent])).message is None

    await office.take(report, LEAD, task_id)
    *_, heard = await office.owed(MONITOR, Kind.NEWS)
    async with office.database.write() as session:
        (await session.merge(heard)).state = "sent"
    await take_back(office, LEAD, task_id)
    *_, correction = await office.owed(MONITOR, Kind.NEWS)
    assert correction.payload["step"] == "undo"


async def test_a_product_named_after_the_report_goes_back_with_it(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(report, LEAD, task_id)
    reported = await last_entry(office, task_id)
    await office.take(add_evidence, LEAD, task_id, evidence="12/BC")
    await take_back(office, LEAD, task_id, reported)
    stored = await office.columns(task_id)
    assert (stored["state"], stored["evidence"]) == (State.ASSIGNED, None)


async def test_urging_and_asking_are_not_in_the_way(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(progress, LEAD, task_id, percent=70)
    said = await last_entry(office, task_id)
    await office.take(urge, MONITOR, task_id, pause=POLICY.urge_pause, surely=True)
    async with office.database.write() as session:
        await ask(session, await office.actor(LEAD), "Mẫu nào ạ?", now=MONDAY, task_id=task_id)
    await take_back(office, LEAD, task_id, said)
    assert (await office.task(task_id)).percent is None


async def test_after_five_minutes_it_stands(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(report, LEAD, task_id)
    with pytest.raises(TooLateToUndo):
        await take_back(office, LEAD, task_id, now=at("30/11/2026 09:06"))
    await take_back(office, LEAD, task_id, now=at("30/11/2026 09:05"))


async def test_nobody_takes_back_what_another_did(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(report, LEAD, task_id)
    for post in (MONITOR, "Giám đốc Sở Công Thương"):
        with pytest.raises((NotAllowed, StaleStep)):
            await take_back(office, post, task_id)
    assert (await office.task(task_id)).state is State.REPORTED


async def test_what_was_built_upon_stays(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(report, LEAD, task_id)
    reported = await last_entry(office, task_id)
    await office.take(accept, MONITOR, task_id, policy=POLICY)
    with pytest.raises(StaleStep):
        await take_back(office, LEAD, task_id, reported)
    assert (await office.task(task_id)).state is State.DONE


async def test_what_was_taken_back_is_not_taken_back_again(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(report, LEAD, task_id)
    reported = await last_entry(office, task_id)
    await take_back(office, LEAD, task_id, reported)
    for entry in (reported, await last_entry(office, task_id)):
        with pytest.raises((StaleStep, NotAllowed)):
            await take_back(office, LEAD, task_id, entry)


async def test_an_assignment_is_recalled_and_not_undone(office: SmallOffice) -> None:
    task_id = await a_task(office)
    with pytest.raises((StaleStep, NotAllowed)):
        await take_back(office, MONITOR, task_id)


async def test_a_grant_that_is_taken_back_brings_the_old_deadline_and_its_version(office: SmallOffice) -> None:
    """So that what was nudged under it is not nudged again, and no later version is one that was used before."""
    task_id = await a_task(office)
    old = await office.task(task_id)
    await office.take(ask_extension, LEAD, task_id, wanted=LATER, reason="mưa lũ")
    await office.take(grant_extension, MONITOR, task_id)
    granted = await office.task(task_id)
    await take_back(office, MONITOR, task_id)
    back = await office.task(task_id)
    assert (back.deadline, back.deadline_version) == (old.deadline, old.deadline_version)
    await office.take(grant_extension, MONITOR, task_id)  # the request is open once more
    again = await office.task(task_id)
    assert again.deadline == LATER
    assert again.deadline_version > granted.deadline_version


async def test_a_request_that_is_taken_back_can_be_made_anew(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(ask_extension, LEAD, task_id, wanted=LATER, reason="mưa lũ")
    await take_back(office, LEAD, task_id)
    with pytest.raises(StaleStep):
        await office.take(grant_extension, MONITOR, task_id)
    await office.take(ask_extension, LEAD, task_id, wanted=LATER, reason="mưa lũ")
    await office.take(grant_extension, MONITOR, task_id)
