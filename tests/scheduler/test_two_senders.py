"""Two services on one database: no row leaves twice."""

import asyncio
from datetime import timedelta

import pytest

from db.outbox import State
from db.session import Database
from tests.fakes.post_office import PostOffice


async def test_they_never_send_the_same_row(office: PostOffice) -> None:
    async with office.database.write() as session:
        await office.crowd(session, 40)
    other = Database(office.database.url.render_as_string(hide_password=False))
    try:
        await asyncio.gather(office.sender("one").drain(), office.sender("two", database=other).drain())
    finally:
        await other.close()
    called = sorted(call.chat_id for call in office.channel.calls)
    assert called == sorted(f"crowd/{number}" for number in range(40))
    assert set(await office.states()) == {State.SENT}


async def test_neither_frees_what_the_other_holds(office: PostOffice) -> None:
    office.channel.hold["an"] = 0.1
    await office.tell("an")
    one, two = office.sender("one"), office.sender("two")
    await one.round()
    await office.wait_for_calls(1)
    assert await two.reap() == 0
    await asyncio.gather(one.drain(), two.drain())
    assert len(office.channel.calls) == 1


@pytest.mark.parametrize("seconds", [3, 90])
async def test_the_heir_waits_for_the_lease_that_was_agreed(office: PostOffice, seconds: int) -> None:
    await office.tell("an")
    async with asyncio.timeout(10):
        office.channel.hold["an"] = 30
        dead = asyncio.create_task(office.sender("dead", lease=timedelta(seconds=seconds)).drain())
        await office.wait_for_calls(1)
        dead.cancel()
    office.later(seconds=60)
    assert await office.sender("heir").reap() == (2 if seconds == 3 else 0)
