"""Overdue: what is late among the tasks that this person may see, by unit."""

from datetime import datetime

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor
from core.wording.views import ListView
from db import tasks
from usecases.views import list_of

PAGE = 6


async def overdue(
    session: AsyncSession,
    viewer: Actor,
    policy: Policy,
    now: datetime,
    page: int = 1,
    size: int = PAGE,
) -> ListView:
    """An official sees the own tasks, a unit head the unit and below, the office and the leaders all."""
    wanted = and_(tasks.is_late(now), tasks.seen_by(viewer))
    found = await tasks.page_of(session, wanted, tasks.BY_UNIT, page, size)
    return await list_of(session, found, viewer, policy, now)
