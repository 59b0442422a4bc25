"""Server-sent events: one at once, then one for every change."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest


class Page:
    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines

    async def change(self) -> dict[str, Any]:
        async for line in self._lines:
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))
        raise EOFError


@pytest.fixture
async def page(url) -> AsyncIterator[Page]:
    async with (
        httpx.AsyncClient(base_url=url, trust_env=False) as client,
        client.stream("GET", "/people/events", headers={"Sec-Fetch-Site": "same-origin"}) as stream,
    ):
        assert stream.headers["content-type"].startswith("text/event-stream")
        yield Page(stream.aiter_lines())


async def test_one_at_once(page):
    assert await page.change() == {"chats": [101, 102], "clock": True, "people": True}


async def test_every_change_is_told(sim, api, page):
    await page.change()
    sim.say(101, "a")
    assert await page.change() == {"chats": [101], "clock": False, "people": False}
    await api("sendMessage", chat_id=102, text="a")
    assert await page.change() == {"chats": [102], "clock": False, "people": False}
    sim.clock.advance(60)
    assert await page.change() == {"chats": [], "clock": True, "people": False}
    sim.block(102)
    assert await page.change() == {"chats": [102], "clock": False, "people": True}


async def test_changes_of_one_moment_melt_into_one(sim, page):
    await page.change()
    sim.say(101, "a")
    sim.say(102, "b")
    assert (await page.change())["chats"] == [101, 102]


async def test_what_the_bot_changes_is_told(sim, api, page):
    await page.change()
    sent = (await api("sendMessage", chat_id=101, text="a")).result["message_id"]
    await page.change()
    await api("editMessageText", chat_id=101, message_id=sent, text="b")
    assert (await page.change())["chats"] == [101]
    await api("setMyCommands", commands=[{"command": "a", "description": "b"}])
    assert (await page.change())["people"] is True
    await api("sendChatAction", chat_id=101, action="typing")
    assert (await page.change())["chats"] == [101]


async def test_silence_is_broken_by_a_comment(sim, url, monkeypatch):
    monkeypatch.setattr("simulator.web.events.QUIET_SECONDS", 0.02)
    async with (
        httpx.AsyncClient(base_url=url, trust_env=False) as client,
        client.stream("GET", "/people/events") as stream,
    ):
        lines = [line async for _, line in _first(stream.aiter_lines(), 5)]
    assert ": still here" in lines


async def _first(lines: AsyncIterator[str], count: int) -> AsyncIterator[tuple[int, str]]:
    for number in range(count):
        yield number, await anext(lines)
