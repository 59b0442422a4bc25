"""`/start` from somebody who is bound already: says who he is here."""

from bot.context import Bound
from usecases.answer import say


async def start(bound: Bound, _argument: str) -> None:
    context = bound.context
    await say(context.session, context.chat, "already_bound", context.now, name=bound.actor.name)
