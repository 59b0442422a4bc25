"""What Prometheus reads: numbers that are true, of nobody in particular, and cheap to ask for."""

from datetime import date

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from bot.web import metrics
from core.deadline import day
from db import outbox
from db.outbox import Chat, Kind, State
from db.tables import OutboxMessage
from scheduler.engine import Engine
from tests.bot.web.conftest import BLOCKED
from tests.usecases.small_office import LEAD, MONDAY, SmallOffice


@pytest.fixture(autouse=True)
def nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "_KEPT", 0.0)


async def scrape(web: httpx.AsyncClient) -> dict[tuple[str, ...], float]:
    """(name, label values…) → value"""
    families = text_string_to_metric_families((await web.get("/metrics")).text)
    samples = [sample for family in families for sample in family.samples]
    return {(each.name.removeprefix("nhacviec_"), *each.labels.values()): each.value for each in samples}


async def say(office: SmallOffice, chat: str) -> None:
    payload = {"key": "help", "facts": {}}
    async with office.database.write() as session:
        await outbox.owe(session, Kind.SAY, now=MONDAY, chat=Chat("text", chat), payload=payload)


async def test_messages_are_counted_as_they_go(web: httpx.AsyncClient, office: SmallOffice, engine: Engine) -> None:
    await say(office, "an")
    await say(office, BLOCKED)
    assert (await scrape(web))["outbox_rows", "ready"] == 2
    await engine.sender.drain()
    told = await scrape(web)
    assert told["outbox_rows", "ready"] == 0
    assert told["sends_total", "text", "sent"] == 1
    assert told["sends_total", "text", "gone"] == 1


async def test_what_was_set_aside_stays_in_sight(web: httpx.AsyncClient, office: SmallOffice) -> None:
    await say(office, "an")
    async with office.database.write() as session:
        await session.execute(update(OutboxMessage).values(state=State.SET_ASIDE))
    assert (await scrape(web))["outbox_rows", "set_aside"] == 1


async def test_tasks_are_counted(web: httpx.AsyncClient, office: SmallOffice) -> None:
    await office.assign()
    await office.assign(deadline=day(date(2026, 11, 27)))
    told = await scrape(web)
    assert (told["tasks_open",], told["tasks_overdue",]) == (2, 1)


async def test_the_pulse_is_that_of_health(web: httpx.AsyncClient) -> None:
    told = await scrape(web)
    assert {told["healthy", organ] for organ in ("tick", "outbox", "inbox")} == {1}
    assert {labels[0] for kind, *labels in told if kind == "tick_age_seconds"} == {"nudge", "reap", "prune"}


async def test_nobody_is_named(web: httpx.AsyncClient, office: SmallOffice) -> None:
    await office.bind(LEAD)
    await office.assign(title="Đề án mật ong")
    text = (await web.get("/metrics")).text
    assert not [word for word in (LEAD, "Sở Nội vụ", "mật ong") if word in text]


async def test_many_scrapes_are_one_count(
    web: httpx.AsyncClient, office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "_KEPT", 30.0)
    await scrape(web)
    await office.assign()
    assert (await scrape(web))["tasks_open",] == 0
