"""Send back: the giving side does not confirm, and says why."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from core.text import clean
from usecases.news import tell
from usecases.steps import take


class NoOpinion(Exception):
    """Sending back needs an opinion."""


async def send_back(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    opinion: str,
    now: datetime,
    shown: int | None = None,
) -> None:
    """Raises NoOpinion, and what `take` raises."""
    if not clean(opinion):
        raise NoOpinion
    found = await take(session, actor, task_id, Step.SEND_BACK, now=now, shown=shown, words=opinion)
    await tell(session, Step.SEND_BACK, found.task, [found.task.lead_id], by=actor, now=now, words=opinion)
