"""`/start` from somebody who is bound already: says who he is here, and what he may have missed while he was away."""

from bot.context import Bound
from bot.screens import show
from db.outbox import Kind
from usecases.answer import say


async def start(bound: Bound, _argument: str) -> None:
    context = bound.context
    await say(context.session, context.chat, "already_bound", context.now, name=bound.actor.name)
    await show(bound, Kind.MY_TASKS)
