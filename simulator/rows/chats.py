"""Private chats, groups and supergroups, who is in them, and how the bot stands there."""

from dataclasses import dataclass

from simulator.store import Store

FIRST_GROUP = -5001
FIRST_SUPERGROUP = -1001000000001
# The highest id that looks like a supergroup's.
SUPERGROUPS_BELOW = -1000000000000


@dataclass(frozen=True, kw_only=True)
class Chat:
    """`bot` is its standing here: "member", "kicked", or "outside" (it never was in)."""

    id: int
    type: str
    title: str
    bot: str = "member"
    migrated_to: int | None = None


class Chats:
    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, chat_id: int) -> Chat | None:
        row = self._store.one("SELECT * FROM chats WHERE id = ?", chat_id)
        return Chat(**dict(row)) if row else None

    def alive(self) -> list[Chat]:
        """All but the groups that became supergroups; private chats first."""
        rows = self._store.all("SELECT * FROM chats WHERE migrated_to IS NULL ORDER BY id < 0, abs(id)")
        return [Chat(**dict(row)) for row in rows]

    def save(self, chat: Chat) -> Chat:
        self._store.run(
            "INSERT OR REPLACE INTO chats VALUES (?, ?, ?, ?, ?)",
            chat.id,
            chat.type,
            chat.title,
            chat.bot,
            chat.migrated_to,
        )
        return chat

    def members(self, chat_id: int) -> list[int]:
        rows = self._store.all("SELECT person_id FROM members WHERE chat_id = ? ORDER BY rowid", chat_id)
        return [row["person_id"] for row in rows]

    def add_member(self, chat_id: int, person_id: int) -> None:
        self._store.run("INSERT OR IGNORE INTO members VALUES (?, ?)", chat_id, person_id)

    def remove_member(self, chat_id: int, person_id: int) -> None:
        self._store.run("DELETE FROM members WHERE chat_id = ? AND person_id = ?", chat_id, person_id)

    def next_id(self, supergroup: bool) -> int:
        """Ids of groups go down from the first."""
        kind, first = ("supergroup", FIRST_SUPERGROUP) if supergroup else ("group", FIRST_GROUP)
        lowest = self._store.number("SELECT min(id) FROM chats WHERE type = ?", kind)
        return min(first, lowest - 1)
