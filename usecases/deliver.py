"""The three short transactions around each call to a messenger: claim, make ready, settle."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.message import Features, Gone, Moved, NotSent, Outgoing, Rejected, Sent, Unknown, Verdict
from core.policy import Policy
from db import groups, outbox, people
from db.outbox import LEASE, MOST_TRIES, Chat, Kind, Resting, State
from db.tables import Account, OutboxMessage
from usecases.answer import alarm
from usecases.compose import compose

_LOOK_AHEAD = 200
UNBOUND = "chưa gắn tài khoản nào"
RETRY_AFTER = timedelta(seconds=5)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Rows of one chat that one owner is going to deliver as one message."""

    chat: Chat
    row_ids: tuple[int, ...]
    person_id: int | None
    to_group: bool


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What is about to leave: committed as `sending` before the call, so that a crash leaves it in doubt, not lost."""

    chat: Chat
    row_ids: tuple[int, ...]
    message: Outgoing
    edits: str | None


async def claim(
    session: AsyncSession, policy: Policy, now: datetime, *, owner: str, resting: Resting, limit: int
) -> list[Claim]:
    """Takes at most one message's worth per chat, answers first; in quiet hours nothing but answers."""
    quiet = policy.is_quiet(now)
    rows = await outbox.ready(session, now, answers_only=quiet, resting=resting, limit=_LOOK_AHEAD)
    claims: dict[Chat, Claim] = {}
    for row in rows:
        if len(claims) >= limit:
            break
        chat = await _address(session, row, now)
        if chat is None or chat in claims or chat.channel in resting.channels or chat.chat_id in resting.chats:
            continue
        row_ids = await _together(session, row, now)
        claims[chat] = Claim(chat=chat, row_ids=row_ids, person_id=row.person_id, to_group=False)
    await _take(session, claims.values(), owner, now)
    return await _know_groups(session, list(claims.values()))


async def _address(session: AsyncSession, row: OutboxMessage, now: datetime) -> Chat | None:
    if row.channel is not None and row.chat_id is not None:
        return Chat(row.channel, row.chat_id)
    account = await people.account_of(session, row.person_id or 0)
    if account is None:
        row.state, row.error, row.sent_at = State.GONE, UNBOUND, now
        return None
    return Chat(account.channel, account.chat_id)


async def _together(session: AsyncSession, row: OutboxMessage, now: datetime) -> tuple[int, ...]:
    """All waiting nudges of one person are looked at together; a repeat goes alone."""
    if row.kind != Kind.NUDGE or row.repeat or row.person_id is None:
        return (row.id,)
    return tuple(each.id for each in await outbox.waiting_nudges_of(session, row.person_id, now))


async def _take(session: AsyncSession, claims: Iterable[Claim], owner: str, now: datetime) -> None:
    for each in claims:
        await outbox.move(
            session, each.row_ids, start=State.READY, to=State.CLAIMED, owner=owner, lease_until=now + LEASE
        )


async def _know_groups(session: AsyncSession, claims: list[Claim]) -> list[Claim]:
    channels = {each.chat.channel for each in claims}
    known = {
        name: await groups.among(session, name, [each.chat.chat_id for each in claims if each.chat.channel == name])
        for name in channels
    }
    return [replace(each, to_group=each.chat.chat_id in known[each.chat.channel]) for each in claims]


async def release(session: AsyncSession, claim: Claim) -> None:
    """Gives back what was claimed and may not leave now."""
    await outbox.move(session, claim.row_ids, start=State.CLAIMED, to=State.READY, owner=None)


async def make_ready(
    session: AsyncSession, claim: Claim, policy: Policy, now: datetime, *, owner: str, features: Features
) -> Parcel | None:
    """Reads everything again, words it, and commits to sending; None when there is nothing to say any more.

    Rows that another owner has taken meanwhile are left alone: this is the fence against a zombie.
    """
    rows = await _still_mine(session, claim, owner)
    if not rows:
        return None
    if rows[0].edits and not features.edits and not rows[0].payload.get("as_new"):
        await _drop(session, [rows[0].id], "this channel has no edits")
        return None
    letter = await compose(session, rows, policy, now)
    await _drop(session, letter.stale, "stale")
    rest = [row.id for row in rows if row.id not in letter.carried | letter.stale]
    await outbox.move(session, rest, start=State.CLAIMED, to=State.READY, owner=None)
    if letter.message is None:
        return None
    carried = tuple(row.id for row in rows if row.id in letter.carried)
    await _commit_to_sending(session, claim.chat, carried, letter.message, now)
    edits = rows[0].edits if features.edits else None
    return Parcel(chat=claim.chat, row_ids=carried, message=letter.message, edits=edits)


async def _still_mine(session: AsyncSession, claim: Claim, owner: str) -> Sequence[OutboxMessage]:
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.id.in_(claim.row_ids), OutboxMessage.owner == owner)
        .where(OutboxMessage.state == State.CLAIMED)
        .order_by(OutboxMessage.id)
        .with_for_update()
    )
    return (await session.scalars(query)).all()


async def _drop(session: AsyncSession, row_ids: Sequence[int] | frozenset[int], why: str) -> None:
    await outbox.move(session, row_ids, start=State.CLAIMED, to=State.DROPPED, error=why, owner=None)


async def _commit_to_sending(
    session: AsyncSession, chat: Chat, row_ids: tuple[int, ...], message: Outgoing, now: datetime
) -> None:
    """The first row stands for the message; the others are bundled into it."""
    common = {"channel": chat.channel, "chat_id": chat.chat_id, "lease_until": now + LEASE}
    codes = [[choice.label, choice.code] for row in message.choices for choice in row]
    first, *others = row_ids
    await outbox.move(session, [first], start=State.CLAIMED, to=State.SENDING, choices=codes or None, **common)
    await outbox.move(session, others, start=State.CLAIMED, to=State.SENDING, bundle_id=first, **common)


async def settle(session: AsyncSession, parcel: Parcel, verdict: Verdict, now: datetime) -> None:
    """Writes down what became of a parcel."""
    match verdict:
        case Sent(message_id):
            await _sent(session, parcel, message_id, now)
        case NotSent(why):
            await _put_back(session, parcel, why, now)
        case Unknown(why):
            await _doubt(session, parcel, why, now)
        case Gone(why):
            await _gone(session, parcel, why, now)
        case Moved(chat_id):
            await _moved(session, parcel, chat_id)
        case Rejected(why):
            await _rejected(session, parcel, why, now)


async def _sent(session: AsyncSession, parcel: Parcel, message_id: str | None, now: datetime) -> None:
    """The newest row of a message holds what it offers; older rows of the same message offer nothing."""
    name = parcel.edits or message_id
    if parcel.edits is not None:
        older = (
            OutboxMessage.channel == parcel.chat.channel,
            OutboxMessage.chat_id == parcel.chat.chat_id,
            OutboxMessage.message_id == name,
        )
        await session.execute(update(OutboxMessage).where(*older).values(choices=None))
    await _finish(session, parcel, State.SENT, None, message_id=name, sent_at=now)


async def _put_back(session: AsyncSession, parcel: Parcel, why: str, now: datetime) -> None:
    """Certainly not sent: no fault of the row, so no try is counted."""
    await _finish(session, parcel, State.READY, why, not_before=now + RETRY_AFTER)


async def _doubt(session: AsyncSession, parcel: Parcel, why: str, now: datetime) -> None:
    """An edit may be made twice without harm; a message goes once more, marked, and then never again."""
    if parcel.edits is not None:
        await _finish(session, parcel, State.READY, why, not_before=now + RETRY_AFTER)
    else:
        await _finish(session, parcel, State.UNKNOWN, why, not_before=now + RETRY_AFTER)


async def _gone(session: AsyncSession, parcel: Parcel, why: str, now: datetime) -> None:
    """Nothing reaches this chat any more. A person who has another account gets it there."""
    await people.mark_gone(session, parcel.chat.channel, parcel.chat.chat_id, why, now)
    await groups.left(session, parcel.chat.channel, parcel.chat.chat_id, now)
    row = await session.get_one(OutboxMessage, parcel.row_ids[0])
    other = await people.account_of(session, row.person_id) if row.person_id else None
    if other is not None and parcel.edits is None:
        await _finish(session, parcel, State.READY, why, channel=None, chat_id=None)
        return
    await _finish(session, parcel, State.GONE, why, sent_at=now)
    await _tell_gone(session, parcel.chat, why, now)


async def _tell_gone(session: AsyncSession, chat: Chat, why: str, now: datetime) -> None:
    query = select(Account.person_id).where(Account.channel == chat.channel, Account.chat_id == chat.chat_id)
    person = await session.scalar(query)
    name = (await people.names(session, [person])).get(person or 0, chat.chat_id)
    await alarm(session, "gone", now, about=f"{chat.channel}:{chat.chat_id}", name=name, why=why)


async def _moved(session: AsyncSession, parcel: Parcel, chat_id: str) -> None:
    await groups.moved(session, parcel.chat.channel, parcel.chat.chat_id, chat_id)
    await _finish(session, parcel, State.READY, None)
    await outbox.follow_chat(session, parcel.chat.channel, parcel.chat.chat_id, chat_id)


async def _rejected(session: AsyncSession, parcel: Parcel, why: str, now: datetime) -> None:
    """An edit whose message is no more is sent as a new message when somebody waits for it, else forgotten."""
    row = await session.get_one(OutboxMessage, parcel.row_ids[0])
    if parcel.edits is not None:
        wanted = bool(row.payload.get("as_new"))
        to = State.READY if wanted else State.DROPPED
        await _finish(session, parcel, to, why, edits=None)
        return
    await set_aside(session, parcel.row_ids, why, now)


async def set_aside(session: AsyncSession, row_ids: Sequence[int], why: str, now: datetime) -> None:
    query = update(OutboxMessage).where(OutboxMessage.id.in_(row_ids))
    await session.execute(query.values(state=State.SET_ASIDE, error=why, owner=None, sent_at=now))
    await alarm(session, "set_aside", now, about=str(row_ids[0]), number=row_ids[0], why=why)


async def count_failure(session: AsyncSession, row_ids: Sequence[int], why: str, now: datetime) -> None:
    """Our own fault with this row: tried again with growing pauses, and set aside after the fifth time."""
    query = (
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(row_ids), OutboxMessage.state.in_((State.CLAIMED, State.SENDING)))
        .values(tries=OutboxMessage.tries + 1)
        .returning(OutboxMessage.id, OutboxMessage.tries)
    )
    tries: Mapping[int, int] = dict((await session.execute(query)).all())
    spent = [row_id for row_id, count in tries.items() if count >= MOST_TRIES]
    if spent:
        await set_aside(session, spent, why, now)
    for row_id, count in tries.items():
        if count < MOST_TRIES:
            values = {"state": State.READY, "owner": None, "error": why, "not_before": now + RETRY_AFTER * 2**count}
            await session.execute(update(OutboxMessage).where(OutboxMessage.id == row_id).values(**values))


async def _finish(session: AsyncSession, parcel: Parcel, to: State, error: str | None, **values: object) -> None:
    await outbox.move(
        session,
        parcel.row_ids,
        start=State.SENDING,
        to=to,
        owner=None,
        lease_until=None,
        error=error,
        **values,
    )
