"""Assign: a task begins, with one lead, its plan and its clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline
from core.plan import Plan
from core.policy import Policy
from core.roles import Actor
from core.task import State, Step, Target, Urgency
from core.text import clean, one_line
from db import log
from db.session import LOOK
from db.tables import TaskPerson, TaskRow
from db.tasks import COORDINATOR, INFORMED, deadline_columns


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """What the giving side decides. People and units are ids."""

    title: str
    deadline: Deadline
    lead_unit_id: int
    lead_id: int
    assigner_id: int | None = None
    monitor_id: int | None = None
    leader_id: int | None = None
    coordinator_ids: frozenset[int] = frozenset()
    informed_ids: frozenset[int] = frozenset()
    deliverable: str | None = None
    target: Target | None = None
    group: int | None = None
    urgency: Urgency = Urgency.NORMAL
    document_id: int | None = None
    code: str | None = None
    import_key: str | None = None
    parent_id: int | None = None
    note: str | None = None
    follows_id: int | None = None  # of a recurring task, the round before
    round_day: int | None = None  # the day of the month on which its rounds fall


async def assign(
    session: AsyncSession,
    new: NewTask,
    *,
    actor: Actor | None,
    policy: Policy,
    now: datetime,
    words: str | None = None,
) -> TaskRow:
    """The plan is the one of its urgency. Lead, coordinators and informed are owed the news as soon as it may go."""
    row = _row_of(new, policy.plans[new.urgency], now)
    session.add(row)
    await session.flush()
    for person_id in new.coordinator_ids - {new.lead_id}:
        session.add(TaskPerson(task_id=row.id, person_id=person_id, part=COORDINATOR))
    for person_id in new.informed_ids - new.coordinator_ids - {new.lead_id}:
        session.add(TaskPerson(task_id=row.id, person_id=person_id, part=INFORMED))
    by = actor.person_id if actor else new.assigner_id
    log.note(
        session,
        task_id=row.id,
        step=Step.ASSIGN,
        start=None,
        to=State.ASSIGNED,
        actor_id=by,
        now=now,
        words=words,
        detail={"follows": new.follows_id} if new.follows_id else None,
    )
    session.info[LOOK] = True
    return row


def _row_of(new: NewTask, plan: Plan, now: datetime) -> TaskRow:
    return TaskRow(
        title=one_line(new.title),
        state=State.ASSIGNED,
        urgency=new.urgency,
        lead_unit_id=new.lead_unit_id,
        lead_id=new.lead_id,
        assigner_id=new.assigner_id,
        monitor_id=new.monitor_id,
        leader_id=new.leader_id,
        deliverable=clean(new.deliverable) if new.deliverable else None,
        target=_target_json(new.target),
        group=new.group,
        note=clean(new.note) if new.note else None,
        code=new.code,
        document_id=new.document_id,
        import_key=new.import_key,
        parent_id=new.parent_id,
        follows_id=new.follows_id,
        round_day=new.round_day,
        original_deadline=_deadline_json(new.deadline),
        plan=plan.to_json(),
        assigned_at=now,
        look_at=now,
        **deadline_columns(new.deadline),
    )


def _target_json(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {"metric": target.metric, "op": target.op, "value": target.value, "unit": target.unit}


def _deadline_json(deadline: Deadline) -> dict[str, Any]:
    """The first deadline, kept for ever."""
    columns = deadline_columns(deadline)
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in columns.items()}
