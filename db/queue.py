"""The outbox as the sender sees it: what may go now, to whom, and what is freed when somebody died on the way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import people
from db.outbox import BUNDLED, HELD, PASSES_QUIET, PROVED, UNDER_WAY, Chat, Kind, Priority, State
from db.tables import Account, OutboxMessage


@dataclass(frozen=True, kw_only=True)
class Resting:
    """Who must be left in peace for a moment, chats and channels; to `unhurried` ones, groups, answers alone may go."""

    chats: frozenset[str] = frozenset()
    unhurried: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A row that may go. `chat` is its own, else where its receiver was last heard; None when nothing reaches him.

    What nobody has asked for goes to `receiver_id`: the person himself, or whoever stands in for him at this moment.
    """

    id: int
    kind: Kind
    receiver_id: int | None
    chat: Chat | None
    repeat: bool
    has_failed: bool
    is_edit: bool


async def ready(
    session: AsyncSession, now: datetime, *, priorities: Collection[Priority], resting: Resting, limit: int
) -> Sequence[Ready]:
    """What may go now, most urgent first. Whoever rests is left out here, so that nobody is kept waiting behind him.

    The state is a literal: PostgreSQL ignores the index under a generic plan when it is a bound parameter.
    """
    stand_ins = await people.stand_ins(session, now)
    query = _ready(tuple(stand_ins.items()), all_priorities=len(priorities) == len(Priority))
    facts: dict[str, Any] = {"now": now, "most": limit, "priorities": list(priorities)}
    rests = {"chats": resting.chats, "unhurried": resting.unhurried, "channels": resting.channels}
    rows = await session.execute(query, facts | {name: list(those) for name, those in rests.items()})
    return [
        Ready(
            id=row_id,
            kind=Kind(kind),
            receiver_id=receiver_id,
            chat=Chat(channel, chat_id) if chat_id is not None else None,
            repeat=repeat,
            has_failed=tries > 0,
            is_edit=edits is not None,
        )
        for row_id, kind, receiver_id, channel, chat_id, repeat, tries, edits in rows
    ]


@lru_cache(maxsize=64)
def _ready(stand_ins: tuple[tuple[int, int], ...], *, all_priorities: bool) -> Select[Any]:
    """Built once for those who are away: it is asked before every message."""
    row = OutboxMessage
    receiver = case((_unasked(), people.in_place_of(row.person_id, dict(stand_ins))), else_=row.person_id)
    channel = case((_unasked(), Account.channel), else_=func.coalesce(row.channel, Account.channel))
    chat_id = case((_unasked(), Account.chat_id), else_=func.coalesce(row.chat_id, Account.chat_id))
    may_go = or_(row.priority == Priority.ANSWER, chat_id.not_in(bindparam("unhurried", expanding=True)))
    reached = and_(or_(row.chat_id.is_(None), _unasked()), Account.id == people.reached_by(receiver))
    query = (
        select(row.id, row.kind, receiver, channel, chat_id, row.repeat, row.tries, row.edits)
        .outerjoin(Account, reached)
        .where(row.state == literal_column("'ready'"), _is_time())
        .where(or_(channel.is_(None), channel.not_in(bindparam("channels", expanding=True))))
        .where(or_(chat_id.is_(None), and_(chat_id.not_in(bindparam("chats", expanding=True)), may_go)))
        .order_by(row.priority, row.id)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True, of=row)
    )
    return query if all_priorities else query.where(row.priority.in_(bindparam("priorities", expanding=True)))


_TO_HIMSELF = (Kind.ANSWER, Kind.LEAVE, Kind.BROADCAST)
"""What he asked, what is told of his own leave, and what he must confirm himself nobody hears in his place."""


def _unasked() -> ColumnElement[bool]:
    """`is_unasked`, in SQL."""
    row = OutboxMessage
    own = (row.person_id.is_not(None), row.edits.is_(None))
    return and_(*own, row.priority != Priority.ANSWER, row.kind.not_in(_TO_HIMSELF))


def is_unasked(row: OutboxMessage) -> bool:
    """Whether it goes to whoever stands in for its person: he has not asked for it, and it is no edit."""
    by_itself = row.priority != Priority.ANSWER and row.kind not in _TO_HIMSELF
    return by_itself and row.person_id is not None and row.edits is None


async def receiver_of(session: AsyncSession, row: OutboxMessage, now: datetime) -> int | None:
    """Who is to read it at this moment."""
    if row.person_id is None or not is_unasked(row):
        return row.person_id
    return (await people.stand_ins(session, now)).get(row.person_id, row.person_id)


async def goes_to(session: AsyncSession, row: OutboxMessage, chat: Chat, now: datetime) -> bool:
    """Whether what was claimed for this chat is still to go there: a leave may have begun or ended since."""
    if not is_unasked(row):
        return True
    there = await session.scalar(_WHOSE, {"channel": chat.channel, "chat": chat.chat_id})
    return there == await receiver_of(session, row, now)


_WHOSE = select(Account.person_id).where(Account.channel == bindparam("channel"), Account.chat_id == bindparam("chat"))


async def beside(
    session: AsyncSession, row: Ready, now: datetime, *, priorities: Collection[Priority]
) -> Sequence[int]:
    """What waits for the same receiver and can share its message: the new ones, or the repeated ones."""
    heard = await heard_by(session, row.receiver_id, now)
    facts = {"now": now, "people": list(heard), "repeat": row.repeat, "priorities": list(priorities)}
    return (await session.scalars(_beside(), facts)).all()


@cache
def _beside() -> Select[Any]:
    return (
        select(OutboxMessage.id)
        .where(OutboxMessage.state == literal_column("'ready'"), _is_time())
        .where(OutboxMessage.person_id.in_(bindparam("people", expanding=True)), OutboxMessage.kind.in_(BUNDLED))
        .where(OutboxMessage.repeat == bindparam("repeat"), OutboxMessage.tries == 0)
        .where(OutboxMessage.edits.is_(None), OutboxMessage.priority.in_(bindparam("priorities", expanding=True)))
        .order_by(OutboxMessage.id)
        .with_for_update(skip_locked=True)
    )


async def heard_by(session: AsyncSession, receiver_id: int | None, now: datetime) -> set[int | None]:
    """Whose messages come to this person."""
    stand_ins: Mapping[int, int] = await people.stand_ins(session, now)
    himself = {receiver_id} - set(stand_ins)
    return himself | {person_id for person_id, receiver in stand_ins.items() if receiver == receiver_id}


def _is_time() -> ColumnElement[bool]:
    return or_(OutboxMessage.not_before.is_(None), OutboxMessage.not_before <= bindparam("now"))


async def doubt(session: AsyncSession, rows: Collection[ColumnElement[bool]], why: str, not_before: datetime) -> int:
    """What may have arrived is unknown. An edit may be made twice without harm, so it is simply made again."""
    edits = (*rows, OutboxMessage.edits.is_not(None))
    again = await _sweep(session, State.SENDING, State.READY, edits, owner=None, error=why, not_before=not_before)
    lost = await _sweep(session, State.SENDING, State.UNKNOWN, rows, owner=None, error=why, not_before=not_before)
    return again + lost


async def reap(session: AsyncSession, now: datetime, *, mine: Collection[int]) -> int:
    """Frees what a dead owner left: claimed rows are ready, rows in flight are unknown. Returns how many.

    `mine` are the rows that the caller is sending at this moment, whatever their lease says.
    """
    left = (OutboxMessage.lease_until <= now, OutboxMessage.id.not_in(mine))
    freed = await _sweep(session, State.CLAIMED, State.READY, left, owner=None)
    lost = await doubt(session, left, "the process ended during the call", now)
    return freed + lost + await _again(session, now)


async def _again(session: AsyncSession, now: datetime) -> int:
    """An unknown message goes once more, marked; never a third time."""
    first = (OutboxMessage.repeat.is_(False), OutboxMessage.not_before <= now)
    return await _sweep(session, State.UNKNOWN, State.READY, first, repeat=True)


async def _sweep(
    session: AsyncSession, start: State, to: State, where: Collection[ColumnElement[bool]], **values: Any
) -> int:
    query = (
        update(OutboxMessage)
        .where(OutboxMessage.state == start, *where)
        .values(state=to, **values)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    )
    return len((await session.execute(query)).all())


async def prove_delivered(session: AsyncSession, chat: Chat, person_id: int, task_id: int) -> None:
    """A press on any copy proves that it arrived: what is unknown or waits to be repeated is not sent again."""
    mine = or_(OutboxMessage.person_id == person_id, OutboxMessage.chat_id == chat.chat_id)
    doubted = (
        OutboxMessage.task_id == task_id,
        or_(
            OutboxMessage.state == State.UNKNOWN,
            (OutboxMessage.state == State.READY) & OutboxMessage.repeat.is_(True),
        ),
    )
    await session.execute(update(OutboxMessage).where(mine, *doubted).values(state=State.SENT, error=PROVED))


async def oldest_waiting(session: AsyncSession, *, quiet: bool) -> datetime | None:
    """Also when it will be tried again later: that is waiting, too; but not what is held for the next morning."""
    held = and_(OutboxMessage.state == State.READY, func.coalesce(OutboxMessage.error, "") == HELD)
    query = select(func.min(OutboxMessage.created_at)).where(OutboxMessage.state.in_(UNDER_WAY), ~held)
    if quiet:
        query = query.where(OutboxMessage.priority.in_(PASSES_QUIET))
    return await session.scalar(query)


async def counts(session: AsyncSession) -> dict[str, int]:
    query = select(OutboxMessage.state, func.count(OutboxMessage.id)).group_by(OutboxMessage.state)
    return dict((await session.execute(query)).all())
