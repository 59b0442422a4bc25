"""What happens around groups: being set down in one, leaving, moving; and what somebody says to us there."""

from dataclasses import replace
from datetime import timedelta

from bot.context import Bound, Context
from bot.hearing import hear
from bot.incoming import GroupMoved, JoinedGroup, LeftGroup, Said
from core.text import clean
from db import groups, outbox, people
from db.outbox import Chat
from usecases.answer import say

_ONCE_IN = timedelta(minutes=1)


async def said_in_group(context: Context, said: Said) -> None:
    """Only what is said to us is read, and answered in private: lists and names are not for everybody's eyes."""
    words = clean(said.text)
    if not said.addressed:
        return
    actor = await people.actor_by_account(context.session, context.chat.channel, said.sender_id, context.now)
    if words.startswith("/trogiup") or (actor is None and not words.startswith("/")):
        await _say_once(context, "group_hello")
    elif words.startswith("/") or actor is None:
        await _say_once(context, "only_private")
    else:
        await _say_once(context, "answered_privately")
        private = replace(context, chat=Chat(context.chat.channel, said.sender_id))
        # ids of messages are counted by chat: one of the group must not be taken for one of the private chat
        theirs = replace(said, message_id=f"{context.chat.chat_id}/{said.message_id}", reply_to=None)
        await hear(Bound(context=private, actor=actor), theirs, words)


async def _say_once(context: Context, key: str) -> None:
    """A group is not told the same thing again and again."""
    if not await outbox.told_lately(context.session, key, context.now - _ONCE_IN, chat=context.chat):
        await say(context.session, context.chat, key, context.now)


async def joined(context: Context, joined: JoinedGroup) -> None:
    channel = context.chat.channel
    if await groups.joined(context.session, channel, joined.chat_id, joined.title, context.now):
        await say(context.session, context.chat, "group_hello", context.now)


async def left(context: Context, left: LeftGroup) -> None:
    await groups.left(context.session, context.chat.channel, left.chat_id, context.now)


async def moved(context: Context, moved: GroupMoved) -> None:
    channel = context.chat.channel
    await groups.moved(context.session, channel, moved.old_chat_id, moved.new_chat_id)
    await outbox.follow_chat(context.session, channel, moved.old_chat_id, moved.new_chat_id)
