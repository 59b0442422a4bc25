"""The bot's queue: what happened and was not yet confirmed by the bot, oldest first.

Kept for a real day: whoever moves the clock by a week has not switched the bot off for a week.
"""

import json
from typing import Any

from simulator.bell import Bell
from simulator.clock import Clock
from simulator.store import Store, packed

KEPT_SECONDS = 24 * 3600
# What the Bot API leaves out unless it is asked for by name.
ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


class Updates:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._turn = 0
        self.arrived = Bell()

    def put(self, kind: str, body: dict[str, Any]) -> None:
        if self._wanted(kind):
            self.put_raw({kind: body})

    def put_raw(self, body: dict[str, Any]) -> int:
        update_id = self._store.run(
            "INSERT INTO updates (at, body) VALUES (?, ?)", self._clock.real_epoch(), packed(body)
        )
        self.arrived.ring()
        return update_id

    def pending(self, limit: int) -> list[dict[str, Any]]:
        rows = self._store.all(
            "SELECT update_id, body FROM updates WHERE at > ? ORDER BY update_id LIMIT ?",
            self._clock.real_epoch() - KEPT_SECONDS,
            limit,
        )
        return [{"update_id": row["update_id"], **json.loads(row["body"])} for row in rows]

    def count(self) -> int:
        since = self._clock.real_epoch() - KEPT_SECONDS
        return self._store.number("SELECT count(*) FROM updates WHERE at > ?", since)

    def confirm_before(self, offset: int) -> None:
        self._store.run("DELETE FROM updates WHERE update_id < ?", offset)

    def keep_last(self, count: int) -> None:
        self._store.run(
            "DELETE FROM updates WHERE update_id NOT IN"
            " (SELECT update_id FROM updates ORDER BY update_id DESC LIMIT ?)",
            count,
        )

    def remove(self, update_id: int) -> None:
        self._store.run("DELETE FROM updates WHERE update_id = ?", update_id)

    def take_turn(self) -> int:
        """A new poll ends the one that waits: the earlier turn is no longer `is_turn`."""
        self._turn += 1
        self.arrived.ring()
        return self._turn

    def is_turn(self, turn: int) -> bool:
        return turn == self._turn

    @property
    def allowed(self) -> list[str]:
        kinds: list[str] = self._store.setting("allowed_updates", [])
        return kinds

    def allow(self, kinds: list[str]) -> None:
        self._store.keep("allowed_updates", kinds)

    def _wanted(self, kind: str) -> bool:
        allowed = self.allowed
        return kind in allowed if allowed else kind not in ONLY_ON_REQUEST
