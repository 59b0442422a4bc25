"""Small facts of the service itself, one row each."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.insert import insert_new
from db.tables import Setting


async def turn(session: AsyncSession, key: str, value: str) -> bool:
    """Writes the value down; True when it was another before. Of two processes at once one alone hears True."""
    row = await _held(session, key)
    if row is None:
        await insert_new(session, Setting, [{"key": key, "value": {}}])
        row = await _held(session, key)
    assert row is not None
    if row.value.get("is") == value:
        return False
    row.value = {"is": value}
    return True


async def _held(session: AsyncSession, key: str) -> Setting | None:
    return await session.scalar(select(Setting).where(Setting.key == key).with_for_update())
