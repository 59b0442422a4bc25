"""The digest: on the first working morning of a week to everybody, on the others to the heads whose units need a look.

A digest that did not go on its day is not made up for: the nudges of that day say what matters.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import Calendar
from core.policy import Policy
from core.roles import Actor, Role
from core.wording.views import ListView, Overview, Tally, TaskView
from db import facts, objections, outbox, people, tasks
from db.outbox import Kind, Priority
from db.tables import OutboxMessage, TaskRow
from usecases.letters import Desk
from usecases.my_tasks import my_tasks, of
from usecases.views import list_of

_MOST_OWN = 40
_MOST_LATE = 6
_MOST_CONTESTED = 2
_MOST_UNITS = 5


class Scope(StrEnum):
    WEEK = "week"
    DAY = "day"


def is_time_for_the_week(policy: Policy, now: datetime) -> bool:
    """From the hour of the weekly digest until the morning round of that day it may go, before everything else."""
    today = policy.calendar.day_of(now)
    return (
        _scope(policy.calendar, today) is Scope.WEEK
        and policy.calendar.is_open(now)
        and now >= policy.calendar.at(today, policy.plan.weekly)
    )


async def owe_digests(session: AsyncSession, policy: Policy, now: datetime) -> int:
    """Once per working day, to everybody whom it reaches; returns to how many."""
    calendar, today = policy.calendar, policy.calendar.day_of(now)
    scope = _scope(calendar, today)
    begins = policy.plan.weekly if scope is Scope.WEEK else policy.plan.morning
    if not calendar.is_open(now) or now < calendar.at(today, begins):
        return 0
    if not await facts.turn(session, "digest", today.isoformat()):
        return 0
    to = await people.reachable(session, _ROLES[scope])
    for person_id in to:
        payload = {"scope": scope, "on": today.isoformat()}
        await outbox.owe(session, Kind.DIGEST, now=now, person_id=person_id, priority=Priority.DIGEST, payload=payload)
    return len(to)


_ROLES: dict[Scope, Collection[Role]] = {Scope.WEEK: frozenset(Role), Scope.DAY: frozenset({Role.HEAD})}


def _scope(calendar: Calendar, today: date) -> Scope:
    return Scope.WEEK if today == next(calendar.days_from(_monday(today))) else Scope.DAY


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def overview_of(desk: Desk, row: OutboxMessage) -> Overview | None:
    """What the digest says now; None when its day is over, or there is nothing to say."""
    today = desk.policy.calendar.day_of(desk.now)
    if desk.viewer is None or row.payload["on"] != today.isoformat():
        return None
    overview = await _overview(desk, desk.viewer, today, weekly=row.payload["scope"] == Scope.WEEK)
    has_own = overview.weekly and overview.own.total
    has_others = overview.ruled is not None and (overview.weekly or not overview.ruled.is_calm)
    return overview if has_own or has_others or overview.contested else None


async def _overview(desk: Desk, viewer: Actor, today: date, *, weekly: bool) -> Overview:
    until = _monday(today) + timedelta(days=6)
    ruled, late, units = await _ruled(desk, viewer, today, until)
    contested = await _contested(desk, viewer)
    return Overview(
        weekly=weekly,
        monday=_monday(today),
        own=await _own(desk, viewer) if weekly else _NOTHING,
        mine=await tasks.tally(desk.session, of(viewer), desk.now, today, until),
        ruled=ruled,
        rules_all=viewer.sees_all,
        late=late,
        late_units=units,
        contested=contested.tasks,
        objections=contested.total,
    )


_NOTHING = ListView(tasks=(), number=1, pages=1, total=0)


async def _own(desk: Desk, viewer: Actor) -> ListView:
    return await my_tasks(desk.session, viewer, desk.policy, desk.now, size=_MOST_OWN)


async def _contested(desk: Desk, viewer: Actor) -> ListView:
    """What somebody objects to, as long as he is the one who is asked; /duyet has what he may answer besides."""
    asked = and_(objections.is_contested(but_by=viewer.ids), tasks.asked_of(viewer), TaskRow.lead_id.not_in(viewer.ids))
    order = (objections.since(but_by=viewer.ids),)
    found = await tasks.page_of(desk.session, asked, order, 1, _MOST_CONTESTED)
    return await list_of(desk.session, found, viewer, desk.policy, desk.now)


async def _ruled(
    desk: Desk, viewer: Actor, today: date, until: date
) -> tuple[Tally | None, tuple[TaskView, ...], tuple[tuple[str, int], ...]]:
    if not (tasks.ruled_units(viewer) or viewer.sees_all):
        return None, (), ()
    wanted = tasks.ruled_by(viewer)
    found = await tasks.tally(desk.session, wanted, desk.now, today, until)
    if not found.open:
        return None, (), ()
    late = await tasks.page_of(desk.session, and_(tasks.is_late(desk.now), wanted), tasks.BY_DEADLINE, 1, _MOST_LATE)
    shown = await list_of(desk.session, late, viewer, desk.policy, desk.now)
    units = await tasks.late_by_unit(desk.session, wanted, desk.now, _MOST_UNITS) if viewer.sees_all else []
    return found, shown.tasks, tuple(units)
