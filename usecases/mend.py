"""Mend: after a correction or a withdrawal every message that stands somewhere shows it, some people at a time.

The groups come first, then the people in the order of their ids. How far that has come is written down with what was
owed, so a kill goes on where it was; a newer change begins anew, and owes nobody the same message twice.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast import PORTION, Screen, State
from core.plan import copied
from db import broadcasts
from db.broadcast_tables import Broadcast
from db.broadcasts import Owed, beside
from db.outbox import Priority
from db.tables import OutboxMessage


def priority_of(row: Broadcast) -> Priority:
    """What is hỏa tốc passes quiet hours; everything else comes last."""
    return Priority.URGENT if copied(row.plan).at_once else Priority.BROADCAST


async def mend(session: AsyncSession, row: Broadcast, now: datetime) -> None:
    """The next portion."""
    done = row.mended_to or 0
    if not done:
        await _mend(session, row, None, now)
    people = await broadcasts.receivers_after(session, row.id, done, PORTION)
    if people:
        await _mend(session, row, people, now)
    row.mended_to = people[-1] if len(people) == PORTION else None


async def _mend(session: AsyncSession, row: Broadcast, people: Collection[int] | None, now: datetime) -> None:
    """Of these people, or of the groups."""
    is_withdrawn = row.state == State.WITHDRAWN
    await broadcasts.hold_in_flight(session, row.id, people)
    await broadcasts.drop_waiting(session, row.id, people, edits_only=not is_withdrawn)
    lost = await broadcasts.lost(session, row.id) if people is None else ()
    shown = [*await broadcasts.shown(session, row.id, people), *lost]
    await broadcasts.owe(session, row.id, [_anew(row, each) for each in shown], priority=priority_of(row), now=now)
    if is_withdrawn:
        return
    copies = await broadcasts.first_copies(session, row.id, people)
    more = await _more_parts(session, row, copies)
    await broadcasts.owe(session, row.id, more, priority=priority_of(row), now=now)
    posted_anew = {each.id for each in lost}
    told = await _notices(session, row, people, [each for each in copies if each.id not in posted_anew])
    rings_at = row.rung_at if row.rung_at is not None and row.rung_at > now else None
    await broadcasts.owe(session, row.id, told, priority=priority_of(row), now=now, not_before=rings_at)


def _anew(row: Broadcast, shown: OutboxMessage) -> Owed:
    """Where nothing can be edited it is told once more, unless a notice of this correction has the whole text."""
    screen, part = Screen(shown.payload["screen"]), shown.payload.get("part", 0)
    is_noticed = row.to_confirm == row.corrections and row.state != State.WITHDRAWN
    has_notice = is_noticed and shown.person_id is not None and not part and _rings(row, shown)
    edit = replace(beside(shown, screen, part=part), edits=shown.message_id)
    return replace(edit, as_new=screen is Screen.POST and not has_notice)


def _rings(row: Broadcast, copy: OutboxMessage) -> bool:
    """Whether it was read before the correction that has to be confirmed anew: an edit rings no phone."""
    known = copy.sent_at is not None and row.asked_at is not None and copy.sent_at <= row.asked_at
    return row.rung > 0 and known


async def _more_parts(session: AsyncSession, row: Broadcast, copies: Sequence[OutboxMessage]) -> list[Owed]:
    """A longer text takes more messages. To a person each is owed once by its slot; a group has none."""
    if row.parts < 2:
        return []
    posted = await broadcasts.parts_posted(session, row.id)
    return [
        beside(each, Screen.POST, part=part, slot=f"post#{part}")
        for each in copies
        for part in range(1, row.parts)
        if (each.payload.get("post"), part) not in posted
    ]


async def _notices(
    session: AsyncSession, row: Broadcast, people: Collection[int] | None, copies: Sequence[OutboxMessage]
) -> list[Owed]:
    told = await broadcasts.posts_told_of(session, row.id, row.rung)
    waiting = await broadcasts.about_to_hear(session, row.id, people)
    return [
        notice(row, each)
        for each in copies
        if _rings(row, each)
        and each.payload.get("post") not in told
        and (each.person_id, each.payload.get("post")) not in waiting
    ]


def notice(row: Broadcast, copy: OutboxMessage) -> Owed:
    """Once for each correction that rings: to a person by its slot, in a group by its version."""
    return replace(beside(copy, Screen.NOTICE, slot=f"notice#{row.rung}"), facts={"version": row.rung})
