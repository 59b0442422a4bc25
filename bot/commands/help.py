"""`/trogiup`: how to use the service."""

from bot.context import Bound
from usecases.answer import say


async def help_(bound: Bound, _argument: str) -> None:
    await say(bound.context.session, bound.context.chat, "help", bound.context.now)
