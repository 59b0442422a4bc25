"""Urge: a manager's one-tap nudge to the lead of a task."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from db.tables import LogEntry
from usecases.news import tell
from usecases.steps import allowed, take


class UrgedLately(Exception):
    """Somebody urged this task a moment ago; `wait` is how long until it may be urged again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"urged lately, wait {wait}")
        self.wait = wait


async def urge(session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, pause: timedelta) -> None:
    """At most once per `pause` and task. Raises UrgedLately, and what `take` raises."""
    await allowed(session, actor, task_id, Step.URGE)
    await _check_pause(session, task_id, now, pause)
    found = await take(session, actor, task_id, Step.URGE, now=now)
    await tell(session, Step.URGE, found.task, [found.task.lead_id], by=actor, now=now)


async def _check_pause(session: AsyncSession, task_id: int, now: datetime, pause: timedelta) -> None:
    query = select(func.max(LogEntry.at)).where(LogEntry.task_id == task_id, LogEntry.step == Step.URGE)
    last: datetime | None = await session.scalar(query)
    if last is not None and now - last < pause:
        raise UrgedLately(pause - (now - last))
