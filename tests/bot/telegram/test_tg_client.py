"""The client: who we are, what waits how long, and that a token is never shown."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from bot.telegram.client import TokenRefused, Wire, identify, make_bot
from bot.telegram.identity import Identity


async def test_it_learns_who_it_is(bot: Bot) -> None:
    assert await identify(bot) == Identity(1000001, "nhacviec_bot")


async def test_while_nobody_answers_it_does_not_know(make: Any) -> None:
    async with make("http://127.0.0.1:1") as bot:
        assert await identify(bot) is None


async def test_it_knows_once_somebody_answers(make: Any, url: str, sim: Any) -> None:
    async with make(url, known=False) as bot:
        sim.fault("5xx", method="getMe")
        assert await identify(bot) is None
        assert await identify(bot) == Identity(1000001, "nhacviec_bot")


async def test_an_odd_answer_is_no_identity(make: Any, answering: Any) -> None:
    body = b'{"ok":true,"result":{}}'
    head = b"HTTP/1.1 200 OK\r\ncontent-length: 23\r\n\r\n"
    async with answering(head + body) as url, make(url, known=False) as bot:
        assert await identify(bot) is None


async def test_a_refused_token_is_told_without_showing_it(make: Any, url: str) -> None:
    async with make(url, token="1000001:secret", known=False) as bot:
        with pytest.raises(TokenRefused) as caught:
            await identify(bot)
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_an_empty_token_is_refused_at_once() -> None:
    with pytest.raises(TokenRefused):
        make_bot("")


def test_it_goes_to_telegram_by_default() -> None:
    bot = make_bot("1:x")
    assert bot.base_url == "https://api.telegram.org/bot1:x"
    assert bot.base_file_url == "https://api.telegram.org/file/bot1:x"


def test_it_waits_as_the_table_of_failures_wants() -> None:
    assert Wire() == Wire(connect=5, pool=5, read=20, write=20)
    assert make_bot("1:x").request.read_timeout == 20


async def test_it_goes_through_a_proxy(url: str, answering: Any) -> None:
    body = b'{"ok":true,"result":{"id":7,"is_bot":true,"first_name":"x","username":"y"}}'
    head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\n\r\n".encode()
    async with answering(head + body) as proxy:
        bot = make_bot("7:x", "http://telegram.invalid/bot", proxy=proxy)
        assert await identify(bot) == Identity(7, "y")
        await bot.shutdown()


async def test_a_pause_is_a_length_of_time_without_a_warning() -> None:
    assert RetryAfter(3).retry_after == timedelta(seconds=3)


async def test_files_are_fetched_as_they_are(bot: Bot, sim: Any) -> None:
    sim.send(101, b"khong phai JSON", "bao-cao.txt")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    assert await file.download_as_bytearray() == b"khong phai JSON"


async def test_a_gateways_page_leaves_no_traceback(make: Any, answering: Any, caplog: pytest.LogCaptureFixture) -> None:
    async with answering(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 6\r\n\r\n<html>") as url, make(url) as bot:
        caplog.clear()
        with pytest.raises(NetworkError):
            await bot.get_me()
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


async def test_many_calls_share_the_pool(bot: Bot) -> None:
    users = await asyncio.gather(*(bot.get_me() for _ in range(40)))
    assert {user.id for user in users} == {1000001}
