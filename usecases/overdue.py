"""Overdue: what is late among the tasks that this person may see, by unit, or whatever else he wishes to see of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor
from core.wish import Wish
from core.wording.views import ListView
from db import tasks, wished
from usecases.views import list_of

PAGE = 6
MOST = 10_000  # nobody turns more pages; what is beyond is filtered, or exported


async def overdue(
    session: AsyncSession,
    viewer: Actor,
    policy: Policy,
    now: datetime,
    page: int = 1,
    size: int = PAGE,
) -> ListView:
    """An official sees the own tasks, a unit head the unit and below, the office and the leaders all."""
    return await listed(session, viewer, policy, now, replace(Wish(), page=page), size, most=None)


async def listed(
    session: AsyncSession,
    viewer: Actor,
    policy: Policy,
    now: datetime,
    wish: Wish,
    size: int = PAGE,
    most: int | None = MOST,
) -> ListView:
    """The page that is wished for, or the nearest one that exists; `most` tasks at most, all with None."""
    wanted = await wished.wanted(session, wish, viewer, now)
    found = await tasks.page_of(session, wanted, wished.order(wish), wish.page, size, most)
    return await list_of(session, found, viewer, policy, now)
