"""Raw updates as Telegram makes them, for the tests of parse."""

from typing import Any

from bot.incoming import Incoming
from bot.telegram.parse import parse

BOT_ID, BOT_NAME = 1000001, "nhacviec_bot"
LAN = {"id": 101, "is_bot": False, "first_name": "Lan", "last_name": "Nguyễn"}
PRIVATE = {"id": 101, "type": "private", "first_name": "Lan"}
GROUP = {"id": -5, "type": "group", "title": "Tổ công tác"}
SUPERGROUP = {"id": -1005, "type": "supergroup", "title": "Tổ công tác"}
OURS = {"message_id": 3, "date": 1, "chat": GROUP, "from": {"id": BOT_ID, "is_bot": True}}


def read(**raw: Any) -> Incoming:
    return parse({"update_id": 1, **raw}, BOT_ID, BOT_NAME)


def message(**fields: Any) -> dict[str, Any]:
    made = {"message_id": 7, "date": 1, "chat": PRIVATE, "from": LAN, **fields}
    return {key: value for key, value in made.items() if value is not ...}
