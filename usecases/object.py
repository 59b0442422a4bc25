"""Object: who does a task contests how it is counted, or a step in its record; the log keeps it for ever."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from core.text import clean
from db import objections
from usecases.ask_return import NoReason
from usecases.news import accepters, tell
from usecases.steps import follow, ready

OBJECTIONS = "objections"  # those that a step is about, in the detail of its log entry


async def still_waiting(session: AsyncSession, actor: Actor, task_id: int) -> int:
    """How many of this person's objections to the task wait for their answer."""
    waits = await objections.open_of(session, [actor.person_id])
    return sum(each.task_id == task_id for each in waits)


async def object_to(
    session: AsyncSession, actor: Actor, task_id: int, *, words: str, now: datetime, shown: int | None = None
) -> None:
    """It waits for an answer (`usecases.settle_objection`); whoever follows the task is told.

    Raises NoReason, and what `take` raises.
    """
    if not clean(words):
        raise NoReason
    found = await ready(session, actor, task_id, Step.OBJECT, shown)
    said = await objections.add(session, task_id=task_id, person_id=actor.person_id, words=words, now=now)
    await follow(session, actor, found, Step.OBJECT, now=now, words=words, detail={OBJECTIONS: [said.id]})
    to = await accepters(session, found.task, now)
    await tell(session, Step.OBJECT, found.task, to, by=actor, now=now, words=words)
