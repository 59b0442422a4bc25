"""The service's own web on a port of loopback, before an engine that ticks, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import pytest

from bot.web.app import make_app
from bot.web.server import listening, serve
from scheduler.engine import Engine
from tests.fakes.calendar_links import POLICY
from tests.fakes.text_channel import TextChannel
from tests.usecases.small_office import MONDAY, SmallOffice
from usecases.policy import CurrentPolicy

BLOCKED = "nobody"  # this chat has blocked the bot


@pytest.fixture
async def engine(office: SmallOffice) -> AsyncIterator[Engine]:
    engine = Engine(office.database, {"text": TextChannel(blocked={BLOCKED})}, POLICY, lambda: MONDAY, owner="one")
    await engine.start()
    yield engine
    engine.stop()


@pytest.fixture
async def web(office: SmallOffice, engine: Engine) -> AsyncIterator[httpx.AsyncClient]:
    app = make_app(engine, office.database, CurrentPolicy(POLICY, office.database), lambda: MONDAY)
    with listening("127.0.0.1", 0) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        serving = asyncio.create_task(serve(app, listener))
        async with httpx.AsyncClient(base_url=url) as client:
            yield client
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
