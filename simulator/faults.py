"""Failures made to order: which call fails, how, and how many times."""

import json
from dataclasses import dataclass
from sqlite3 import Row
from typing import Any

from simulator.store import Store, packed

SENDS_AND_EDITS = frozenset(
    {
        "sendMessage",
        "sendDocument",
        "sendPhoto",
        "sendVoice",
        "sendVideo",
        "sendAudio",
        "editMessageText",
        "editMessageReplyMarkup",
    }
)
# Every kind with its options and their defaults.
KINDS: dict[str, dict[str, Any]] = {
    "429": {"retry_after": 2},
    "5xx": {"status": 502, "recorded": False},
    "cut_before": {},
    "cut_after": {},
    "slow": {"seconds": 5.0},
    "hang": {"seconds": 30.0},
    "403": {"description": "Forbidden: bot was blocked by the user"},
    "400": {"description": "Bad Request: chat not found"},
}
FOREVER = -1


@dataclass(frozen=True, kw_only=True)
class Fault:
    id: int
    kind: str
    method: str | None
    chat_id: int | None
    times: int
    options: dict[str, Any]

    @property
    def records(self) -> bool:
        """The call takes effect in the world, whatever the bot then hears of it."""
        return self.kind in {"cut_after", "slow"} or bool(self.options.get("recorded"))

    @property
    def cuts(self) -> bool:
        return self.kind in {"cut_before", "cut_after", "hang"}

    @property
    def delay(self) -> float:
        return float(self.options.get("seconds", 0.0))

    def hits(self, method: str, chat_id: int | None) -> bool:
        named = method in SENDS_AND_EDITS if self.method is None else method == self.method
        return named and self.chat_id in (None, chat_id)

    def shown(self) -> dict[str, Any]:
        head = {"id": self.id, "kind": self.kind, "method": self.method, "chat_id": self.chat_id}
        return {**head, "times": self.times, **self.options}


class Faults:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, kind: str, method: str | None, chat_id: int | None, times: int, options: dict[str, Any]) -> int:
        """Raises ValueError for what no messenger could do."""
        full = _options(kind, options)
        if times == 0 or times < FOREVER:
            raise ValueError("times is a positive number, or -1")
        return self._store.run(
            "INSERT INTO faults (kind, method, chat_id, times, options) VALUES (?, ?, ?, ?, ?)",
            kind,
            method,
            chat_id,
            times,
            packed(full),
        )

    def all(self) -> list[Fault]:
        return [_fault(row) for row in self._store.all("SELECT * FROM faults ORDER BY id")]

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The oldest fault that hits this call, used up by one."""
        found = next((fault for fault in self.all() if fault.hits(method, chat_id)), None)
        if found is not None and found.times == 1:
            self.remove(found.id)
        elif found is not None and found.times > 1:
            self._store.run("UPDATE faults SET times = times - 1 WHERE id = ?", found.id)
        return found

    def remove(self, fault_id: int) -> None:
        self._store.run("DELETE FROM faults WHERE id = ?", fault_id)

    def clear(self) -> None:
        self._store.run("DELETE FROM faults")


def _options(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    if kind not in KINDS:
        raise ValueError(f"kinds are {', '.join(KINDS)}")
    if unknown := given.keys() - KINDS[kind].keys():
        raise ValueError(f"{kind} has no option {', '.join(sorted(unknown))}")
    full = {**KINDS[kind], **given}
    for name, default in KINDS[kind].items():
        if not isinstance(full[name], int | float if isinstance(default, float) else type(default)):
            raise ValueError(f"{name} must be like {default!r}")
    if kind == "5xx" and not 500 <= full["status"] <= 599:
        raise ValueError("status is 500 to 599")
    return full


def _fault(row: Row) -> Fault:
    return Fault(**{**dict(row), "options": json.loads(row["options"])})
