"""The ear stays open: what it waits out, what it says of that in the log, and what alone makes it stop."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.telegram.client import TokenRefused
from bot.telegram.poll import Poller
from db import inbox
from db.session import Database
from simulator import Simulator
from tests.bot.telegram.tg_polling import LAN, broken, polling, running, texts, warnings


async def test_it_runs_until_cancelled(bot: Bot, database: Database, sim: Simulator, until: Any) -> None:
    woken: list[int] = []
    async with running(polling(bot, database, lambda: woken.append(1), seconds=1)) as task:
        for number in range(3):
            sim.say(LAN, str(number))
            await until(lambda expected=number: len(woken) > expected)
        assert not task.done()
    assert await texts(database) == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        ({"kind": "5xx"}, "NetworkError: Bad Gateway"),
        ({"kind": "400", "description": "Bad Request: whatever"}, "BadRequest: Whatever"),
        ({"kind": "cut_before"}, None),
        ({"kind": "cut_after"}, None),
    ],
)
async def test_an_outage_is_two_lines_and_loses_nothing(
    poller: Poller,
    database: Database,
    sim: Simulator,
    until: Any,
    stored: list[str],
    caplog: pytest.LogCaptureFixture,
    fault: dict[str, Any],
    detail: str | None,
) -> None:
    sim.fault(method="getUpdates", times=5, **fault)
    sim.say(LAN, "một")
    async with running(poller):
        await until(lambda: stored and len(warnings(caplog)) == 2)
    down, up = warnings(caplog)
    assert down.startswith("updates cannot be fetched from Telegram; trying again. " + (detail or ""))
    assert up == "updates come in again, after 5 failures (updates cannot be fetched from Telegram)"
    assert await texts(database) == ["một"]


async def test_it_waits_for_a_server_that_comes_later(
    make: Any, database: Database, until: Any, stored: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    late = Simulator(token="1000001:demo")
    async with late.serve() as url:
        port = int(url.rpartition(":")[2])
    async with make(url) as bot, running(polling(bot, database, lambda: stored.append("stored"))):
        await until(lambda: warnings(caplog))
        async with late.serve(port):
            late.person(id=LAN, name="Lan")
            late.start(LAN)
            await until(lambda: stored)
    late.close()
    assert "ConnectError" in warnings(caplog)[0]


async def test_too_many_requests_are_answered_with_the_asked_pause(poller: Poller, sim: Simulator, until: Any) -> None:
    sim.fault("429", method="getUpdates", retry_after=1)
    async with running(poller):
        await until(lambda: len(sim.calls(method="getUpdates")) > 1)
    refused, again = (datetime.fromisoformat(call["at"]) for call in sim.calls(method="getUpdates")[:2])
    assert again - refused >= timedelta(seconds=0.99)


async def test_another_poller_is_named_and_outlived(
    make: Any, url: str, database: Database, sim: Simulator, until: Any, caplog: pytest.LogCaptureFixture
) -> None:
    woken: list[int] = []
    async with make(url) as ours, make(url) as theirs, running(polling(ours, database, lambda: woken.append(1), 5)):
        await until(lambda: sim.calls(method="getWebhookInfo"))
        for _ in range(3):
            await asyncio.sleep(0.1)
            await theirs.get_updates(timeout=0)
        sim.say(LAN, "một")
        await until(lambda: woken)
    told = warnings(caplog)
    assert told[0] == "409: another process polls with this token; trying again. "
    assert len(told) == 2


async def test_a_webhook_set_under_us_is_named(
    bot: Bot, poller: Poller, sim: Simulator, until: Any, caplog: pytest.LogCaptureFixture
) -> None:
    await poller.poll_once()
    await bot.set_webhook("http://127.0.0.1:1/hook")
    async with running(poller):
        await until(lambda: len(sim.calls(method="getUpdates")) > 5)
    assert warnings(caplog) == ["409: a webhook has been set with this token and keeps the updates; trying again. "]


@pytest.mark.parametrize("known", [True, False])
async def test_a_refused_token_stops_it(
    make: Any, url: str, database: Database, sim: Simulator, known: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async with make(url, known=known) as bot:
        poller = polling(bot, database)
        await poller.poll_once()
        sim.world.token = "1000001:renewed"
        with pytest.raises(TokenRefused, match="does not know"):
            await poller.run()
    assert warnings(caplog) == ["Telegram refuses the bot token; polling stops"]


async def test_a_database_in_trouble_is_told_once_and_waited_for(
    poller: Poller, sim: Simulator, until: Any, stored: list[str], caplog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim.say(LAN, "một")
    with monkeypatch.context() as patch:
        patch.setattr(inbox, "store", broken)
        async with running(poller):
            await until(lambda: len(sim.calls(method="getUpdates")) > 5)
            patch.undo()
            await until(lambda: stored)
    assert warnings(caplog)[0] == "polling fails with OSError; trying again. "
    assert caplog.text.count("OSError: the disk is full") == 1


async def test_an_answer_that_is_no_list_is_no_batch(make: Any, answering: Any, database: Database) -> None:
    body = b'{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0}}'
    head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\n\r\n".encode()
    async with answering(head + body) as url, make(url) as bot:
        with pytest.raises(NetworkError, match="list"):
            await polling(bot, database).poll_once()


async def test_a_long_poll_is_never_longer_than_telegram_takes(bot: Bot, database: Database, sim: Simulator) -> None:
    sim.fault("5xx", method="getUpdates")
    with pytest.raises(NetworkError):
        await polling(bot, database, seconds=500).poll_once()
    assert str(sim.calls(method="getUpdates")[-1]["params"]["timeout"]) == "50"
