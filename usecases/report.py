"""Report: the lead says that the task is finished, and what shows it; the giving side is asked to confirm."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.task import Step
from usecases.news import accepters, tell
from usecases.split import check_children
from usecases.steps import allowed, take


async def report(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    now: datetime,
    shown: int | None = None,
    evidence: str | None = None,
    reached: float | None = None,
    words: str | None = None,
) -> None:
    """Counts from this moment, whenever it is accepted; it may leave the target unmet.

    Raises OpenChildren, and what `take` raises.
    """
    await allowed(session, actor, task_id, Step.REPORT)
    await check_children(session, task_id)
    detail = {"reached": reached} if reached is not None else None
    words = words or evidence
    found = await take(session, actor, task_id, Step.REPORT, now=now, shown=shown, words=words, detail=detail)
    found.row.evidence = evidence
    if reached is not None:
        found.row.reached = reached
    to = await accepters(session, found.task, now)
    await tell(session, Step.REPORT, found.task, to, by=actor, now=now, words=evidence)


async def add_evidence(session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, evidence: str) -> None:
    """The product or the number of the document, said after the report. Raises what `take` raises."""
    found = await take(session, actor, task_id, Step.ADD_EVIDENCE, now=now, words=evidence)
    said = (found.row.evidence, evidence)
    found.row.evidence = " · ".join(part for part in said if part)
    to = await accepters(session, found.task, now)
    await tell(session, Step.ADD_EVIDENCE, found.task, to, by=actor, now=now, words=evidence)
