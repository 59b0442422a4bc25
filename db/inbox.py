"""Raw updates: stored before the messenger is told, handled once, never looped on."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.insert import insert_new
from db.tables import InboxUpdate

NEW, DONE, IGNORED, PARKED = "new", "done", "ignored", "parked"
KEPT = timedelta(days=2)  # update ids restart at random after a quiet week: older ones must not shadow new ones
PARKED_KEPT = timedelta(days=30)  # the admin was told at once; long enough to look, and nobody's words stay for ever


async def store(
    session: AsyncSession, channel: str, updates: Iterable[tuple[str, dict[str, Any]]], now: datetime
) -> int:
    """Keeps (update id, raw update) pairs that are not here yet; returns how many were new."""
    rows = [
        {"channel": channel, "update_id": key, "raw": raw, "received_at": now, "state": NEW, "tries": 0}
        for key, raw in updates
    ]
    return await insert_new(session, InboxUpdate, rows)


async def waiting(session: AsyncSession, channels: Collection[str], limit: int = 50) -> Sequence[InboxUpdate]:
    """What came by these channels; the rest waits for whoever speaks with them."""
    new = (InboxUpdate.state == NEW, InboxUpdate.channel.in_(channels))
    query = select(InboxUpdate).where(*new).order_by(InboxUpdate.id).limit(limit)
    return (await session.scalars(query)).all()


async def is_waiting(session: AsyncSession, row_id: int) -> bool:
    """Asked inside the transaction that handles it: another process may have been faster."""
    query = select(InboxUpdate.state).where(InboxUpdate.id == row_id).with_for_update()
    return await session.scalar(query) == NEW


async def settle(
    session: AsyncSession, row_id: int, state: str, now: datetime, error: str | None = None, *, kept: bool = True
) -> None:
    """Not `kept`, what the update said is forgotten at once: a classified text is not kept anywhere."""
    values = {"state": state, "done_at": now, "error": error} | ({} if kept else {"raw": {}})
    await session.execute(update(InboxUpdate).where(InboxUpdate.id == row_id).values(**values))


async def count_try(session: AsyncSession, row_id: int) -> int:
    """Notes that handling this update failed; returns how often it has."""
    query = (
        update(InboxUpdate)
        .where(InboxUpdate.id == row_id)
        .values(tries=InboxUpdate.tries + 1)
        .returning(InboxUpdate.tries)
    )
    return (await session.execute(query)).scalar_one()


async def oldest_waiting(session: AsyncSession) -> datetime | None:
    return await session.scalar(select(func.min(InboxUpdate.received_at)).where(InboxUpdate.state == NEW))


async def prune(session: AsyncSession, now: datetime) -> None:
    """Forgets what is settled and old. Parked updates stay longer: somebody must look at them."""
    settled = and_(InboxUpdate.state.in_((DONE, IGNORED)), InboxUpdate.received_at < now - KEPT)
    parked = and_(InboxUpdate.state == PARKED, InboxUpdate.done_at < now - PARKED_KEPT)
    await session.execute(delete(InboxUpdate).where(or_(settled, parked)))
