"""The append-only story of every task: who, when, from what to what, and the words that caused it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.task import State, Step
from core.urging import Deed
from db.tables import LogEntry, TaskRow


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
    wanted = list(set(task_ids))
    facts = {"tasks": wanted, "but": list(but), "most": most * max(1, len(wanted))}
    return list((await session.scalars(_NEWEST, facts)).all())


_NEWEST = (
    select(LogEntry)
    .where(LogEntry.task_id.in_(bindparam("tasks", expanding=True)), LogEntry.implied.is_(False))
    .where(LogEntry.step.not_in(bindparam("but", expanding=True)))
    .order_by(LogEntry.id.desc())
    .limit(bindparam("most", type_=Integer()))
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step without what the task was before it: that is long, and every card needs to know who took the last one."""

    id: int
    task_id: int
    at: datetime
    actor_id: int | None
    step: str


async def taken(session: AsyncSession, task_ids: Iterable[int], *, but: Collection[Step], most: int = 6) -> list[Taken]:
    """As `entries`."""
    wanted = list(set(task_ids))
    if not wanted:
        return []
    facts = {"tasks": wanted, "but": list(but), "most": most * max(1, len(wanted))}
    return [Taken(*row) for row in await session.execute(_TAKEN, facts)]


_TAKEN = _NEWEST.with_only_columns(LogEntry.id, LogEntry.task_id, LogEntry.at, LogEntry.actor_id, LogEntry.step)


async def happened(
    session: AsyncSession,
    wanted: ColumnElement[bool],
    but_by: int,
    since: datetime,
    until: datetime,
    most: int,
) -> tuple[list[tuple[LogEntry, str]], int]:
    """The newest steps of that time on these tasks with their titles, but for one person's own; and how many in all."""
    others = or_(LogEntry.actor_id.is_(None), LogEntry.actor_id != but_by)
    then = (LogEntry.at >= since, LogEntry.at <= until, LogEntry.implied.is_(False), others, wanted)
    newest = select(LogEntry, TaskRow.title).join(TaskRow, TaskRow.id == LogEntry.task_id).where(*then)
    rows = (await session.execute(newest.order_by(LogEntry.id.desc()).limit(most))).all()
    total = select(func.count(LogEntry.id)).join(TaskRow, TaskRow.id == LogEntry.task_id).where(*then)
    return [(entry, title) for entry, title in rows], await session.scalar(total) or 0


async def last_entry(session: AsyncSession, task_id: int) -> LogEntry | None:
    query = select(LogEntry).where(LogEntry.task_id == task_id).order_by(LogEntry.id.desc()).limit(1)
    return await session.scalar(query)


async def newest_of(session: AsyncSession, task_id: int, step: Step) -> LogEntry | None:
    query = select(LogEntry).where(LogEntry.task_id == task_id, LogEntry.step == step)
    return await session.scalar(query.order_by(LogEntry.id.desc()).limit(1))


async def deeds(session: AsyncSession, task_id: int) -> list[Deed]:
    """What was done on a task, the oldest first, as far as urging goes by it; what was only implied is left out."""
    query = (
        select(LogEntry.id, LogEntry.step, LogEntry.actor_id, LogEntry.at, LogEntry.detail)
        .where(LogEntry.task_id == task_id, LogEntry.implied.is_(False))
        .order_by(LogEntry.id)
    )
    return [
        Deed(entry=entry, step=Step(step), by=by, at=at, to=frozenset(told.get("to", ())), undoes=told.get("of"))
        for entry, step, by, at, told in await session.execute(query)
    ]


async def urgings(session: AsyncSession, task_ids: Collection[int]) -> Mapping[int, tuple[int, LogEntry]]:
    """Task → how often it was urged, and the last time, for those that ever were."""
    if not task_ids:
        return {}
    rows = await session.execute(_URGINGS, {"tasks": list(task_ids)})
    return {entry.task_id: (times, entry) for times, entry in rows}


_URGED = (
    select(func.count(LogEntry.id).label("times"), func.max(LogEntry.id).label("last"))
    .where(LogEntry.task_id.in_(bindparam("tasks", expanding=True)), LogEntry.step == Step.URGE)
    .group_by(LogEntry.task_id)
    .subquery()
)
_URGINGS = select(_URGED.c.times, LogEntry).join(_URGED, _URGED.c.last == LogEntry.id)


async def newest_among(session: AsyncSession, task_ids: Collection[int], step: Step) -> Mapping[int, LogEntry]:
    """Task → the newest entry of this step; none of a task on which nobody has taken it."""
    if not task_ids:
        return {}
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
