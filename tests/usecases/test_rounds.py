"""Rounds of a recurring task: each acceptance opens the next one, once, and takes it back while nobody has begun."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from core.deadline import Deadline, DeadlineKind, Rhythm, day
from core.task import State, Urgency
from db import log
from db.outbox import Kind
from db.tables import LogEntry, Person, TaskRow
from tests.usecases.small_office import HEAD, LEAD, MONDAY, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.ask_extension import ask_extension
from usecases.decide_extension import grant_extension
from usecases.next_round import RoundBegun
from usecases.recall import recall
from usecases.report import report
from usecases.steps import AlreadyTaken
from usecases.undo import undo

QUARTERLY = Deadline(kind=DeadlineKind.RECURRING, on=date(2026, 12, 31), rhythm=Rhythm.QUARTER)
MARCH = date(2027, 3, 31)


async def a_round(office: SmallOffice, **facts: Any) -> int:
    ids = office.ids
    known = {"monitor_id": ids[MONITOR], "coordinator_ids": frozenset({ids[OTHER]}), "deadline": QUARTERLY}
    return await office.assign(title="Báo cáo CCHC quý IV/2026", **(known | facts))


async def finish(office: SmallOffice, task_id: int, **facts: Any) -> None:
    await office.take(report, LEAD, task_id)
    await office.take(accept, MONITOR, task_id, policy=POLICY, **facts)


async def rounds(office: SmallOffice) -> list[int]:
    async with office.database.read() as session:
        return list(await session.scalars(select(TaskRow.id).order_by(TaskRow.id)))


async def detail(office: SmallOffice, task_id: int, step: str) -> dict[str, Any]:
    async with office.database.read() as session:
        query = select(LogEntry.detail).where(LogEntry.task_id == task_id, LogEntry.step == step)
        return (await session.scalars(query.order_by(LogEntry.id.desc()))).first() or {}


async def take_back(office: SmallOffice, task_id: int) -> None:
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    await office.take(undo, MONITOR, task_id, entry_id=entry.id, window=POLICY.undo_window)


async def test_an_accepted_round_opens_the_next_one_for_the_same_people(office: SmallOffice) -> None:
    first = await a_round(office, urgency=Urgency.URGENT, group=2, deliverable="báo cáo đã ký")
    await finish(office, first)
    _, second = await rounds(office)
    task, row, before = await office.task(second), await office.columns(second), await office.columns(first)
    assert (task.title, task.state, task.deadline.on) == ("Báo cáo CCHC quý I/2027", State.ASSIGNED, MARCH)
    assert (task.lead_id, task.coordinator_ids) == (office.ids[LEAD], {office.ids[OTHER]})
    assert row["plan"] == POLICY.plans[Urgency.URGENT].to_json()
    same = ("urgency", "group", "deliverable", "monitor_id", "document_id", "lead_unit_id")
    assert [row[name] for name in same] == [before[name] for name in same]


async def test_each_log_tells_of_the_other_round(office: SmallOffice) -> None:
    first = await a_round(office)
    await finish(office, first)
    _, second = await rounds(office)
    assert (await detail(office, first, "accept"))["next_round"] == second
    assert (await detail(office, second, "assign"))["follows"] == first


async def test_a_second_tap_opens_nothing_more(office: SmallOffice) -> None:
    first = await a_round(office)
    await office.take(report, LEAD, first)
    shown = (await office.task(first)).revision
    await office.take(accept, MONITOR, first, policy=POLICY, shown=shown)
    with pytest.raises(AlreadyTaken):
        await office.take(accept, MONITOR, first, policy=POLICY, shown=shown)
    assert len(await rounds(office)) == 2


async def test_taking_the_acceptance_back_recalls_the_round_that_nobody_has_touched(office: SmallOffice) -> None:
    first = await a_round(office)
    await finish(office, first)
    _, second = await rounds(office)
    await take_back(office, first)
    assert (await office.task(first)).state is State.REPORTED
    assert (await office.task(second)).state is State.RECALLED
    await office.take(accept, MONITOR, first, policy=POLICY)
    *_, third = await rounds(office)
    living = [number for number in await rounds(office) if not (await office.task(number)).is_closed]
    assert living == [third]
    assert (await office.task(third)).deadline.on == MARCH


async def test_but_not_once_somebody_has_begun(office: SmallOffice) -> None:
    first = await a_round(office)
    await finish(office, first)
    _, second = await rounds(office)
    await office.take(acknowledge, LEAD, second)
    with pytest.raises(RoundBegun) as begun:
        await take_back(office, first)
    assert begun.value.number == second
    assert (await office.task(first)).state is State.DONE
    assert (await office.task(second)).state is State.ACKNOWLEDGED


async def test_whoever_has_heard_of_the_round_hears_that_it_is_no_more(office: SmallOffice) -> None:
    first = await a_round(office)
    await finish(office, first)
    _, second = await rounds(office)
    await office.tick(MONDAY)
    async with office.database.write() as session:
        for row in await office.owed(LEAD, Kind.NUDGE):
            (await session.merge(row)).state = "sent"
    await take_back(office, first)
    told = [(row.task_id, row.payload["step"]) for row in await office.owed(LEAD, Kind.NEWS)]
    assert (second, "recall") in told


async def test_more_time_for_one_round_moves_no_other(office: SmallOffice) -> None:
    first = await a_round(office)
    await office.take(ask_extension, LEAD, first, wanted=day(date(2027, 1, 15)), reason="mưa lũ")
    await office.take(grant_extension, MONITOR, first)
    await finish(office, first)
    _, second = await rounds(office)
    assert (await office.task(second)).deadline.on == MARCH


async def test_the_last_of_a_month_stays_the_last(office: SmallOffice) -> None:
    number = await a_round(
        office, deadline=Deadline(kind=DeadlineKind.RECURRING, on=date(2027, 1, 31), rhythm=Rhythm.MONTH)
    )
    days = []
    for _ in range(3):
        await finish(office, number)
        number = (await rounds(office))[-1]
        days.append((await office.task(number)).deadline.on)
    assert days == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


async def test_for_a_lead_who_has_left_the_head_leads(office: SmallOffice) -> None:
    first = await a_round(office)
    await office.take(report, LEAD, first)
    async with office.database.write() as session:
        for post in (LEAD, OTHER):
            (await session.get_one(Person, office.ids[post])).active = False
    await office.take(accept, MONITOR, first, policy=POLICY)
    _, second = await rounds(office)
    task = await office.task(second)
    assert (task.lead_id, task.coordinator_ids) == (office.ids[HEAD], frozenset())


async def test_a_recalled_round_ends_the_series(office: SmallOffice) -> None:
    first = await a_round(office)
    await finish(office, first)
    _, second = await rounds(office)
    await office.take(recall, MONITOR, second)
    assert len(await rounds(office)) == 2


async def test_what_does_not_recur_comes_but_once(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR], deadline=day(date(2026, 12, 31)))
    await office.take(report, LEAD, task_id, at("30/11/2026 10:00"))
    await office.take(accept, MONITOR, task_id, policy=POLICY)
    assert len(await rounds(office)) == 1
