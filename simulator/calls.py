"""The log of what the bot tried, and what it was told. The bot's token is never in it."""

import json
from dataclasses import dataclass
from typing import Any

from simulator.clock import Clock, iso
from simulator.store import Store, packed


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the bot got to hear; `recorded` is what really happened in the world."""

    ok: bool
    recorded: bool
    error_code: int | None = None
    description: str | None = None
    fault: str | None = None


class Calls:
    def __init__(self, store: Store, clock: Clock, token: str) -> None:
        self._store = store
        self._clock = clock
        self._token = token

    def add(self, method: str, params: dict[str, Any], told: Told) -> None:
        self._store.run(
            "INSERT INTO calls (at, method, params, ok, error_code, description, recorded, fault)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            self._clock.epoch(),
            method,
            packed(params).replace(self._token, "<token>"),
            told.ok,
            told.error_code,
            told.description,
            told.recorded,
            told.fault,
        )

    def list(self, after: int = 0, method: str | None = None) -> list[dict[str, Any]]:
        rows = self._store.all(
            "SELECT * FROM calls WHERE seq > ? AND method = coalesce(?, method) ORDER BY seq",
            after,
            method,
        )
        return [
            {
                **dict(row),
                "at": iso(row["at"]),
                "params": json.loads(row["params"]),
                "ok": bool(row["ok"]),
                "recorded": bool(row["recorded"]),
            }
            for row in rows
        ]
