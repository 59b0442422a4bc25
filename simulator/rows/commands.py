"""The bot's command menus, one per scope and language."""

import json
from typing import Any

from simulator.store import Store, packed

Scope = dict[str, Any]
PEOPLE_SPEAK = "vi"


class Commands:
    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, scope: Scope, language: str, commands: list[dict[str, str]]) -> None:
        self._store.run(
            "INSERT OR REPLACE INTO commands VALUES (?, ?, ?)",
            _key(scope),
            language,
            packed(commands),
        )

    def remove(self, scope: Scope, language: str) -> None:
        self._store.run("DELETE FROM commands WHERE scope = ? AND language = ?", _key(scope), language)

    def get(self, scope: Scope, language: str = "") -> list[dict[str, str]] | None:
        row = self._store.one("SELECT list FROM commands WHERE scope = ? AND language = ?", _key(scope), language)
        return json.loads(row["list"]) if row else None

    def of_person(self, person_id: int) -> list[dict[str, str]]:
        """The menu in a private chat: the narrowest scope that has one, in the person's tongue."""
        reach: list[Scope] = [
            {"type": "chat", "chat_id": person_id},
            {"type": "all_private_chats"},
            {"type": "default"},
        ]
        for scope in reach:
            for language in (PEOPLE_SPEAK, ""):
                if (found := self.get(scope, language)) is not None:
                    return found
        return []


def _key(scope: Scope) -> str:
    return ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)
