"""Everything that somebody is owed, from the fact that owes it to what became of it.

ready → claimed (owner, lease) → sending (committed right before the call) → sent | ready again | gone | dropped |
unknown | set_aside. Only a row in `sending` is ambiguous after a crash.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Update,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.nudge import WITHOUT_DEADLINE, Nudge
from core.slot import Audience, as_named_now
from db import people
from db.insert import insert_new
from db.session import OWED
from db.tables import Account, OutboxMessage, TaskRow


class State(StrEnum):
    READY = "ready"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    GONE = "gone"
    DROPPED = "dropped"
    UNKNOWN = "unknown"
    SET_ASIDE = "set_aside"


class Priority(IntEnum):
    """Served in this order, with room between for what comes to be told later."""

    ANSWER = 0
    URGENT = 10
    NEWS = 20
    NUDGE = 30
    DIGEST = 40
    BROADCAST = 50
    REFRESH = 60


PASSES_QUIET = (Priority.ANSWER, Priority.URGENT)
"""All that may leave in quiet hours: answers, and what is told of tasks that are hỏa tốc."""


class Kind(StrEnum):
    """Which screen of `usecases.compose` a row becomes."""

    NUDGE = "nudge"
    NEWS = "news"
    DIGEST = "digest"
    CALENDAR = "calendar"
    CALENDAR_CHANGE = "calendar_change"
    TASK = "task"
    MY_TASKS = "my_tasks"
    OVERDUE = "overdue"
    WATCH = "watch"
    SAY = "say"
    ASK = "ask"
    QUESTION = "question"
    ANSWER = "answer"
    PROPOSAL = "proposal"
    FILE = "file"
    LEAVE = "leave"
    DELEGATIONS = "delegations"
    LEFT = "left"
    SETTINGS = "settings"
    FEED = "feed"
    REPORT = "report"
    BURNING = "burning"
    GROUPS = "groups"
    GROUP_CODE = "group_code"
    MERITS = "merits"
    PRAISE = "praise"
    RECORD = "record"
    RECORD_TASK = "record_task"
    BROADCAST = "broadcast"
    BROADCASTS = "broadcasts"
    RECEIPTS = "receipts"
    EXPORT = "export"
    HISTORY = "history"
    FOUND = "found"
    DECISIONS = "decisions"


BUNDLED = (Kind.NUDGE, Kind.NEWS, Kind.DIGEST)
"""What nobody has asked for: it may come together, and a person hears only so many of them a day."""
MOST_TRIES = 5
LEASE = timedelta(seconds=60)  # longer than the slowest call to a messenger
UNDER_WAY = (State.READY, State.CLAIMED, State.SENDING)
REPLACED = "a newer edit replaced it"
PROVED = "proved by a press"
MOVED = "its message stayed in the old group"
HELD = "held for the next morning"


@dataclass(frozen=True)
class Chat:
    channel: str
    chat_id: str


async def owe(
    session: AsyncSession,
    kind: Kind,
    *,
    now: datetime,
    person_id: int | None = None,
    chat: Chat | None = None,
    task_id: int | None = None,
    edits: str | None = None,
    priority: Priority = Priority.ANSWER,
    payload: dict[str, Any] | None = None,
) -> None:
    """Owes one message to a person or to a chat. A newer edit of the same message replaces a waiting one.

    But a refresh does not replace an answer that waits: the answer will show what is true as well.
    """
    if edits is not None and chat is not None and await _edit_waits(session, chat, edits, priority):
        return
    row = OutboxMessage(
        kind=kind,
        priority=priority,
        person_id=person_id,
        channel=chat.channel if chat else None,
        chat_id=chat.chat_id if chat else None,
        task_id=task_id,
        edits=edits,
        payload=payload or {},
        state=State.READY,
        created_at=now,
    )
    session.add(row)
    session.info[OWED] = True


def _edits_of(chat: Chat, message_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        OutboxMessage.channel == chat.channel,
        OutboxMessage.chat_id == chat.chat_id,
        OutboxMessage.edits == message_id,
    )


async def _edit_waits(session: AsyncSession, chat: Chat, message_id: str, priority: Priority) -> bool:
    """Whether a more urgent edit of the message waits; those that are not are replaced."""
    facts = {"channel": chat.channel, "chat": chat.chat_id, "message": message_id}
    waiting = (await session.execute(_WAITING_EDITS, facts)).all()
    replaced = [row_id for row_id, urgent in waiting if urgent >= priority]
    await move(session, replaced, start=State.READY, to=State.DROPPED, error=REPLACED)
    return len(replaced) < len(waiting)


_WAITING_EDITS = select(OutboxMessage.id, OutboxMessage.priority).where(
    OutboxMessage.channel == bindparam("channel"),
    OutboxMessage.chat_id == bindparam("chat"),
    OutboxMessage.edits == bindparam("message"),
    OutboxMessage.state == literal_column("'ready'"),
)


async def is_overtaken(session: AsyncSession, chat: Chat, message_id: str, row_id: int) -> bool:
    """Whether a newer edit of the same message was owed after this one."""
    newer = (
        *_edits_of(chat, message_id),
        OutboxMessage.id > row_id,
        OutboxMessage.state.in_((*UNDER_WAY, State.SENT)),
    )
    return await session.scalar(select(OutboxMessage.id).where(*newer).limit(1)) is not None


@dataclass(frozen=True, kw_only=True)
class Addressed:
    """A nudge for one person."""

    nudge: Nudge
    person_id: int
    deadline_version: int


async def owe_nudges(session: AsyncSession, nudges: Iterable[Addressed], now: datetime) -> int:
    """Owes each of them once per slot and deadline version; returns how many were new."""
    rows = [
        {
            "kind": Kind.NUDGE,
            "priority": Priority.URGENT if each.nudge.at_once else Priority.NUDGE,
            "person_id": each.person_id,
            "task_id": each.nudge.task_id,
            "slot": each.nudge.slot,
            "audience": each.nudge.audience,
            "deadline_version": each.deadline_version,
            "payload": {"at": each.nudge.at.isoformat()},
            "state": State.READY,
            "tries": 0,
            "repeat": False,
            "created_at": now,
        }
        for each in nudges
    ]
    added = await insert_new(session, OutboxMessage, rows)
    session.info[OWED] = session.info.get(OWED) or added > 0
    return added


_FOR_GOOD = sorted((*(f"{kind}%" for kind in WITHOUT_DEADLINE), "late+%@%"))
_USED = (
    select(
        OutboxMessage.task_id,
        OutboxMessage.slot,
        OutboxMessage.audience,
        OutboxMessage.payload["at"].as_string(),
        TaskRow.deadline_ends_at,
    )
    .join(TaskRow, TaskRow.id == OutboxMessage.task_id)
    .where(OutboxMessage.task_id.in_(bindparam("tasks", expanding=True)), OutboxMessage.slot.is_not(None))
    .where(or_(OutboxMessage.deadline_version == TaskRow.deadline_version, *map(OutboxMessage.slot.like, _FOR_GOOD)))
)


async def slots_used(session: AsyncSession, task_ids: Collection[int]) -> dict[int, set[tuple[str, Audience]]]:
    """Task → (slot, audience) pairs that were owed, whatever became of them.

    What counts from the deadline was owed only under the present one; the rest is owed once, however it moves.
    """
    used: dict[int, set[tuple[str, Audience]]] = {}
    for task_id, slot, named, at, ends_at in await session.execute(_USED, {"tasks": list(task_ids)}):
        if task_id is not None and slot is not None and named is not None:
            audience = Audience(named)
            name = as_named_now(slot, audience, datetime.fromisoformat(at), ends_at)
            used.setdefault(task_id, set()).update({(slot, audience), (name, audience)})
    return used


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
    rests = {name: list(getattr(resting, name)) for name in ("chats", "unhurried", "channels")}
    rows = await session.execute(query, rests | {"now": now, "most": limit, "priorities": list(priorities)})
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


async def move(
    session: AsyncSession,
    row_ids: Collection[int],
    *,
    start: State,
    to: State,
    held_by: str | None = None,
    **values: Any,
) -> None:
    """Moves rows that are still in `start`, and in the hands of `held_by` when that is given."""
    if not row_ids:
        return
    facts = {f"new_{name}": value for name, value in {"state": to, **values}.items()}
    facts |= {"ids": list(row_ids), "start": start}
    if held_by is not None:
        facts["holder"] = held_by
    await session.execute(_moving(tuple(values), held=held_by is not None), facts)


@cache
def _moving(names: tuple[str, ...], *, held: bool) -> Update:
    row = OutboxMessage.metadata.tables[OutboxMessage.__tablename__]
    query = update(row).where(row.c.id.in_(bindparam("ids", expanding=True)), row.c.state == bindparam("start"))
    if held:
        query = query.where(row.c.owner == bindparam("holder"))
    return query.values({name: bindparam(f"new_{name}", type_=row.c[name].type) for name in ("state", *names)})


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


async def told_lately(
    session: AsyncSession,
    key: str,
    since: datetime,
    *,
    chat: Chat | None = None,
    about: str | None = None,
    waiting: bool = False,
) -> bool:
    """Whether this saying was owed since then: to this chat, or about this thing; `waiting` when it has not left."""
    query = select(OutboxMessage.id).where(
        OutboxMessage.kind == literal_column("'say'"),  # by the index of these
        OutboxMessage.created_at > since,
        OutboxMessage.payload["key"].as_string() == key,
    )
    if chat is not None:
        query = query.where(OutboxMessage.channel == chat.channel, OutboxMessage.chat_id == chat.chat_id)
    if about is not None:
        query = query.where(OutboxMessage.payload["about"].as_string() == about)
    if waiting:
        query = query.where(OutboxMessage.state == literal_column("'ready'"))
    return await session.scalar(query.limit(1)) is not None


async def take_back_news(session: AsyncSession, task_id: int, step: str, since: datetime) -> list[int]:
    """Drops the news of a step that has not left yet; returns who has heard it already."""
    news = (
        OutboxMessage.task_id == task_id,
        OutboxMessage.kind == Kind.NEWS,
        OutboxMessage.created_at >= since,
        OutboxMessage.payload["step"].as_string() == step,
        OutboxMessage.edits.is_(None),
    )
    waiting = update(OutboxMessage).where(*news, OutboxMessage.state == State.READY)
    await session.execute(waiting.values(state=State.DROPPED, error="taken back"))
    told = (State.SENT, State.CLAIMED, State.SENDING, State.UNKNOWN)
    query = select(OutboxMessage.person_id).where(*news, OutboxMessage.state.in_(told))
    return [person_id for person_id in await session.scalars(query) if person_id is not None]


async def was_nudged(session: AsyncSession, person_id: int, task_id: int, since: datetime) -> bool:
    """Whether a nudge of this task, owed since then, has reached the person."""
    mine = (OutboxMessage.person_id == person_id, OutboxMessage.task_id == task_id, OutboxMessage.kind == Kind.NUDGE)
    sent = (OutboxMessage.created_at >= since, OutboxMessage.state.in_((State.SENT, State.SENDING, State.UNKNOWN)))
    return await session.scalar(select(OutboxMessage.id).where(*mine, *sent).limit(1)) is not None


async def was_asked(session: AsyncSession, question_id: int, person_ids: Collection[int]) -> bool:
    """Whether this question was put to one of them."""
    query = select(OutboxMessage.id).where(
        OutboxMessage.person_id.in_(person_ids),
        OutboxMessage.kind == Kind.QUESTION,
        OutboxMessage.payload["question"].as_integer() == question_id,
    )
    return await session.scalar(query.limit(1)) is not None


async def follow_chat(session: AsyncSession, channel: str, old: str, new: str) -> None:
    """What waits goes to the new chat. Its messages are counted anew, so none of the old ones can be edited there: an
    edit of a broadcast that waits becomes a message of its own, every other one is dropped. What stands in the old
    group alone is marked.
    """
    mine = (OutboxMessage.channel == channel, OutboxMessage.chat_id == old)
    waiting = (*mine, OutboxMessage.edits.is_not(None), OutboxMessage.state == State.READY)
    others = (*waiting, OutboxMessage.broadcast_id.is_(None))
    await session.execute(update(OutboxMessage).where(*others).values(state=State.DROPPED, error=MOVED))
    await session.execute(update(OutboxMessage).where(*waiting).values(edits=None))
    stood = (*mine, OutboxMessage.state == State.SENT, OutboxMessage.message_id.is_not(None))
    await session.execute(update(OutboxMessage).where(*stood).values(error=MOVED))
    await session.execute(update(OutboxMessage).where(*mine).values(chat_id=new, message_id=None))


async def forget(session: AsyncSession, why: str) -> None:
    """Drops everything that waits: for a history that is made up."""
    waiting = OutboxMessage.state == State.READY
    await session.execute(update(OutboxMessage).where(waiting).values(state=State.DROPPED, error=why))


async def forget_waiting_nudges(session: AsyncSession) -> None:
    """Frees the slots of nudges that have never left; what has been tried, or stands for others, goes its way."""
    other = aliased(OutboxMessage)
    waiting = (
        OutboxMessage.kind == Kind.NUDGE,
        OutboxMessage.state == State.READY,
        OutboxMessage.tries == 0,
        OutboxMessage.repeat.is_(False),
        ~select(other.id).where(other.bundle_id == OutboxMessage.id).exists(),
    )
    await session.execute(delete(OutboxMessage).where(*waiting).execution_options(synchronize_session=False))


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
