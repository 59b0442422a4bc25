"""Acknowledge: the lead signs for the task; its clock stops."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from usecases.news import tell
from usecases.steps import take


async def acknowledge(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    now: datetime,
    shown: int | None = None,
    promised_on: date | None = None,
    words: str | None = None,
) -> None:
    """Raises what `take` raises."""
    detail = {"promised_on": promised_on.isoformat()} if promised_on else None
    found = await take(session, actor, task_id, Step.ACKNOWLEDGE, now=now, shown=shown, words=words, detail=detail)
    if promised_on is not None:
        found.row.promised_on = promised_on
    await tell(session, Step.ACKNOWLEDGE, found.task, [], by=actor, now=now)
