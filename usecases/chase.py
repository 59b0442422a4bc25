"""Chase: whoever has not confirmed a broadcast is reminded, at last through the head of his unit; the silent alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast import Reminder, Screen, State, Track, due, next_look
from core.plan import copied
from core.policy import Policy
from core.roles import Actor, Duty, NotAllowed, may_manage
from db import broadcasts, people
from db.broadcasts import Owed
from db.outbox import Priority
from db.tables import Broadcast


class UrgedJustNow(Exception):
    """The silent were urged a moment ago; `wait` is how long until they may be urged again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.wait = wait


class NotPosted(Exception):
    """It has not gone out yet, or was withdrawn."""


async def chase(session: AsyncSession, row: Broadcast, policy: Policy, now: datetime) -> None:
    """Owes the reminders whose moment has come, each once, and settles when to look again.

    Who is on leave is left in peace: nobody else can confirm for him.
    """
    assert row.posted_at is not None
    plan = copied(row.plan)
    away = await people.stand_ins(session, now)
    silent = [each for each in await broadcasts.silent(session, row.id) if each[0] not in away]
    for reminder in due(row.posted_at, plan, policy.calendar, now) if silent else ():
        await broadcasts.owe(session, row.id, await _owed(session, reminder, silent), priority=_prio(row), now=now)
    row.look_at = next_look(row.posted_at, plan, policy.calendar, now) if silent or away else None


def _prio(row: Broadcast) -> Priority:
    return Priority.URGENT if copied(row.plan).at_once else Priority.NUDGE


async def _owed(session: AsyncSession, reminder: Reminder, silent: Sequence[tuple[int, int, bool]]) -> list[Owed]:
    if reminder.track is Track.SELF:
        return [
            Owed(screen=Screen.REMINDER, person_id=who, slot=reminder.slot) for who, _, is_bound in silent if is_bound
        ]
    heads = await people.heads_of(session, {unit for _, unit, _ in silent})
    units: dict[int, set[int]] = {}
    for who, unit, _ in silent:
        head = heads.get(unit)
        if head is not None and head != who:
            units.setdefault(head, set()).add(unit)
    return [
        Owed(screen=Screen.SILENT, person_id=head, slot=reminder.slot, facts={"units": sorted(theirs)})
        for head, theirs in units.items()
    ]


async def managed(session: AsyncSession, actor: Actor, broadcast_id: int) -> Broadcast:
    """The broadcast, for somebody who may look after it. Raises NotAllowed, also where there is none."""
    row = await session.get(Broadcast, broadcast_id, with_for_update=True)
    if row is None or not may_manage(actor, row.author_id, await broadcasts.units_of(session, row.id)):
        raise NotAllowed(Duty.BROADCAST)
    return row


async def urge_silent(
    session: AsyncSession, actor: Actor, broadcast_id: int, *, now: datetime, pause: timedelta
) -> int:
    """Reminds those who have not confirmed, and nobody else; returns how many. Raises UrgedJustNow, NotPosted."""
    row = await managed(session, actor, broadcast_id)
    if row.state != State.POSTED:
        raise NotPosted
    if row.urged_at is not None and now - row.urged_at < pause:
        raise UrgedJustNow(pause - (now - row.urged_at))
    silent = [who for who, _, is_bound in await broadcasts.silent(session, row.id) if is_bound]
    if silent:
        row.urges, row.urged_at = row.urges + 1, now
        owed = [Owed(screen=Screen.REMINDER, person_id=who, slot=f"urge#{row.urges}") for who in silent]
        await broadcasts.owe(session, row.id, owed, priority=_prio(row), now=now)
    return len(silent)
