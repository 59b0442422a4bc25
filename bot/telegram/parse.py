"""A raw update → what a person did. Pure; an update that is not as documented is Unreadable, in one line.

The shapes are those of https://core.telegram.org/bots/api#update. Ids become strings, texts NFC.
"""

from typing import Any

from bot.incoming import Ignored, Incoming, Unreadable
from bot.telegram.fields import part
from bot.telegram.identity import Identity
from bot.telegram.parse_member import read_member
from bot.telegram.parse_message import read_message
from bot.telegram.parse_press import read_press


def parse(raw: Any, bot_id: int, bot_username: str) -> Incoming:
    """Raises Unreadable, and nothing else. A bot without a name (not known yet) is called by no text."""
    if not isinstance(raw, dict):
        raise Unreadable("the update is not an object")
    me = Identity(bot_id, bot_username)
    if "message" in raw:
        return read_message(part(raw, "message"), me)
    if "edited_message" in raw:
        return read_message(part(raw, "edited_message"), me, edited=True)
    if "callback_query" in raw:
        return read_press(part(raw, "callback_query"))
    if "my_chat_member" in raw:
        return read_member(part(raw, "my_chat_member"))
    return Ignored(why="an update of another kind")
