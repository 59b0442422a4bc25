"""One spelling for "insert what is not there yet" on both databases."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.base import Base


async def insert_new(session: AsyncSession, table: type[Base], rows: list[dict[str, Any]]) -> int:
    """Inserts the rows that violate no unique constraint; returns how many that were. All have the same columns."""
    if not rows:
        return 0
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    bare = table.metadata.tables[table.__tablename__]
    query = insert(bare).on_conflict_do_nothing().returning(*bare.primary_key)
    return len((await session.execute(query, rows)).all())
