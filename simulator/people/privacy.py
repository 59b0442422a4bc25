"""Privacy mode: of what is said in a group the bot sees commands, replies to it, service messages."""

import re

from simulator.rows.chats import Chat
from simulator.rows.messages import Message
from simulator.world import World

SERVICE = frozenset(
    {
        "group_chat_created",
        "supergroup_chat_created",
        "new_chat_members",
        "left_chat_member",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
    }
)
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@(\w+))?(?!\S)")


def is_for_bot(world: World, chat: Chat, message: Message) -> bool:
    if chat.type == "private":
        return True
    if chat.bot != "member":
        return False
    return (
        not SERVICE.isdisjoint(message.content)
        or _is_command(world, message.content.get("text", ""))
        or _is_reply(world, message)
    )


def _is_command(world: World, text: str) -> bool:
    command = _COMMAND.match(text)
    if command is None:
        return False
    return command[1] is None or command[1].lower() == world.bot_username.lower()


def _is_reply(world: World, message: Message) -> bool:
    quoted = world.messages.get(message.chat_id, message.reply_to) if message.reply_to else None
    return quoted is not None and quoted.sender_id == world.bot_id
