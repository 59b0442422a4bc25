"""Finish a part: a coordinator says that he has done his; the task itself goes on."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from db import parts
from usecases.news import tell
from usecases.steps import AlreadyTaken, allowed, take


async def finish_part(
    session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, words: str | None = None
) -> None:
    """Once, and whatever else has become of the task since it was shown; his own part before that of somebody for whom
    he stands in. Raises what `take` raises.
    """
    before = (await allowed(session, actor, task_id, Step.FINISH_PART)).task
    whose = next((each.person_id for each in actor.hats if each.person_id in before.waiting_ids), None)
    if whose is None:
        raise AlreadyTaken
    detail = {"person": whose, "was": await parts.part_of(session, task_id, whose)}
    found = await take(session, actor, task_id, Step.FINISH_PART, now=now, words=words, detail=detail)
    await parts.put(session, task_id, whose, parts.coordinating(now))
    to = [who for who in (found.task.lead_id, found.task.monitor_id) if who is not None]
    await tell(session, Step.FINISH_PART, found.task, to, by=actor, now=now, words=words)
