"""Keeps the loops of the service running: a failure is logged, and the loop starts again after a growing pause."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.telegram.client import TokenRefused

_log = logging.getLogger(__name__)

_LONGEST_PAUSE = 30.0


async def keep(name: str, run: Callable[[], Awaitable[None]]) -> None:
    """Until cancelled. What cannot heal by itself (a refused token) is raised."""
    pause = 1.0
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await run()
        except TokenRefused:
            raise
        except Exception:
            _log.exception("%s failed; it starts again in %.0f s", name, pause)
        await asyncio.sleep(pause)
        lasted = asyncio.get_running_loop().time() - started
        pause = 1.0 if lasted > _LONGEST_PAUSE * 2 else min(pause * 2, _LONGEST_PAUSE)
