"""The way to SQLite: one crossing to the connection's thread per statement, where the driver alone takes four.

Most of what a point query cost were those crossings: the threads hand over to each other, the query itself is short.
"""

import sqlite3
from asyncio import Future
from collections.abc import Callable, Generator, Sequence
from typing import Any, Self

import aiosqlite
from sqlalchemy.engine import URL

_Rows = Sequence[Any]


class _Cursor:
    """What SQLAlchemy asks of a cursor: it executes and fetches all, and closes what it has read to the end."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: _Rows = ()

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        return self._cursor.description if self._cursor else None

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount if self._cursor else -1

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid if self._cursor else None

    async def execute(self, sql: str, parameters: Any = ()) -> Self:
        self._cursor, self._rows = await self._connection.run(_execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Any) -> Self:
        self._cursor, self._rows = await self._connection.run(_execute_many, sql, parameters)
        return self

    async def fetchall(self) -> _Rows:
        return self._rows

    async def close(self) -> None:
        self._rows = ()


class Connection(aiosqlite.Connection):
    """A connection with a thread of its own, whose cursors cross to it once per statement."""

    def cursor(self) -> Any:
        return _Cursor(self)

    async def run(self, work: Callable[..., Any], sql: str, parameters: Any) -> Any:
        return await self._execute(work, self._conn, sql, parameters)  # type: ignore[no-untyped-call]


class _AtOnce:
    """Stands for the queue to the thread: does what is put into it."""

    def put_nowait(self, order: tuple[Future[Any] | None, Callable[[], Any]]) -> None:
        future, work = order
        try:
            result = work()
        except BaseException as why:
            if future is None:
                raise
            future.set_exception(why)
        else:
            if future is not None:
                future.set_result(result)


class ThreadlessConnection(Connection):
    """The same without a thread: nobody else is served meanwhile. For a process that serves nobody."""

    def __init__(self, *facts: Any) -> None:
        super().__init__(*facts)
        self._tx = _AtOnce()  # type: ignore[assignment]

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        return self._connect().__await__()

    async def run(self, work: Callable[..., Any], sql: str, parameters: Any) -> Any:
        return work(self._conn, sql, parameters)


def connector(url: URL, kind: type[Connection]) -> Callable[[], Connection]:
    """Opens the database of `url`, with whatever the address says about how."""
    places, options = url.get_dialect()().create_connect_args(url)

    def open_file() -> sqlite3.Connection:
        file: sqlite3.Connection = sqlite3.connect(*places, **options)  # type: ignore[call-overload]
        return file

    return lambda: kind(open_file, 64)


def _execute(connection: sqlite3.Connection, sql: str, parameters: Any) -> tuple[sqlite3.Cursor, _Rows]:
    cursor = connection.execute(sql, parameters)
    return cursor, cursor.fetchall() if cursor.description else ()


def _execute_many(connection: sqlite3.Connection, sql: str, parameters: Any) -> tuple[sqlite3.Cursor, _Rows]:
    return connection.executemany(sql, parameters), ()
