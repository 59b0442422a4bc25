"""What those who do the work have said on a task, as the entries of its log tell it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.task import Step
from core.wording.urging import Reply
from db import people
from db.tables import LogEntry


async def spoken(session: AsyncSession, entry_ids: Collection[int]) -> list[Reply]:
    """In the order in which they were given."""
    query = select(LogEntry).where(LogEntry.id.in_(entry_ids)).order_by(LogEntry.id)
    entries = (await session.scalars(query)).all()
    names = await people.names(session, (entry.actor_id for entry in entries))
    return [_reply(entry, names[entry.actor_id or 0]) for entry in entries]


def _reply(entry: LogEntry, name: str) -> Reply:
    promised = entry.detail.get("promised_on")
    return Reply(
        name=name,
        at=entry.at,
        step=Step(entry.step),
        words=entry.words,
        percent=entry.detail.get("percent"),
        promised_on=date.fromisoformat(promised) if promised else None,
    )
