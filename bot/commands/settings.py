"""`/caidat` shows what one has settled about being nudged; "/caidat 8h15" settles the morning."""

from datetime import time

from bot.context import Bound
from bot.screens import Origin, show
from core.press import Press
from core.vietnamese.clock_time import hour_of
from core.vietnamese.normalise import fold
from core.wording import answers, settings
from db.outbox import Kind
from usecases.settle import OutsideTheMorning, settle_digest_only, settle_morning


async def settings_(bound: Bound, argument: str) -> None:
    """`argument` is an hour, or the words of the button: "chỉ nhận tin gộp", "nhận từng tin"."""
    note = await _settled(bound, argument) if argument else None
    await show(bound, Kind.SETTINGS, note=note)


async def _settled(bound: Bound, argument: str) -> str:
    words = fold(argument)
    for said, digest_only in _HOW.items():
        if said in words:
            await settle_digest_only(bound.context.session, bound.actor, digest_only)
            return settings.digest_settled(on=digest_only)
    at = hour_of(argument)
    return settings.not_an_hour() if at is None else await _settle(bound, at)


_HOW = {"tin gop": True, "tung tin": False, "tin le": False}


async def _settle(bound: Bound, at: time) -> str:
    context = bound.context
    try:
        await settle_morning(context.session, bound.actor, at, context.policy)
    except OutsideTheMorning:
        return settings.outside(context.policy.plan.morning, context.policy.latest_morning)
    return settings.morning_settled(at)


async def morning_pressed(bound: Bound, what: Press, origin: Origin) -> str:
    """Anybody can send any code, so the minute is looked at like what is typed."""
    note = await _settle(bound, time(*divmod(what.number, 60))) if what.number < _DAY else answers.FORGED
    await show(bound, Kind.SETTINGS, instead_of=origin, note=note)
    return note


_DAY = 24 * 60


async def digest_pressed(bound: Bound, what: Press, origin: Origin) -> str:
    on = what.number == 1
    await settle_digest_only(bound.context.session, bound.actor, on)
    note = settings.digest_settled(on=on)
    await show(bound, Kind.SETTINGS, instead_of=origin, note=note)
    return note
