"""What wakes what: a new task is nudged at once, a tick looks at everything, and one bad task stops nobody."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import update

from db.outbox import State
from db.tables import TaskRow
from scheduler.engine import Engine
from scheduler.pacing import Pacing
from tests.fakes.post_office import NIGHT, POLICY, PostOffice
from usecases.nudge import BATCH


def engine_of(office: PostOffice) -> Engine:
    channels = {"fake": office.channel}
    pacing = Pacing(chat_rest=0, group_rest=0)
    return Engine(office.database, channels, POLICY, lambda: office.now, owner="one", pacing=pacing)


@asynccontextmanager
async def running(office: PostOffice) -> AsyncIterator[Engine]:
    engine = engine_of(office)
    await engine.start()
    tasks = [asyncio.create_task(run()) for run in engine.loops.values()]
    try:
        yield engine
    finally:
        engine.stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_new_task_is_told_at_once(office: PostOffice) -> None:
    async with running(office):
        await office.assign("an")
        await office.wait_until(lambda: office.channel.texts("an"))
    assert len(office.channel.calls) == 1


async def test_what_the_night_held_back_goes_when_the_clock_is_moved(office: PostOffice) -> None:
    office.now = NIGHT
    async with running(office) as engine:
        await office.assign("an")
        await asyncio.sleep(0.1)
        assert office.channel.calls == []
        office.later(hours=10)
        engine.wake()
        await office.wait_until(lambda: office.channel.texts("an"))


async def test_what_a_dead_process_left_is_freed_at_the_start(office: PostOffice) -> None:
    await office.tell("an")
    await office.set(state=State.CLAIMED, owner="dead", lease_until=office.now - timedelta(seconds=1))
    async with running(office):
        await office.wait_for_calls(1)


async def test_a_tick_looks_at_every_batch(office: PostOffice) -> None:
    tasks = [await office.assign("an") for _ in range(3)]
    async with office.database.write() as session:
        row = await session.get_one(TaskRow, tasks[0])
        copy = {key: value for key, value in vars(row).items() if key not in ("id", "_sa_instance_state")}
        session.add_all(TaskRow(**copy) for _ in range(250))
    assert await engine_of(office).nudge() == 253
    assert len(await office.rows()) == 253


async def test_what_takes_several_batches_comes_in_one_message(office: PostOffice) -> None:
    office.now = NIGHT
    for _ in range(BATCH + 3):
        await office.assign("an")
    office.later(hours=10)
    async with running(office):
        await office.wait_until(lambda: office.channel.texts("an"))
        await asyncio.sleep(0.2)
    assert len(office.channel.texts("an")) == 1
    assert f"{BATCH + 3} việc" in office.channel.texts("an")[0]


async def test_a_task_that_cannot_be_judged_stops_no_other(office: PostOffice) -> None:
    bad, _ = await office.assign("an"), await office.assign("binh")
    async with office.database.write() as session:
        await session.execute(update(TaskRow).where(TaskRow.id == bad).values(plan={"morning": "?"}))
    engine = engine_of(office)
    assert await engine.nudge() == 2
    assert await engine.nudge() == 0
    await engine.sender.drain()
    assert len(office.channel.texts("binh")) == 1
    assert office.channel.texts("admin") == [f"🚨 Việc {bad} không tính được lịch nhắc (ValueError): cần kiểm tra."]


async def test_the_next_tick_owes_nothing_twice(office: PostOffice) -> None:
    await office.assign("an")
    engine = engine_of(office)
    await engine.nudge()
    office.later(minutes=1)
    async with office.database.write() as session:
        await session.execute(update(TaskRow).values(look_at=office.now))
    await engine.nudge()
    assert len(await office.rows()) == 1


async def test_what_fails_before_the_nudges_does_not_stop_them(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> bool:
        raise ValueError

    monkeypatch.setattr("scheduler.engine.tend", fail)
    monkeypatch.setattr("scheduler.engine.go_on", fail)
    await office.assign("an")
    assert await engine_of(office).nudge() == 1
