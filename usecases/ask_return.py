"""Ask to return a task: the lead says that it is not his, why, and whose it may be; the giving side decides."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor, Role
from core.task import Step
from core.text import clean
from db import extensions, people
from usecases.news import accepters, tell
from usecases.receivers import pushes_up
from usecases.send_back import NoOpinion
from usecases.steps import allowed, take

UPWARD = "upward"  # in the detail of the log entry


class NoReason(Exception):
    """A task is not returned without a reason."""


async def ask_return(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    reason: str,
    now: datetime,
    to_whom: str | None = None,
    words: str | None = None,
    shown: int | None = None,
) -> None:
    """`to_whom` is named in the lead's own words; the log tells whether that is above him (`UPWARD`).

    Raises NoReason, and what `take` raises.
    """
    if not clean(reason):
        raise NoReason
    before = (await allowed(session, actor, task_id, Step.ASK_RETURN)).task
    upward = await pushes_up(session, before, to_whom, now) if to_whom else False
    found = await take(
        session,
        actor,
        task_id,
        Step.ASK_RETURN,
        now=now,
        shown=shown,
        words=words or reason,
        detail={"reason": reason, "to_whom": to_whom, UPWARD: upward},
    )
    office = await people.with_role(session, Role.OFFICE)
    to = {*await accepters(session, found.task, now), *office}
    told = f"{reason} → {to_whom}" if to_whom else reason
    await tell(session, Step.ASK_RETURN, found.task, to, by=actor, now=now, words=told)


async def refuse_return(
    session: AsyncSession, actor: Actor, task_id: int, *, opinion: str, now: datetime, shown: int | None = None
) -> None:
    """The task stays with its lead, and more time that he had asked for before waits for an answer again.

    Raises NoOpinion, and what `take` raises.
    """
    if not clean(opinion):
        raise NoOpinion
    found = await take(session, actor, task_id, Step.REFUSE_RETURN, now=now, shown=shown, words=opinion)
    if (request := await extensions.open_of(session, task_id)) is not None:
        found.row.requests += 1
        found.row.asked_at, found.row.offered_at = (now, None) if request.offered_on is None else (None, now)
    await tell(session, Step.REFUSE_RETURN, found.task, [found.task.lead_id], by=actor, now=now, words=opinion)
