"""A stand-in Telegram with one official in it, clients that talk to it over HTTP, and an empty inbox."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

import pytest
from telegram import Bot

from bot.telegram.client import TokenRefused, Wire, identify, make_bot
from bot.telegram.poll import Poller
from bot.telegram.send import TelegramChannel
from db.session import Database
from simulator import Simulator
from tests.bot.telegram.tg_polling import polling

TOKEN = "1000001:demo"
LAN = 101

MakeBot = Callable[..., AbstractAsyncContextManager[Bot]]
Answering = Callable[[bytes], AbstractAsyncContextManager[str]]


@pytest.fixture
def sim() -> Simulator:
    world = Simulator(token=TOKEN, strict_rates=False)
    world.person(id=LAN, name="Lan")
    world.start(LAN)
    world.world.updates.keep_last(0)
    return world


@pytest.fixture
async def url(sim: Simulator) -> AsyncIterator[str]:
    async with sim.serve() as address:
        yield address
    sim.close()


@pytest.fixture
def make() -> MakeBot:
    """`make(url, token=…, **wire)`: a client, open while the block runs."""

    @asynccontextmanager
    async def made(url: str, token: str = TOKEN, known: bool = True, **wire: float) -> AsyncIterator[Bot]:
        bot = make_bot(token, f"{url}/bot", f"{url}/file/bot", wire=Wire(**wire))  # type: ignore[arg-type]
        if known:
            await identify(bot)
        yield bot
        with suppress(TokenRefused):
            await identify(bot)  # PTB closes only what it has opened itself
        await bot.shutdown()

    return made


@pytest.fixture
async def bot(url: str, make: MakeBot) -> AsyncIterator[Bot]:
    async with make(url) as made:
        yield made


@pytest.fixture
def channel(bot: Bot) -> TelegramChannel:
    return TelegramChannel(bot)


@pytest.fixture
def answering() -> Answering:
    """`answering(b"HTTP/1.1 …")`: a server that says just that to everything, such as a gateway's page."""

    @asynccontextmanager
    async def serve(answer: bytes) -> AsyncIterator[str]:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
            writer.close()

        async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    return serve


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def until() -> Callable[[Callable[[], bool]], Awaitable[None]]:
    """Waits for something to become true; the test's own time limit is the patience."""

    async def wait(true: Callable[[], bool]) -> None:
        while not true():
            await asyncio.sleep(0.01)

    return wait


@pytest.fixture
def stored() -> list[str]:
    """Has a word for each time that the poller says it has stored something."""
    return []


@pytest.fixture
def poller(bot: Bot, database: Database, stored: list[str]) -> Poller:
    return polling(bot, database, lambda: stored.append("stored"))
