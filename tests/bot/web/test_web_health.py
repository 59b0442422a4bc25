"""Health is what the watchdog would say: it turns red when something stands still, and green again."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from core import health
from core.health import Organ
from db import inbox, outbox
from db.outbox import Chat, Kind
from scheduler.engine import Engine
from tests.usecases.small_office import LEAD, MONDAY, SmallOffice

AT_ONCE = timedelta(milliseconds=1)


async def red(web: httpx.AsyncClient) -> tuple[int, list[str]]:
    answer = await web.get("/healthz")
    told = answer.json()
    assert told["status"] == ("red" if told["red"] else "ok")
    return answer.status_code, told["red"]


async def test_all_is_well(web: httpx.AsyncClient) -> None:
    answer = await web.get("/healthz")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["status"], [told[organ]["limit_seconds"] for organ in Organ]) == ("ok", [90, 300, 60])


async def test_an_update_that_nobody_reads(
    web: httpx.AsyncClient, office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(health.LIMITS, Organ.INBOX, AT_ONCE)
    async with office.database.write() as session:
        await inbox.store(session, "text", [("1", {})], MONDAY)
    assert await red(web) == (200, [])
    await asyncio.sleep(0.01)
    assert await red(web) == (503, ["inbox"])
    async with office.database.write() as session:
        await inbox.settle(session, 1, inbox.DONE, MONDAY)
    assert await red(web) == (200, [])


async def test_a_message_that_does_not_leave(
    web: httpx.AsyncClient, office: SmallOffice, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(health.LIMITS, Organ.OUTBOX, AT_ONCE)
    async with office.database.write() as session:
        await outbox.owe(session, Kind.SAY, now=MONDAY, chat=Chat("text", LEAD), payload={"key": "help", "facts": {}})
    assert await red(web) == (200, [])
    await asyncio.sleep(0.01)
    assert await red(web) == (503, ["outbox"])
    await engine.sender.drain()
    assert await red(web) == (200, [])


async def test_a_tick_that_does_not_come(web: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(health.LIMITS, Organ.TICK, AT_ONCE)
    await asyncio.sleep(0.01)
    assert await red(web) == (503, ["tick"])


async def test_a_database_that_does_not_answer(
    web: httpx.AsyncClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(**_signs: object) -> None:
        raise OSError("connection to office at postgresql://clerk:hush@db lost")

    monkeypatch.setattr(engine._watchdog, "pulses", fail)
    answer = await web.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "red", "red": ["database"]})
