"""Engines and sessions: one writer at a time on SQLite (`BEGIN IMMEDIATE`), readers beside it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from db import search
from db.memo import RememberingSession
from db.sqlite_wire import Connection, ThreadlessConnection, connector

Session = AsyncSession  # the name for those who may not know the library

OWED = "owed"  # session.info key: this transaction owes somebody a message
LOOK = "look"  # session.info key: a task must be looked at again
CALENDAR = "calendar"  # session.info key: other days are worked now
CLASSIFIED = "classified"  # session.info key: what is handled in this transaction may not be kept

_PRAGMAS = ("journal_mode=WAL", "busy_timeout=5000", "foreign_keys=ON")


def async_url(url: str) -> URL:
    """`sqlite:///…` or `postgresql://…` with the drivers that the service uses. Raises ValueError."""
    parsed = make_url(url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
    backend = parsed.get_backend_name()
    if backend not in drivers:
        raise ValueError("the database must be sqlite:///… or postgresql://…")
    return parsed.set(drivername=drivers[backend])


class Database:
    """`write()` and `read()` give a session each; leaving `write()` commits, or rolls back when it raises.

    `on_commit` listeners hear, after the commit, which of OWED, LOOK and CALENDAR the transaction left behind.
    `simulated` trusts the machine not to lose its power (`synchronous=OFF`) and lets the one who asks wait for SQLite
    instead of a thread: for a simulation, never for an office.
    """

    def __init__(self, url: str, *, simulated: bool = False) -> None:
        self.url = async_url(url)
        self._simulated = simulated
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer = self._engine(begin="BEGIN IMMEDIATE", pool_size=1 if self.is_sqlite else 5)
        self._reader = self._reading_engine()
        facts: dict[str, Any] = {"expire_on_commit": False, "sync_session_class": RememberingSession}
        self._write_sessions = async_sessionmaker(self._writer, **facts)
        self._read_sessions = async_sessionmaker(self._reader, **facts)
        self.on_commit: list[Callable[[frozenset[str]], None]] = []

    def _reading_engine(self) -> AsyncEngine:
        """Whatever is read in one session is of one moment: the sheets of a report agree with its numbers."""
        if self.is_sqlite:
            return self._engine(begin="BEGIN", pool_size=4)
        return self._writer.execution_options(isolation_level="REPEATABLE READ")

    def _engine(self, *, begin: str, pool_size: int) -> AsyncEngine:
        facts: dict[str, Any] = {}
        if self.is_sqlite:
            facts["async_creator"] = connector(self.url, ThreadlessConnection if self._simulated else Connection)
        engine = create_async_engine(
            self.url, pool_size=pool_size, max_overflow=0, pool_timeout=60, hide_parameters=True, **facts
        )
        if self.is_sqlite:
            _speak_sqlite(engine, begin, "OFF" if self._simulated else "FULL")
        return engine

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        async with self._write_sessions() as session:
            async with session.begin():
                yield session
            left_behind = frozenset(key for key in (OWED, LOOK, CALENDAR) if session.info.get(key))
        for listener in self.on_commit if left_behind else ():
            listener(left_behind)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        async with self._read_sessions() as session:
            yield session

    async def close(self) -> None:
        await self._writer.dispose()
        await self._reader.dispose()


event.listen(RememberingSession, "after_flush", search.keep_true)


def _speak_sqlite(engine: AsyncEngine, begin: str, synchronous: str) -> None:
    """The driver must not open transactions by itself: its deferred BEGIN loses updates between writers."""

    @event.listens_for(engine.sync_engine, "connect")
    def _set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, f"synchronous={synchronous}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)
