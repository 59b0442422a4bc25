"""The real service in a process of its own, to be killed; its clock runs, but in office hours."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess

from service.kinds import Secret
from service.settings import Settings
from service.wiring import Service, opened

TOKEN = "1000001:mortal"


@dataclass(frozen=True, kw_only=True)
class Life:
    """What a process is born with. `lease` is short, so that its heir need not wait for a minute."""

    database_url: str
    api: str
    log: str
    offset: timedelta
    lease: timedelta = timedelta(seconds=2)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


def born(life: Life) -> ForkServerProcess:
    """A new process; the modules are loaded once for all of them, so that it is at work at once."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=live, args=(life,), daemon=True)
    process.start()
    return process


def live(life: Life) -> None:
    logging.basicConfig(filename=life.log, level=logging.WARNING, format="%(process)d %(name)s %(message)s")
    asyncio.run(_serve(life))


async def _serve(life: Life) -> None:
    settings = Settings(
        database_url=life.database_url,
        telegram_token=Secret(TOKEN),
        telegram_api=life.api,
        poll_seconds=1,
        tick_seconds=1,
        daily_cap=50,  # the people here get a week of messages in a minute
    )
    async with opened(settings) as database:
        await Service(settings, database, life.now, lease=life.lease).run()
