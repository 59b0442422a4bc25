"""Reassign: the task gets another lead, who has his own time to sign for it; the deadline stays."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor, NotAllowed, may_hand_to
from core.task import Step
from db import extensions, people
from db.snapshot import renew_deadline
from db.tables import Person, TaskRow
from usecases.news import tell
from usecases.steps import allowed, take


class LeadsAlready(Exception):
    """The person named leads this task as it is."""


async def reassign(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    lead_id: int,
    now: datetime,
    words: str | None = None,
    shown: int | None = None,
) -> None:
    """What the lead before had asked for or said is over. Raises LeadsAlready, and what `take` raises."""
    before = (await allowed(session, actor, task_id, Step.REASSIGN)).task
    if lead_id == before.lead_id:
        raise LeadsAlready
    person = await session.get(Person, lead_id)
    if person is None or not person.active or not may_hand_to(actor, before, person.unit_id):
        raise NotAllowed(Step.REASSIGN)
    detail = {"lead": lead_id, "instead_of": before.lead_id}
    found = await take(session, actor, task_id, Step.REASSIGN, now=now, shown=shown, words=words, detail=detail)
    _begin_again(found.row, person, now)
    await extensions.withdraw(session, task_id, by=actor.person_id, now=now)
    names = await people.names(session, [lead_id])
    above = (before.leader_id, before.assigner_id) if before.deadline.passed(now) else ()  # a late task changes hands
    others = {before.lead_id, before.monitor_id, *above, *before.coordinator_ids, *before.informed_ids} - {lead_id}
    to = [who for who in others if who is not None]
    await tell(session, Step.REASSIGN, found.task, to, by=actor, now=now, words=names[lead_id])


def _begin_again(row: TaskRow, lead: Person, now: datetime) -> None:
    """Nudges to the lead before go stale with the version of the deadline."""
    row.lead_id, row.lead_unit_id = lead.id, lead.unit_id
    row.assigned_at = now
    row.assignments += 1
    renew_deadline(row)
    row.acknowledged_at = row.blocked_at = row.blocked_why = row.promised_on = row.snoozed_until = None
    row.percent = row.reached = row.said = row.said_at = None
