"""Snooze: the lead wants to be nudged again at another moment; those above hear when they always do."""

from datetime import date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from core.plan import Plan
from core.policy import Policy
from core.roles import Actor
from core.snooze import snoozed_until
from core.task import Step
from core.vietnamese.dates import Duration
from usecases.steps import allowed, take


class TooLateToSnooze(Exception):
    """Somebody above is about to hear of the task."""


async def snooze(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    policy: Policy,
    now: datetime,
    on: date | None = None,
    at: time | None = None,
    length: Duration | None = None,
    words: str | None = None,
) -> datetime:
    """Returns the moment, which may be sooner than wanted. Raises TooLateToSnooze, and what `take` raises."""
    found = await allowed(session, actor, task_id, Step.SNOOZE)
    plan = Plan.from_json(found.row.plan)
    until = snoozed_until(found.task, plan, policy.calendar, now, on=on, at=at, length=length)
    if until is None:
        raise TooLateToSnooze
    detail = {"until": until.isoformat()}
    found = await take(session, actor, task_id, Step.SNOOZE, now=now, words=words, detail=detail)
    found.row.snoozed_until = until
    return until
