"""Keeps the loops of the service running: a failure is logged, and the loop starts again after a growing pause."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.telegram.client import TokenRefused

_log = logging.getLogger(__name__)

_LONGEST_PAUSE = 30.0


async def until_done(name: str, run: Callable[[], Awaitable[None]]) -> None:
    """Until `run` ends without a failure. What cannot heal by itself (a refused token) is raised."""
    pause = 1.0
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await run()
            return
        except TokenRefused:
            raise
        except ConnectionError as why:
            _log.warning("%s: %s; tried again in %.0f s", name, why, pause)
        except Exception:
            _log.exception("%s failed; it starts again in %.0f s", name, pause)
        await asyncio.sleep(pause)
        lasted = asyncio.get_running_loop().time() - started
        pause = 1.0 if lasted > _LONGEST_PAUSE * 2 else min(pause * 2, _LONGEST_PAUSE)


async def keep(name: str, run: Callable[[], Awaitable[None]]) -> None:
    """For ever, until cancelled: a loop that ends by itself is started again too."""
    while True:
        await until_done(name, run)
        await asyncio.sleep(1)
