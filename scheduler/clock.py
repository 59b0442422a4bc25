"""APScheduler as a clock: a handful of fixed ticks, and never a job per reminder.

What is owed is computed from the tables, so a tick that comes late, twice or not at all changes only the moment.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from core.calendar import OFFICE_ZONE

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Tick:
    name: str
    every: timedelta
    run: Callable[[], Awaitable[object]]


class Clock:
    """Remembers on the event loop's clock, which nobody can move, when each tick began and ended."""

    def __init__(self, ticks: Sequence[Tick]) -> None:
        self._ticks = ticks
        self._seen: dict[str, float] = {}  # when it last began or came to an end, however that was
        self._under_way: set[str] = set()
        self._ended: dict[str, float] = {}
        self._scheduler = AsyncIOScheduler(
            timezone=OFFICE_ZONE,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        self._ended = dict.fromkeys((tick.name for tick in self._ticks), _loop_time())
        self._seen = dict(self._ended)
        self._set()
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    def silent_for(self, name: str) -> timedelta:
        """How long ago this tick last ended well."""
        return timedelta(seconds=_loop_time() - self._ended[name])

    def ages(self) -> Mapping[str, timedelta]:
        """`silent_for`, of every tick by name; nothing before the start."""
        return {name: self.silent_for(name) for name in self._ended}

    async def guard(self) -> None:
        """Until cancelled. A wall clock that is set back would hold all ticks until it is as late again.

        A tick that is under way for long holds up only itself. And after a moment in which nothing at all could run, as
        at a start, the ticks have a turn before they are called late.
        """
        shortest = min(self._ticks, key=lambda tick: tick.every)
        patience = 2 * shortest.every.total_seconds()
        while True:
            await asyncio.sleep(patience)
            if self._is_late(shortest.name, patience):
                await asyncio.sleep(patience / 2)
            if self._is_late(shortest.name, patience):
                _log.warning("the clock stood still: every tick is set anew")
                self._set()

    def _is_late(self, name: str, patience: float) -> bool:
        return name not in self._under_way and _loop_time() - self._seen[name] > patience

    def _set(self) -> None:
        for tick in self._ticks:
            trigger = IntervalTrigger(seconds=tick.every.total_seconds(), timezone=OFFICE_ZONE)
            self._scheduler.add_job(
                self._run, trigger, args=[tick], id=tick.name, name=tick.name, replace_existing=True
            )

    async def _run(self, tick: Tick) -> None:
        self._seen[tick.name] = _loop_time()
        self._under_way.add(tick.name)
        try:
            await tick.run()
            self._ended[tick.name] = _loop_time()
        except asyncio.CancelledError:
            return  # the service ends; what was under way is owed at the next start as well
        finally:
            self._under_way.discard(tick.name)
            self._seen[tick.name] = _loop_time()


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
