"""`/dongbolich` gives a link to one's own calendar, "/dongbolich Sở Nội vụ" to a unit's; both can be withdrawn."""

from bot.context import Bound
from bot.screens import Origin, show, tell
from core.calendar import local
from core.press import Press
from core.roles import NotAllowed, Role
from core.wording import feeds as words
from db import people
from db.outbox import Kind
from db.tables import Feed
from usecases.directory import AmbiguousUnit, Directory, EndedUnit, UnknownUnit
from usecases.share_calendar import StaleFeed, ask, renew, withdraw


async def feeds(bound: Bound, argument: str) -> None:
    if bound.context.policy.web_url is None:
        await tell(bound, words.not_open(await _admins(bound)))
    elif not argument:
        await _ask(bound, None)
    elif (unit_id := await _unit(bound, argument)) is None:
        await tell(bound, words.no_such_unit(argument))
    else:
        await _ask(bound, unit_id)


async def unit_pressed(bound: Bound, what: Press, _origin: Origin) -> str | None:
    return await _ask(bound, what.number)


async def renew_pressed(bound: Bound, what: Press, origin: Origin) -> str | None:
    """The message that showed the old link shows the new one."""
    context = bound.context
    try:
        feed = await renew(context.session, bound.actor, what.number, context.now, shown=what.revision)
    except (NotAllowed, StaleFeed) as why:
        return await _refused(bound, why)
    await _show(bound, feed, is_new=True, instead_of=origin)
    return None


async def withdraw_pressed(bound: Bound, what: Press, origin: Origin) -> str | None:
    try:
        feed = await withdraw(bound.context.session, bound.actor, what.number, shown=what.revision)
    except (NotAllowed, StaleFeed) as why:
        return await _refused(bound, why)
    await _show(bound, feed, is_new=False, instead_of=origin)
    return None


async def _ask(bound: Bound, unit_id: int | None) -> str | None:
    context = bound.context
    try:
        feed, is_new = await ask(context.session, bound.actor, unit_id, context.now)
    except NotAllowed as why:
        return await _refused(bound, why)
    await _show(bound, feed, is_new=is_new)
    return None


async def _show(bound: Bound, feed: Feed, *, is_new: bool, instead_of: Origin | None = None) -> None:
    await show(bound, Kind.FEED, instead_of=instead_of, feed=feed.id, version=feed.version, is_new=is_new)


async def _refused(bound: Bound, why: Exception) -> str:
    text = words.STALE if isinstance(why, StaleFeed) else words.NOT_YOURS
    await tell(bound, text)
    return text


async def _unit(bound: Bound, name: str) -> int | None:
    """The unit that does today what the named one did."""
    directory = await Directory.load(bound.context.session)
    try:
        return directory.today(directory.unit(name), local(bound.context.now).date()).id
    except (AmbiguousUnit, EndedUnit, UnknownUnit):
        return None


async def _admins(bound: Bound) -> list[str]:
    session = bound.context.session
    return sorted((await people.names(session, await people.with_role(session, Role.ADMIN))).values())
