"""Recall: the giving side takes the task back, before everybody's eyes; nobody owes anything on it any more."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from core.wording.news import recalled_with
from db import tasks
from db.tasks import Loaded
from usecases.news import everybody, tell
from usecases.steps import follow, take


async def recall(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    now: datetime,
    shown: int | None = None,
    words: str | None = None,
) -> None:
    """With it the sub-tasks that are open. Raises what `take` raises."""
    found = await take(session, actor, task_id, Step.RECALL, now=now, shown=shown, words=words)
    await tell(session, Step.RECALL, found.task, everybody(found.task), by=actor, now=now, words=words)
    for child in await tasks.open_children(session, task_id):
        await recall_along(session, actor, child, now=now)


async def recall_along(session: AsyncSession, actor: Actor, child: Loaded, *, now: datetime) -> None:
    """A sub-task that is gone with the whole, or because the division was taken back."""
    words = recalled_with(child.task.parent_id or 0)
    detail = {"with": child.task.parent_id}
    await follow(session, actor, child, Step.RECALL, now=now, words=words, detail=detail)
    await tell(session, Step.RECALL, child.task, everybody(child.task), by=actor, now=now, words=words)
