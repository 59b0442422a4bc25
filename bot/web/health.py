"""`/healthz`: what the watchdog would judge at this moment, 200 or 503. Ages and limits, no names and no words."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from core.health import Pulse, Vitals

_log = logging.getLogger(__name__)

_PATIENCE = 5.0  # seconds; whoever watches us asks again soon


class Health:
    def __init__(self, vitals: Vitals) -> None:
        self._vitals = vitals

    async def answer(self, _request: Request) -> JSONResponse:
        try:
            async with asyncio.timeout(_PATIENCE):
                pulses = await self._vitals.pulses()
        except Exception as why:  # whatever keeps it from telling is what must be told
            _log.warning("the database does not answer: %s", type(why).__name__)
            return _answer({"status": "red", "red": ["database"]}, red=True)
        red = [pulse.organ for pulse in pulses if pulse.is_red]
        return _answer({"status": "red" if red else "ok", "red": red, **_ages(pulses)}, red=bool(red))


def _ages(pulses: Iterable[Pulse]) -> dict[str, Any]:
    return {
        pulse.organ: {
            "still_for_seconds": round(pulse.still_for.total_seconds(), 1),
            "limit_seconds": round(pulse.limit.total_seconds()),
        }
        for pulse in pulses
    }


def _answer(told: dict[str, Any], *, red: bool) -> JSONResponse:
    return JSONResponse(told, 503 if red else 200, headers={"cache-control": "no-store"})
