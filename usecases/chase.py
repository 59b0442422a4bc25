"""Chase: whoever has not confirmed a broadcast is reminded, at last through the head of his unit; the silent alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast import PORTION, Owing, Screen, State, Track, next_look, owings, waits_until
from core.plan import copied
from core.policy import Policy
from core.roles import Actor, Duty, NotAllowed, may_manage
from db import broadcasts, people
from db.broadcast_tables import Broadcast
from db.broadcasts import Owed, Span
from db.outbox import Priority
from db.session import LOOK

MOST_NAMED = 4  # of those who are urged, in the answer


class UrgedJustNow(Exception):
    """The silent were urged a moment ago; `wait` is how long until they may be urged again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.wait = wait


class NotPosted(Exception):
    """It has not gone out yet, or was withdrawn."""


class StillWaits(Exception):
    """Nobody has it yet: it waits for office hours, `until` then."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"waits until {until}")
        self.until = until


async def chase(session: AsyncSession, row: Broadcast, policy: Policy, now: datetime) -> None:
    """Owes the reminders whose moment has come, each once and to some people at a time; settles when to look again.

    Whoever was sent his copy later has as much time as everybody else. Who is on leave is left in peace: nobody else
    can confirm for him.
    """
    assert row.asked_at is not None
    plan = copied(row.plan)
    away = await people.stand_ins(session, now)
    row.look_at = now
    later = await broadcasts.owed_after(session, row.id, row.asked_at)
    starts = (row.asked_at, *later)
    for owing in owings(starts, plan, policy.calendar, now, row.to_confirm):
        if await _remind(session, row, owing, away, now):
            return  # there are more of them
    silent = await broadcasts.is_anybody_silent(session, row.id)
    looks = [next_look(start, plan, policy.calendar, now) for start in starts] if silent else []
    row.look_at = min((look for look in looks if look is not None), default=None)


async def _remind(session: AsyncSession, row: Broadcast, owing: Owing, away: Collection[int], now: datetime) -> bool:
    """Whether there are more to remind."""
    reminder, span = owing.reminder, _span(row, owing)
    if reminder.track is Track.HEAD:
        owed = await _to_heads(session, row, reminder.slot, span, away)
        await broadcasts.owe(session, row.id, owed, priority=_prio(row), now=now)
        return False
    left = await broadcasts.silent_without(session, row.id, reminder.slot, span, but=away, most=PORTION)
    owed = [Owed(screen=Screen.REMINDER, person_id=who, slot=reminder.slot) for who in left]
    await broadcasts.owe(session, row.id, owed, priority=_prio(row), now=now)
    return len(left) == PORTION


def _span(row: Broadcast, owing: Owing) -> Span:
    """Whoever was sent his copy before it was asked for has had it to confirm since then."""
    return Span(since=None if owing.since == row.asked_at else owing.since, until=owing.until)


def _prio(row: Broadcast) -> Priority:
    return Priority.URGENT if copied(row.plan).at_once else Priority.NUDGE


async def _to_heads(session: AsyncSession, row: Broadcast, slot: str, span: Span, away: Collection[int]) -> list[Owed]:
    silent = [(who, unit) for who, unit in await broadcasts.silent(session, row.id, span) if who not in away]
    heads = await people.heads_of(session, {unit for _, unit in silent})
    units: dict[int, set[int]] = {}
    for who, unit in silent:
        head = heads.get(unit)
        if head is not None and head != who:
            units.setdefault(head, set()).add(unit)
    return [
        Owed(screen=Screen.SILENT, person_id=head, slot=slot, facts={"units": sorted(theirs), **span.to_json()})
        for head, theirs in units.items()
    ]


async def managed(session: AsyncSession, actor: Actor, broadcast_id: int) -> Broadcast:
    """The broadcast, for somebody who may look after it. Raises NotAllowed, also where there is none."""
    row = await session.get(Broadcast, broadcast_id, with_for_update=True)
    if row is None or not may_manage(actor, row.author_id, await broadcasts.units_of(session, row.id)):
        raise NotAllowed(Duty.BROADCAST)
    return row


@dataclass(frozen=True, kw_only=True)
class Urged:
    """How many are urged, and the first of them, each with his unit."""

    count: int
    first: tuple[tuple[str, str], ...] = ()


async def urge_silent(
    session: AsyncSession, actor: Actor, broadcast_id: int, *, policy: Policy, now: datetime
) -> Urged:
    """Reminds those who have not confirmed, and nobody else; `urge_on` tells them.

    Raises UrgedJustNow, NotPosted, StillWaits.
    """
    pause = policy.urge_pause
    row = await managed(session, actor, broadcast_id)
    if row.state != State.POSTED:
        raise NotPosted
    if until := waits_until(row.posted_at, copied(row.plan), policy.calendar, now):
        raise StillWaits(until)
    if row.urged_at is not None and now - row.urged_at < pause:
        raise UrgedJustNow(pause - (now - row.urged_at))
    confirmed, every = await broadcasts.count(session, row.id)
    if confirmed < every:
        row.urges, row.urged_at, row.urged_to, row.look_at = row.urges + 1, now, 0, now
        session.info[LOOK] = True
    first = await broadcasts.silent_names(session, row.id, MOST_NAMED)
    return Urged(count=every - confirmed, first=tuple(first))


async def urge_on(session: AsyncSession, row: Broadcast, now: datetime) -> None:
    """Some more of the silent."""
    left = await broadcasts.silent_after(session, row.id, row.urged_to or 0, PORTION)
    owed = [Owed(screen=Screen.REMINDER, person_id=who, slot=f"urge#{row.urges}") for who in left]
    await broadcasts.owe(session, row.id, owed, priority=_prio(row), now=now)
    row.urged_to = left[-1] if len(left) == PORTION else None
