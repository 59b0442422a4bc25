"""Give: a draft that was read back and confirmed becomes a task, once, with its document and its files."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.draft import Draft, Gap
from core.policy import Policy
from core.roles import Actor, NotAllowed, Role, may_assign
from core.task import Step
from db import files, people
from db.tables import Document, Person
from usecases.assign import NewTask, assign


class NotReady(Exception):
    """Something is missing, or has become wrong since it was read back: a day that has passed."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap)
        self.gap = gap


async def give(session: AsyncSession, actor: Actor, draft: Draft, *, policy: Policy, now: datetime) -> int:
    """The number of the new task. Whoever it is given to hears of it at the next look of the nudge clock.

    Raises NotReady, and NotAllowed when somebody in the draft has left or may not be given anything by this person.
    """
    gap, due = draft.gap(now), draft.deadline
    if gap is not Gap.CONFIRM or draft.lead is None or due is None:
        raise NotReady(gap)
    lead = await _person(session, actor, draft.lead[0])
    others = [await _person(session, actor, who) for who, _ in (*draft.helpers, *draft.informed)]
    helping = {who for who, _ in draft.helpers}
    new = NewTask(
        title=draft.title,
        deadline=due,
        lead_id=lead.id,
        lead_unit_id=lead.unit_id,
        assigner_id=actor.person_id,
        monitor_id=await _monitor(session, actor),
        leader_id=actor.person_id if actor.role is Role.LEADER else None,
        coordinator_ids=frozenset(each.id for each in others if each.id in helping),
        informed_ids=frozenset(each.id for each in others if each.id not in helping),
        deliverable=draft.product,
        group=draft.group,
        urgency=draft.urgency,
        document_id=await _document(session, draft),
    )
    row = await assign(session, new, actor=actor, policy=policy, now=now, words=draft.words)
    for file in draft.files:
        files.keep(session, row.id, file, by=actor.person_id, now=now)
    return row.id


async def _person(session: AsyncSession, actor: Actor, person_id: int) -> Person:
    person = await session.get(Person, person_id)
    if person is None or not person.active or not may_assign(actor, person.unit_id):
        raise NotAllowed(Step.ASSIGN)
    return person


async def _monitor(session: AsyncSession, actor: Actor) -> int | None:
    """A clerk of the office follows what he gives himself; of a leader's task the office's one clerk, if there is one.

    What a head gives in his own house he follows himself, as its assigner.
    """
    if actor.role is Role.OFFICE:
        return actor.person_id
    clerks = await people.with_role(session, Role.OFFICE) if actor.role is Role.LEADER else []
    return clerks[0] if len(clerks) == 1 else None


async def _document(session: AsyncSession, draft: Draft) -> int | None:
    """The document of this number and day, old or new; without a day, the newest of this number."""
    if draft.document is None:
        return None
    query = select(Document).where(Document.number == draft.document).order_by(Document.id.desc()).limit(1)
    if draft.document_on is not None:
        query = query.where(Document.issued_on == draft.document_on)
    row = await session.scalar(query)
    if row is None:
        row = Document(number=draft.document, issued_on=draft.document_on)
        session.add(row)
        await session.flush()
    return row.id
