"""The clock: real time plus an offset, moved by hand, kept in the state."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from simulator import Simulator

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def ahead(sim) -> float:
    return (sim.clock.now() - datetime.now(UTC)).total_seconds()


def test_it_shows_real_time(sim):
    assert sim.clock.now().tzinfo is UTC
    assert ahead(sim) == pytest.approx(0, abs=1)


def test_listeners_hear_of_every_move(sim):
    heard = []
    sim.clock.on_change(lambda: heard.append(sim.clock.offset))
    sim.clock.advance(60)
    sim.clock.advance(-30)
    assert heard == [60, 30]


async def test_advance(sim, people):
    answer = await people.post("/people/clock", json={"advance": 3600})
    assert answer.json()["offset"] == 3600
    assert ahead(sim) == pytest.approx(3600, abs=1)


async def test_to(sim, people):
    await people.post("/people/clock", json={"to": "2026-12-07T07:30:00+07:00"})
    assert sim.clock.now() - datetime(2026, 12, 7, 0, 30, tzinfo=UTC) < timedelta(seconds=1)


async def test_next_morning_is_tomorrow_on_the_offices_wall(sim, people):
    sim.clock.set_to(datetime(2026, 12, 6, 18, 0, tzinfo=UTC))  # 01:00 on the 7th in Hanoi
    shown = (await people.post("/people/clock", json={"next": "07:30"})).json()["now"]
    assert datetime.fromisoformat(shown).astimezone(HANOI).isoformat().startswith("2026-12-08T07:30:00")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"advance": 1, "next": "07:30"},
        {"to": "mai"},
        {"to": "2026-12-07T07:30"},
        {"next": "25:00"},
        {"advance": 1e15},
    ],
)
async def test_moves_that_are_none(sim, people, body):
    assert (await people.post("/people/clock", json=body)).status_code == 400
    assert (await people.get("/people/clock")).json()["offset"] == 0


async def test_messages_carry_the_moved_time(sim, api):
    sim.clock.set_to(datetime(2026, 12, 7, tzinfo=UTC))
    sent = (await api("sendMessage", chat_id=101, text="a")).result
    assert sent["date"] - int(datetime(2026, 12, 7, tzinfo=UTC).timestamp()) in (0, 1)
    assert sim.chat(101)["messages"][-1]["at"].startswith("2026-12-07T00:00:0")


def test_the_offset_survives(tmp_path):
    first = Simulator(state=tmp_path / "s.db")
    first.clock.advance(86400)
    first.close()
    second = Simulator(state=tmp_path / "s.db")
    assert second.clock.offset == 86400
    second.close()
