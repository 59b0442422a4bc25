"""Tasks by their words: number, code, title, document, unit, lead; accents do not count.

The index is the database's own (FTS5, GIN) and stands outside of the tables. Whatever a session writes keeps it true.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.sql.expression import column, table

from core.roles import Actor
from core.task import CLOSED
from core.vietnamese.normalise import fold, tidy
from db import tasks
from db.base import Base
from db.tables import Document, Person, TaskRow, Unit

_BATCH = 500
_MOST_WORDS = 12
_IS_OPEN = "#open"  # no word that anybody types holds such a sign
_OPEN, _CLOSED = "open", "closed"

_SHAPES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search USING"
        " fts5(words, state, detail='column', tokenize='unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        "CREATE TABLE search (task_id integer PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_search_words ON search USING gin (words)",
    ),
}
_search = table("search", column("rowid", Integer), column("task_id", Integer))


def is_of_the_index(name: str | None) -> bool:
    """Whether a table is the index, or one of those that SQLite makes beside it."""
    return name is not None and (name == "search" or name.startswith("search_"))


def create(connection: Connection) -> None:
    for statement in _SHAPES[connection.dialect.name]:
        connection.execute(text(statement))
    rebuild(connection)


def drop(connection: Connection) -> None:
    connection.execute(text("DROP TABLE search"))


def rebuild(connection: Connection) -> None:
    """From nothing, for whatever was written past the sessions."""
    connection.execute(text("DELETE FROM search"))
    last = 0
    while ids := connection.scalars(
        select(TaskRow.id).where(TaskRow.id > last).order_by(TaskRow.id).limit(_BATCH)
    ).all():
        _enter(connection, ids)
        last = ids[-1]


def words_of(*parts: object) -> list[str]:
    """The words of a text as they are compared: "123/UBND-TH" is 123, ubnd, th."""
    said = (fold(tidy(str(part))) for part in parts if part is not None)
    return [word[:_LONGEST] for each in said for word in re.findall(r"[^\W_]+", each)]


_LONGEST = 60


async def find(session: AsyncSession, viewer: Actor, said: str, most: int) -> Sequence[int]:
    """The tasks that this person may see and that hold all of these words, the last one perhaps only begun.

    The task of that very number comes first, then what is open, then what is over; of each the newest first. At most
    `most`: it costs no more however many there are.
    """
    words = words_of(said)[:_MOST_WORDS]
    if not words:
        return []
    dialect = session.get_bind().dialect.name
    found = dict.fromkeys(await _of_number(session, viewer, words))
    for state in (_OPEN, _CLOSED):
        if len(found) < most:
            facts = {"words": _asked(dialect, words, state), "most": most}
            found |= dict.fromkeys(await session.scalars(_query(dialect, viewer), facts))
    return list(found)[:most]


async def _of_number(session: AsyncSession, viewer: Actor, words: Sequence[str]) -> Sequence[int]:
    number = words[-1] if len(words) == 1 or words[:-1] in (["viec"], ["so"], ["viec", "so"]) else ""
    if not (number.isascii() and number.isdecimal() and len(number) < _FIGURES):
        return []
    query = select(TaskRow.id).where(TaskRow.id == int(number), tasks.seen_by(viewer))
    return (await session.scalars(query)).all()


_FIGURES = 10


def _query(dialect: str, viewer: Actor) -> Select[Any]:
    number, matches, looked_up = _WHERE[dialect]
    query = select(number).select_from(_search).where(text(matches)).order_by(number.desc()).limit(bindparam("most"))
    return query if viewer.sees_all else query.where(looked_up.in_(tasks.ids_seen_by(viewer)))


_WHERE = {  # what may be seen is asked of each match: the sum keeps SQLite from looking each task up
    "sqlite": (_search.c.rowid, "search MATCH :words", _search.c.rowid + 0),
    "postgresql": (_search.c.task_id, "search.words @@ CAST(:words AS tsquery)", _search.c.task_id),
}


def _asked(dialect: str, words: Sequence[str], state: str) -> str:
    """In the language of the index. Words are letters and figures alone, so that none of them is a sign of it."""
    *whole, begun = words
    if dialect == "sqlite":
        quoted = [f'"{word}"' for word in words]
        return f"state : {state} AND words : ({' '.join(quoted)}{'*' if _may_go_on(begun) else ''})"
    terms = [f"'{word}'" for word in whole] + [f"'{begun}'{':*' if _may_go_on(begun) else ''}"]
    return " & ".join((*terms, f"'{_IS_OPEN}'" if state == _OPEN else f"!'{_IS_OPEN}'"))


def _may_go_on(word: str) -> bool:
    """ "gi" may become "gió"; a number is that number."""
    return len(word) > 1 and not word.isdecimal()


def _enter(connection: Connection, task_ids: Sequence[int]) -> None:
    rows = [_row(connection.dialect.name, *facts) for facts in connection.execute(_FACTS, {"tasks": list(task_ids)})]
    gone, come = _WRITES[connection.dialect.name]
    connection.execute(text(gone), [{"task": task_id} for task_id in task_ids])
    if rows:
        connection.execute(text(come), rows)


_FACTS = (
    select(
        TaskRow.id,
        TaskRow.state,
        TaskRow.code,
        TaskRow.title,
        Document.number,
        Document.subject,
        Unit.name,
        Person.name,
    )
    .join(Unit, Unit.id == TaskRow.lead_unit_id)
    .join(Person, Person.id == TaskRow.lead_id)
    .outerjoin(Document, Document.id == TaskRow.document_id)
    .where(TaskRow.id.in_(bindparam("tasks", expanding=True)))
)
_WRITES = {
    "sqlite": (
        "DELETE FROM search WHERE rowid = :task",
        "INSERT INTO search (rowid, words, state) VALUES (:task, :words, :state)",
    ),
    "postgresql": (
        "DELETE FROM search WHERE task_id = :task",
        "INSERT INTO search (task_id, words) VALUES (:task, array_to_tsvector(string_to_array(:words, ' ')))",
    ),
}


def _row(dialect: str, task_id: int, state: str, *parts: object) -> dict[str, Any]:
    """Each word once, as GIN wants them and as is enough for FTS5."""
    words = dict.fromkeys(words_of(task_id, *parts))
    is_open = state not in CLOSED
    if dialect == "sqlite":
        return {"task": task_id, "words": " ".join(words), "state": _OPEN if is_open else _CLOSED}
    return {"task": task_id, "words": " ".join((*words, _IS_OPEN) if is_open else words)}


def keep_true(session: Session, _context: UOWTransaction) -> None:
    """Whoever writes a task, or renames what stands on it, need not know that it can be looked for."""
    wanted = {row.id for row in (*session.new, *session.dirty) if isinstance(row, TaskRow) and _reads_otherwise(row)}
    for row in session.dirty:
        if type(row) in _ON_TASKS and _differs(row, *_NAMES):
            wanted |= set(session.connection().scalars(select(TaskRow.id).where(_ON_TASKS[type(row)] == row.id)))
    for ids in _batches(sorted(wanted)):
        _enter(session.connection(), ids)


_ON_TASKS = {Unit: TaskRow.lead_unit_id, Person: TaskRow.lead_id, Document: TaskRow.document_id}
_NAMES = ("name", "number", "subject")
_SHOWN = ("title", "code", "document_id", "lead_id", "lead_unit_id")


def _reads_otherwise(row: TaskRow) -> bool:
    before = inspect(row).attrs.state.history.deleted
    moved = not before or (before[0] in CLOSED) != (row.state in CLOSED)
    return _differs(row, *_SHOWN) or (moved and _differs(row, "state"))


def _differs(row: Base, *names: str) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in names if name in attributes)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
