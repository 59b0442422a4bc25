"""getUpdates: what is confirmed is gone, what is not comes again, and only one may ask."""

import asyncio

import pytest

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
UNDER_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@pytest.fixture
def three(sim) -> list[int]:
    """The ids of three waiting updates."""
    for word in ("một", "hai", "ba"):
        sim.say(101, word)
    return [update["update_id"] for update in sim.world.updates.pending(100)]


async def ids(api, **params) -> list[int]:
    return [update["update_id"] for update in (await api("getUpdates", **params)).result]


async def test_unconfirmed_updates_come_again(api, three):
    assert await ids(api) == await ids(api) == three


async def test_an_offset_confirms_all_before_it(api, three):
    assert await ids(api, offset=three[1]) == three[1:]
    assert await ids(api) == three[1:]


async def test_a_negative_offset_keeps_the_last(api, three):
    assert await ids(api, offset=-2) == three[1:]
    assert await ids(api, offset=0) == three[1:]


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (0, 1), (2, 2), (500, 3)])
async def test_limits(api, three, limit, count):
    assert len(await ids(api, limit=limit)) == count


async def test_ids_never_come_twice(sim, api, three):
    await api("getUpdates", offset=three[-1] + 1)
    sim.say(101, "bốn")
    assert await ids(api) == [three[-1] + 1]


async def test_updates_are_kept_for_24_real_hours(sim, api, three, monkeypatch):
    began = sim.clock.real_epoch()
    monkeypatch.setattr(sim.clock, "real_epoch", lambda: began + 24 * 3600 - 60)
    assert await ids(api) == three
    monkeypatch.setattr(sim.clock, "real_epoch", lambda: began + 24 * 3600 + 1)
    assert await ids(api) == []


async def test_a_moved_clock_loses_no_update(sim, api, three):
    sim.clock.advance(7 * 24 * 3600)
    assert await ids(api) == three


async def test_a_long_poll_is_answered_at_once_when_something_happens(sim, api):
    poll = asyncio.create_task(ids(api, timeout=30))
    await asyncio.sleep(0.02)
    sim.say(101, "dạ")
    assert len(await asyncio.wait_for(poll, 1)) == 1


async def test_a_long_poll_ends_empty(api):
    assert await asyncio.wait_for(ids(api, timeout=1), 2) == []


async def test_the_second_poller_ends_the_first(sim, api):
    first = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.02)
    second = asyncio.create_task(api("getUpdates", timeout=30))
    assert (await asyncio.wait_for(first, 1)).error == (409, OTHER)
    sim.say(101, "dạ")
    assert len((await asyncio.wait_for(second, 1)).result) == 1


async def test_polling_under_a_webhook(api):
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await api("getUpdates")).error == (409, UNDER_WEBHOOK)
    await api("deleteWebhook")
    assert (await api("getUpdates")).result == []


async def test_a_webhook_ends_the_poll_that_waits(api):
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.02)
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await asyncio.wait_for(poll, 1)).error == (409, "Conflict: terminated by setWebhook request")


async def test_allowed_updates_are_remembered(sim, api, updates):
    await api("getUpdates", allowed_updates=["callback_query"])
    sim.say(101, "không thấy")
    assert await updates() == []
    await api("getUpdates", allowed_updates=[])
    sim.say(101, "thấy")
    assert [update["message"]["text"] for update in await updates()] == ["thấy"]


async def test_raw_updates_reach_the_bot_whatever_they_are(sim, updates):
    sim.update({"poll": {"id": 7}, "nonsense": [None]})
    ((update),) = await updates()
    assert update == {"update_id": update["update_id"], "poll": {"id": 7}, "nonsense": [None]}
