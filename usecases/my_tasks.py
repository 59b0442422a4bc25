"""My tasks: what this person still owes, and what waits for his decision."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor
from core.wording.views import ListView
from db import tasks
from usecases.views import list_of

PAGE = 8


async def my_tasks(
    session: AsyncSession,
    viewer: Actor,
    policy: Policy,
    now: datetime,
    page: int = 1,
    *,
    until: date | None = None,
    size: int = PAGE,
) -> ListView:
    """What waits for the viewer comes first, then by deadline; tasks without a date come last.

    `until` leaves out what is due later, and what has no deadline.
    """
    waits = tasks.waits_for(viewer)
    mine = of(viewer)
    if until is not None:
        mine = and_(mine, tasks.due_by(until))
    found = await tasks.page_of(session, mine, (waits.desc(), *tasks.BY_DEADLINE), page, size)
    return await list_of(session, found, viewer, policy, now)


def of(viewer: Actor) -> ColumnElement[bool]:
    """The tasks that stand in this person's list; what waits for somebody is open as well."""
    return and_(tasks.is_under_way(), or_(tasks.owed_by(viewer), tasks.waits_for(viewer)))
