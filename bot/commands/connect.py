"""`/ketnoi Sở Công Thương` makes a one-time code; `/ketnoi <code>` in a group makes the group stand for those units."""

from bot.context import Bound, Context
from bot.incoming import Said
from bot.screens import show, tell
from core.roles import Duty, has_duty
from core.wording import broadcasting as words
from db.outbox import Kind
from usecases.answer import say
from usecases.bind_group import TooManyCodes, WrongCode, bind_group
from usecases.casting import named
from usecases.invite import looks_like_code


async def connect(bound: Bound, argument: str) -> None:
    context = bound.context
    if not has_duty(bound.actor, Duty.BIND_GROUP):
        text = words.GROUP_NOT_YOURS
    elif looks_like_code(argument):
        text = words.GROUP_ONLY_THERE
    else:
        told, _ = await named(context.session, bound.actor, argument, context.now)
        units = [number for kind, number in told.named if kind == "units"]
        if units and not told.unknown:
            await show(bound, Kind.GROUP_CODE, units=units)
            return
        text = words.unknown(tuple(told.unknown)) if told.unknown else words.GROUP_CODE_HOW
    await tell(bound, text)


async def connect_group(context: Context, said: Said, code: str) -> None:
    """Whoever of the office has the code may type it; a wrong one is counted. Without one it is said how to get it."""
    if not looks_like_code(code):
        await say(context.session, context.chat, "text", context.now, thread=said.thread, text=words.GROUP_NEEDS_CODE)
        return
    try:
        bound = await bind_group(context.session, context.chat, said.chat_title, code, said.thread, context.now)
    except WrongCode:
        text = words.GROUP_WRONG_CODE
    except TooManyCodes:
        text = words.GROUP_TOO_MANY
    else:
        text = words.group_bound(bound.units, bound.before)
    await say(context.session, context.chat, "text", context.now, thread=said.thread, text=text)
