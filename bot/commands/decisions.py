"""`/duyet`: what waits for one's decision, each with the card on which it is decided."""

from bot.context import Bound
from bot.screens import show
from db.outbox import Kind


async def decisions(bound: Bound, _argument: str) -> None:
    await show(bound, Kind.DECISIONS)
