"""`/thongbao …` writes a broadcast, with a file or in answer to one; `/thongbao 3` shows who has confirmed it."""

from bot.context import Bound
from bot.dialogs.broadcasting import begin, heard_again
from bot.incoming import Said
from bot.screens import show, tell
from core.roles import NotAllowed
from core.wording import broadcasts as words
from db.outbox import Kind
from usecases.chase import managed
from usecases.reread import reread


async def broadcast(bound: Bound, said: Said, argument: str) -> None:
    number = argument.lstrip("#")
    if said.edited:
        if not await heard_again(bound, said, argument):
            await tell(bound, words.EDITED)
    elif number.isascii() and number.isdecimal() and len(number) < 10:
        await _open(bound, int(number))
    else:
        await begin(bound, said, argument)


async def _open(bound: Bound, number: int) -> None:
    context = bound.context
    try:
        await managed(context.session, bound.actor, number)
    except NotAllowed:
        if not await reread(context.session, bound.actor, number, context.chat, context.now):
            await tell(bound, words.NOT_FOUND)
        return
    await show(bound, Kind.RECEIPTS, broadcast=number)
