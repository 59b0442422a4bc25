"""The people who hold the phones."""

from dataclasses import dataclass
from sqlite3 import Row

from simulator.store import Store

FIRST_ID = 101


@dataclass(frozen=True, kw_only=True)
class Person:
    id: int
    name: str
    title: str = ""
    shown: bool = True
    started: bool = False
    blocked: bool = False
    deactivated: bool = False


class People:
    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, person_id: int) -> Person | None:
        row = self._store.one("SELECT * FROM people WHERE id = ?", person_id)
        return _person(row) if row else None

    def all(self) -> list[Person]:
        return [_person(row) for row in self._store.all("SELECT * FROM people ORDER BY id")]

    def save(self, person: Person) -> Person:
        self._store.run(
            "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?, ?, ?)",
            person.id,
            person.name,
            person.title,
            person.shown,
            person.started,
            person.blocked,
            person.deactivated,
        )
        return person

    def next_id(self) -> int:
        return max(FIRST_ID, self._store.number("SELECT max(id) FROM people") + 1)


def _person(row: Row) -> Person:
    flags = {name: bool(row[name]) for name in ("shown", "started", "blocked", "deactivated")}
    return Person(id=row["id"], name=row["name"], title=row["title"], **flags)
