"""Decide an extension: the giving side grants more time, refuses and says why, or offers another day.

The lead takes that day or declines it; only a grant, or a day that is taken, moves the deadline.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline, moved
from core.roles import Actor
from core.task import Step
from core.text import clean
from db import extensions, log, tasks
from db.extensions import Request
from db.snapshot import renew_deadline
from db.tables import Extension
from db.tasks import Loaded, deadline_columns
from usecases.news import accepters, tell
from usecases.send_back import NoOpinion
from usecases.split import check_within
from usecases.steps import AlreadyTaken, StaleStep, allowed, take

OFFER = "offer"  # what stood on offer before a step, in the detail of its log entry


class PassedAlready(Exception):
    """The day until which more time was asked for, or was offered, has gone by."""


async def grant_extension(
    session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, request_id: int | None = None
) -> None:
    """The nudges of the old deadline go stale with its version.

    Raises PassedAlready, UnfitDeadline when the whole ends sooner by now, and what `take` raises.
    """
    request = await _request(session, actor, task_id, Step.GRANT_EXTENSION, request_id)
    granted = extensions.wanted(request)
    if granted.passed(now):
        raise PassedAlready
    await _check_within(session, task_id, granted)
    found = await take(session, actor, task_id, Step.GRANT_EXTENSION, now=now, detail={"request": request.id})
    _settle(request, Request.GRANTED, actor, now)
    move_deadline(found, moved(found.task.deadline, granted))
    await tell(session, Step.GRANT_EXTENSION, found.task, _doers(found), by=actor, now=now, words=written(granted))


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


async def offer_extension(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    until: Deadline,
    now: datetime,
    reason: str | None = None,
    request_id: int | None = None,
) -> None:
    """Now it is the lead's turn; the request stays open. Raises what `grant_extension` raises."""
    request = await _request(session, actor, task_id, Step.OFFER_EXTENSION, request_id)
    if until.passed(now):
        raise PassedAlready
    await _check_within(session, task_id, until)
    detail = {"request": request.id, OFFER: extensions.offer_to_json(request), "until": written(until)}
    found = await take(session, actor, task_id, Step.OFFER_EXTENSION, now=now, words=reason or None, detail=detail)
    extensions.offer(request, until, reason or None)
    to = [found.task.lead_id]
    await tell(
        session, Step.OFFER_EXTENSION, found.task, to, by=actor, now=now, words=reason or None, until=written(until)
    )


async def take_offer(
    session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, turn: int | None = None
) -> None:
    """The deadline moves as by a grant. `turn` is `Task.requests` when the offer was shown.

    Raises PassedAlready, UnfitDeadline, and what `take` raises.
    """
    request = await _offered(session, actor, task_id, Step.TAKE_OFFER, turn)
    until = extensions.offered(request)
    if until is None or until.passed(now):
        raise PassedAlready
    await _check_within(session, task_id, until)
    detail = {"request": request.id, "until": written(until)}
    found = await take(session, actor, task_id, Step.TAKE_OFFER, now=now, detail=detail)
    _settle(request, Request.GRANTED, actor, now)
    move_deadline(found, moved(found.task.deadline, until))
    to = {*found.task.coordinator_ids, *await accepters(session, found.task, now)}
    await tell(session, Step.TAKE_OFFER, found.task, to, by=actor, now=now, until=written(until))


async def decline_offer(
    session: AsyncSession, actor: Actor, task_id: int, *, opinion: str, now: datetime, turn: int | None = None
) -> None:
    """The request goes back to whoever decides. Raises NoOpinion, and what `take` raises."""
    if not clean(opinion):
        raise NoOpinion
    request = await _offered(session, actor, task_id, Step.DECLINE_OFFER, turn)
    detail = {"request": request.id, OFFER: extensions.offer_to_json(request)}
    found = await take(session, actor, task_id, Step.DECLINE_OFFER, now=now, words=opinion, detail=detail)
    extensions.offer(request, None)
    to = await accepters(session, found.task, now)
    await tell(session, Step.DECLINE_OFFER, found.task, to, by=actor, now=now, words=opinion)


async def _request(session: AsyncSession, actor: Actor, task_id: int, step: Step, request_id: int | None) -> Extension:
    """The open request, if it is still the one that was shown, and the giving side's turn."""
    await allowed(session, actor, task_id, step)
    request = await extensions.open_of(session, task_id)
    if request is None or request_id not in (None, request.id) or request.offered_on is not None:
        raise await _why_stale(session, actor, task_id, step)
    return request


async def _offered(session: AsyncSession, actor: Actor, task_id: int, step: Step, turn: int | None) -> Extension:
    """The open request, if the lead's answer is still awaited to the offer that was shown."""
    found = await allowed(session, actor, task_id, step)
    request = await extensions.open_of(session, task_id)
    if request is None or request.offered_on is None or turn not in (None, found.task.requests):
        raise await _why_stale(session, actor, task_id, step)
    return request


async def _why_stale(session: AsyncSession, actor: Actor, task_id: int, step: Step) -> Exception:
    last = await log.last_entry(session, task_id)
    twice = last is not None and (last.step, last.actor_id) == (step, actor.person_id)
    return AlreadyTaken() if twice else StaleStep()


async def _check_within(session: AsyncSession, task_id: int, until: Deadline) -> None:
    found = await tasks.load(session, task_id)
    if found is not None:
        await check_within(session, found.task, until)


def _settle(request: Extension, to: Request, actor: Actor, now: datetime) -> None:
    request.state, request.decided_by, request.decided_at = to, actor.person_id, now


def move_deadline(found: Loaded, deadline: Deadline) -> None:
    for column, value in deadline_columns(deadline).items():
        setattr(found.row, column, value)
    renew_deadline(found.row)


def written(until: Deadline) -> str:
    """The day or the instant, as the log and the news keep it."""
    return until.at.isoformat() if until.at is not None else str(until.on)


def _doers(found: Loaded) -> set[int]:
    return {found.task.lead_id} | found.task.coordinator_ids
