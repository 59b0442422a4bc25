"""The ticks of APScheduler, and what happens when somebody moves the machine's clock."""

import asyncio
import datetime as dt
import time
from datetime import timedelta

import pytest
from apscheduler.schedulers import base
from apscheduler.triggers import interval

from scheduler.clock import Clock, Tick


class Wall(dt.datetime):
    """The machine's clock, with somebody's hand on it."""

    moved = timedelta()

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
        return dt.datetime.now(tz) + cls.moved


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> type[Wall]:
    monkeypatch.setattr(base, "datetime", Wall)
    monkeypatch.setattr(interval, "datetime", Wall)
    monkeypatch.setattr(Wall, "moved", timedelta())
    return Wall


class Counted:
    def __init__(self) -> None:
        self.times = 0
        self.fails = False
        self.takes = 0.0
        tick = Tick(name="nudge", every=timedelta(seconds=0.1), run=self.run)
        self.clock = Clock([tick, Tick(name="prune", every=timedelta(hours=1), run=self.run)])

    async def run(self) -> None:
        self.times += 1
        await asyncio.sleep(self.takes)
        if self.fails:
            raise OSError("the database is away")


async def test_it_ticks(wall: type[Wall]) -> None:
    counted = Counted()
    counted.clock.start()
    await asyncio.sleep(0.55)
    counted.clock.stop()
    assert 3 <= counted.times <= 6
    assert counted.clock.silent_for("nudge") < timedelta(seconds=0.3)


async def test_a_tick_that_fails_is_silent(wall: type[Wall]) -> None:
    counted = Counted()
    counted.fails = True
    counted.clock.start()
    await asyncio.sleep(0.35)
    counted.clock.stop()
    assert counted.times > 1
    assert counted.clock.silent_for("nudge") >= timedelta(seconds=0.3)


@pytest.mark.parametrize("moved", [timedelta(hours=-7), timedelta(minutes=5)])
async def test_a_moved_wall_clock_stops_nothing(wall: type[Wall], moved: timedelta) -> None:
    """A machine whose clock ran seven hours ahead is set right: the ticks must not wait for seven hours."""
    counted = Counted()
    counted.clock.start()
    guard = asyncio.create_task(counted.clock.guard())
    await asyncio.sleep(0.25)
    wall.moved, counted.times = moved, 0
    await asyncio.sleep(1)
    guard.cancel()
    counted.clock.stop()
    assert counted.times >= 3


async def test_failing_ticks_are_not_set_anew(wall: type[Wall], caplog: pytest.LogCaptureFixture) -> None:
    """Else the rarer ticks would never come."""
    counted = Counted()
    counted.fails = True
    counted.clock.start()
    guard = asyncio.create_task(counted.clock.guard())
    await asyncio.sleep(0.7)
    guard.cancel()
    counted.clock.stop()
    assert "set anew" not in caplog.text


async def test_a_busy_start_is_quiet(wall: type[Wall], caplog: pytest.LogCaptureFixture) -> None:
    """A tick that takes long is no clock that stands still, nor is a moment in which nothing else could run."""
    counted = Counted()
    counted.takes = 0.5
    counted.clock.start()
    guard = asyncio.create_task(counted.clock.guard())
    await asyncio.sleep(0.9)
    counted.takes = 0.0
    await asyncio.sleep(0.5)
    time.sleep(0.5)  # everything stands
    await asyncio.sleep(0.5)
    guard.cancel()
    counted.clock.stop()
    assert "stood still" not in caplog.text


async def test_an_end_in_the_middle_of_a_tick_is_quiet(wall: type[Wall], caplog: pytest.LogCaptureFixture) -> None:
    counted = Counted()
    counted.takes = 5.0
    counted.clock.start()
    await asyncio.sleep(0.3)
    counted.clock.stop()
    await asyncio.sleep(0.1)
    assert counted.times == 1
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
