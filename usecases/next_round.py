"""The next round of a recurring task: opened when this one is finished, taken back with the acceptance."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline
from core.policy import Policy
from core.roles import Actor
from core.rounds import MONTHS, comes_again, next_round
from core.task import State, Step, Target
from core.vietnamese.title_periods import moved_on
from db import log, outbox, tasks
from db.session import LOOK
from db.tables import LogEntry, Person, TaskRow
from db.tasks import Loaded
from usecases.assign import NewTask, assign
from usecases.news import tell
from usecases.steps import refresh_cards


class RoundBegun(Exception):
    """Somebody has worked on the next round already (`number`): the acceptance that opened it stands."""

    def __init__(self, number: int) -> None:
        super().__init__(f"task {number} has begun")
        self.number = number


async def open_next(
    session: AsyncSession, found: Loaded, actor: Actor, policy: Policy, now: datetime
) -> TaskRow | None:
    """The task of the next round; None for what comes but once, and where the next round was opened before.

    More time that was granted moves one round, not the series. Who has left does not come along; for a lead who has
    left, the head of his unit leads.
    """
    row, task = found.row, found.task
    if not comes_again(task.deadline) or await tasks.round_after(session, task.id) is not None:
        return None
    planned = _planned(row, task.deadline)
    assert planned.on is not None
    assert planned.rhythm is not None
    day_of_month = row.round_day or planned.on.day
    here = await _still_here(session, {task.lead_id, *task.coordinator_ids, *task.informed_ids})
    new = NewTask(
        title=moved_on(row.title, MONTHS[planned.rhythm]),
        deadline=next_round(planned, day_of_month),
        lead_unit_id=row.lead_unit_id,
        lead_id=task.lead_id if task.lead_id in here else task.head_id or task.lead_id,
        assigner_id=row.assigner_id,
        monitor_id=row.monitor_id,
        leader_id=row.leader_id,
        coordinator_ids=task.coordinator_ids & here,
        informed_ids=task.informed_ids & here,
        deliverable=row.deliverable,
        target=Target(**row.target) if row.target else None,
        group=row.group,
        urgency=task.urgency,
        document_id=row.document_id,
        code=row.code,
        note=row.note,
        follows_id=task.id,
        round_day=day_of_month,
    )
    return await assign(session, new, actor=actor, policy=policy, now=now)


async def take_back_next(session: AsyncSession, accepted: LogEntry, actor: Actor, now: datetime) -> None:
    """Recalls the round that this acceptance has opened; whoever has heard of it hears of that.

    Raises RoundBegun, and then nothing has happened.
    """
    found = await tasks.load_to_change(session, accepted.detail.get("next_round", 0))
    if found is None:
        return
    number = found.task.id
    if any(entry.step != Step.ASSIGN for entry in await log.entries(session, [number])):
        raise RoundBegun(number)
    row, task = found.row, found.task
    log.note(
        session,
        task_id=number,
        step=Step.RECALL,
        start=task.state,
        to=State.RECALLED,
        actor_id=actor.person_id,
        now=now,
        implied=True,  # by the acceptance that is taken back: it is no step that could be taken back by itself
        detail={"acceptance": accepted.id},
    )
    row.state, row.closed_at, row.look_at, row.follows_id = State.RECALLED, now, now, None
    row.revision += 1
    session.info[LOOK] = True
    involved = {task.lead_id, *task.coordinator_ids, *task.informed_ids}
    heard = [who for who in involved if await outbox.was_nudged(session, who, number, row.assigned_at)]
    await refresh_cards(session, task, now, moved=True)
    await tell(session, Step.RECALL, task, heard, by=actor, now=now)


def _planned(row: TaskRow, deadline: Deadline) -> Deadline:
    """The deadline of this round as it was when the round began."""
    first = row.original_deadline.get("deadline_on")
    if row.original_deadline.get("deadline_kind") != deadline.kind or not first:
        return deadline
    return Deadline(kind=deadline.kind, on=date.fromisoformat(first), rhythm=deadline.rhythm)


async def _still_here(session: AsyncSession, person_ids: set[int]) -> frozenset[int]:
    query = select(Person.id).where(Person.id.in_(person_ids), Person.active)
    return frozenset((await session.scalars(query)).all())
