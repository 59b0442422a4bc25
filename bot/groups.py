"""What happens around groups: being set down in one, leaving, moving; and commands, which belong in private."""

from datetime import timedelta

from bot.context import Context
from bot.incoming import GroupMoved, JoinedGroup, LeftGroup, Said
from db import groups, outbox
from usecases.answer import say

_ONCE_IN = timedelta(minutes=1)


async def said_in_group(context: Context, said: Said) -> None:
    """Names of late people are for their unit and its leaders, so lists are never shown here."""
    key = "group_hello" if said.text.startswith("/trogiup") else "only_private"
    lately = await outbox.told_lately(context.session, key, context.now - _ONCE_IN, chat=context.chat)
    if said.addressed and not lately:
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
