"""Progress: the lead is at work, and may say how far."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import State, Step
from usecases.news import tell
from usecases.steps import AlreadyTaken, allowed, take


async def progress(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    now: datetime,
    shown: int | None = None,
    percent: int | None = None,
    reached: float | None = None,
    promised_on: date | None = None,
    words: str | None = None,
) -> None:
    """`percent` is 0 to 100, `reached` a number in the unit of the target.

    Raises ValueError for another percentage, and what `take` raises.
    """
    if percent is not None and not 0 <= percent <= 100:
        raise ValueError("a percentage lies between 0 and 100")
    if percent is None and words is None:
        await _check_new(session, actor, task_id)
    detail: dict[str, Any] = {"percent": percent, "reached": reached}
    if promised_on is not None:
        detail["promised_on"] = promised_on.isoformat()
    detail = {name: value for name, value in detail.items() if value is not None}
    found = await take(session, actor, task_id, Step.PROGRESS, now=now, shown=shown, words=words, detail=detail)
    if percent is not None:
        found.row.percent = percent
    if reached is not None:
        found.row.reached = reached
    if promised_on is not None:
        found.row.promised_on = promised_on
    await tell(session, Step.PROGRESS, found.task, [], by=actor, now=now)


async def _check_new(session: AsyncSession, actor: Actor, task_id: int) -> None:
    """Saying again, without a word or a number, that one is at work is no step. Raises AlreadyTaken."""
    found = await allowed(session, actor, task_id, Step.PROGRESS)
    if found.task.state is State.WORKING:
        raise AlreadyTaken
