"""Decide an extension: the giving side grants more time, and only then the deadline moves; or refuses, and says why."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline, moved
from core.roles import Actor
from core.task import Step
from core.text import clean
from db import extensions, log
from db.extensions import Request
from db.snapshot import renew_deadline
from db.tables import Extension
from db.tasks import Loaded, deadline_columns
from usecases.news import tell
from usecases.send_back import NoOpinion
from usecases.steps import AlreadyTaken, StaleStep, allowed, take


class PassedAlready(Exception):
    """The day until which more time was asked for has gone by."""


async def grant_extension(
    session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, request_id: int | None = None
) -> None:
    """The nudges of the old deadline go stale with its version. Raises PassedAlready, and what `take` raises."""
    request = await _request(session, actor, task_id, Step.GRANT_EXTENSION, request_id)
    found = await take(session, actor, task_id, Step.GRANT_EXTENSION, now=now, detail={"request": request.id})
    _settle(request, Request.GRANTED, actor, now)
    granted = extensions.wanted(request)
    if granted.passed(now):
        raise PassedAlready
    _move_deadline(found, moved(found.task.deadline, granted))
    until = (granted.at or granted.on or now).isoformat()
    await tell(session, Step.GRANT_EXTENSION, found.task, _doers(found), by=actor, now=now, words=until)


async def refuse_extension(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    opinion: str,
    now: datetime,
    request_id: int | None = None,
) -> None:
    """Raises NoOpinion, and what `take` raises."""
    if not clean(opinion):
        raise NoOpinion
    request = await _request(session, actor, task_id, Step.REFUSE_EXTENSION, request_id)
    found = await take(
        session, actor, task_id, Step.REFUSE_EXTENSION, now=now, words=opinion, detail={"request": request.id}
    )
    _settle(request, Request.REFUSED, actor, now)
    request.opinion = opinion
    await tell(session, Step.REFUSE_EXTENSION, found.task, [found.task.lead_id], by=actor, now=now, words=opinion)


async def _request(session: AsyncSession, actor: Actor, task_id: int, step: Step, request_id: int | None) -> Extension:
    """The open request, if it is still the one that was shown."""
    await allowed(session, actor, task_id, step)
    request = await extensions.open_of(session, task_id)
    if request is None or request_id not in (None, request.id):
        last = await log.last_entry(session, task_id)
        raise AlreadyTaken if last and (last.step, last.actor_id) == (step, actor.person_id) else StaleStep
    return request


def _settle(request: Extension, to: Request, actor: Actor, now: datetime) -> None:
    request.state, request.decided_by, request.decided_at = to, actor.person_id, now


def _move_deadline(found: Loaded, deadline: Deadline) -> None:
    for column, value in deadline_columns(deadline).items():
        setattr(found.row, column, value)
    renew_deadline(found.row)


def _doers(found: Loaded) -> set[int]:
    return {found.task.lead_id} | found.task.coordinator_ids
