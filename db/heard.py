"""What somebody has heard already, for himself or in another's place: so that nobody hears it twice, or too much."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.manners import IN_NO_HURRY, NEVER_CAPPED
from db import queue
from db.outbox import BUNDLED, Kind, Priority, State
from db.tables import Account, OutboxMessage


async def heard_since(session: AsyncSession, reader_id: int | None, since: datetime, now: datetime) -> int:
    """How many messages that could have waited this person has had since then (`core.manners.may_wait`)."""
    heard = await queue.heard_by(session, reader_id, now)
    facts = {"reader": reader_id, "people": list(heard), "since": since}
    return await session.scalar(_HEARD_SINCE, facts) or 0


_NEVER_CAPPED = sorted(NEVER_CAPPED)
_HERE = and_(Account.channel == OutboxMessage.channel, Account.chat_id == OutboxMessage.chat_id)
_OF_A_BROADCAST = and_(  # `core.broadcast.counts`, in SQL
    OutboxMessage.kind == Kind.BROADCAST,
    or_(
        OutboxMessage.slot == "post#0",
        OutboxMessage.slot.like("remind%"),
        OutboxMessage.slot.like("head%"),
    ),
)
_HEARD_SINCE = (
    select(func.count(OutboxMessage.id))
    .join(Account, _HERE)
    .where(
        Account.person_id == bindparam("reader"),
        OutboxMessage.person_id.in_(bindparam("people", expanding=True)),
        OutboxMessage.sent_at >= bindparam("since"),
        or_(OutboxMessage.kind.in_(BUNDLED), _OF_A_BROADCAST),
        OutboxMessage.priority > Priority.URGENT,
        or_(OutboxMessage.kind != Kind.NEWS, OutboxMessage.payload["step"].as_string().in_(IN_NO_HURRY)),
        or_(OutboxMessage.slot.is_(None), and_(*(OutboxMessage.slot.not_like(f"{kind}%") for kind in _NEVER_CAPPED))),
        OutboxMessage.edits.is_(None),
        OutboxMessage.bundle_id.is_(None),
        OutboxMessage.state.in_((State.SENT, State.SENDING, State.UNKNOWN)),
    )
)


async def words_since(session: AsyncSession, row: OutboxMessage, since: datetime) -> int:
    """How often the same person has heard of what the same one said or did on the same task."""
    query = select(func.count(OutboxMessage.id)).where(
        OutboxMessage.person_id == row.person_id,
        OutboxMessage.sent_at >= since,
        OutboxMessage.task_id == row.task_id,
        OutboxMessage.kind == Kind.NEWS,
        OutboxMessage.edits.is_(None),
        OutboxMessage.state == State.SENT,
        OutboxMessage.payload["by"].as_integer() == row.payload["by"],
    )
    return await session.scalar(query) or 0


async def news_heard(session: AsyncSession, reader_id: int | None, task_ids: Collection[int]) -> dict[int, datetime]:
    """Task → when this person last heard news of it, for himself or in somebody's place."""
    heard = await session.execute(_NEWS_HEARD, {"reader": reader_id, "tasks": list(task_ids)})
    return {task_id: at for task_id, at in heard if task_id is not None and at is not None}


_NEWS_HEARD = (
    select(OutboxMessage.task_id, func.max(OutboxMessage.sent_at))
    .join(Account, _HERE)
    .where(Account.person_id == bindparam("reader"), OutboxMessage.task_id.in_(bindparam("tasks", expanding=True)))
    .where(OutboxMessage.kind == Kind.NEWS, OutboxMessage.edits.is_(None))
    .where(OutboxMessage.state == State.SENT)
    .group_by(OutboxMessage.task_id)
)


async def is_told_beside(session: AsyncSession, row: OutboxMessage, now: datetime) -> bool:
    """Whether the same news go to the same receiver for somebody else as well: he hears them once."""
    receiver_id = await queue.receiver_of(session, row, now)
    sharing = await queue.heard_by(session, receiver_id, now) - {row.person_id}
    if not sharing:
        return False
    others = (
        OutboxMessage.kind == row.kind,
        OutboxMessage.task_id == row.task_id,
        OutboxMessage.person_id.in_(sharing),
        OutboxMessage.created_at == row.created_at,
        OutboxMessage.payload["step"].as_string() == row.payload["step"],
        OutboxMessage.edits.is_(None),
    )
    went = select(OutboxMessage.id).join(Account, _HERE).where(*others, Account.person_id == receiver_id)
    told = (State.SENDING, State.UNKNOWN, State.SENT)
    if await session.scalar(went.where(OutboxMessage.state.in_(told)).limit(1)) is not None:
        return True
    waiting = select(OutboxMessage).where(*others, OutboxMessage.state.in_((State.READY, State.CLAIMED)))
    return any(_goes_before(each, row, receiver_id) for each in await session.scalars(waiting))


def _goes_before(one: OutboxMessage, other: OutboxMessage, receiver_id: int | None) -> bool:
    """What he is owed himself, else the older."""
    return (one.person_id != receiver_id, one.id) < (other.person_id != receiver_id, other.id)
