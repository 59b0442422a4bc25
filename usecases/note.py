"""Note and comment: a word on a task that changes nothing in it; the last one stands on its card."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import State, Step
from core.text import clean
from usecases.news import accepters, tell
from usecases.send_back import NoOpinion
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
    """The answer of somebody who does the task: a coordinator's is told to the lead, the lead's own word on what he has
    reported to whoever must confirm it. Only the lead promises a day. Raises what `take` raises.
    """
    detail = {"promised_on": promised_on.isoformat()} if promised_on else None
    found = await take(session, actor, task_id, Step.NOTE, now=now, shown=shown, words=words, detail=detail)
    by_lead = found.task.lead_id in actor.ids
    if promised_on is not None and by_lead:
        found.row.promised_on = promised_on
    to = [found.task.lead_id]
    if by_lead:
        to = await accepters(session, found.task, now) if found.task.state is State.REPORTED else []
    await tell(session, Step.NOTE, found.task, to, by=actor, now=now, words=words)


async def comment(
    session: AsyncSession, actor: Actor, task_id: int, *, words: str, now: datetime, shown: int | None = None
) -> None:
    """An opinion of anybody who may see the task: told to the lead, and the lead's own to whoever follows the task.

    Raises NoOpinion, and what `take` raises.
    """
    if not clean(words):
        raise NoOpinion
    found = await take(session, actor, task_id, Step.NOTE, now=now, shown=shown, words=words)
    by_lead = found.task.lead_id in actor.ids
    to = await accepters(session, found.task, now) if by_lead else [found.task.lead_id]
    await tell(session, Step.NOTE, found.task, to, by=actor, now=now, words=words)
