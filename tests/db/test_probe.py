"""The probe tells what a database is good for and leaves no trace in it."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from db.migrate import upgrade
from db.probe import Absent, Unusable, probe
from db.session import Database


async def tables(url: str) -> list[str]:
    database = Database(url)
    async with database.read() as session:
        found = await (await session.connection()).run_sync(lambda connection: inspect(connection).get_table_names())
    await database.close()
    return found


async def test_a_migrated_database_is_up_to_date(database_url: str) -> None:
    found = await probe(database_url)
    assert found.revision == found.newest
    assert found.survives_power_cuts


async def test_nothing_is_left_behind(database_url: str) -> None:
    before = await tables(database_url)
    await probe(database_url)
    assert await tables(database_url) == before


async def test_sqlite_tells_how_it_keeps_its_promises(sqlite_url: str) -> None:
    assert (await probe(sqlite_url)).facts == {"journal_mode": "WAL", "synchronous": "FULL"}


async def test_an_empty_database_has_no_revision(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty.db").close()
    (tmp_path / "empty.db").touch()
    found = await probe(f"sqlite:///{tmp_path / 'empty.db'}")
    assert found.revision is None
    assert found.newest is not None


async def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Absent):
        await probe(f"sqlite:///{tmp_path / 'none.db'}")
    assert list(tmp_path.iterdir()) == []


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Kính gửi: " * 100, encoding="utf-8")
    with pytest.raises(Unusable, match="not a database"):
        await probe(f"sqlite:///{tmp_path / 'letter.db'}")


async def test_a_database_that_only_reads(tmp_path: Path) -> None:
    await asyncio.to_thread(upgrade, f"sqlite:///{tmp_path / 'office.db'}")
    with pytest.raises(Unusable, match="readonly"):
        await probe(f"sqlite:///file:{tmp_path / 'office.db'}?mode=ro&uri=true")


async def test_nobody_listens() -> None:
    with pytest.raises(Unusable) as caught:
        await probe("postgresql://clerk:hush@127.0.0.1:1/nhacviec")
    assert "hush" not in str(caught.value)
    assert "\n" not in str(caught.value)
