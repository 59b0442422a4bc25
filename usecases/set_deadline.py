"""Set the deadline: the giving side moves it to an earlier or a later day, or gives a task its first one, and says why.

The original deadline of the task is kept as it was.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline, moved
from core.roles import Actor
from core.task import Step
from core.text import clean
from db import extensions
from usecases.ask_return import NoReason
from usecases.decide_extension import PassedAlready, move_deadline, written
from usecases.news import everybody, tell
from usecases.split import check_within
from usecases.steps import AlreadyTaken, allowed, take


async def set_deadline(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    until: Deadline,
    reason: str,
    now: datetime,
    shown: int | None = None,
) -> None:
    """Nudges of the old deadline go stale with its version; a request for more time is overtaken, and closed.

    The parts that a shorter whole leaves behind keep their deadlines: whoever decides was told which (`core.wording`).

    Raises NoReason, PassedAlready, UnfitDeadline, AlreadyTaken also when it is the deadline already, and what `take`
    raises.
    """
    if not clean(reason):
        raise NoReason
    if until.passed(now):
        raise PassedAlready
    task = (await allowed(session, actor, task_id, Step.SET_DEADLINE)).task
    before, deadline = task.deadline, moved(task.deadline, until)
    if deadline == before:
        raise AlreadyTaken
    await check_within(session, task, deadline)
    detail = {"until": written(until), "instead_of": written(before) if before.on else None}
    found = await take(session, actor, task_id, Step.SET_DEADLINE, now=now, shown=shown, words=reason, detail=detail)
    closes = await extensions.withdraw(session, task_id, by=actor.person_id, now=now)
    move_deadline(found, deadline)
    to = everybody(found.task)
    await tell(
        session, Step.SET_DEADLINE, found.task, to, by=actor, now=now, words=reason, until=written(until), closes=closes
    )
