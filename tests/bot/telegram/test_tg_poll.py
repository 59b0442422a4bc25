"""What Telegram has had confirmed, we have stored: whatever fails, wherever it fails."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.telegram.poll import WANTED, Poller
from db import inbox
from db.session import Database
from simulator import Simulator
from tests.bot.telegram.tg_polling import LAN, MONDAY, broken, kept, polling, texts, unconfirmed


class Killed(BaseException):
    """The process dies here."""


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """`dying("before" | "after")` the next commit of the inbox: the process does nothing more."""
    store = inbox.store

    def kill(when: str) -> None:
        async def last(*args: Any) -> int:
            if when == "after":
                await store(*args)
                await args[0].commit()
            raise Killed

        monkeypatch.setattr(inbox, "store", last)

    yield kill
    monkeypatch.undo()


async def test_what_was_said_is_kept_as_it_came(poller: Poller, database: Database, sim: Simulator) -> None:
    said = sim.say(LAN, "dạ em xong việc 12 rồi ạ")
    assert await poller.poll_once() == 1
    (row,) = await kept(database)
    assert (row.channel, row.state, row.received_at) == ("telegram", "new", MONDAY)
    assert row.update_id == str(row.raw["update_id"])
    assert row.raw["message"]["message_id"] == said["message_id"]
    assert row.raw["message"]["text"] == "dạ em xong việc 12 rồi ạ"


async def test_it_is_confirmed_only_by_the_round_after(poller: Poller, sim: Simulator) -> None:
    sim.say(LAN, "một")
    await poller.poll_once()
    assert unconfirmed(sim) == 1
    await poller.poll_once()
    assert unconfirmed(sim) == 0


async def test_the_dispatcher_is_woken_for_new_updates_only(poller: Poller, sim: Simulator, stored: list[str]) -> None:
    await poller.poll_once()
    assert stored == []
    sim.say(LAN, "một")
    await poller.poll_once()
    await poller.poll_once()
    assert stored == ["stored"]


async def test_it_starts_without_an_offset_and_asks_for_what_it_reads(poller: Poller, sim: Simulator) -> None:
    await poller.poll_once()
    asked = sim.calls(method="getUpdates")[-1]["params"]
    assert "offset" not in asked
    assert all(kind in str(asked["allowed_updates"]) for kind in WANTED)


async def test_after_an_empty_round_the_offset_is_forgotten(poller: Poller, sim: Simulator) -> None:
    sim.say(LAN, "một")
    for _ in range(3):
        await poller.poll_once()
    assert ["offset" in call["params"] for call in sim.calls(method="getUpdates")] == [False, True, False]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_killed_around_the_commit_nothing_is_lost_or_doubled(
    bot: Bot, database: Database, sim: Simulator, dying: Any, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        sim.say(LAN, f"việc {number}")
    dying(when)
    with pytest.raises(Killed):
        await polling(bot, database).poll_once()
    assert unconfirmed(sim) == 60
    monkeypatch.undo()
    reborn = polling(bot, database)
    assert await reborn.poll_once() == (60 if when == "before" else 0)
    assert await texts(database) == [f"việc {number}" for number in range(60)]
    await reborn.poll_once()
    assert unconfirmed(sim) == 0


async def test_killed_before_the_confirmation_the_same_updates_are_known(
    bot: Bot, database: Database, sim: Simulator
) -> None:
    sim.say(LAN, "một")
    assert await polling(bot, database).poll_once() == 1
    assert await polling(bot, database).poll_once() == 0
    assert await texts(database) == ["một"]


async def test_a_database_that_fails_confirms_nothing(
    poller: Poller, database: Database, sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim.say(LAN, "một")
    with monkeypatch.context() as patch:
        patch.setattr(inbox, "store", broken)
        for _ in range(3):
            with pytest.raises(OSError, match="disk"):
                await poller.poll_once()
    assert unconfirmed(sim) == 1
    assert await poller.poll_once() == 1


async def test_more_than_one_batch_comes_in_order(poller: Poller, database: Database, sim: Simulator) -> None:
    for number in range(250):
        sim.say(LAN, str(number))
    assert [await poller.poll_once() for _ in range(4)] == [100, 100, 50, 0]
    assert await texts(database) == [str(number) for number in range(250)]


@pytest.mark.parametrize("odd", [{}, {"message": 7}, {"message": {"chat": "bí mật"}}, {"unheard_of": {"a": [1]}}])
async def test_an_update_that_nobody_can_read_passes(
    poller: Poller, database: Database, sim: Simulator, odd: dict[str, Any]
) -> None:
    sim.update(odd)
    sim.say(LAN, "sau đó")
    assert await poller.poll_once() == 2
    await poller.poll_once()
    assert unconfirmed(sim) == 0
    assert (await kept(database))[1].raw["message"]["text"] == "sau đó"


async def test_an_update_without_an_id_is_kept_and_blocks_nobody(
    poller: Poller, database: Database, sim: Simulator
) -> None:
    sim.world.updates.put_raw({"update_id": "x", "message": {}})
    sim.say(LAN, "sau đó")
    assert await poller.poll_once() == 2
    await poller.poll_once()
    assert unconfirmed(sim) == 0
    assert [row.update_id.isdecimal() for row in await kept(database)] == [False, True]


async def test_only_updates_without_ids_are_no_reason_to_run_hot(poller: Poller, sim: Simulator) -> None:
    sim.world.updates.put_raw({"update_id": None})
    for _ in range(2):
        with pytest.raises(NetworkError, match="without ids"):
            await poller.poll_once()


async def test_a_webhook_left_behind_is_deleted_and_its_updates_are_kept(
    bot: Bot, poller: Poller, database: Database, sim: Simulator
) -> None:
    await bot.set_webhook("http://127.0.0.1:1/hook")
    sim.say(LAN, "một")
    assert await poller.poll_once() == 1
    assert await texts(database) == ["một"]
    await poller.poll_once()
    assert [len(sim.calls(method=method)) for method in ("getWebhookInfo", "deleteWebhook")] == [1, 1]


async def test_without_a_webhook_nothing_is_deleted(poller: Poller, sim: Simulator) -> None:
    await poller.poll_once()
    assert sim.calls(method="deleteWebhook") == []
