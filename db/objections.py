"""Objections to how a task is counted: each waits until whoever decides upholds or dismisses it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import Objection, TaskRow


class Outcome(StrEnum):
    """What became of an objection."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


async def add(session: AsyncSession, *, task_id: int, person_id: int, words: str, now: datetime) -> Objection:
    row = Objection(task_id=task_id, person_id=person_id, words=words, at=now, outcome=Outcome.OPEN)
    session.add(row)
    await session.flush()
    return row


async def one(session: AsyncSession, task_id: int, objection_id: int) -> Objection | None:
    found = await session.get(Objection, objection_id)
    return found if found is not None and found.task_id == task_id else None


async def open_among(session: AsyncSession, task_ids: Collection[int]) -> Mapping[int, Sequence[Objection]]:
    """Task → its open objections, the oldest first."""
    found: dict[int, list[Objection]] = {}
    for row in await session.scalars(_OPEN, {"tasks": list(task_ids)}) if task_ids else ():
        found.setdefault(row.task_id, []).append(row)
    return found


def foremost(held: Sequence[Objection], *, last: Collection[int] = ()) -> Sequence[Objection]:
    """Of a task's open objections those of one person: whoever has waited longest, and these people last of all."""
    first = min(held, key=lambda each: (each.person_id in last, each.id))
    return [each for each in held if each.person_id == first.person_id]


async def open_of(session: AsyncSession, person_ids: Collection[int]) -> Sequence[Objection]:
    """What these people contest and wait for, the oldest first."""
    wanted = select(Objection).where(Objection.person_id.in_(person_ids), _IS_OPEN)
    return (await session.scalars(wanted.order_by(Objection.id))).all()


async def tally(session: AsyncSession, person_id: int, start: datetime, end: datetime) -> Counter[str]:
    """Outcome → how many of a person's objections of this time came to it; `end` is no part of it."""
    said = (Objection.person_id == person_id, Objection.at >= start, Objection.at < end)
    query = select(Objection.outcome, func.count()).where(*said).group_by(Objection.outcome)
    return Counter({row[0]: row[1] for row in await session.execute(query)})


_IS_OPEN = Objection.outcome == literal_column("'open'")  # bound, the index of what is open would not be seen
_OPEN = (
    select(Objection).where(Objection.task_id.in_(bindparam("tasks", expanding=True)), _IS_OPEN).order_by(Objection.id)
)


async def until(session: AsyncSession, last: Objection) -> Sequence[Objection]:
    """What the same person had objected to the same task when this was said: one answer is for all of it."""
    same = (Objection.task_id == last.task_id, Objection.person_id == last.person_id, Objection.id <= last.id)
    return (await session.scalars(select(Objection).where(*same, _IS_OPEN).order_by(Objection.id))).all()


def settle(found: Iterable[Objection], outcome: Outcome, *, by: int, now: datetime, answer: str) -> None:
    for each in found:
        each.outcome, each.settled_by, each.settled_at, each.answer = outcome, by, now, answer


async def put(session: AsyncSession, objection_ids: Collection[int], outcome: Outcome) -> None:
    """As they were before they were settled, or as if they had never been said."""
    for row in await session.scalars(select(Objection).where(Objection.id.in_(objection_ids))):
        row.outcome, row.settled_by, row.settled_at, row.answer = outcome, None, None, None


def is_contested(*, but_by: Collection[int] = (), before: datetime | None = None) -> ColumnElement[bool]:
    """Tasks with an objection that waits: of somebody else than these people, since before that moment.

    They are found by the index of what is open, which holds few.
    """
    query = select(Objection.task_id).where(_IS_OPEN)
    if but_by:
        query = query.where(Objection.person_id.not_in(but_by))
    return TaskRow.id.in_(query.where(Objection.at < before) if before is not None else query)


def since(*, but_by: Collection[int] = ()) -> ScalarSelect[Any]:
    """From when the oldest open objection to a task waits."""
    oldest = select(func.min(Objection.at)).where(Objection.task_id == TaskRow.id, _IS_OPEN)
    if but_by:
        oldest = oldest.where(Objection.person_id.not_in(but_by))
    return oldest.correlate(TaskRow).scalar_subquery()
