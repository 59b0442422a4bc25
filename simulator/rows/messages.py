"""Messages, each with its content in the Bot API's own fields (text, entities, reply_markup, …)."""

import json
from dataclasses import dataclass
from sqlite3 import Row
from typing import Any

from simulator.store import Store, packed


@dataclass(frozen=True, kw_only=True)
class Message:
    """Times are epoch seconds of the simulator's clock."""

    message_id: int
    chat_id: int
    sender_id: int
    at: float
    content: dict[str, Any]
    reply_to: int | None = None
    edited_at: float | None = None
    deleted: bool = False

    def buttons(self) -> list[list[dict[str, Any]]]:
        rows: list[list[dict[str, Any]]] = self.content.get("reply_markup", {}).get("inline_keyboard", [])
        return rows


class Messages:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        *,
        chat_id: int,
        sender_id: int,
        at: float,
        content: dict[str, Any],
        reply_to: int | None = None,
    ) -> Message:
        message_id = self._store.run(
            "INSERT INTO messages (chat_id, sender_id, at, content, reply_to) VALUES (?, ?, ?, ?, ?)",
            chat_id,
            sender_id,
            at,
            packed(content),
            reply_to,
        )
        return Message(
            message_id=message_id,
            chat_id=chat_id,
            sender_id=sender_id,
            at=at,
            content=content,
            reply_to=reply_to,
        )

    def get(self, chat_id: int, message_id: int) -> Message | None:
        """The message, also when it is deleted; None when there never was one."""
        row = self._store.one("SELECT * FROM messages WHERE message_id = ? AND chat_id = ?", message_id, chat_id)
        return _message(row) if row else None

    def save(self, message: Message) -> Message:
        self._store.run(
            "UPDATE messages SET content = ?, edited_at = ?, deleted = ? WHERE message_id = ?",
            packed(message.content),
            message.edited_at,
            message.deleted,
            message.message_id,
        )
        return message

    def after(self, chat_id: int, message_id: int = 0) -> list[Message]:
        rows = self._store.all(
            "SELECT * FROM messages WHERE chat_id = ? AND message_id > ? ORDER BY message_id",
            chat_id,
            message_id,
        )
        return [_message(row) for row in rows]

    def newest(self, chat_id: int, count: int) -> list[Message]:
        rows = self._store.all(
            "SELECT * FROM messages WHERE chat_id = ? ORDER BY message_id DESC LIMIT ?",
            chat_id,
            count,
        )
        return [_message(row) for row in reversed(rows)]


def _message(row: Row) -> Message:
    plain = {**dict(row), "content": json.loads(row["content"]), "deleted": bool(row["deleted"])}
    return Message(**plain)
