"""Accept: the giving side confirms that a reported task is finished."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from usecases.news import tell
from usecases.steps import take


async def accept(session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, shown: int | None = None) -> None:
    """Raises what `take` raises."""
    found = await take(session, actor, task_id, Step.ACCEPT, now=now, shown=shown)
    to = {found.task.lead_id} | found.task.coordinator_ids
    await tell(session, Step.ACCEPT, found.task, to, by=actor, now=now)
