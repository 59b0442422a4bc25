"""The append-only story of every task: who, when, from what to what, and the words that caused it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.task import State, Step
from db.tables import LogEntry


def note(
    session: AsyncSession,
    *,
    task_id: int,
    step: Step,
    start: State | None,
    to: State,
    actor_id: int | None,
    now: datetime,
    words: str | None = None,
    implied: bool = False,
    detail: dict[str, Any] | None = None,
) -> None:
    entry = LogEntry(
        task_id=task_id,
        at=now,
        actor_id=actor_id,
        step=step,
        from_state=start,
        to_state=to,
        implied=implied,
        words=words,
        detail=detail or {},
    )
    session.add(entry)


async def entries(
    session: AsyncSession, task_ids: Iterable[int], *, but: Collection[Step] = (), most: int = 6
) -> list[LogEntry]:
    """The newest steps that somebody took on these tasks, the last one first; what was only implied is left out."""
    wanted = set(task_ids)
    query = (
        select(LogEntry)
        .where(LogEntry.task_id.in_(wanted), LogEntry.implied.is_(False), LogEntry.step.not_in(but))
        .order_by(LogEntry.id.desc())
        .limit(most * max(1, len(wanted)))
    )
    return list((await session.scalars(query)).all())


async def last_entry(session: AsyncSession, task_id: int) -> LogEntry | None:
    query = select(LogEntry).where(LogEntry.task_id == task_id).order_by(LogEntry.id.desc()).limit(1)
    return await session.scalar(query)


async def newest_of(session: AsyncSession, task_id: int, step: Step) -> LogEntry | None:
    query = select(LogEntry).where(LogEntry.task_id == task_id, LogEntry.step == step)
    return await session.scalar(query.order_by(LogEntry.id.desc()).limit(1))


async def newest_among(session: AsyncSession, task_ids: Collection[int], step: Step) -> Mapping[int, LogEntry]:
    """Task → the newest entry of this step; none of a task on which nobody has taken it."""
    query = select(LogEntry).where(LogEntry.task_id.in_(task_ids), LogEntry.step == step)
    return {entry.task_id: entry for entry in await session.scalars(query.order_by(LogEntry.id))}


async def last_step(
    session: AsyncSession, person_id: int, since: datetime, *, but: Collection[Step] = ()
) -> LogEntry | None:
    """The newest step, but for these, that a person has taken since then on any task."""
    query = (
        select(LogEntry)
        .where(LogEntry.actor_id == person_id, LogEntry.at >= since, LogEntry.implied.is_(False))
        .where(LogEntry.step.not_in(but))
        .order_by(LogEntry.id.desc())
        .limit(1)
    )
    return await session.scalar(query)
