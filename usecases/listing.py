"""The manager's screens: lists that are wished for, what was found, what waits for a decision, and a task's history."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.message import Outgoing
from core.roles import Actor, NotAllowed
from core.wish import Panel, Wish
from core.wording import answers, lists, urging, wishes
from core.wording import decisions as deciding
from core.wording import found as finding
from core.wording import history as histories
from core.wording.views import ListView
from db import decisions as undecided
from db import search, tasks, wished
from db.tables import OutboxMessage
from usecases.history import history
from usecases.letters import Desk
from usecases.list_file import list_file
from usecases.overdue import listed
from usecases.views import views_of
from usecases.wishing import doubt, told

_MOST_FOUND = 200
_MOST_UNITS = 8
_PAGE = 6


def wish_of(payload: dict[str, Any]) -> Wish:
    """What a message shows; of one that was made before there were wishes, its page."""
    return Wish.from_json(payload.get("wish") or {"page": payload.get("page", 1)})


async def listing(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """A list, or what is asked about it."""
    if desk.viewer is None:
        return None
    wish, notes = wish_of(row.payload), _notes(row)
    view = await told(desk.session, wish, desk.viewer)
    match row.payload.get("panel", Panel.LIST):
        case Panel.DOUBT:
            return wishes.doubted(view, await doubt(desk.session, row.payload["doubt"]))
        case Panel.URGED:
            return urging.result(row.payload["note"])
        case Panel.UNITS:
            return wishes.units(view, await wished.by_unit(desk.session, desk.viewer, wish, desk.now, _MOST_UNITS))
        case Panel.FILTER:
            return wishes.panel(view, await _total(desk, wish, desk.viewer))
        case Panel.URGE:
            return urging.all_surely(view, await _total(desk, wish, desk.viewer))
    return lists.listed(await listed(desk.session, desk.viewer, desk.policy, desk.now, wish), view, *notes)


async def _total(desk: Desk, wish: Wish, viewer: Actor) -> int:
    return await tasks.count(desk.session, await wished.wanted(desk.session, wish, viewer, desk.now))


async def export(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    return await list_file(desk, wish_of(row.payload))


async def story(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    try:
        view = await history(desk.session, desk.viewer, row.task_id or 0, row.payload.get("page", 1), desk.now)
    except NotAllowed:
        return answers.SAYINGS["text"](text=answers.NOT_FOUND)
    return histories.history(view)


async def found(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """At most so many, whatever there is: nobody turns more pages."""
    if desk.viewer is None:
        return None
    words = row.payload["words"]
    ids = await search.find(desk.session, desk.viewer, words, _MOST_FOUND + 1)
    page = await _page_of(desk, ids[:_MOST_FOUND], row.payload.get("page", 1))
    return finding.found(words, replace(page, more=len(ids) > _MOST_FOUND))


async def _page_of(desk: Desk, ids: Sequence[int], number: int) -> ListView:
    """The page asked for, or the nearest one."""
    pages = max(1, -(-len(ids) // _PAGE))
    number = min(max(1, number), pages)
    shown = await tasks.in_order(desk.session, ids[(number - 1) * _PAGE : number * _PAGE])
    assert desk.viewer is not None
    views = await views_of(desk.session, shown, desk.viewer, desk.policy, desk.now)
    return ListView(tasks=views, number=number, pages=pages, total=len(ids))


async def decisions(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    pile = await undecided.pile(desk.session, desk.viewer, row.payload.get("page", 1), _PAGE)
    shown = await tasks.in_order(desk.session, [each.task_id for each in pile.waiting])
    views = await views_of(desk.session, shown, desk.viewer, desk.policy, desk.now)
    by_number = {view.number: view for view in views}
    waiting = [
        deciding.Undecided(task=by_number[each.task_id], decision=each.decision, since=each.since, asked=each.asked)
        for each in pile.waiting
    ]
    page = ListView(tasks=views, number=pile.number, pages=pile.pages, total=pile.total)
    return deciding.pile(waiting, page, pile.asked, *_notes(row))


def _notes(row: OutboxMessage) -> list[str]:
    note = row.payload.get("note")
    return [note] if note else []
