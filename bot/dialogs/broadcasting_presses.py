"""The choices of broadcasts: under one that is being written, and under one that was sent."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.context import Bound, Toast
from bot.dialogs import broadcasting
from bot.dialogs.confirming import NOTES
from bot.dialogs.open import ask_about_broadcast
from bot.dialogs.pressing import Pressing, forged, is_over, while_asked
from bot.incoming import Pressed
from bot.screens import Origin, show, tell
from core.broadcast import Screen
from core.broadcast_draft import Ask, CastDraft
from core.press import Offer, Press
from core.roles import NotAllowed
from core.talk import Waiting
from core.wording import answers, broadcasts
from core.wording.voice import speak_plain
from db import phones
from db.broadcasts import Owed, owe
from db.outbox import Kind, Priority
from usecases.casting import chosen
from usecases.chase import NotPosted, StillWaits, UrgedJustNow, managed, urge_silent
from usecases.confirm import Confirmed, confirm

_while_asked = partial(while_asked, Waiting.BROADCAST, CastDraft.from_json)


@_while_asked(Ask.TO)
async def _choose(bound: Bound, what: Press, draft: CastDraft, origin: Origin) -> str | None:
    """Anybody can send any code: what is not on offer to this person is not chosen."""
    offered = await chosen(bound.context.session, bound.actor, draft, bound.context.now)
    to = draft.to
    match what.offer:
        case Offer.CAST_GROUP if what.number in offered.groups:
            to = to.toggled("groups", what.number)
        case Offer.CAST_UNIT if what.number in offered.units:
            is_on = what.number in to.units
            to = to.without(units=(what.number,)) if is_on else to.naming("units", what.number)
        case Offer.CAST_HEADS:
            to = to.toggled("heads", "")
        case Offer.CAST_ALL:
            to = replace(to, everybody=not to.everybody)
        case Offer.CAST_DEEP:
            to = replace(to, deep=not to.deep)
        case Offer.CAST_PAGE:
            draft = replace(draft, page=min(what.number, 99))
        case _:
            return await forged(bound)
    await ask_about_broadcast(bound, replace(draft, to=to), instead_of=origin)
    return None


@_while_asked(Ask.OFFER, Ask.TO, Ask.CONFIRM, Ask.WHEN, Ask.TASK)
async def _ask_for(bound: Bound, what: Press, draft: CastDraft, origin: Origin) -> str | None:
    asks = list(Ask)
    if what.number >= len(asks) or asks[what.number] not in _WAYS[draft.asked]:
        return await forged(bound)
    wanted = asks[what.number]
    if draft.asked is Ask.TASK:
        draft = replace(draft, task=None)
    if wanted is Ask.CONFIRM and draft.to.is_empty:
        wanted = Ask.TO
    await ask_about_broadcast(bound, draft.asking(wanted), instead_of=origin)
    return None


_WAYS: Mapping[Ask, frozenset[Ask]] = {
    Ask.OFFER: frozenset({Ask.TO}),
    Ask.TO: frozenset({Ask.CONFIRM}),
    Ask.CONFIRM: frozenset({Ask.WHEN, Ask.TO, Ask.TASK, Ask.TEXT}),
    Ask.WHEN: frozenset({Ask.CONFIRM}),
    Ask.TASK: frozenset({Ask.CONFIRM}),
}


@_while_asked(Ask.CONFIRM)
async def _urgent(bound: Bound, _what: Press, draft: CastDraft, origin: Origin) -> None:
    await ask_about_broadcast(bound, replace(draft, urgent=not draft.urgent), instead_of=origin)


@_while_asked(Ask.CONFIRM, Ask.CORRECTED, Ask.WITHDRAW)
async def _send(bound: Bound, what: Press, draft: CastDraft, origin: Origin) -> str | None:
    """Behind a correction a 1 says that it is minor."""
    return await broadcasting.send(bound, what.revision, draft, origin, minor=what.number > 0)


async def _resume(bound: Bound, _what: Press, origin: Origin) -> str | None:
    if not await broadcasting.resume(bound):
        await is_over(bound, origin)
        return answers.ANSWERED
    return None


async def _read(bound: Bound, what: Press, origin: Origin) -> str:
    """In private the pressed message is made anew, whichever of them it was."""
    context = bound.context
    session, version = context.session, what.revision
    done = await confirm(session, bound.actor, what.number, context.now, shown=version, pressed=origin.message_id)
    if done is Confirmed.NOT_MEANT:
        await tell(bound, broadcasts.NOT_MEANT)
        return broadcasts.NOT_MEANT
    shown = await phones.of_message(context.session, context.chat, origin.message_id) if origin.message_id else None
    screen = shown.payload.get("screen", Screen.POST) if shown else Screen.POST
    edits = origin.message_id if context.features.edits else None
    copy = Owed(screen=Screen(screen), person_id=bound.actor.person_id, chat=context.chat, edits=edits)
    if edits is not None:
        await owe(context.session, what.number, [copy], priority=Priority.ANSWER, now=context.now)
    else:
        note = NOTES.get(done, broadcasts.confirmed(what.number, context.now, context.now))
        await tell(bound, note)
    return NOTES.get(done, broadcasts.confirmed(what.number, context.now, context.now))


async def read_in_group(bound: Bound, pressed: Pressed) -> Toast:
    """In a group a press is answered by its toast, and by the counter."""
    what = Press.decode(pressed.code)
    done = await confirm(bound.context.session, bound.actor, what.number, bound.context.now, shown=what.revision)
    note = NOTES.get(done, broadcasts.confirmed(what.number, bound.context.now, bound.context.now))
    text = speak_plain(note, bound.context.policy.address)
    return Toast(press_id=pressed.press_id, text=text, alert=done in (Confirmed.NOT_MEANT, Confirmed.OUTDATED))


async def _notice(bound: Bound, what: Press, origin: Origin) -> None:
    if not what.number:
        await show(bound, Kind.BROADCASTS)
        return
    same = origin if origin.kind is Kind.RECEIPTS else None
    await show(bound, Kind.RECEIPTS, instead_of=same, broadcast=what.number, page=what.revision or 1)


async def _urge_silent(bound: Bound, what: Press, origin: Origin) -> str:
    context = bound.context
    try:
        urged = await urge_silent(context.session, bound.actor, what.number, policy=context.policy, now=context.now)
        note = broadcasts.urged(urged.count, urged.first)
    except UrgedJustNow as lately:
        note = broadcasts.too_soon(lately.wait)
    except StillWaits as held:
        note = broadcasts.nobody_has_it(held.until, context.now)
    except NotPosted:
        note = broadcasts.NOT_POSTED
    except NotAllowed:
        note = broadcasts.NOT_YOURS
    await show(bound, Kind.RECEIPTS, instead_of=origin, broadcast=what.number, page=what.revision or 1, note=note)
    return note


async def _change(bound: Bound, what: Press, _origin: Origin) -> str | None:
    try:
        await managed(bound.context.session, bound.actor, what.number)
    except NotAllowed:
        await tell(bound, broadcasts.NOT_YOURS)
        return broadcasts.NOT_YOURS
    asked = Ask.CORRECT if what.offer is Offer.CORRECT else Ask.WITHDRAW
    await ask_about_broadcast(bound, CastDraft(asked=asked, number=what.number))
    return None


BROADCASTING: Mapping[Offer, Pressing] = {
    Offer.CAST_GROUP: _choose,
    Offer.CAST_UNIT: _choose,
    Offer.CAST_ALL: _choose,
    Offer.CAST_HEADS: _choose,
    Offer.CAST_DEEP: _choose,
    Offer.CAST_PAGE: _choose,
    Offer.CAST_ASK: _ask_for,
    Offer.CAST_URGENT: _urgent,
    Offer.CAST_SEND: _send,
    Offer.CAST_RESUME: _resume,
    Offer.READ: _read,
    Offer.NOTICE: _notice,
    Offer.URGE_SILENT: _urge_silent,
    Offer.CORRECT: _change,
    Offer.WITHDRAW: _change,
}
