"""What happens around groups: being set down in one, leaving, moving; and what somebody says to us there."""

from dataclasses import replace
from datetime import timedelta

from bot.commands.connect import connect_group
from bot.context import Bound, Context
from bot.dialogs import confirming
from bot.hearing import hear
from bot.incoming import GroupMoved, JoinedGroup, LeftGroup, Said
from bot.private import command
from core.roles import Actor
from core.text import clean
from core.wording import broadcasting
from db import groups, outbox, people
from db.outbox import Chat
from usecases.answer import alarm, say
from usecases.meet_group import meet_group

_ONCE_IN = timedelta(minutes=1)


async def said_in_group(context: Context, said: Said) -> None:
    """Only what is said to us is read, and answered in private: lists and names are not for everybody's eyes."""
    words = clean(said.text)
    if not said.addressed:
        return
    actor = await people.actor_by_account(context.session, context.chat.channel, said.sender_id, context.now)
    verb, _, argument = words.partition(" ")
    if actor is not None and verb == "/ketnoi":
        await connect_group(context, said, argument)
    elif actor is not None and verb.split("\n")[0] in ("/giao", "/thongbao"):
        await _say_once(context, said, "answered_privately")
        await command(_privately(context, actor, said), _theirs(context, said), words)
    elif words.startswith("/trogiup") or (actor is None and not words.startswith("/")):
        await _say_once(context, said, "group_hello")
    elif words.startswith("/"):
        await _say_once(context, said, "only_private", about=f"{said.sender_id} {words.split(maxsplit=1)[0]}")
    elif actor is None:
        await _say_once(context, said, "only_private")
    elif not await confirming.hear_in_group(_privately(context, actor, said), context.chat, said, words):
        await _say_once(context, said, "answered_privately")
        await hear(_privately(context, actor, said), _theirs(context, said), words)


def _privately(context: Context, actor: Actor, said: Said) -> Bound:
    return Bound(context=replace(context, chat=Chat(context.chat.channel, said.sender_id)), actor=actor)


def _theirs(context: Context, said: Said) -> Said:
    """Ids of messages are counted by chat: one of the group must not be taken for one of the private chat."""
    return replace(said, message_id=f"{context.chat.chat_id}/{said.message_id}", reply_to=None)


async def _say_once(context: Context, said: Said, key: str, about: str | None = None) -> None:
    """A group is not told the same thing again and again; where it has topics, it is told in that one.

    But no command is met with silence because of another one (`about`) before it.
    """
    since = context.now - _ONCE_IN
    if not await outbox.told_lately(context.session, key, since, chat=context.chat, about=about):
        await say(context.session, context.chat, key, context.now, thread=said.thread, about=about)


async def joined(context: Context, joined: JoinedGroup) -> None:
    if await meet_group(context.session, context.chat, joined.title, context.now):
        await say(context.session, context.chat, "group_hello", context.now)


async def left(context: Context, left: LeftGroup) -> None:
    group = await groups.left(context.session, context.chat.channel, left.chat_id, context.now)
    if group is not None and await groups.units_of(context.session, [group.id]):
        what = broadcasting.group_left(group.title)
        await alarm(context.session, "silence", context.now, about=f"group:{group.id}", what=what)


async def moved(context: Context, moved: GroupMoved) -> None:
    channel = context.chat.channel
    await groups.moved(context.session, channel, moved.old_chat_id, moved.new_chat_id)
    await outbox.follow_chat(context.session, channel, moved.old_chat_id, moved.new_chat_id)
