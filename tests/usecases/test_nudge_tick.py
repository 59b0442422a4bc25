"""The tick: every owed slot once, however many tasks and tickers there are."""

import asyncio
from collections import Counter
from datetime import date

from sqlalchemy import func, insert, select

from core.deadline import day
from core.slot import Audience
from db import tasks
from db.outbox import Kind
from db.session import Database
from db.tables import OutboxMessage, TaskRow
from tests.usecases.small_office import (
    HEAD,
    LEAD,
    LEADER,
    MONDAY,
    MONITOR,
    OTHER,
    SmallOffice,
    at,
)
from usecases.nudge import BATCH
from usecases.recall import recall
from usecases.report import report

ALREADY_LATE = day(date(2026, 11, 26))


async def _many(office: SmallOffice, count: int) -> None:
    """Copies of one task."""
    first = await office.assign()
    async with office.database.write() as session:
        table = TaskRow.__table__
        row = (await session.execute(select(table).where(table.c.id == first))).mappings().one()
        copy = {key: value for key, value in row.items() if key != "id"}
        await session.execute(insert(table), [copy] * (count - 1))


async def _until_done(office: SmallOffice) -> list[int]:
    batches = []
    while batch := await office.tick(MONDAY):
        batches.append(batch)
    return batches


async def _count(office: SmallOffice) -> int:
    async with office.database.read() as session:
        return await session.scalar(select(func.count(OutboxMessage.id))) or 0


async def test_thousands_of_tasks_go_in_batches(office: SmallOffice) -> None:
    await _many(office, 2 * BATCH + 50)
    assert await _until_done(office) == [BATCH, BATCH, 50]
    assert await _count(office) == 2 * BATCH + 50


async def test_two_who_tick_at_once_owe_each_slot_once(office: SmallOffice, database_url: str) -> None:
    await _many(office, 2 * BATCH)
    other = Database(database_url)
    batches = await asyncio.gather(_until_done(office), _until_done(SmallOffice(other, office.ids)))
    await other.close()
    assert sum(map(sum, batches)) == 2 * BATCH
    assert await _count(office) == 2 * BATCH


async def test_a_second_tick_owes_nothing(office: SmallOffice) -> None:
    task_id = await office.assign()
    await office.tick(MONDAY)
    async with office.database.write() as session:
        (await session.get_one(TaskRow, task_id)).look_at = MONDAY
    assert await office.tick(MONDAY) == 1
    assert await _count(office) == 1


async def test_one_person_in_two_parts_hears_a_slot_once(office: SmallOffice) -> None:
    both = office.ids[LEADER]
    await office.assign(deadline=ALREADY_LATE, monitor_id=both, leader_id=both)
    await office.tick(at("04/12/2026 07:30"))
    assert [row.slot for row in await office.owed(LEADER)] == ["late+3@202611261700"]


async def test_a_lead_who_is_also_head_and_monitor_hears_as_lead(office: SmallOffice) -> None:
    await office.assign(HEAD, monitor_id=office.ids[HEAD], deadline=ALREADY_LATE)
    await office.tick(at("04/12/2026 07:30"))
    assert [row.audience for row in await office.owed(HEAD)] == [Audience.LEAD]


async def test_a_new_deadline_version_opens_every_slot_again(office: SmallOffice) -> None:
    task_id = await office.assign(deadline=ALREADY_LATE)
    for version in (1, 2):
        async with office.database.write() as session:
            row = await session.get_one(TaskRow, task_id)
            row.deadline_version, row.look_at = version, MONDAY
        await office.tick(at("04/12/2026 07:30"))
    assert Counter(row.slot for row in await office.owed(HEAD)) == {"late+1": 2}


async def test_nobody_is_nudged_for_a_closed_task(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(recall, MONITOR, task_id)
    assert await office.tick(at("21/12/2026 07:30")) == 1
    assert not await office.owed(LEAD, Kind.NUDGE)


async def test_the_accepter_is_asked_every_working_morning_until_he_answers(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, task_id)
    for day_of_month in range(1, 9):
        await office.tick(at(f"{day_of_month:02}/12/2026 10:00"))
    assert [row.slot for row in await office.owed(MONITOR) if row.slot] == [
        "accept#1",
        *(f"accept#1@2026-12-{day:02}" for day in (2, 3, 4, 7, 8)),
    ]


async def test_coordinators_are_nudged_with_the_lead(office: SmallOffice) -> None:
    await office.assign(coordinator_ids=frozenset({office.ids[OTHER], office.ids[LEAD]}))
    await office.tick(at("07/12/2026 07:30"))
    assert [(row.slot, row.audience) for row in await office.owed(OTHER)] == [("T-3", Audience.COORDINATORS)]
    assert [row.audience for row in await office.owed(LEAD)] == [Audience.LEAD]


async def test_what_version_0_1_has_nudged_is_not_nudged_again_after_the_upgrade(office: SmallOffice) -> None:
    people = {"monitor_id": office.ids[MONITOR], "leader_id": office.ids[LEADER]}
    await office.assign(deadline=ALREADY_LATE, **people)
    reported = await office.assign(deadline=ALREADY_LATE, **people)
    await office.take(report, LEAD, reported)
    for day_of_month in (1, 2, 3, 4):
        await office.tick(at(f"{day_of_month:02}/12/2026 07:30"))
    before = await _count(office)
    async with office.database.write() as session:
        for row in await session.scalars(select(OutboxMessage).where(OutboxMessage.slot.contains("@"))):
            row.slot = _as_it_was(row.slot or "")
        await tasks.look_at_all(session, at("04/12/2026 08:00"))
    await office.tick(at("04/12/2026 08:00"))
    assert await _count(office) == before
    await office.tick(at("07/12/2026 07:30"))
    assert [row.slot for row in (await office.owed(LEAD))[-1:]] == ["overdue@2026-12-07"]


def _as_it_was(slot: str) -> str:
    stem, _, day_of = slot.partition("@")
    number = day_of[-2:]
    return stem if stem.startswith("late") else f"{stem}.{number}" if "#" in stem else f"{stem}#{number}"
