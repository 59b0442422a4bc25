"""From what a person did to the use case that answers it. The channel is known only by its name and its features."""

from datetime import datetime

from bot import groups
from bot.context import Bound, Context, Toast
from bot.dialogs.broadcasting_presses import read_in_group
from bot.incoming import (
    Blocked,
    GroupMoved,
    Ignored,
    Incoming,
    JoinedGroup,
    LeftGroup,
    Pressed,
    Said,
    Unblocked,
)
from bot.presses import press
from bot.private import said, said_by_stranger
from core.calendar_talk import CalendarTalk
from core.message import Features
from core.policy import Policy
from core.press import Forged, Offer, Press
from core.sent_file import SentFile
from core.vietnamese.secrecy import is_classified
from core.wording import answers, assigning, broadcasts
from db import dialogs, people
from db.outbox import Chat
from db.session import CLASSIFIED, Session
from usecases.answer import alarm, say


async def dispatch(
    session: Session,
    incoming: Incoming,
    *,
    channel: str,
    features: Features,
    policy: Policy,
    now: datetime,
    foreseen: CalendarTalk | None = None,
) -> Toast | None:
    """Handles one update in the caller's transaction; the toast is for after the commit."""
    if isinstance(incoming, Ignored):
        return None
    chat_id = incoming.new_chat_id if isinstance(incoming, GroupMoved) else incoming.chat_id
    chat = Chat(channel, chat_id)
    context = Context(session=session, chat=chat, policy=policy, features=features, now=now, foreseen=foreseen)
    match incoming:
        case Said():
            await _said(context, incoming)
        case Pressed():
            return await _pressed(context, incoming)
        case Blocked():
            await _blocked(context)
        case Unblocked():
            await people.heard_from(session, channel, chat_id, now)
        case JoinedGroup():
            await groups.joined(context, incoming)
        case LeftGroup():
            await groups.left(context, incoming)
        case GroupMoved():
            await groups.moved(context, incoming)
    return None


async def _said(context: Context, incoming: Said) -> None:
    if _is_classified(incoming):
        await _refuse_classified(context, incoming)
        return
    if not incoming.private:
        await groups.said_in_group(context, incoming)
        return
    actor = await people.actor_by_account(context.session, context.chat.channel, incoming.sender_id, context.now)
    if actor is None:
        await said_by_stranger(context, incoming)
    else:
        await said(Bound(context=context, actor=actor), incoming)


def _is_classified(incoming: Said) -> bool:
    """Also by the name of its file, and by the message that it answers: that comes along with it."""
    files = (file.name or "" for file in (incoming.file, incoming.answered_file) if isinstance(file, SentFile))
    return any(map(is_classified, (incoming.text, incoming.answered_text, *files)))


async def _refuse_classified(context: Context, incoming: Said) -> None:
    """Whoever wrote it, wherever and about whatever: it is answered, and no copy of it is kept.

    What was asked about an earlier wording of the same message is over.
    """
    context.session.info[CLASSIFIED] = True
    if incoming.edited:
        await dialogs.close(context.session, context.chat)
    actor = await people.actor_by_account(context.session, context.chat.channel, incoming.sender_id, context.now)
    if actor is not None and (incoming.private or incoming.addressed):
        private = Chat(context.chat.channel, incoming.sender_id)
        await say(context.session, private, "text", context.now, text=assigning.CLASSIFIED)
    elif actor is None and incoming.private:
        await said_by_stranger(context, incoming)


async def _pressed(context: Context, incoming: Pressed) -> Toast:
    actor = await people.actor_by_account(context.session, context.chat.channel, incoming.sender_id, context.now)
    if not incoming.private and _confirms(incoming.code):
        if actor is None:
            return Toast(press_id=incoming.press_id, text=broadcasts.NOT_BOUND, alert=True)
        return await read_in_group(Bound(context=context, actor=actor), incoming)
    if actor is None or not incoming.private:
        return Toast(press_id=incoming.press_id, text=answers.NOT_HERE, alert=True)
    await people.heard_from(context.session, context.chat.channel, incoming.sender_id, context.now)
    return await press(Bound(context=context, actor=actor), incoming)


def _confirms(code: str) -> bool:
    """The one thing that is done in a group as well."""
    try:
        return Press.decode(code).offer is Offer.READ
    except Forged:
        return False


async def _blocked(context: Context) -> None:
    channel, chat_id = context.chat.channel, context.chat.chat_id
    actor = await people.actor_by_account(context.session, channel, chat_id)
    await people.mark_gone(context.session, channel, chat_id, answers.BLOCKED, context.now)
    if actor is not None:
        about = f"{channel}:{chat_id}"
        await alarm(context.session, "gone", context.now, about=about, name=actor.name, why=answers.BLOCKED)


async def apologise(session: Session, incoming: Incoming, channel: str, now: datetime) -> None:
    """What we could not handle, for a fault of ours, is not met with silence."""
    if isinstance(incoming, Said | Pressed) and incoming.private:
        await say(session, Chat(channel, incoming.chat_id), "text", now, text=answers.OUR_FAULT)
