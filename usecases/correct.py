"""Correct and withdraw: what was sent is edited wherever it stands, and says so; what has not left is worded anew."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast import NOTICE_REST, Screen, State, parts
from core.roles import Actor
from core.text import clean
from db import broadcasts
from db.broadcasts import beside
from db.tables import Broadcast
from usecases.broadcast import priority_of
from usecases.chase import NotPosted, managed


async def correct(session: AsyncSession, actor: Actor, broadcast_id: int, text: str, now: datetime) -> bool:
    """Every message shows the new text; who had it is told in a line, as an edit rings no phone. False when he is not
    told, as he was a moment ago.

    Raises NotAllowed, and NotPosted for one that was withdrawn.
    """
    row = await managed(session, actor, broadcast_id)
    if row.state == State.WITHDRAWN:
        raise NotPosted
    row.text = clean(text)
    if row.state == State.SCHEDULED:
        return True
    row.corrected_at, row.corrections = now, row.corrections + 1
    before, row.parts = row.parts, max(row.parts, len(parts(row.text)))
    anew = await _edit_all(session, row, now)
    copies = await broadcasts.first_copies(session, row.id)
    longer = range(before, row.parts)
    more = [beside(each, Screen.POST, part=part, slot=f"post#{part}") for each in copies for part in longer]
    last = await broadcasts.last_notice(session, row.id)
    rings = last is None or now - last >= NOTICE_REST
    told = [each for each in copies if each.sent_at is not None and each.id not in anew]
    notices = [beside(each, Screen.NOTICE, slot=f"notice#{row.corrections}") for each in told if rings]
    await broadcasts.owe(session, row.id, [*more, *notices], priority=priority_of(row), now=now)
    return rings


async def withdraw(session: AsyncSession, actor: Actor, broadcast_id: int, now: datetime) -> None:
    """Nothing of it is told any more, and what was told says that it does not count. Raises NotAllowed."""
    row = await managed(session, actor, broadcast_id)
    if row.state == State.WITHDRAWN:
        return
    row.state, row.withdrawn_at, row.look_at = State.WITHDRAWN, now, None
    await broadcasts.drop_waiting(session, row.id, edits_only=False)
    await _edit_all(session, row, now)


async def _edit_all(session: AsyncSession, row: Broadcast, now: datetime) -> frozenset[int]:
    """Makes every message that stands somewhere anew; the latest edit alone counts. What was lost when a group moved is
    posted once more: the rows of that are handed back.
    """
    await session.flush()
    await broadcasts.hold_in_flight(session, row.id)
    await broadcasts.drop_waiting(session, row.id, edits_only=True)
    lost = await broadcasts.lost(session, row.id)
    shown = [*await broadcasts.shown(session, row.id, (Screen.POST, Screen.REMINDER)), *lost]
    edits = [
        replace(beside(each, Screen(each.payload["screen"]), part=each.payload.get("part", 0)), edits=each.message_id)
        for each in shown
    ]
    edits = [replace(each, as_new=each.screen is Screen.POST) for each in edits]
    await broadcasts.owe(session, row.id, edits, priority=priority_of(row), now=now)
    return frozenset(each.id for each in lost)
