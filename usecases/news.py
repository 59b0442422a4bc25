"""News of a step: owed to those whom it concerns, in the transaction of the step itself."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor, Role
from core.task import Step, Task, Urgency
from db import outbox, people, tasks
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
    until: str | None = None,
    closes: bool = False,
) -> None:
    """Whoever took the step knows it already; `until` is the day or the instant that it is about.

    `closes` tells that what the lead had asked for is over with it.

    Of what is hỏa tốc everybody hears at once.
    """
    priority = Priority.URGENT if task.urgency is Urgency.TOP_URGENT else Priority.NEWS
    payload = {"step": step, "by": by.person_id, "words": words, "until": until, "closes": closes}
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


def everybody(task: Task) -> set[int]:
    """All whom it concerns that a task rests, goes on or ends: those who do it, who are informed, and who gave it."""
    giving = {who for who in (task.assigner_id, task.monitor_id, task.leader_id) if who is not None}
    return {task.lead_id} | task.coordinator_ids | task.informed_ids | giving


async def heard_later(session: AsyncSession, task_id: int | None, policy: Policy, now: datetime) -> bool:
    """Whether what happens to this task now is told only when the office opens."""
    if not policy.is_quiet(now):
        return False
    found = await tasks.load(session, task_id) if task_id is not None else None
    return found is None or found.task.urgency is not Urgency.TOP_URGENT


async def accepters(session: AsyncSession, task: Task) -> list[int]:
    """Who is asked to confirm: the person of the task, else the office, so that no report waits for nobody."""
    if task.accepter_id is not None:
        return [task.accepter_id]
    return [person for person in await people.with_role(session, Role.OFFICE) if person != task.lead_id]
