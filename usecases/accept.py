"""Accept: the giving side confirms that a reported task is finished; a recurring one goes into its next round."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor
from core.task import Step
from db import tasks
from usecases.news import tell
from usecases.next_round import open_next
from usecases.split import check_children
from usecases.steps import ready, take


async def accept(
    session: AsyncSession, actor: Actor, task_id: int, *, policy: Policy, now: datetime, shown: int | None = None
) -> None:
    """A sub-task that was opened again since the report stands in the way, too.

    Raises OpenChildren, and what `take` raises.
    """
    before = await ready(session, actor, task_id, Step.ACCEPT, shown)
    await check_children(session, task_id)
    opened = await open_next(session, before, actor, policy, now)
    detail = {"next_round": opened.id} if opened else None
    found = await take(session, actor, task_id, Step.ACCEPT, now=now, shown=shown, detail=detail)
    to = {found.task.lead_id} | found.task.coordinator_ids
    whole = await tasks.load(session, found.task.parent_id) if found.task.parent_id is not None else None
    await tell(session, Step.ACCEPT, found.task, to | ({whole.task.lead_id} if whole else set()), by=actor, now=now)
