"""The choices under `/baocao thidua`: another month, and praise in a group."""

from bot.context import Bound
from bot.dialogs.pressing import forged
from bot.screens import Origin, show
from core.calendar import local
from core.press import Press
from core.report_periods import decoded
from core.roles import NotAllowed
from core.wording import merits as words
from db.outbox import Kind
from usecases.merits import NoSuchGroup, PraisedAlready, praise


async def merits_pressed(bound: Bound, what: Press, origin: Origin) -> str | None:
    try:
        period = decoded(what.number)
    except ValueError:
        return await forged(bound)
    if period.first > local(bound.context.now).date():
        return await forged(bound)
    same = origin if origin.kind is Kind.MERITS else None
    await show(bound, Kind.MERITS, instead_of=same, period=period.name)
    return None


async def praise_pressed(bound: Bound, what: Press, origin: Origin) -> str | None:
    context = bound.context
    try:
        period = decoded(what.revision)
    except ValueError:
        return await forged(bound)
    if period.first > local(context.now).date():
        return await forged(bound)
    try:
        note = words.praised(await praise(context.session, bound.actor, what.number, period, context.now))
    except NotAllowed:
        note = words.OFFICE_ONLY
    except NoSuchGroup:
        note = words.NO_GROUP
    except PraisedAlready:
        note = words.ALREADY
    same = origin if origin.kind is Kind.MERITS else None
    await show(bound, Kind.MERITS, instead_of=same, period=period.name, note=note)
    return note
