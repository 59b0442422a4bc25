"""APScheduler as a clock: a handful of fixed ticks, and never a job per reminder.

What is owed is computed from the tables, so a tick that comes late, twice or not at all changes only the moment.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from core.calendar import OFFICE_ZONE


@dataclass(frozen=True, kw_only=True)
class Tick:
    name: str
    every: timedelta
    run: Callable[[], Awaitable[object]]


class Clock:
    """Remembers when each tick last came to its end, on the event loop's clock, for the watchdog."""

    def __init__(self, ticks: Sequence[Tick]) -> None:
        self._ticks = ticks
        self._ended: dict[str, float] = {}
        self._scheduler = AsyncIOScheduler(
            timezone=OFFICE_ZONE,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        self._ended = {tick.name: asyncio.get_running_loop().time() for tick in self._ticks}
        for tick in self._ticks:
            trigger = IntervalTrigger(seconds=tick.every.total_seconds(), timezone=OFFICE_ZONE)
            self._scheduler.add_job(self._run, trigger, args=[tick], id=tick.name, name=tick.name)
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    def silent_for(self, name: str) -> timedelta:
        return timedelta(seconds=asyncio.get_running_loop().time() - self._ended[name])

    async def _run(self, tick: Tick) -> None:
        await tick.run()
        self._ended[tick.name] = asyncio.get_running_loop().time()
