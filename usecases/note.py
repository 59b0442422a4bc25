"""Note: a word on a task that changes nothing in it; the last one stands on its card."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import State, Step
from usecases.news import accepters, tell
from usecases.steps import take


async def note(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    words: str,
    now: datetime,
    promised_on: date | None = None,
    shown: int | None = None,
) -> None:
    """What a coordinator says is told to the lead, what the lead says of his report to whoever must confirm it.

    Raises what `take` raises.
    """
    detail = {"promised_on": promised_on.isoformat()} if promised_on else None
    found = await take(session, actor, task_id, Step.NOTE, now=now, shown=shown, words=words, detail=detail)
    if promised_on is not None:
        found.row.promised_on = promised_on
    to = [found.task.lead_id]
    if found.task.lead_id in actor.ids:
        to = await accepters(session, found.task, now) if found.task.state is State.REPORTED else []
    await tell(session, Step.NOTE, found.task, to, by=actor, now=now, words=words)
