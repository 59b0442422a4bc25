"""“The bot is typing”: for five seconds, or until its next message."""

import asyncio
import time

from simulator.changes import Changes

LASTS = 5.0


class TypingMarks:
    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._until: dict[int, float] = {}

    def shows(self, chat_id: int) -> bool:
        return self._until.get(chat_id, 0.0) > time.monotonic()

    def start(self, chat_id: int) -> None:
        self._until[chat_id] = time.monotonic() + LASTS
        self._changes.tell(chat_id)
        asyncio.get_running_loop().call_later(LASTS, self._changes.tell, chat_id)

    def stop(self, chat_id: int) -> None:
        self._until.pop(chat_id, None)
