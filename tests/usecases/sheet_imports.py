"""A small office imports a sheet of tasks: what it then holds, or why it was refused whole."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.session import Database
from db.tables import Document, LogEntry, TaskRow
from tests.fakes.sheets import open_office, take, tasks
from usecases.papers.sheet import BadSheet


async def imported(database: Database, *rows: dict[str, str]) -> list[TaskRow]:
    async with database.write() as session:
        await open_office(session)
        await take(session, tasks(*rows))
    async with database.read() as session:
        return list(await session.scalars(select(TaskRow).order_by(TaskRow.id)))


async def refusals(database: Database, *rows: dict[str, str]) -> list[str]:
    """Also makes sure that nothing was written."""
    async with database.write() as session:
        await open_office(session)
        with pytest.raises(BadSheet) as bad:
            await take(session, tasks(*rows))
        assert not await count(session)
    return [str(error) for error in bad.value.errors]


async def count(session: AsyncSession) -> int:
    tables = (TaskRow.id, Document.id, LogEntry.id)
    return sum([await session.scalar(select(func.count(column))) or 0 for column in tables])
