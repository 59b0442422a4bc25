"""Reread: whoever has to confirm a broadcast may have its whole text and its files again, in private."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast import Screen
from core.roles import Actor
from db import broadcasts
from db.broadcast_tables import Broadcast
from db.broadcasts import Owed
from db.outbox import Chat, Priority


async def reread(session: AsyncSession, actor: Actor, broadcast_id: int, chat: Chat, now: datetime) -> bool:
    """Whether there was something to read for this person; of what was withdrawn the subject is left, and by whom."""
    row = await session.get(Broadcast, broadcast_id)
    receipt = await broadcasts.receipt(session, broadcast_id, actor.person_id)
    if row is None or receipt is None:
        return False
    places = [(Screen.POST, part) for part in range(row.parts)] + [(Screen.FILE, n) for n in range(len(row.files))]
    copy = [
        Owed(screen=screen, part=part, person_id=actor.person_id, chat=chat, facts={"reads": True})
        for screen, part in places
    ]
    await broadcasts.owe(session, row.id, copy, priority=Priority.ANSWER, now=now)
    return True
