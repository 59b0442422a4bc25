"""Decide an extension: the giving side grants more time, and only then the deadline moves; or refuses, and says why."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline, moved
from core.roles import Actor
from core.task import Step
from core.text import clean
from db import extensions
from db.extensions import Request
from db.tables import Extension
from db.tasks import Loaded, deadline_columns
from usecases.news import tell
from usecases.send_back import NoOpinion
from usecases.steps import StaleStep, allowed, take


async def grant_extension(
    session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, request_id: int | None = None
) -> None:
    """The nudges of the old deadline go stale with its version. Raises what `take` raises."""
    request = await _request(session, actor, task_id, Step.GRANT_EXTENSION, request_id)
    found = await take(session, actor, task_id, Step.GRANT_EXTENSION, now=now, detail={"request": request.id})
    _settle(request, Request.GRANTED, actor, now)
    _move_deadline(found, moved(found.task.deadline, extensions.wanted(request)))
    await tell(session, Step.GRANT_EXTENSION, found.task, _doers(found), by=actor, now=now)


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
        raise StaleStep
    return request


def _settle(request: Extension, to: Request, actor: Actor, now: datetime) -> None:
    request.state, request.decided_by, request.decided_at = to, actor.person_id, now


def _move_deadline(found: Loaded, deadline: Deadline) -> None:
    for column, value in deadline_columns(deadline).items():
        setattr(found.row, column, value)
    found.row.deadline_version += 1


def _doers(found: Loaded) -> set[int]:
    return {found.task.lead_id} | found.task.coordinator_ids
