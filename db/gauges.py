"""What an operator counts. By the indexes of the states, over what is under way: never over what is settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import inbox, tasks
from db.outbox import UNDER_WAY, State
from db.tables import InboxUpdate, OutboxMessage, TaskRow

SHOWN = (*UNDER_WAY, State.UNKNOWN, State.SET_ASIDE)
"""Messages that move, or that somebody must look at. What is sent, dropped or gone is as long as the history."""


@dataclass(frozen=True, kw_only=True)
class Gauges:
    """`outbox` has every state of `SHOWN`, `parked` are updates that could not be handled."""

    outbox: Mapping[str, int]
    inbox: int
    parked: int
    open: int
    overdue: int


async def read(session: AsyncSession, now: datetime) -> Gauges:
    count = func.count(OutboxMessage.id)
    states = select(OutboxMessage.state, count).where(OutboxMessage.state.in_(SHOWN)).group_by(OutboxMessage.state)
    found = dict((await session.execute(states)).all())
    return Gauges(
        outbox={state.value: found.get(state.value, 0) for state in SHOWN},
        inbox=await _updates(session, inbox.NEW),
        parked=await _updates(session, inbox.PARKED),
        open=await session.scalar(select(func.count(TaskRow.id)).where(tasks.is_under_way())) or 0,
        overdue=await session.scalar(select(func.count(TaskRow.id)).where(tasks.is_late(now))) or 0,
    )


async def _updates(session: AsyncSession, state: str) -> int:
    return await session.scalar(select(func.count(InboxUpdate.id)).where(InboxUpdate.state == state)) or 0
