"""Ask for an extension: the lead wants more time; whoever accepts his work decides, and until then nothing moves."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline
from core.roles import Actor
from core.task import Step
from db import extensions
from usecases.news import accepters, tell
from usecases.split import check_within
from usecases.steps import allowed, take


class AskedAlready(Exception):
    """An earlier request of this task has not been decided yet."""


async def ask_extension(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    wanted: Deadline,
    reason: str,
    now: datetime,
    words: str | None = None,
    shown: int | None = None,
) -> None:
    """The log tells how often more time will have been given (`nth`). Raises UnfitDeadline, AskedAlready, and what
    `take` raises.
    """
    task = (await allowed(session, actor, task_id, Step.ASK_EXTENSION)).task
    await check_within(session, task, wanted)
    if await extensions.open_of(session, task_id) is not None:
        raise AskedAlready
    before = (await extensions.granted(session, [task_id])).get(task_id, 0)
    found = await take(
        session,
        actor,
        task_id,
        Step.ASK_EXTENSION,
        now=now,
        shown=shown,
        words=words or reason,
        detail={"nth": before + 1},
    )
    extensions.ask(session, task_id=task_id, asked_by=actor.person_id, wanted=wanted, reason=reason, now=now)
    to = await accepters(session, found.task, now)
    await tell(session, Step.ASK_EXTENSION, found.task, to, by=actor, now=now, words=reason)
