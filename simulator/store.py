"""The one SQLite file in which the simulator remembers everything.

What is done inside `transaction()` is on the disk when the block ends (WAL, `synchronous=FULL`): a
`kill -9` loses nothing that was answered.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# AUTOINCREMENT everywhere: a message or an update id is never given out twice, whatever is deleted.
SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS people (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, shown INTEGER NOT NULL,
    started INTEGER NOT NULL, blocked INTEGER NOT NULL, deactivated INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS chats (
    id INTEGER PRIMARY KEY, type TEXT NOT NULL, title TEXT NOT NULL, bot TEXT NOT NULL,
    migrated_to INTEGER);
CREATE TABLE IF NOT EXISTS members (
    chat_id INTEGER NOT NULL, person_id INTEGER NOT NULL, PRIMARY KEY (chat_id, person_id));
CREATE TABLE IF NOT EXISTS messages (
    message_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL,
    sender_id INTEGER NOT NULL, at REAL NOT NULL, content TEXT NOT NULL, reply_to INTEGER,
    edited_at REAL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS messages_of_chat ON messages (chat_id, message_id);
CREATE TABLE IF NOT EXISTS updates (
    update_id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS presses (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS toasts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, press_id INTEGER NOT NULL, text TEXT NOT NULL,
    show_alert INTEGER NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL,
    mime TEXT NOT NULL, size INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS commands (
    scope TEXT NOT NULL, language TEXT NOT NULL, list TEXT NOT NULL,
    PRIMARY KEY (scope, language));
CREATE TABLE IF NOT EXISTS calls (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, method TEXT NOT NULL,
    params TEXT NOT NULL, ok INTEGER NOT NULL, error_code INTEGER, description TEXT,
    recorded INTEGER NOT NULL, fault TEXT);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, method TEXT, chat_id INTEGER,
    times INTEGER NOT NULL, options TEXT NOT NULL);
"""


class Store:
    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(SCHEMA)
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; a block inside another block joins it."""
        if self._depth == 0:
            self._db.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._finish("ROLLBACK")
            raise
        self._finish("COMMIT")

    def _finish(self, verb: str) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._db.execute(verb)

    def all(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._db.execute(sql, values).fetchone()
        return row

    def number(self, sql: str, *values: object) -> int:
        row = self.one(sql, *values)
        return int(row[0] or 0) if row else 0

    def run(self, sql: str, *values: object) -> int:
        """Runs one statement → the id of the row it inserted."""
        return self._db.execute(sql, values).lastrowid or 0

    def setting(self, name: str, default: Any = None) -> Any:
        row = self.one("SELECT value FROM settings WHERE name = ?", name)
        return json.loads(row["value"]) if row else default

    def keep(self, name: str, value: Any) -> None:
        self.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, packed(value))

    def close(self) -> None:
        self._db.close()


def packed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
