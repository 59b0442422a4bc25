"""Presses of buttons, and the toasts with which the bot answered them."""

from typing import Any

from simulator.clock import iso
from simulator.store import Store

ANSWERABLE_SECONDS = 15 * 60


class Presses:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, person_id: int, at: float) -> str:
        return str(self._store.run("INSERT INTO presses (person_id, at) VALUES (?, ?)", person_id, at))

    def presser(self, press_id: str, now: float) -> int | None:
        """Who waits for the answer to this press; None when it is unknown or too old."""
        row = self._store.one(
            "SELECT person_id FROM presses WHERE id = ? AND at >= ?",
            press_id,
            now - ANSWERABLE_SECONDS,
        )
        return int(row["person_id"]) if row else None

    def answer(self, press_id: str, text: str, show_alert: bool, at: float) -> None:
        self._store.run(
            "INSERT INTO toasts (press_id, text, show_alert, at) VALUES (?, ?, ?, ?)",
            press_id,
            text,
            show_alert,
            at,
        )

    def toasts(self, person_id: int) -> list[dict[str, Any]]:
        rows = self._store.all(
            "SELECT toasts.* FROM toasts JOIN presses ON presses.id = toasts.press_id"
            " WHERE person_id = ? ORDER BY toasts.id",
            person_id,
        )
        return [
            {
                "callback_query_id": str(row["press_id"]),
                "text": row["text"],
                "show_alert": bool(row["show_alert"]),
                "at": iso(row["at"]),
            }
            for row in rows
        ]
