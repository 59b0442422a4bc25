"""Urging goes to the silent only, is counted, and its answer returns to whoever urged, once."""

from typing import Any

import pytest

from core.deadline import day
from core.task import IllegalStep
from db.outbox import Kind
from tests.usecases.small_office import HEAD, LEAD, LEADER, MONDAY, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.acknowledge import acknowledge
from usecases.ask_extension import ask_extension
from usecases.note import note
from usecases.progress import progress
from usecases.question import ask
from usecases.report import report
from usecases.show_task import show_task
from usecases.undo import last_on, undo
from usecases.urge import NobodySilent, UrgedLately, urge

FRIDAY = at("04/12/2026 00:00").date()
TEN = at("30/11/2026 10:00")


async def a_task(office: SmallOffice) -> int:
    helpers = frozenset({office.ids[OTHER]})
    return await office.assign(monitor_id=office.ids[MONITOR], leader_id=office.ids[LEADER], coordinator_ids=helpers)


async def push(office: SmallOffice, task_id: int, by: str = LEADER, now: Any = MONDAY, **facts: Any) -> None:
    await office.take(urge, by, task_id, now, pause=POLICY.urge_pause, **facts)


async def heard(office: SmallOffice, post: str) -> list[str]:
    """The first line of all news that this person is owed."""
    rows = [row for row in await office.owed(post, Kind.NEWS) if row.state == "ready"]
    return [(await office.words(row)).partition("\n")[0] for row in rows]


async def test_it_goes_to_lead_and_helpers_who_have_not_said_a_word(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await push(office, task_id)
    assert await heard(office, LEAD) == await heard(office, OTHER) == [f"📣 {LEADER} đôn đốc việc {task_id}."]
    assert await heard(office, MONITOR) == []


async def test_whoever_has_answered_is_left_in_peace(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await push(office, task_id)
    await office.take(note, OTHER, task_id, words="đã gửi số liệu")
    before = await heard(office, OTHER)
    await push(office, task_id, now=TEN)
    assert await heard(office, OTHER) == before


async def test_when_nobody_is_silent_the_answers_are_shown_and_nothing_goes_out(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(progress, LEAD, task_id, percent=70, promised_on=FRIDAY, words="đang làm, được 70%")
    await office.take(note, OTHER, task_id, words="đã gửi số liệu")
    steps = await office.log(task_id)
    with pytest.raises(NobodySilent) as why:
        await push(office, task_id, now=TEN)
    assert [(each.name, each.words) for each in why.value.said] == [
        (LEAD, "đang làm, được 70%"),
        (OTHER, "đã gửi số liệu"),
    ]
    assert (why.value.said[0].percent, why.value.said[0].promised_on) == (70, FRIDAY)
    assert await office.log(task_id) == steps


async def test_but_the_lead_may_be_urged_all_the_same(office: SmallOffice) -> None:
    task_id = await office.assign()
    await office.take(progress, LEAD, task_id, percent=70)
    await push(office, task_id, surely=True)
    assert await heard(office, LEAD) == [f"📣 {LEADER} đôn đốc việc {task_id}."]


async def test_a_second_manager_is_told_who_was_first(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await push(office, task_id)
    with pytest.raises(UrgedLately) as why:
        await push(office, task_id, by=HEAD, now=at("30/11/2026 09:04"))
    assert (why.value.by, why.value.at) == (LEADER, MONDAY)
    await push(office, task_id, by=HEAD, now=at("30/11/2026 09:05"))


async def test_what_waits_for_confirmation_is_not_urged(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(report, LEAD, task_id)
    with pytest.raises(IllegalStep):
        await push(office, task_id)


ANSWERS = [
    (acknowledge, {}, "đã tiếp nhận"),
    (progress, {"percent": 70, "promised_on": FRIDAY}, "đang làm, 70%, hẹn Thứ Sáu 04/12"),
    (report, {"evidence": "12/BC"}, "báo cáo hoàn thành"),
    (ask_extension, {"wanted": day(at("20/12/2026 00:00").date()), "reason": "mưa lũ"}, "xin gia hạn"),
]


@pytest.mark.parametrize(("verb", "facts", "told"), ANSWERS)
async def test_the_first_answer_returns_to_whoever_urged(
    office: SmallOffice, verb: Any, facts: dict[str, Any], told: str
) -> None:
    task_id = await a_task(office)
    await push(office, task_id)
    await office.take(verb, LEAD, task_id, **facts)
    assert await heard(office, LEADER) == [f"💬 {LEAD} trả lời đôn đốc việc {task_id}: {told}"]


async def test_only_the_first(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await push(office, task_id)
    await office.take(acknowledge, LEAD, task_id)
    await office.take(progress, LEAD, task_id, percent=70)
    assert len(await heard(office, LEADER)) == 1


async def test_whoever_hears_of_the_step_anyway_hears_of_it_once(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await push(office, task_id, by=MONITOR)
    await office.take(report, LEAD, task_id)
    assert await heard(office, MONITOR) == [f"📨 {LEAD} báo cáo hoàn thành việc {task_id}."]


async def test_a_question_is_an_answer_too(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await push(office, task_id)
    async with office.database.write() as session:
        await ask(session, await office.actor(LEAD), "Mẫu nào ạ?", now=MONDAY, task_id=task_id)
    assert await heard(office, LEADER) == [f"💬 {LEAD} trả lời đôn đốc việc {task_id}: hỏi lại"]


async def test_an_answer_that_is_taken_back_is_not_told_and_the_next_one_is(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await push(office, task_id)
    await office.take(report, LEAD, task_id)
    async with office.database.read() as session:
        entry = await last_on(session, task_id, await office.actor(LEAD))
    assert entry is not None
    await office.take(undo, LEAD, task_id, entry_id=entry.id, window=POLICY.undo_window)
    assert await heard(office, LEADER) == []
    await office.take(progress, LEAD, task_id, percent=40)
    assert await heard(office, LEADER) == [f"💬 {LEAD} trả lời đôn đốc việc {task_id}: đang làm, 40%"]


async def test_how_often_stands_on_the_card(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await push(office, task_id)
    await push(office, task_id, by=HEAD, now=TEN)
    async with office.database.read() as session:
        view = await show_task(session, await office.actor(LEAD), task_id, POLICY, TEN)
    assert view.urged is not None
    assert (view.urged.times, view.urged.at, view.urged.by) == (2, TEN, HEAD)
