"""Recall: the giving side takes the task back, before everybody's eyes; nobody owes anything on it any more."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from usecases.news import everybody, tell
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
    await tell(session, Step.RECALL, found.task, everybody(found.task), by=actor, now=now, words=words)
