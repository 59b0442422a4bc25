"""The watch list in SQL: one condition per kind, so that a count and its list cannot disagree."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Text, and_, cast, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from core.calendar import Calendar
from core.deadline import DeadlineKind
from core.plan import DEFAULT_PLAN, Plan
from core.roles import Actor
from core.task import OPEN, State
from core.watch import Silence, Unreached, UnreachedPage, Watch, too_long_ago, unanswered_since
from db import objections, outbox, tasks
from db.tables import Account, Document, OutboxMessage, Person, TaskRow, Unit

WATCHED_FOR = timedelta(days=30)  # for so long a message that was set aside is shown
_plan = cast(TaskRow.plan, Text)

Conditions = Mapping[Watch, ColumnElement[bool]]


async def conditions(session: AsyncSession, viewer: Actor, calendar: Calendar, now: datetime) -> Conditions:
    """Which tasks that the viewer answers for belong to each kind: open ones, and those that somebody contests."""
    ruled = tasks.ruled_by(viewer)
    mine = and_(tasks.is_open(), ruled)
    year = calendar.day_of(now).replace(month=1, day=1)
    of_earlier_years = select(Document.id).where(Document.issued_on < year)
    kinds = {
        Watch.UNACKNOWLEDGED: and_(
            TaskRow.state == State.ASSIGNED, await _unsigned_too_long(session, mine, calendar, now)
        ),
        Watch.BLOCKED: TaskRow.blocked_at.is_not(None),
        Watch.UNDECIDED: tasks.is_undecided(),
        Watch.UNDATED: and_(
            TaskRow.state.in_(OPEN),
            TaskRow.deadline_ends_at.is_(None),
            TaskRow.deadline_kind.in_((DeadlineKind.NONE, DeadlineKind.PER_REGULATION)),
        ),
        Watch.LEFTOVER: or_(
            and_(TaskRow.state.in_(OPEN), TaskRow.assigned_at < calendar.at(year, _MIDNIGHT)),
            TaskRow.document_id.in_(of_earlier_years),
        ),
    }
    contested = objections.is_contested(before=unanswered_since(calendar, now))
    return {kind: and_(mine, condition) for kind, condition in kinds.items()} | {
        Watch.CONTESTED: and_(ruled, contested)
    }


_MIDNIGHT = datetime.min.time()


async def _unsigned_too_long(
    session: AsyncSession, mine: ColumnElement[bool], calendar: Calendar, now: datetime
) -> ColumnElement[bool]:
    """Each task has its own copy of a plan; there are only a handful of different ones."""
    query = select(_plan).where(TaskRow.state == State.ASSIGNED, mine).distinct()
    plans = (await session.scalars(query)).all()
    return or_(
        false(),
        *(and_(_plan == plan, TaskRow.assigned_at <= too_long_ago(_read(plan), calendar, now)) for plan in plans),
    )


def _read(plan: str) -> Plan:
    """A plan that cannot be read hides no task: the office's own stands in for it."""
    try:
        return Plan.from_json(json.loads(plan))
    except ValueError:
        return DEFAULT_PLAN


async def counts(session: AsyncSession, viewer: Actor, calendar: Calendar, now: datetime) -> Mapping[Watch, int]:
    """How many there are of each kind. Kind by kind, as each has an index that leads to its few tasks."""
    kinds = await conditions(session, viewer, calendar, now)
    counted = {
        kind: await session.scalar(select(func.count(TaskRow.id)).where(condition)) or 0
        for kind, condition in kinds.items()
    }
    return counted | {Watch.UNDELIVERABLE: await _count_unreached(session, viewer, now)}


ORDER: Mapping[Watch, Sequence[Any]] = {
    Watch.UNACKNOWLEDGED: (TaskRow.assigned_at,),
    Watch.BLOCKED: (TaskRow.blocked_at,),
    Watch.UNDECIDED: (func.coalesce(TaskRow.reported_at, TaskRow.asked_at),),
    Watch.UNDATED: (TaskRow.assigned_at,),
    Watch.LEFTOVER: (TaskRow.assigned_at,),
    Watch.CONTESTED: (objections.since(),),
}
"""What has stood longest comes first."""


def _is_unreached(viewer: Actor, now: datetime) -> ColumnElement[bool]:
    """Active people without an account that works, and those of whom messages were set aside lately."""
    works = select(Account.id).where(Account.person_id == Person.id, Account.gone_at.is_(None)).exists()
    refused = select(OutboxMessage.person_id).where(*_set_aside(now), OutboxMessage.person_id.is_not(None))
    among = Person.id.is_not(None) if viewer.sees_all else Person.unit_id.in_(viewer.unit_ids)
    return and_(Person.active, among, or_(~works, Person.id.in_(refused)))


def _set_aside(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return OutboxMessage.state == outbox.State.SET_ASIDE, OutboxMessage.sent_at > now - WATCHED_FOR


async def _count_unreached(session: AsyncSession, viewer: Actor, now: datetime) -> int:
    return await session.scalar(select(func.count(Person.id)).where(_is_unreached(viewer, now))) or 0


async def unreached(session: AsyncSession, viewer: Actor, now: datetime, number: int, size: int) -> UnreachedPage:
    """The page asked for, or the nearest one that exists; people of one unit stand together."""
    total = await _count_unreached(session, viewer, now)
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    refused = (OutboxMessage.person_id == Person.id, *_set_aside(now))
    missed = (OutboxMessage.person_id == Person.id, OutboxMessage.state == outbox.State.GONE)
    query = (
        select(
            Person.name,
            Unit.name,
            _of_account(Account.gone_at.is_(None), Account.id),
            _of_account(Account.gone_at.is_not(None), Account.gone_at),
            _of_account(Account.gone_at.is_not(None), Account.gone_why),
            select(func.min(OutboxMessage.sent_at)).where(*missed).scalar_subquery(),
            select(func.min(OutboxMessage.sent_at)).where(*refused).scalar_subquery(),
            select(func.count(OutboxMessage.id)).where(*refused).scalar_subquery(),
        )
        .join(Unit, Unit.id == Person.unit_id)
        .where(_is_unreached(viewer, now))
        .order_by(Unit.id, Person.id)
        .limit(size)
        .offset((number - 1) * size)
    )
    people = tuple(_unreached(*row) for row in await session.execute(query))
    return UnreachedPage(people=people, number=number, pages=pages, total=total)


def _of_account(which: ColumnElement[bool], what: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    """Of the account that was lost last, or of any that works."""
    mine = select(what).where(Account.person_id == Person.id, which)
    return mine.order_by(Account.gone_at.desc(), Account.id).limit(1).scalar_subquery()


def _unreached(
    name: str,
    unit: str,
    works: int | None,
    gone_at: datetime | None,
    gone_why: str | None,
    missed_at: datetime | None,
    refused_at: datetime | None,
    refused: int,
) -> Unreached:
    """Who is not reached at all is told so; that messages were set aside as well says nothing more."""
    if works is not None:
        return Unreached(name=name, unit=unit, why=Silence.SET_ASIDE, since=refused_at, count=refused)
    if gone_at is not None:
        return Unreached(name=name, unit=unit, why=Silence.GONE, since=gone_at, said=gone_why)
    return Unreached(name=name, unit=unit, why=Silence.UNBOUND, since=missed_at)
