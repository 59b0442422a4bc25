"""Requests for more time: at most one of a task is open."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline, day, hour
from core.task import UNDECIDED
from db.tables import Extension, TaskRow


class Request(StrEnum):
    """What became of a request."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def ask(
    session: AsyncSession, *, task_id: int, asked_by: int, wanted: Deadline, reason: str, now: datetime
) -> Extension:
    """`wanted` has a day."""
    assert wanted.on is not None
    row = Extension(
        task_id=task_id,
        asked_by=asked_by,
        asked_at=now,
        wanted_on=wanted.on,
        wanted_at=wanted.at,
        reason=reason,
        state=Request.OPEN,
    )
    session.add(row)
    return row


def wanted(request: Extension) -> Deadline:
    return day(request.wanted_on) if request.wanted_at is None else hour(request.wanted_at)


def offered(request: Extension) -> Deadline | None:
    """The other day that the lead was offered, and has not answered."""
    if request.offered_at is not None:
        return hour(request.offered_at)
    return day(request.offered_on) if request.offered_on is not None else None


def offer(request: Extension, until: Deadline | None, why: str | None = None) -> None:
    """Offers another day; None takes the offer away, and the request is as it was asked."""
    request.offered_on, request.offered_at = (until.on, until.at) if until else (None, None)
    request.offered_why = why


def offer_to_json(request: Extension) -> dict[str, Any]:
    """What stands on offer, for the log."""
    return {
        "on": request.offered_on.isoformat() if request.offered_on else None,
        "at": request.offered_at.isoformat() if request.offered_at else None,
        "why": request.offered_why,
    }


def restore_offer(request: Extension, stored: Mapping[str, Any]) -> None:
    request.offered_on = date.fromisoformat(stored["on"]) if stored["on"] else None
    request.offered_at = datetime.fromisoformat(stored["at"]) if stored["at"] else None
    request.offered_why = stored["why"]


async def withdraw(session: AsyncSession, task_id: int, *, by: int, now: datetime) -> bool:
    """What the lead has asked for is overtaken by something else; False when he has asked for nothing."""
    request = await open_of(session, task_id)
    if request is not None:
        request.state, request.decided_by, request.decided_at = Request.WITHDRAWN, by, now
    return request is not None


async def offered_to(session: AsyncSession, lead_id: int) -> Sequence[int]:
    """The tasks of which this lead has been offered another day, and has not answered."""
    query = (
        select(Extension.task_id)
        .join(TaskRow, TaskRow.id == Extension.task_id)
        .where(TaskRow.lead_id == lead_id, TaskRow.state.in_(UNDECIDED))
        .where(Extension.state == Request.OPEN, Extension.offered_on.is_not(None))
        .order_by(Extension.task_id)
    )
    return (await session.scalars(query)).all()


async def open_of(session: AsyncSession, task_id: int) -> Extension | None:
    return (await open_among(session, [task_id])).get(task_id)


async def open_among(session: AsyncSession, task_ids: Collection[int]) -> Mapping[int, Extension]:
    return {row.task_id: row for row in await session.scalars(_OPEN, {"tasks": list(task_ids)})}


_OPEN = select(Extension).where(
    Extension.task_id.in_(bindparam("tasks", expanding=True)), Extension.state == Request.OPEN
)


async def newest(session: AsyncSession, task_id: int) -> Extension | None:
    query = select(Extension).where(Extension.task_id == task_id).order_by(Extension.id.desc()).limit(1)
    return await session.scalar(query)


async def granted(session: AsyncSession, task_ids: Collection[int]) -> Mapping[int, int]:
    """How often each of these tasks has been given more time; those that never were are left out."""
    return Counter(task_id for task_id in await session.scalars(_GRANTED, {"tasks": list(task_ids)}))


_GRANTED = select(Extension.task_id).where(
    Extension.task_id.in_(bindparam("tasks", expanding=True)), Extension.state == Request.GRANTED
)


async def open_and_granted(
    session: AsyncSession, task_ids: Collection[int]
) -> tuple[Mapping[int, Extension], Mapping[int, int]]:
    """`open_among` and `granted` at once."""
    rows = (await session.scalars(_COUNTING, {"tasks": list(task_ids)})).all() if task_ids else ()
    still_open = {row.task_id: row for row in rows if row.state == Request.OPEN}
    return still_open, Counter(row.task_id for row in rows if row.state == Request.GRANTED)


_COUNTING = select(Extension).where(
    Extension.task_id.in_(bindparam("tasks", expanding=True)), Extension.state.in_((Request.OPEN, Request.GRANTED))
)
