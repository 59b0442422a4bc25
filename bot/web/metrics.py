"""`/metrics`: what an operator watches, for Prometheus. Numbers by state, channel and verdict; nobody's name or task.

What is counted in the database is counted once in a while, however often somebody asks.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from core.health import Pulse, Vitals
from db import gauges
from db.gauges import Gauges
from db.session import Database

_KEPT = 30.0  # seconds for which a count is good enough


class Metrics:
    def __init__(self, vitals: Vitals, database: Database, now: Callable[[], datetime]) -> None:
        self._vitals = vitals
        self._database = database
        self._now = now
        self._counting = asyncio.Lock()
        self._counted: tuple[float, Gauges] | None = None

    async def answer(self, _request: Request) -> Response:
        registry = CollectorRegistry()
        registry.register(_Families(self._vitals, await self._vitals.pulses(), await self._counts()))
        return Response(
            generate_latest(registry), headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"}
        )

    async def _counts(self) -> Gauges:
        """Several who ask at once wait for one count."""
        async with self._counting:
            clock = asyncio.get_running_loop().time()
            if self._counted is None or clock - self._counted[0] > _KEPT:
                async with self._database.read() as session:
                    self._counted = clock, await gauges.read(session, self._now())
            return self._counted[1]


@dataclass(frozen=True, eq=False)  # a registry keeps its collectors in a dictionary
class _Families(Collector):
    vitals: Vitals
    pulses: tuple[Pulse, ...]
    counts: Gauges

    def collect(self) -> Iterator[Metric]:
        yield from self._alive()
        yield from self._queues()
        yield _count("tasks_open", "Tasks that are neither confirmed nor recalled.", self.counts.open)
        yield _count("tasks_overdue", "Open tasks whose deadline has passed.", self.counts.overdue)
        sends = CounterMetricFamily(
            "nhacviec_sends", "Calls to a messenger since the start, by what it said.", labels=("channel", "verdict")
        )
        for labels, count in sorted(self.vitals.sends.items()):
            sends.add_metric(labels, count)
        yield sends

    def _alive(self) -> Iterator[Metric]:
        """The same pulses as /healthz."""
        still = {pulse.organ.value: pulse.still_for.total_seconds() for pulse in self.pulses}
        healthy = {pulse.organ.value: float(not pulse.is_red) for pulse in self.pulses}
        ages = {name: age.total_seconds() for name, age in self.vitals.tick_ages().items()}
        yield _gauge("standing_still_seconds", "For how long nothing has moved there.", "organ", still)
        yield _gauge("healthy", "1 while it does not stand still for too long.", "organ", healthy)
        yield _gauge("tick_age_seconds", "How long ago each tick last ended well.", "tick", ages)

    def _queues(self) -> Iterator[Metric]:
        yield _gauge("outbox_rows", "Messages under way, in doubt or set aside.", "state", self.counts.outbox)
        yield _count("inbox_waiting", "Updates that wait to be handled.", self.counts.inbox)
        yield _count("inbox_parked", "Updates that could not be handled.", self.counts.parked)


def _count(name: str, what: str, value: int) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"nhacviec_{name}", what, value=value)


def _gauge(name: str, what: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"nhacviec_{name}", what, labels=(label,))
    for held, value in values.items():
        family.add_metric((held,), value)
    return family
