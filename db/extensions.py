"""Requests for more time: at most one of a task is open."""

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline, day, hour
from db.tables import Extension


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


async def open_of(session: AsyncSession, task_id: int) -> Extension | None:
    return (await open_among(session, [task_id])).get(task_id)


async def open_among(session: AsyncSession, task_ids: Collection[int]) -> Mapping[int, Extension]:
    query = select(Extension).where(Extension.task_id.in_(task_ids), Extension.state == Request.OPEN)
    return {row.task_id: row for row in await session.scalars(query)}


async def newest(session: AsyncSession, task_id: int) -> Extension | None:
    query = select(Extension).where(Extension.task_id == task_id).order_by(Extension.id.desc()).limit(1)
    return await session.scalar(query)


async def granted(session: AsyncSession, task_id: int) -> int:
    """How often the task has been given more time."""
    query = select(func.count(Extension.id)).where(Extension.task_id == task_id, Extension.state == Request.GRANTED)
    return await session.scalar(query) or 0
