"""Block: the lead says what stands in the way; monitor and leader hear of it at once."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from usecases.news import accepters, tell
from usecases.steps import take


async def block(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    why: str,
    now: datetime,
    words: str | None = None,
    shown: int | None = None,
) -> None:
    """`words` is the whole reply in which the reason stood. Raises what `take` raises."""
    found = await take(session, actor, task_id, Step.BLOCK, now=now, shown=shown, words=words or why)
    found.row.blocked_at, found.row.blocked_why = now, why
    task = found.task
    above = [who for who in (task.monitor_id, task.leader_id) if who is not None]
    to = above or await accepters(session, task, now)
    await tell(session, Step.BLOCK, task, to, by=actor, now=now, words=why)
