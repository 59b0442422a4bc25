"""Acknowledge: the lead signs for the task; its clock stops."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from usecases.steps import take


async def acknowledge(
    session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, shown: int | None = None
) -> None:
    """Raises what `take` raises."""
    await take(session, actor, task_id, Step.ACKNOWLEDGE, now=now, shown=shown)
