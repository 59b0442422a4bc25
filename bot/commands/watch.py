"""`/theodoi`: what the giving side must look at, kind by kind."""

from bot.context import Bound
from bot.screens import show
from db.outbox import Kind


async def watch(bound: Bound, _argument: str) -> None:
    await show(bound, Kind.WATCH)
