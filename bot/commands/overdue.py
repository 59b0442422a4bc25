"""`/overdue` and its twin `/quahan`: what is late among the tasks that this person may see."""

from bot.context import Bound
from bot.screens import show
from db.outbox import Kind


async def overdue(bound: Bound, _argument: str) -> None:
    await show(bound, Kind.OVERDUE)
