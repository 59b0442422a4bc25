"""Settle an objection: whoever decides upholds it and says what is corrected, or dismisses it and says why.

The log keeps both beside the objection, and whoever objected is told. Nobody settles his own.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor, NotAllowed
from core.task import Step
from core.text import clean
from db import objections
from db.objections import Outcome
from db.tables import Objection
from usecases.news import tell
from usecases.object import OBJECTIONS
from usecases.send_back import NoOpinion
from usecases.steps import AlreadyTaken, StaleStep, allowed, follow, ready

_OUTCOMES = {Step.UPHOLD: Outcome.UPHELD, Step.DISMISS: Outcome.DISMISSED}


async def uphold(
    session: AsyncSession, actor: Actor, task_id: int, *, correction: str, now: datetime, objection_id: int
) -> None:
    """`correction` is what is put right. Raises what `dismiss` raises."""
    await _settle(session, actor, task_id, Step.UPHOLD, correction, now, objection_id)


async def dismiss(
    session: AsyncSession, actor: Actor, task_id: int, *, reason: str, now: datetime, objection_id: int
) -> None:
    """Everything stays as it is counted. Raises NoOpinion, and what `take` raises; StaleStep for no such objection."""
    await _settle(session, actor, task_id, Step.DISMISS, reason, now, objection_id)


async def _settle(
    session: AsyncSession, actor: Actor, task_id: int, step: Step, words: str, now: datetime, objection_id: int
) -> None:
    """One answer is for all that this person had objected until then; what he has said since waits on."""
    if not clean(words):
        raise NoOpinion
    last = await settleable(session, actor, task_id, step, objection_id)
    answered = await objections.until(session, last)
    found = await ready(session, actor, task_id, step, None)
    detail = {OBJECTIONS: [each.id for each in answered], "person": last.person_id}
    objections.settle(answered, _OUTCOMES[step], by=actor.person_id, now=now, answer=words)
    await follow(session, actor, found, step, now=now, words=words, detail=detail)
    await tell(session, step, found.task, [last.person_id], by=actor, now=now, words=words)


async def to_settle(session: AsyncSession, actor: Actor, task_id: int, step: Step) -> Objection | None:
    """The objection that this person's answer would be for, None when nothing waits. Raises NotAllowed."""
    await allowed(session, actor, task_id, step)
    held = (await objections.open_among(session, [task_id])).get(task_id)
    if not held:
        return None
    last = objections.foremost(held, last=actor.ids)[-1]
    if last.person_id in actor.ids:
        raise NotAllowed(step)
    return last


async def settleable(session: AsyncSession, actor: Actor, task_id: int, step: Step, objection_id: int) -> Objection:
    """The objection, if it is still open and this person may take this step on it. Raises what `dismiss` raises."""
    await allowed(session, actor, task_id, step)
    said = await objections.one(session, task_id, objection_id)
    if said is None:
        raise StaleStep
    if said.person_id in actor.ids:
        raise NotAllowed(step)
    if said.outcome != Outcome.OPEN:
        twice = (said.outcome, said.settled_by) == (_OUTCOMES[step], actor.person_id)
        raise AlreadyTaken if twice else StaleStep
    return said
