"""Pause and resume: the giving side lets a task rest, and nobody is nudged; then it goes on from where it stood.

The deadline is not moved by either.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from core.text import clean
from usecases.ask_return import NoReason
from usecases.news import everybody, tell
from usecases.steps import take


async def pause(
    session: AsyncSession, actor: Actor, task_id: int, *, reason: str, now: datetime, shown: int | None = None
) -> None:
    """Raises NoReason, and what `take` raises."""
    if not clean(reason):
        raise NoReason
    found = await take(session, actor, task_id, Step.PAUSE, now=now, shown=shown, words=reason)
    found.row.paused_why = reason
    await tell(session, Step.PAUSE, found.task, everybody(found.task), by=actor, now=now, words=reason)


async def resume(session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, shown: int | None = None) -> None:
    """What should have been nudged meanwhile is not made up for. Raises what `take` raises."""
    found = await take(session, actor, task_id, Step.RESUME, now=now, shown=shown)
    await tell(session, Step.RESUME, found.task, everybody(found.task), by=actor, now=now)
