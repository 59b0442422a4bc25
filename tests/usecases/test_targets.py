"""Progress against a target: what is stored of a number, what is said of it, and what an unmet target stops."""

from typing import Any

import pytest

from core.message import plain
from core.proposal import Proposal, Verb
from core.task import State, Target
from core.wording import cards
from db import log
from db.outbox import Kind
from tests.usecases.small_office import LEAD, MONDAY, MONITOR, OTHER, POLICY, SmallOffice
from usecases.carry_out import carry_out
from usecases.fitting import fitted
from usecases.reassign import reassign
from usecases.show_task import show_task
from usecases.undo import undo

POWER = Target(metric="công suất điện gió", op=">=", value="100", unit="MW")


async def a_task(office: SmallOffice, target: Target | None = POWER, **facts: Any) -> int:
    return await office.assign(monitor_id=office.ids[MONITOR], target=target, **facts)


async def say(office: SmallOffice, task_id: int, words: str, verb: Verb = Verb.PROGRESS, post: str = LEAD) -> Proposal:
    actor = await office.actor(post)
    async with office.database.write() as session:
        told = await fitted(session, actor, Proposal(verb=verb, words=words, task_id=task_id, percent=70))
        await carry_out(session, actor, told, policy=POLICY, now=MONDAY)
    return told


async def card(office: SmallOffice, task_id: int) -> str:
    async with office.database.read() as session:
        return plain(cards.card(await show_task(session, await office.actor(MONITOR), task_id, POLICY, MONDAY)).text)


@pytest.mark.parametrize("verb", [Verb.PROGRESS, Verb.NOTE, Verb.ACKNOWLEDGE])
async def test_a_number_with_the_unit_is_progress_and_stored(office: SmallOffice, verb: Verb) -> None:
    task_id = await a_task(office)
    assert "Chỉ tiêu: công suất điện gió ≥ 100 MW\n" in await card(office, task_id)
    await say(office, task_id, "đã được 60/100 MW", verb)
    task = await office.task(task_id)
    assert (task.state, task.reached, task.percent) == (State.WORKING, 60, 60)
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    assert entry.detail["reached"] == 60
    assert "≥ 100 MW · đạt 60/100 MW (60 %)" in await card(office, task_id)


@pytest.mark.parametrize("target", [None, Target(metric="giải ngân", op=">=", value="95", unit="%")])
async def test_without_such_a_target_a_per_cent_is_what_it_was(office: SmallOffice, target: Target | None) -> None:
    task_id = await a_task(office, target)
    await say(office, task_id, "được 70%, 60 MW")
    task = await office.task(task_id)
    assert (task.reached, task.percent) == (None, 70)


async def test_a_number_is_taken_back_and_belongs_to_the_lead_who_told_it(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await say(office, task_id, "được 40 MW")
    await say(office, task_id, "được 60 MW")
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    await office.take(undo, LEAD, task_id, entry_id=entry.id, window=POLICY.undo_window)
    assert (await office.task(task_id)).reached == 40
    await office.take(reassign, MONITOR, task_id, lead_id=office.ids[OTHER])
    assert (await office.task(task_id)).reached is None


async def test_what_a_coordinator_says_measures_nothing(office: SmallOffice) -> None:
    task_id = await a_task(office, coordinator_ids=frozenset({office.ids[OTHER]}))
    assert (await say(office, task_id, "phần em được 20 MW", post=OTHER)).reached is None
    assert (await office.task(task_id)).reached is None


@pytest.mark.parametrize(
    ("words", "warning"),
    [
        ("xong rồi, được 60 MW", "⚠️ Mới đạt 60/100 MW (60 %)."),
        ("xong rồi", "⚠️ Chưa có số đạt được so với chỉ tiêu."),
        ("xong rồi, được 100 MW", None),
    ],
)
async def test_a_report_short_of_the_target_says_so_to_whoever_confirms(
    office: SmallOffice, words: str, warning: str | None
) -> None:
    task_id = await a_task(office)
    await say(office, task_id, words, Verb.REPORT)
    assert (await office.task(task_id)).state is State.REPORTED
    (news,) = await office.owed(MONITOR, Kind.NEWS)
    told = await office.words(news)
    assert warning in told if warning else "⚠️" not in told
