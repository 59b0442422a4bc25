"""One spelling for "insert what is not there yet" on both databases."""

from typing import Any

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import Base


async def insert_new(session: AsyncSession, table: type[Base], rows: list[dict[str, Any]]) -> int:
    """Inserts the rows that violate no unique constraint; returns how many that were."""
    if not rows:
        return 0
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    added = 0
    for row in rows:
        result = await session.execute(insert.values(**row).on_conflict_do_nothing())
        assert isinstance(result, CursorResult)
        added += result.rowcount
    return added
