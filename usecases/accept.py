"""Accept: the giving side confirms that a reported task is finished; a recurring one goes into its next round."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor
from core.task import Step
from usecases.news import tell
from usecases.next_round import open_next
from usecases.steps import ready, take


async def accept(
    session: AsyncSession, actor: Actor, task_id: int, *, policy: Policy, now: datetime, shown: int | None = None
) -> None:
    """Raises what `take` raises."""
    opened = await open_next(session, await ready(session, actor, task_id, Step.ACCEPT, shown), actor, policy, now)
    detail = {"next_round": opened.id} if opened else None
    found = await take(session, actor, task_id, Step.ACCEPT, now=now, shown=shown, detail=detail)
    to = {found.task.lead_id} | found.task.coordinator_ids
    await tell(session, Step.ACCEPT, found.task, to, by=actor, now=now)
