"""Involve and release: who helps with a task, as the giving side, or the head inside his own house, decides."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor, NotAllowed, may_name
from core.task import Step, Task
from db import parts, people
from db.parts import Part
from db.tables import Person
from usecases.news import tell
from usecases.reassign import LeadsAlready
from usecases.steps import StaleStep, allowed, take


class HelpsAlready(Exception):
    """The person named owes his part of this task as it is."""


async def involve(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    person_id: int,
    now: datetime,
    words: str | None = None,
    shown: int | None = None,
) -> None:
    """One more coordinator; of somebody who has done his part it is asked for again.

    Raises LeadsAlready, HelpsAlready, and what `take` raises.
    """
    task = await _reached(session, actor, task_id, Step.INVOLVE, person_id)
    if person_id == task.lead_id:
        raise LeadsAlready
    if person_id in task.waiting_ids:
        raise HelpsAlready
    await _settle(
        session, actor, task, Step.INVOLVE, person_id, parts.coordinating(), now=now, words=words, shown=shown
    )


async def release(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    person_id: int,
    now: datetime,
    words: str | None = None,
    shown: int | None = None,
) -> None:
    """The coordinator owes nothing any more. Raises what `take` raises."""
    task = await _reached(session, actor, task_id, Step.RELEASE, person_id)
    if person_id not in task.helper_ids:
        raise StaleStep
    await _settle(session, actor, task, Step.RELEASE, person_id, None, now=now, words=words, shown=shown)


async def _reached(session: AsyncSession, actor: Actor, task_id: int, step: Step, person_id: int) -> Task:
    """The task, when this actor may name this person. Raises NotAllowed. Whoever has left may still be let go."""
    task = (await allowed(session, actor, task_id, step)).task
    person = await session.get(Person, person_id)
    is_here = person is not None and (person.active or step is Step.RELEASE)
    if person is None or not is_here or not may_name(actor, step, task, person.unit_id):
        raise NotAllowed(step)
    return task


async def _settle(
    session: AsyncSession,
    actor: Actor,
    task: Task,
    step: Step,
    person_id: int,
    part: Part | None,
    *,
    now: datetime,
    words: str | None,
    shown: int | None,
) -> None:
    detail = {"person": person_id, "was": await parts.part_of(session, task.id, person_id)}
    await take(session, actor, task.id, step, now=now, shown=shown, words=words, detail=detail)
    await parts.put(session, task.id, person_id, part)
    await tell(session, step, task, [person_id], by=actor, now=now)
    name = (await people.names(session, [person_id]))[person_id]
    others = {who for who in (task.lead_id, task.monitor_id) if who is not None} - {person_id}
    await tell(session, step, task, others, by=actor, now=now, words=name)
