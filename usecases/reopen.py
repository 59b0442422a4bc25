"""Reopen: the giving side opens again what was confirmed or recalled; it counts by the report that is accepted last."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from core.text import clean
from db import extensions
from usecases.ask_return import NoReason
from usecases.news import everybody, tell
from usecases.split import check_whole
from usecases.steps import allowed, take


async def reopen(
    session: AsyncSession, actor: Actor, task_id: int, *, reason: str, now: datetime, shown: int | None = None
) -> None:
    """A request that was never decided is over; sub-tasks stay as they are. Raises NoReason, and what `take` raises."""
    if not clean(reason):
        raise NoReason
    await check_whole(session, (await allowed(session, actor, task_id, Step.REOPEN)).task)
    found = await take(session, actor, task_id, Step.REOPEN, now=now, shown=shown, words=reason)
    await extensions.withdraw(session, task_id, by=actor.person_id, now=now)
    await tell(session, Step.REOPEN, found.task, everybody(found.task), by=actor, now=now, words=reason)
