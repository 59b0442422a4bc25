"""`/ketnoi Sở Công Thương` makes a one-time code; `/ketnoi <code>` in a group makes the group stand for those units."""

from bot.context import Bound, Context
from bot.incoming import Said
from core.roles import Duty, has_duty
from core.wording import broadcasting as words
from core.wording.days import at_time
from db import people
from usecases.answer import say
from usecases.bind_group import TooManyCodes, WrongCode, bind_group, offer_group_code
from usecases.casting import named
from usecases.invite import looks_like_code, new_code


async def connect(bound: Bound, argument: str) -> None:
    context = bound.context
    if not has_duty(bound.actor, Duty.BIND_GROUP):
        text = words.GROUP_NOT_YOURS
    elif looks_like_code(argument):
        text = words.GROUP_ONLY_THERE
    else:
        text = await _code_for(bound, argument)
    await say(context.session, context.chat, "text", context.now, text=text)


async def _code_for(bound: Bound, argument: str) -> str:
    context = bound.context
    told, _ = await named(context.session, bound.actor, argument, context.now)
    units = [number for kind, number in told.named if kind == "units"]
    if told.unknown:
        return words.unknown(tuple(told.unknown))
    if not units:
        return words.GROUP_CODE_HOW
    code = new_code()
    made = offer_group_code(context.session, bound.actor, units, code, policy=context.policy, now=context.now)
    names = await people.unit_names(context.session, units)
    return words.group_code(code, names, at_time(made.expires_at, context.now))


async def connect_group(context: Context, said: Said, code: str) -> None:
    """Whoever of the office has the code may type it; a wrong one is counted."""
    try:
        units = await bind_group(context.session, context.chat, said.chat_title, code, said.thread, context.now)
    except WrongCode:
        text = words.GROUP_WRONG_CODE
    except TooManyCodes:
        text = words.GROUP_TOO_MANY
    else:
        text = words.group_bound(units)
    await say(context.session, context.chat, "text", context.now, thread=said.thread, text=text)
