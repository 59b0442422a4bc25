"""Unblock: nothing stands in the way any more; whoever heard that something did hears of it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from db import log
from usecases.news import accepters, tell
from usecases.steps import AlreadyTaken, StaleStep, allowed, take


async def unblock(
    session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, shown: int | None = None
) -> None:
    """Raises StaleStep also when nothing stands in the way, and what `take` raises."""
    before = await allowed(session, actor, task_id, Step.UNBLOCK)
    if before.row.blocked_at is None:
        last = await log.last_entry(session, task_id)
        twice = last is not None and (last.step, last.actor_id) == (Step.UNBLOCK, actor.person_id)
        raise AlreadyTaken if twice else StaleStep
    task = (await take(session, actor, task_id, Step.UNBLOCK, now=now, shown=shown)).task
    above = [who for who in (task.monitor_id, task.leader_id) if who is not None]
    to = {task.lead_id, *(above or await accepters(session, task, now))}
    await tell(session, Step.UNBLOCK, task, to, by=actor, now=now)
