"""Object: who does a task contests how it is counted, or a step in its record; the log keeps it for ever."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from core.text import clean
from usecases.ask_return import NoReason
from usecases.news import accepters, tell
from usecases.steps import take


async def object_to(
    session: AsyncSession, actor: Actor, task_id: int, *, words: str, now: datetime, shown: int | None = None
) -> None:
    """Nothing changes by it; whoever follows the task is told. Raises NoReason, and what `take` raises."""
    if not clean(words):
        raise NoReason
    found = await take(session, actor, task_id, Step.OBJECT, now=now, shown=shown, words=words)
    to = await accepters(session, found.task, now)
    await tell(session, Step.OBJECT, found.task, to, by=actor, now=now, words=words)
