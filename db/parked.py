"""Broadcasts that are being written while their chat is asked something else; the newest of each chat."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.broadcast_tables import ParkedDraft
from db.outbox import Chat


async def park(session: AsyncSession, chat: Chat, person_id: int, payload: dict[str, Any], now: datetime) -> None:
    await session.execute(delete(ParkedDraft).where(*_of(chat)))
    facts = {"person_id": person_id, "payload": payload, "parked_at": now}
    session.add(ParkedDraft(channel=chat.channel, chat_id=chat.chat_id, **facts))


async def parked(session: AsyncSession, chat: Chat, person_id: int, since: datetime) -> dict[str, Any] | None:
    """What this person was writing here, unless it has been forgotten since then."""
    mine = (*_of(chat), ParkedDraft.person_id == person_id, ParkedDraft.parked_at >= since)
    found = await session.scalar(select(ParkedDraft).where(*mine))
    return found.payload if found is not None else None


async def unpark(session: AsyncSession, chat: Chat) -> None:
    await session.execute(delete(ParkedDraft).where(*_of(chat)))


def _of(chat: Chat) -> tuple[Any, Any]:
    return ParkedDraft.channel == chat.channel, ParkedDraft.chat_id == chat.chat_id
