"""Whether a database can be reached, written and trusted. Leaves nothing behind, not even an empty file."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from db.migrate import revisions
from db.session import Database

_SYNCHRONOUS = {"0": "OFF", "1": "NORMAL", "2": "FULL", "3": "EXTRA"}


class Unusable(Exception):
    """What the database said, in its own words."""


class Absent(Unusable):
    """There is no such file yet."""


@dataclass(frozen=True, kw_only=True)
class Probe:
    """`facts` is what the database says of itself; `revision` and `newest` are those of its migrations."""

    facts: Mapping[str, str]
    revision: str | None
    newest: str | None

    @property
    def survives_power_cuts(self) -> bool:
        """Whether a commit is on the disk when it returns. PostgreSQL is left to its own administrator."""
        return self.facts.get("synchronous", "FULL") in {"FULL", "EXTRA"}


async def probe(url: str) -> Probe:
    """Writes something and takes it back. Raises Unusable."""
    try:
        facts = await _write_and_undo(url)
        revision, newest = await asyncio.to_thread(revisions, url)
    except (SQLAlchemyError, OSError, ValueError) as problem:
        raise Unusable(str(getattr(problem, "orig", None) or problem).partition("\n")[0]) from None
    return Probe(facts=facts, revision=revision, newest=newest)


async def _write_and_undo(url: str) -> Mapping[str, str]:
    database = Database(url)
    try:
        _refuse_absent(database)
        async with database.write() as session:
            await session.execute(text("CREATE TABLE nhacviec_probe (n INTEGER)"))
            facts = await (_of_sqlite if database.is_sqlite else _of_postgresql)(session)
            await session.rollback()
    finally:
        await database.close()
    return facts


def _refuse_absent(database: Database) -> None:
    """SQLite would make the file."""
    name = database.url.database or ""
    if database.is_sqlite and not name.startswith("file:") and not Path(name).is_file():
        raise Absent(name)


async def _of_sqlite(session: AsyncSession) -> Mapping[str, str]:
    journal = await session.scalar(text("PRAGMA journal_mode"))
    synchronous = await session.scalar(text("PRAGMA synchronous"))
    return {"journal_mode": str(journal).upper(), "synchronous": _SYNCHRONOUS[str(synchronous)]}


async def _of_postgresql(session: AsyncSession) -> Mapping[str, str]:
    return {"server_version": str(await session.scalar(text("SHOW server_version")))}
