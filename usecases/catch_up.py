"""Catch up: a message of a broadcast that was on its way while something changed is put right once it has arrived."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast import ASKING, Screen, State, next_count
from db import broadcasts
from db.broadcast_tables import Broadcast, BroadcastPost
from db.broadcasts import beside
from db.outbox import Priority
from db.outbox import State as Sending
from db.tables import OutboxMessage
from usecases.mend import notice, priority_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the words of a message depend on: of the broadcast itself, and of who has confirmed."""

    corrections: int
    to_confirm: int
    withdrawn: bool
    confirmed: int


async def standing(session: AsyncSession, row: OutboxMessage) -> Standing | None:
    """None for what is worded once and for all."""
    if row.broadcast_id is None or row.payload.get("screen") not in ASKING:
        return None
    cast = await session.get_one(Broadcast, row.broadcast_id, populate_existing=True)
    return Standing(
        corrections=cast.corrections,
        to_confirm=cast.to_confirm,
        withdrawn=cast.state == State.WITHDRAWN,
        confirmed=await _confirmed(session, row, cast.id),
    )


async def _confirmed(session: AsyncSession, row: OutboxMessage, broadcast_id: int) -> int:
    if row.payload.get("part"):
        return 0
    if row.person_id is not None:
        receipt = await broadcasts.receipt(session, broadcast_id, row.person_id)
        return -1 if receipt is None or receipt.version is None else receipt.version
    post = await session.get(BroadcastPost, row.payload.get("post", 0))
    return (await broadcasts.count(session, broadcast_id, post.unit_ids))[0] if post else 0


async def catch_up(session: AsyncSession, row_id: int, before: Standing | None, now: datetime) -> None:
    """`before` is what stood when the message was worded; it has just arrived.

    Whoever corrects waits for the rows that are on their way, so one of the two always sees the other.
    """
    row = await session.get_one(OutboxMessage, row_id, populate_existing=True)
    after = await standing(session, row)
    if before is None or after is None or after == before or row.state != Sending.SENT:
        return
    cast = await session.get_one(Broadcast, row.broadcast_id)
    is_told = (after.corrections, after.withdrawn) != (before.corrections, before.withdrawn)
    screen, part = Screen(row.payload["screen"]), row.payload.get("part", 0)
    as_new = is_told and screen is Screen.POST
    owed = [replace(beside(row, screen, part=part), edits=row.message_id, as_new=as_new)]
    if row.message_id is None and not as_new:
        return
    if after.to_confirm != before.to_confirm and not after.withdrawn and as_new and part == 0:
        owed.append(notice(cast, row))
    priority = priority_of(cast) if is_told else Priority.REFRESH
    at = None if is_told else next_count(now, now)
    await broadcasts.owe(session, cast.id, owed, priority=priority, now=now, not_before=at)
