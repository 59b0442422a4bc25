"""News of a step: owed to those whom it concerns, in the transaction of the step itself."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor, Role
from core.task import Step, Task, Urgency
from db import delegations, outbox, people, tasks
from db.outbox import Kind, Priority


async def tell(
    session: AsyncSession,
    step: Step,
    task: Task,
    to: Iterable[int],
    *,
    by: Actor,
    now: datetime,
    words: str | None = None,
) -> None:
    """Whoever took the step knows it already. Of what is hỏa tốc everybody hears at once."""
    priority = Priority.URGENT if task.urgency is Urgency.TOP_URGENT else Priority.NEWS
    payload = {"step": step, "by": by.person_id, "words": words}
    for person_id in sorted(set(to) - {by.person_id}):
        await outbox.owe(
            session,
            Kind.NEWS,
            now=now,
            person_id=person_id,
            task_id=task.id,
            priority=priority,
            payload=payload,
        )


async def heard_later(session: AsyncSession, task_id: int | None, policy: Policy, now: datetime) -> bool:
    """Whether what happens to this task now is told only when the office opens."""
    if not policy.is_quiet(now):
        return False
    found = await tasks.load(session, task_id) if task_id is not None else None
    return found is None or found.task.urgency is not Urgency.TOP_URGENT


async def accepters(session: AsyncSession, task: Task, now: datetime) -> list[int]:
    """Who is asked to confirm: the person of the task, else the office, so that no report waits for nobody.

    While whoever would hear of it leads the task himself, or stands in for its lead, that is the office as well.
    """
    away = await delegations.substitutes(session, now)
    barred = {task.lead_id, away.get(task.lead_id, task.lead_id)}
    office = await people.with_role(session, Role.OFFICE)
    asked = [task.accepter_id] if task.accepter_id is not None else list(office)
    free = [who for who in asked if not barred & {who, away.get(who, who)}]
    if free or task.accepter_id is None:
        return free
    return [who for who in office if not barred & {who, away.get(who, who)}] or asked
