"""Broadcasts, who has confirmed them, and the messages that show them. A thousand receivers are a few statements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, case, func, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.addressees import House, Member
from core.broadcast import ASKING, Screen, State
from core.roles import Role
from core.task import Urgency
from db import groups, outbox
from db.broadcast_tables import Broadcast, BroadcastPost, BroadcastTask, Receipt
from db.insert import insert_new
from db.outbox import REPLACED, Chat, Kind, Priority
from db.session import OWED
from db.tables import Account, Group, OutboxMessage, Person, Unit


async def house(session: AsyncSession, today: datetime) -> House:
    """The office as it is, without those who have left and the units that are no more."""
    units = (await session.scalars(select(Unit))).all()
    day = today.date()
    living = {each.id: each for each in units if each.valid_to is None or each.valid_to >= day}
    bound = select(Account.id).where(Account.person_id == Person.id, Account.gone_at.is_(None)).exists()
    query = select(Person.id, Person.unit_id, Person.role, bound).where(Person.active).order_by(Person.id)
    members = (
        Member(id=person_id, unit_id=unit_id, is_head=role == Role.HEAD, bound=is_bound)
        for person_id, unit_id, role, is_bound in await session.execute(query)
    )
    return House(
        members=tuple(members),
        units={each.id: each.name for each in living.values()},
        kinds={each.id: each.kind for each in living.values()},
        parents={each.id: each.parent_id for each in living.values()},
        groups={group_id: unit_ids for group_id, (_, unit_ids) in (await groups.bound(session)).items()},
    )


async def to_look_at(session: AsyncSession, now: datetime) -> Broadcast | None:
    query = select(Broadcast).where(Broadcast.look_at <= now).order_by(Broadcast.look_at, Broadcast.id).limit(1)
    return await session.scalar(query.with_for_update(skip_locked=True))


async def seen_by(session: AsyncSession, author_id: int | None, most: int) -> Sequence[Broadcast]:
    """The newest ones, of this author or of everybody."""
    mine = Broadcast.author_id == author_id if author_id is not None else true()
    return (await session.scalars(select(Broadcast).where(mine).order_by(Broadcast.id.desc()).limit(most))).all()


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One message of a broadcast that somebody, or a group, is owed; a `slot` is owed to a person once.

    `as_new` is for an edit that must be heard of even where nothing can be edited.
    """

    screen: Screen
    person_id: int | None = None
    chat: Chat | None = None
    slot: str | None = None
    part: int = 0
    post_id: int | None = None
    edits: str | None = None
    as_new: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)

    def row(self, broadcast_id: int, priority: Priority, now: datetime, not_before: datetime | None) -> dict[str, Any]:
        known = {"post": self.post_id, "part": self.part, "as_new": self.as_new or None, **self.facts}
        return {
            "kind": Kind.BROADCAST,
            "priority": priority,
            "person_id": self.person_id,
            "channel": self.chat.channel if self.chat else None,
            "chat_id": self.chat.chat_id if self.chat else None,
            "broadcast_id": broadcast_id,
            "slot": self.slot,
            "payload": {"screen": self.screen, **{key: value for key, value in known.items() if value is not None}},
            "edits": self.edits,
            "state": outbox.State.READY,
            "tries": 0,
            "repeat": False,
            "not_before": not_before,
            "created_at": now,
        }


def beside(row: OutboxMessage, screen: Screen, *, part: int = 0, slot: str | None = None) -> Owed:
    """Another message to the chat of this one."""
    return Owed(
        screen=screen,
        person_id=row.person_id,
        chat=Chat(row.channel, row.chat_id) if row.channel and row.chat_id else None,
        slot=slot if row.person_id is not None else None,
        part=part,
        post_id=row.payload.get("post"),
    )


async def owe(
    session: AsyncSession,
    broadcast_id: int,
    owed: Iterable[Owed],
    *,
    priority: Priority,
    now: datetime,
    not_before: datetime | None = None,
) -> int:
    """All in one statement; what was owed under the same slot before is not owed again. Returns how many were new."""
    rows = [each.row(broadcast_id, priority, now, not_before) for each in owed]
    added = await insert_new(session, OutboxMessage, rows)
    session.info[OWED] = session.info.get(OWED) or added > 0
    return added


_IS_BOUND = select(Account.id).where(Account.person_id == Receipt.person_id, Account.gone_at.is_(None)).exists()
_HAS_CONFIRMED = func.coalesce(Receipt.version, -1) >= Broadcast.to_confirm
_IS_SENT_HIS = or_(Receipt.owed_at.is_not(None), Broadcast.state == State.POSTING)
_IS_COUNTED = or_(_HAS_CONFIRMED, and_(_IS_BOUND, _IS_SENT_HIS))
"""Whoever has confirmed, and whom his own copy can reach: nobody is waited for who has been sent nothing."""


def _of(broadcast_id: int, *columns: Any) -> Select[Any]:
    """The receipts of those who still work here."""
    query = select(*columns).select_from(Receipt).join(Person, Person.id == Receipt.person_id)
    query = query.join(Broadcast, Broadcast.id == Receipt.broadcast_id)
    return query.where(Receipt.broadcast_id == broadcast_id, Person.active)


def _silent(broadcast_id: int, *columns: Any) -> Select[Any]:
    return _of(broadcast_id, *columns).where(_IS_COUNTED, ~_HAS_CONFIRMED)


async def ask(session: AsyncSession, broadcast_id: int, units: Mapping[int, int]) -> None:
    """These people, each of a unit, have to confirm it from now on."""
    rows = [{"broadcast_id": broadcast_id, "person_id": who, "unit_id": unit} for who, unit in units.items()]
    if rows:
        await session.execute(insert(Receipt.metadata.tables[Receipt.__tablename__]), rows)


async def waiting_copies(session: AsyncSession, broadcast_id: int, most: int) -> Sequence[int]:
    """Those whose own copy is not owed yet, though it would reach them; but nobody who has read it elsewhere."""
    query = _of(broadcast_id, Receipt.person_id).where(Receipt.owed_at.is_(None), _IS_BOUND, ~_HAS_CONFIRMED)
    return (await session.scalars(query.order_by(Receipt.person_id).limit(most))).all()


async def mark_owed(session: AsyncSession, broadcast_id: int, person_ids: Collection[int], now: datetime) -> None:
    mine = (Receipt.broadcast_id == broadcast_id, Receipt.person_id.in_(person_ids))
    await session.execute(update(Receipt).where(*mine).values(owed_at=now))


async def look_for(session: AsyncSession, person_id: int, since: datetime, now: datetime) -> bool:
    """Something reaches this person again: what was posted since then and never sent to him is looked at once more.

    Whether there is any such broadcast.
    """
    unsent = select(Receipt.broadcast_id).where(Receipt.person_id == person_id, Receipt.owed_at.is_(None))
    alive = (Broadcast.state == State.POSTED, Broadcast.posted_at >= since, Broadcast.id.in_(unsent))
    found = await session.execute(update(Broadcast).where(*alive).values(look_at=now).returning(Broadcast.id))
    return bool(found.all())


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when to when somebody was owed his copy, both included; `since` is None for no matter how early."""

    since: datetime | None
    until: datetime

    def to_json(self) -> dict[str, str | None]:
        return {"since": self.since.isoformat() if self.since else None, "until": self.until.isoformat()}

    @classmethod
    def of(cls, row: OutboxMessage) -> Self:
        """That of the people whom this message names."""
        since, until = row.payload.get("since"), row.payload.get("until")
        return cls(
            since=datetime.fromisoformat(since) if since else None,
            until=datetime.fromisoformat(until) if until else row.created_at,
        )

    @property
    def holds(self) -> ColumnElement[bool]:
        return and_(Receipt.owed_at <= self.until, *([Receipt.owed_at >= self.since] if self.since else []))


async def owed_after(session: AsyncSession, broadcast_id: int, moment: datetime) -> Sequence[datetime]:
    """When those of the silent were owed their copies who were owed them only later."""
    query = _silent(broadcast_id, Receipt.owed_at).where(Receipt.owed_at > moment)
    return [at for at in await session.scalars(query.distinct()) if at is not None]


async def silent(session: AsyncSession, broadcast_id: int, span: Span) -> Sequence[tuple[int, int]]:
    """Person and unit of all who have to confirm it, were sent it in this span, and have not."""
    query = _silent(broadcast_id, Receipt.person_id, Receipt.unit_id).where(span.holds)
    rows = await session.execute(query.order_by(Receipt.unit_id, Receipt.person_id))
    return [(person_id, unit_id) for person_id, unit_id in rows]


async def confirmed_any(session: AsyncSession, broadcast_id: int, person_ids: Collection[int]) -> frozenset[int]:
    """Those of these people who have confirmed some version of its text."""
    mine = (Receipt.broadcast_id == broadcast_id, Receipt.person_id.in_(person_ids), Receipt.version.is_not(None))
    return frozenset((await session.scalars(select(Receipt.person_id).where(*mine))).all())


async def is_anybody_silent(session: AsyncSession, broadcast_id: int) -> bool:
    return await session.scalar(_silent(broadcast_id, Receipt.person_id).limit(1)) is not None


async def silent_without(
    session: AsyncSession, broadcast_id: int, slot: str, span: Span, *, but: Collection[int], most: int
) -> Sequence[int]:
    """Some of the silent, sent their copies in this span, who are not owed this slot yet."""
    other = aliased(OutboxMessage)
    has_it = select(other.id).where(
        other.broadcast_id == broadcast_id, other.person_id == Receipt.person_id, other.slot == slot
    )
    mine = (span.holds, ~has_it.exists(), Receipt.person_id.not_in(but))
    query = _silent(broadcast_id, Receipt.person_id).where(*mine)
    return (await session.scalars(query.order_by(Receipt.person_id).limit(most))).all()


async def silent_after(session: AsyncSession, broadcast_id: int, person_id: int, most: int) -> Sequence[int]:
    query = _silent(broadcast_id, Receipt.person_id).where(Receipt.person_id > person_id)
    return (await session.scalars(query.order_by(Receipt.person_id).limit(most))).all()


async def silent_names(session: AsyncSession, broadcast_id: int, most: int) -> Sequence[tuple[str, str]]:
    """Name and unit of the first of them."""
    query = _silent(broadcast_id, Person.name, Unit.name).join(Unit, Unit.id == Receipt.unit_id)
    rows = await session.execute(query.order_by(Receipt.unit_id, Receipt.person_id).limit(most))
    return [(name, unit) for name, unit in rows]


async def receivers_after(session: AsyncSession, broadcast_id: int, person_id: int, most: int) -> Sequence[int]:
    """The next of all who have to confirm it, in the order of their ids."""
    query = select(Receipt.person_id).where(Receipt.broadcast_id == broadcast_id, Receipt.person_id > person_id)
    return (await session.scalars(query.order_by(Receipt.person_id).limit(most))).all()


async def units_of(session: AsyncSession, broadcast_id: int) -> frozenset[int]:
    """The units of all who have to confirm it, as they were when it went out."""
    query = select(Receipt.unit_id).where(Receipt.broadcast_id == broadcast_id).distinct()
    return frozenset((await session.scalars(query)).all())


async def receipt(session: AsyncSession, broadcast_id: int, person_id: int) -> Receipt | None:
    return await session.get(Receipt, (broadcast_id, person_id))


def has_confirmed(his: Receipt | None, row: Broadcast) -> bool:
    """Whether what he has confirmed is what is to be confirmed now."""
    return his is not None and his.version is not None and his.version >= row.to_confirm


async def confirm(
    session: AsyncSession, broadcast_id: int, person_id: int, *, version: int, below: int, now: datetime
) -> bool:
    """Whether it was this press that confirmed `version`: it counts where none from `below` on was confirmed before,
    once, however often and wherever it is pressed.
    """
    mine = (Receipt.broadcast_id == broadcast_id, Receipt.person_id == person_id)
    earlier = update(Receipt).where(*mine, func.coalesce(Receipt.version, -1) < below)
    done = await session.execute(earlier.values(confirmed_at=now, version=version).returning(Receipt.person_id))
    return done.scalar() is not None


async def count(session: AsyncSession, broadcast_id: int, unit_ids: Collection[int] | None = None) -> tuple[int, int]:
    """How many have confirmed what is to be confirmed now, and how many have to: of these units, or of all."""
    query = _of(broadcast_id, func.count(case((_HAS_CONFIRMED, 1))), func.count()).where(_IS_COUNTED)
    if unit_ids is not None:
        query = query.where(Receipt.unit_id.in_(unit_ids))
    confirmed, every = (await session.execute(query)).one()
    return confirmed, every


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One who has to confirm, by name; `counted` is False for whom nothing reaches, `earlier` says that he confirmed a
    text which was corrected since.
    """

    name: str
    unit_id: int
    unit: str
    confirmed: bool
    counted: bool
    earlier: bool


async def standings(session: AsyncSession, broadcast_id: int) -> Sequence[Standing]:
    earlier = and_(Receipt.version.is_not(None), ~_HAS_CONFIRMED)
    query = _of(broadcast_id, Person.name, Unit.id, Unit.name, _HAS_CONFIRMED, _IS_COUNTED, earlier)
    rows = await session.execute(query.join(Unit, Unit.id == Receipt.unit_id).order_by(Unit.id, Person.id))
    return [
        Standing(name=name, unit_id=unit_id, unit=unit, confirmed=done, counted=counts, earlier=before)
        for name, unit_id, unit, done, counts, before in rows
    ]


async def posts(session: AsyncSession, broadcast_id: int) -> Sequence[tuple[BroadcastPost, Group]]:
    query = select(BroadcastPost, Group).join(Group, Group.id == BroadcastPost.group_id)
    rows = await session.execute(query.where(BroadcastPost.broadcast_id == broadcast_id).order_by(BroadcastPost.id))
    return [(post, group) for post, group in rows]


_SHOWS = OutboxMessage.payload["screen"].as_string()


def _to(person_ids: Collection[int] | None) -> ColumnElement[bool]:
    """The messages to these people, or those in groups."""
    return OutboxMessage.person_id.is_(None) if person_ids is None else OutboxMessage.person_id.in_(person_ids)


async def shown(
    session: AsyncSession, broadcast_id: int, person_ids: Collection[int] | None, screens: Collection[Screen] = ASKING
) -> Sequence[OutboxMessage]:
    """The messages that stand somewhere and show it, each by the row that first sent it; of a part that had to be sent
    anew to the same chat the newest. To these people, or in groups.
    """
    query = select(OutboxMessage).where(
        OutboxMessage.broadcast_id == broadcast_id,
        _to(person_ids),
        OutboxMessage.edits.is_(None),
        OutboxMessage.message_id.is_not(None),
        OutboxMessage.state == outbox.State.SENT,
        _SHOWS.in_(screens),
    )
    rows = await session.scalars(query.order_by(OutboxMessage.id))
    found: dict[tuple[object, ...], list[OutboxMessage]] = {}
    for row in rows:
        known = row.payload
        place = (known["screen"], row.person_id, row.chat_id, known.get("post"), known.get("part", 0))
        found[place] = [row] if known.get("as_new") else [*found.get(place, ()), row]
    return [row for standing in found.values() for row in standing]


async def parts_posted(session: AsyncSession, broadcast_id: int) -> frozenset[tuple[int, int]]:
    """Post and part of every message that a group was owed."""
    post, part = (OutboxMessage.payload[name].as_integer() for name in ("post", "part"))
    mine = (OutboxMessage.broadcast_id == broadcast_id, OutboxMessage.person_id.is_(None), _SHOWS == Screen.POST)
    rows = await session.execute(select(post, part).where(*mine, OutboxMessage.edits.is_(None)).distinct())
    return frozenset((where, which or 0) for where, which in rows)


async def about_to_hear(
    session: AsyncSession, broadcast_id: int, person_ids: Collection[int] | None
) -> frozenset[tuple[int | None, int | None]]:
    """Person and post of those for whom a notice waits: it will tell of the newest text."""
    mine = (OutboxMessage.broadcast_id == broadcast_id, _to(person_ids), _SHOWS == Screen.NOTICE)
    waits = (OutboxMessage.edits.is_(None), OutboxMessage.state == outbox.State.READY)
    query = select(OutboxMessage.person_id, OutboxMessage.payload["post"].as_integer()).where(*mine, *waits)
    return frozenset((who, post) for who, post in await session.execute(query))


async def posts_told_of(session: AsyncSession, broadcast_id: int, version: int) -> frozenset[int]:
    """The posts under which it was told that it was corrected to this version."""
    mine = (OutboxMessage.broadcast_id == broadcast_id, OutboxMessage.person_id.is_(None), _SHOWS == Screen.NOTICE)
    query = select(OutboxMessage.payload["post"].as_integer()).where(
        *mine, OutboxMessage.payload["version"].as_integer() == version
    )
    return frozenset((await session.scalars(query)).all())


async def urgent_since(session: AsyncSession, author_id: int, since: datetime) -> Sequence[datetime]:
    """When those that he has sent as hỏa tốc go out."""
    mine = (Broadcast.author_id == author_id, Broadcast.urgency == Urgency.TOP_URGENT, Broadcast.send_at > since)
    return (await session.scalars(select(Broadcast.send_at).where(*mine))).all()


async def hold_in_flight(session: AsyncSession, broadcast_id: int, person_ids: Collection[int] | None) -> None:
    """Whoever settles a message that is on its way there goes first, or sees what this transaction knows."""
    sending = OutboxMessage.state == outbox.State.SENDING
    mine = (OutboxMessage.broadcast_id == broadcast_id, _to(person_ids), sending)
    await session.execute(select(OutboxMessage.id).where(*mine).order_by(OutboxMessage.id).with_for_update())


def is_lost(rows: Iterable[OutboxMessage]) -> bool:
    """Whether of these rows about one message of a group nothing stands, or is to come, where the group has moved."""
    alive = (*outbox.UNDER_WAY, outbox.State.UNKNOWN)
    moved = False
    for row in rows:
        if row.message_id is not None or row.state in alive:
            return False
        moved = moved or (row.state == outbox.State.SENT and row.error == outbox.MOVED)
    return moved


async def lost(session: AsyncSession, broadcast_id: int) -> Sequence[OutboxMessage]:
    """One row for each message of a post that stayed behind when its group moved."""
    query = select(OutboxMessage).where(
        OutboxMessage.broadcast_id == broadcast_id, OutboxMessage.person_id.is_(None), _SHOWS == Screen.POST
    )
    found: dict[tuple[int, int], list[OutboxMessage]] = {}
    for row in await session.scalars(query.order_by(OutboxMessage.id)):
        found.setdefault((row.payload.get("post", 0), row.payload.get("part", 0)), []).append(row)
    return [rows[0] for rows in found.values() if is_lost(rows)]


async def first_copies(
    session: AsyncSession, broadcast_id: int, person_ids: Collection[int] | None
) -> Sequence[OutboxMessage]:
    """The first message of every copy that was owed, also where it has not left yet: the newest for each chat."""
    gone = (outbox.State.GONE, outbox.State.DROPPED, outbox.State.SET_ASIDE)
    query = select(OutboxMessage).where(
        OutboxMessage.broadcast_id == broadcast_id,
        _to(person_ids),
        OutboxMessage.edits.is_(None),
        OutboxMessage.state.not_in(gone),
        _SHOWS == Screen.POST,
        OutboxMessage.payload["part"].as_integer() == 0,
        or_(OutboxMessage.slot == "post#0", OutboxMessage.person_id.is_(None)),
    )
    rows = await session.scalars(query.order_by(OutboxMessage.id))
    return list({(row.person_id, row.payload.get("post")): row for row in rows}.values())


async def shown_to(session: AsyncSession, broadcast_id: int, person_id: int) -> Sequence[OutboxMessage]:
    """His own messages that ask him to confirm."""
    return [row for row in await shown(session, broadcast_id, [person_id]) if not row.payload.get("part")]


async def shown_as(session: AsyncSession, post: BroadcastPost) -> Sequence[OutboxMessage]:
    """Every row about the first message of a post in its group, the newest last."""
    query = select(OutboxMessage).where(
        OutboxMessage.broadcast_id == post.broadcast_id,
        OutboxMessage.person_id.is_(None),
        OutboxMessage.payload["post"].as_integer() == post.id,
        OutboxMessage.payload["part"].as_integer() == 0,
        _SHOWS == Screen.POST,
    )
    return (await session.scalars(query.order_by(OutboxMessage.id))).all()


async def drop_waiting(
    session: AsyncSession, broadcast_id: int, person_ids: Collection[int] | None, *, edits_only: bool
) -> None:
    """What waits to be told there is not told any more: all of it, or the edits that a newer one replaces; but what
    somebody has asked for is answered.
    """
    mine = (OutboxMessage.broadcast_id == broadcast_id, _to(person_ids))
    waiting = [*mine, OutboxMessage.state == outbox.State.READY, OutboxMessage.priority != Priority.ANSWER]
    if edits_only:
        waiting.append(OutboxMessage.edits.is_not(None))
    dropped = update(OutboxMessage).where(*waiting).values(state=outbox.State.DROPPED, error=REPLACED)
    await session.execute(dropped.execution_options(synchronize_session=False))


async def first_waits(session: AsyncSession, broadcast_id: int, person_id: int) -> tuple[bool, datetime | None]:
    """Whether the first message of somebody's copy is still to come, and until when it is held back."""
    first = select(OutboxMessage.not_before).where(
        OutboxMessage.broadcast_id == broadcast_id,
        OutboxMessage.person_id == person_id,
        OutboxMessage.slot == "post#0",
        OutboxMessage.state == outbox.State.READY,
    )
    row = (await session.execute(first)).first()
    return row is not None, row[0] if row else None


async def of_tasks(session: AsyncSession, task_ids: Collection[int]) -> Mapping[int, Broadcast]:
    """Task → the broadcast with which it was given."""
    query = select(BroadcastTask.task_id, Broadcast).join(Broadcast, Broadcast.id == BroadcastTask.broadcast_id)
    rows = await session.execute(query.where(BroadcastTask.task_id.in_(task_ids)))
    return {task_id: cast for task_id, cast in rows if task_id is not None}


async def look_at_all(session: AsyncSession, now: datetime) -> None:
    """After a start, and when the clock was put back: whatever may still owe something."""
    begun = (Broadcast.state != State.SCHEDULED, Broadcast.look_at > now)
    await session.execute(update(Broadcast).where(*begun).values(look_at=now))


async def tasks_of(session: AsyncSession, broadcast_id: int) -> Mapping[int, int | None]:
    """Unit → the task it was given; None where nobody may lead it, or it is still to be given."""
    query = select(BroadcastTask.unit_id, BroadcastTask.task_id).where(BroadcastTask.broadcast_id == broadcast_id)
    return dict((await session.execute(query)).all())
