"""What several tests of the poller share."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from telegram import Bot

from bot.telegram.client import TokenRefused
from bot.telegram.poll import Poller
from db.session import Database
from db.tables import InboxUpdate
from simulator import Simulator

MONDAY = datetime(2026, 12, 7, 0, 30, tzinfo=UTC)
LAN = 101


def polling(bot: Bot, database: Database, on_stored: Callable[[], None] = lambda: None, seconds: int = 0) -> Poller:
    return Poller(bot, database, lambda: MONDAY, on_stored, poll_seconds=seconds, pauses=(0.01,))


async def kept(database: Database) -> list[InboxUpdate]:
    async with database.read() as session:
        return list(await session.scalars(select(InboxUpdate).order_by(InboxUpdate.id)))


async def texts(database: Database) -> list[str]:
    return [row.raw["message"]["text"] for row in await kept(database) if "message" in row.raw]


def unconfirmed(sim: Simulator) -> int:
    return sim.world.updates.count()


@asynccontextmanager
async def running(poller: Poller) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(poller.run())
    yield task
    task.cancel()
    with suppress(asyncio.CancelledError, TokenRefused):
        await task


async def broken(*_: Any) -> int:
    """In the place of inbox.store."""
    raise OSError("the disk is full")


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The poller's own: the server in the same process may complain about a client that hung up."""
    ours = [record for record in caplog.records if record.name == "bot.telegram.poll"]
    return [record.message for record in ours if record.levelno >= logging.WARNING]
