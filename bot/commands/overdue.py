"""`/overdue` and its twin `/quahan`: what is late among the tasks that this person may see, or what he asks of it."""

from bot.context import Bound
from bot.dialogs.listing import list_asked
from core.wish import Wish


async def overdue(bound: Bound, argument: str) -> None:
    await list_asked(bound, argument, Wish())
