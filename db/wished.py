"""A wish in SQL: which tasks it shows, in which order, how many; one condition for list, count and file."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal_column, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.roles import Actor
from core.task import State, Urgency
from core.vietnamese.normalise import fold
from core.wish import Sort, Wish
from db import people, tasks
from db.tables import Document, TaskRow, Unit
from db.types import days_until

_IS_OPEN: ColumnElement[bool] = literal_column("tasks.state NOT IN ('done', 'recalled')")
"""Literally as the index of the lists has it: neither database sees it in a bound parameter."""


async def wanted(session: AsyncSession, wish: Wish, viewer: Actor, now: datetime) -> ColumnElement[bool]:
    """Of the open tasks that this person may see, those that are wished for."""
    conditions = [_IS_OPEN]
    if wish.is_late:
        conditions.append(_is_late(now))
    if wish.days > 1:
        conditions.append(_late_by(wish.days, now))
    if wish.most_days is not None:
        conditions.append(not_(_late_by(wish.most_days + 1, now)))
    if wish.unit_ids:
        below = [await people.units_below(session, unit_id) for unit_id in wish.unit_ids]
        conditions.append(TaskRow.lead_unit_id.in_(sorted(frozenset[int]().union(*below))))
    if wish.lead_ids:
        conditions.append(TaskRow.lead_id.in_(wish.lead_ids))
    if wish.groups:
        conditions.append(TaskRow.group.in_(wish.groups))
    if wish.urgency is not None:
        conditions.append(TaskRow.urgency.in_(wish.urgencies))
    if wish.document is not None:
        conditions.append(TaskRow.document_id.in_(await numbered(session, wish.document)))
    if wish.unacknowledged:
        conditions.append(TaskRow.state == State.ASSIGNED)
    return tasks.seen_by(viewer, and_(*conditions))


def _is_late(now: datetime) -> ColumnElement[bool]:
    """`tasks.is_late` of what is open, said so that it is read from the index of the lists, and from no other."""
    ends = TaskRow.deadline_ends_at
    return and_(ends <= now, or_(TaskRow.state != State.REPORTED, ends <= TaskRow.reported_at))


def _late_by(days: int, now: datetime) -> ColumnElement[bool]:
    """`Deadline.days_late`: whole days of the calendar since the last day, of what is reported until its report."""
    until_now = TaskRow.deadline_on <= local(now).date() - timedelta(days=days)
    return case(
        (TaskRow.state == State.REPORTED, days_until(TaskRow.deadline_on, TaskRow.reported_at) >= days),
        else_=until_now,
    )


async def numbered(session: AsyncSession, number: str) -> Sequence[int]:
    """The documents whose numbers begin like that, whatever the accents: "123/ubnd" is 123/UBND-TH.

    Without figures it is what stands behind them: "CT-UBND" is 15/CT-UBND, and whatever else is of that kind; the
    figures of a draft are blank ("…/CT-UBND").
    """
    rows = await session.execute(select(Document.id, Document.number).where(_near(number)))
    said = re.compile(rf"(?:[^/-]*[/-])?{re.escape(fold(number))}")
    return [each for each, found in rows if said.match(fold(found))]


def _near(number: str) -> ColumnElement[bool]:
    """As much of it as a database can tell, whatever its collation: the figures and their stroke, or letters."""
    begin = re.match(r"\d+\D?", number)
    if begin is not None:
        return Document.number.startswith(begin[0], autoescape=True)
    return func.lower(Document.number).like(f"%_{_MANY_SHAPED.sub('_', number.lower())}%")


_MANY_SHAPED = re.compile(r"[^a-ce-z0-9/&-]")
""" "Đ" may be typed as "D", and neither database knows the small letter of every other one."""


def order(wish: Wish) -> tuple[Any, ...]:
    """What has no deadline comes last; of what is late there is no such thing, and an index has the order."""
    ends = TaskRow.deadline_ends_at
    last = () if wish.is_late else (ends.is_(None),)
    match wish.sort:
        case Sort.UNIT:
            return (TaskRow.lead_unit_id, *last, ends, TaskRow.id)
        case Sort.OLDEST:
            return (*last, ends, TaskRow.id)
        case Sort.NEWEST:
            return (*last, ends.desc(), TaskRow.id.desc())
        case Sort.URGENT:
            return (_MOST_URGENT_FIRST, *last, ends, TaskRow.id)


_MOST_URGENT_FIRST = case({urgency: -place for place, urgency in enumerate(Urgency)}, value=TaskRow.urgency, else_=0)


async def by_unit(
    session: AsyncSession, viewer: Actor, wish: Wish, now: datetime, most: int
) -> Sequence[tuple[int, str, int]]:
    """The units with the most tasks in the rest of the wish: their ids, their names, how many."""
    condition = await wanted(session, replace(wish, unit_ids=()), viewer, now)
    held = func.count(TaskRow.id)
    counted = select(TaskRow.lead_unit_id, held.label("held")).where(condition).group_by(TaskRow.lead_unit_id)
    most_of = counted.order_by(held.desc(), TaskRow.lead_unit_id).limit(most).subquery()
    query = select(Unit.id, Unit.name, most_of.c.held).join(most_of, most_of.c.lead_unit_id == Unit.id)
    rows = await session.execute(query.order_by(most_of.c.held.desc(), Unit.id))
    return [(unit_id, name, held) for unit_id, name, held in rows]


async def after(session: AsyncSession, condition: ColumnElement[bool], last_id: int, most: int) -> Sequence[int]:
    """The next of these tasks by their numbers."""
    query = select(TaskRow.id).where(condition, TaskRow.id > last_id).order_by(TaskRow.id).limit(most)
    return (await session.scalars(query)).all()
