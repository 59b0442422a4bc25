"""Lists that are wished for, in words and by taps: a press names only what it changes, the message holds the rest."""

from collections.abc import Mapping

from bot.context import Bound
from bot.dialogs.pressing import Pressing
from bot.screens import Origin, show
from core.press import Offer, Press
from core.wish import Panel, Wish, changed
from core.wording import answers, urging, wishes
from db.outbox import Kind
from usecases.listing import wish_of
from usecases.urge_all import UnderWay, urge_all
from usecases.wishing import Asked, asked


async def list_asked(bound: Bound, words: str, wish: Wish) -> None:
    """Unless every word is understood there is no list: it would be taken for what was asked, and urged."""
    found = await _asked(bound, words, wish) if words else Asked(wish=wish)
    if found.is_understood:
        await _show(bound, found)
        return
    near = {"near_units": found.near_units, "near_people": found.near_people}
    doubt = {"unread": found.unread, "no_groups": found.no_groups, **near}
    await show(bound, Kind.OVERDUE, wish=found.wish.to_json(), panel=Panel.DOUBT, doubt=doubt)


async def list_asked_plainly(bound: Bound, words: str) -> bool:
    """The same where no command was given; False unless every word is understood."""
    found = await _asked(bound, words, Wish())
    if found.is_understood:
        await _show(bound, found)
    return found.is_understood


async def _asked(bound: Bound, words: str, wish: Wish) -> Asked:
    context = bound.context
    return await asked(context.session, bound.actor, words, context.policy.calendar, context.now, wish)


async def _show(bound: Bound, found: Asked) -> None:
    await show(bound, Kind.OVERDUE, wish=found.wish.to_json())


def _of(origin: Origin) -> Wish:
    """Of a message that is no list, or that nobody knows any more, nothing is wished."""
    return wish_of(dict(origin.payload)) if origin.kind is Kind.OVERDUE else Wish()


async def _make(bound: Bound, origin: Origin, wish: Wish, *, panel: int | None = None, note: str | None = None) -> None:
    same = origin if origin.kind is Kind.OVERDUE else None
    await show(bound, Kind.OVERDUE, instead_of=same, wish=wish.to_json(), panel=panel, note=note)


async def _overdue(bound: Bound, what: Press, origin: Origin) -> None:
    """A page of what is late, without any wish: under a digest, or under a list of long ago."""
    await _make(bound, origin, changed(_of(origin), 0, what.number))


async def _wish(bound: Bound, what: Press, origin: Origin) -> str | None:
    """On the panel one stays on the panel, but for another page."""
    try:
        wish = changed(_of(origin), what.revision, what.number)
        _check_named(origin, wish)
    except ValueError:
        await _make(bound, origin, _of(origin), note=answers.FORGED)
        return answers.FORGED
    panel = origin.payload.get("panel")
    await _make(bound, origin, wish, panel=Panel.FILTER if panel in _TO_CHOOSE else None)
    return None


def _check_named(origin: Origin, wish: Wish) -> None:
    """Raises ValueError for somebody who was not offered: his name is not told to whoever makes up a number."""
    offered = {*_of(origin).lead_ids, *origin.payload.get("doubt", {}).get("near_people", ())}
    if not offered.issuperset(wish.lead_ids):
        raise ValueError(wish.lead_ids)


async def _panel(bound: Bound, what: Press, origin: Origin) -> None:
    await _make(bound, origin, _of(origin), panel=what.number if what.number in _TO_CHOOSE else None)


_TO_CHOOSE = (Panel.FILTER, Panel.UNITS)


async def _export(bound: Bound, _what: Press, origin: Origin) -> str:
    await show(bound, Kind.EXPORT, wish=_of(origin).to_json())
    return wishes.FILE_COMES


async def _urge_all(bound: Bound, _what: Press, origin: Origin) -> None:
    await _make(bound, origin, _of(origin), panel=Panel.URGE)


async def _urge_all_surely(bound: Bound, _what: Press, origin: Origin) -> str:
    context, wish = bound.context, _of(origin)
    same = origin.message_id if origin.kind is Kind.OVERDUE else None
    try:
        await urge_all(context.session, bound.actor, context.chat, wish, now=context.now, message_id=same)
    except UnderWay:
        return urging.ALL_STILL_UNDER_WAY
    return urging.ALL_UNDER_WAY


async def _history(bound: Bound, what: Press, origin: Origin) -> None:
    same = origin if origin.kind is Kind.HISTORY else None
    await show(bound, Kind.HISTORY, instead_of=same, task_id=what.number, page=max(1, what.revision))


async def _found(bound: Bound, what: Press, origin: Origin) -> str | None:
    """Another page of the same words; they stand with the message."""
    words = origin.payload.get("words") if origin.kind is Kind.FOUND else None
    if not words:
        await show(bound, Kind.MY_TASKS, note=answers.FORGED)
        return answers.FORGED
    await show(bound, Kind.FOUND, instead_of=origin, words=words, page=what.number)
    return None


async def _decisions(bound: Bound, what: Press, origin: Origin) -> None:
    same = origin if origin.kind is Kind.DECISIONS else None
    await show(bound, Kind.DECISIONS, instead_of=same, page=what.number)


LISTS: Mapping[Offer, Pressing] = {
    Offer.OVERDUE: _overdue,
    Offer.WISH: _wish,
    Offer.PANEL: _panel,
    Offer.EXPORT: _export,
    Offer.URGE_ALL: _urge_all,
    Offer.URGE_ALL_SURELY: _urge_all_surely,
    Offer.HISTORY: _history,
    Offer.FOUND: _found,
    Offer.DECISIONS: _decisions,
}
