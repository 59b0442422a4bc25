"""Recall: the giving side takes the task back, before everybody's eyes; nobody owes anything on it any more."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from usecases.news import tell
from usecases.steps import take


async def recall(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    now: datetime,
    shown: int | None = None,
    words: str | None = None,
) -> None:
    """Raises what `take` raises."""
    found = await take(session, actor, task_id, Step.RECALL, now=now, shown=shown, words=words)
    task = found.task
    above = {who for who in (task.assigner_id, task.monitor_id, task.leader_id) if who is not None}
    to = {task.lead_id} | task.coordinator_ids | task.informed_ids | above
    await tell(session, Step.RECALL, task, to, by=actor, now=now, words=words)
