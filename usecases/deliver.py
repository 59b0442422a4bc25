"""The three short transactions around each call to a messenger: claim, make ready, settle."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast import counts
from core.manners import TALK, may_wait, next_turn
from core.message import Features, Gone, Moved, NotSent, Outgoing, Rejected, Sent, Unknown, Verdict
from core.nudge import NudgeKind, kind_of
from core.policy import Policy
from db import broadcasts, groups, heard, outbox, people, queue, tasks
from db.outbox import BUNDLED, HELD, LEASE, MOST_TRIES, PASSES_QUIET, REPLACED, Chat, Kind, Priority, State
from db.queue import Ready, Resting
from db.tables import Account, OutboxMessage, Person
from usecases.answer import alarm
from usecases.catch_up import Standing, catch_up, standing
from usecases.compose import SURVEYS, compose, reader_of
from usecases.digest import is_time_for_the_week
from usecases.letters import Draft, Letter

_LOOK_AHEAD = 200
UNBOUND = "chưa gắn tài khoản nào"
RETRY_AFTER = timedelta(seconds=5)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Rows of one chat that one owner is going to deliver as one message, before the lease is over.

    `surveys`: it tells of many tasks at once, and is drafted before anything is locked.
    """

    chat: Chat
    row_ids: tuple[int, ...]
    owner: str
    lease: timedelta
    to_group: bool = False
    surveys: bool = False


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What is about to leave: committed as `sending` before the call, so that a crash leaves it in doubt, not lost."""

    chat: Chat
    row_ids: tuple[int, ...]
    owner: str
    message: Outgoing
    edits: str | None
    standing: Standing | None = None


async def claim(
    session: AsyncSession,
    policy: Policy,
    now: datetime,
    *,
    owner: str,
    resting: Resting,
    limit: int,
    lease: timedelta = LEASE,
    held: bool = False,
) -> list[Claim]:
    """Takes at most one message's worth per chat, answers first; in quiet hours, and while `held`, what may pass."""
    may = PASSES_QUIET if held else _priorities(policy, now)
    rows = await queue.ready(session, now, priorities=may, resting=resting, limit=max(limit, _LOOK_AHEAD))
    unbound = [row.id for row in rows if row.chat is None]
    if unbound:
        await outbox.move(session, unbound, start=State.READY, to=State.GONE, error=UNBOUND, sent_at=now)
        await _tell_unbound(session, unbound, now)
    claims: dict[Chat, Claim] = {}
    for row in rows:
        if row.chat is not None and row.chat not in claims and len(claims) < limit:
            row_ids = await _together(session, row, now, may)
            claims[row.chat] = Claim(
                chat=row.chat, row_ids=row_ids, owner=owner, lease=lease, surveys=row.kind in SURVEYS
            )
    taken = [row_id for each in claims.values() for row_id in each.row_ids]
    await outbox.move(session, taken, start=State.READY, to=State.CLAIMED, owner=owner, lease_until=now + lease)
    return await _know_groups(session, list(claims.values()))


async def _tell_unbound(session: AsyncSession, row_ids: Sequence[int], now: datetime) -> None:
    """The assigner believes that these people are nudged. Alarms are not counted: there would be no end to it."""
    query = (
        select(Person.name)
        .join(OutboxMessage, OutboxMessage.person_id == Person.id)
        .where(OutboxMessage.id.in_(row_ids), OutboxMessage.kind != Kind.SAY)
        .group_by(Person.id, Person.name)
        .order_by(Person.id)
    )
    if names := list(await session.scalars(query)):
        await alarm(session, "unbound", now, about="unbound", names=names)


def _priorities(policy: Policy, now: datetime) -> Collection[Priority]:
    """What may leave at this moment."""
    if not policy.is_quiet(now):
        return tuple(Priority)
    return (*PASSES_QUIET, Priority.DIGEST) if is_time_for_the_week(policy, now) else PASSES_QUIET


async def _together(
    session: AsyncSession, row: Ready, now: datetime, priorities: Collection[Priority]
) -> tuple[int, ...]:
    """All that waits for one person unasked is looked at together; but what has failed goes alone, and so do edits."""
    if row.kind not in BUNDLED or row.is_edit or row.has_failed:
        return (row.id,)
    return tuple(await queue.beside(session, row, now, priorities=priorities))


async def _know_groups(session: AsyncSession, claims: list[Claim]) -> list[Claim]:
    channels = {each.chat.channel for each in claims}
    known = {
        name: await groups.among(session, name, [each.chat.chat_id for each in claims if each.chat.channel == name])
        for name in channels
    }
    return [replace(each, to_group=each.chat.chat_id in known[each.chat.channel]) for each in claims]


async def release(session: AsyncSession, claim: Claim) -> None:
    """Gives back what was claimed and may not leave now."""
    await outbox.move(session, claim.row_ids, start=State.CLAIMED, to=State.READY, held_by=claim.owner, owner=None)


async def draft(session: AsyncSession, claim: Claim, policy: Policy, now: datetime) -> Draft | None:
    """What a survey says, on a session that only reads: nobody's step waits while the office is counted.

    None for every other message, which is worded under the lock that commits it: it offers steps, or tells of one.
    """
    rows = await _still_mine(session, claim, locked=False) if claim.surveys else ()
    if not rows:
        return None
    reader = await reader_of(session, rows[0], now)
    return Draft(letter=await compose(session, rows, policy, now), reader=reader)


async def make_ready(
    session: AsyncSession,
    claim: Claim,
    policy: Policy,
    now: datetime,
    *,
    features: Features,
    drafted: Draft | None = None,
) -> Parcel | None:
    """Reads everything again, words it, and commits to sending; None when there is nothing to say any more.

    What was `drafted` is not worded once more, as long as its reader is who he was.

    Rows that another owner has taken meanwhile are left alone: this is the fence against a zombie. Rows that waited
    for their turn until the office closed wait for the next morning.
    """
    rows = await _still_mine(session, claim)
    if not rows:
        return None
    if min(row.priority for row in rows) not in _priorities(policy, now):
        await release(session, claim)
        return None
    if not await queue.goes_to(session, rows[0], claim.chat, now):
        await release(session, claim)
        return None
    if until := await _leave_in_peace(session, rows, policy, now):
        await outbox.move(
            session, claim.row_ids, start=State.CLAIMED, to=State.READY, owner=None, error=HELD, not_before=until
        )
        return None
    if rows[0].edits and not features.edits and not rows[0].payload.get("as_new"):
        await _drop(session, [rows[0].id], "this channel has no edits")
        return None
    letter = await _written(session, rows, policy, now, drafted)
    await _drop(session, letter.stale, "stale")
    rest = [row.id for row in rows if row.id not in letter.carried | letter.stale]
    await outbox.move(session, rest, start=State.CLAIMED, to=State.READY, owner=None)
    if letter.message is None:
        return None
    parcel = Parcel(
        chat=claim.chat,
        row_ids=tuple(row.id for row in rows if row.id in letter.carried),
        owner=claim.owner,
        message=letter.message,
        edits=rows[0].edits if features.edits else None,
        standing=await standing(session, rows[0]),
    )
    await _commit_to_sending(session, parcel, now + claim.lease)
    return parcel


async def _written(
    session: AsyncSession, rows: Sequence[OutboxMessage], policy: Policy, now: datetime, drafted: Draft | None
) -> Letter:
    if drafted is not None and drafted.reader == await reader_of(session, rows[0], now):
        return drafted.letter
    return await compose(session, rows, policy, now)


async def _leave_in_peace(
    session: AsyncSession, rows: Sequence[OutboxMessage], policy: Policy, now: datetime
) -> datetime | None:
    """Until when these wait, by what their reader has settled and the daily cap; None when they go now.

    Answers, edits, what is hỏa tốc, and what somebody asks or has decided never wait. Of one person's words on one task
    only the first of a day come by themselves: nobody uses up what another may hear.
    """
    first = rows[0]
    if first.kind == Kind.BROADCAST:
        return await _waits_its_turn(session, first, policy, now)
    reader_id = await queue.receiver_of(session, first, now)
    if reader_id is None or not all(map(_may_wait, rows)):
        return None
    midnight = policy.calendar.at(policy.calendar.day_of(now), time.min)
    early = any(row.kind == Kind.DIGEST for row in rows)
    count = await heard.heard_since(session, reader_id, midnight, now)
    if all(map(_is_talk, rows)) and await heard.words_since(session, first, midnight) >= policy.most_words:
        count = policy.daily_cap
    elif any(map(_is_new, rows)):
        count = 0
    return next_turn(
        await people.manners_of(session, reader_id),
        policy.plan.weekly if early else policy.plan.morning,
        policy.calendar,
        now,
        heard=count,
        most=policy.daily_cap,
        pressing=await _is_pressing(session, rows, policy, now),
    )


async def _waits_its_turn(session: AsyncSession, row: OutboxMessage, policy: Policy, now: datetime) -> datetime | None:
    """A copy of a broadcast counts once against the cap; what follows its first message comes after that one."""
    if row.person_id is None or row.edits is not None or row.priority in PASSES_QUIET:
        return None
    if not counts(row.slot):
        _, until = await broadcasts.first_waits(session, row.broadcast_id or 0, row.person_id)
        return until if until is not None and until > now else None
    midnight = policy.calendar.at(policy.calendar.day_of(now), time.min)
    return next_turn(
        await people.manners_of(session, row.person_id),
        policy.plan.morning,
        policy.calendar,
        now,
        heard=await heard.heard_since(session, row.person_id, midnight, now),
        most=policy.daily_cap,
        pressing=False,
    )


async def _is_pressing(session: AsyncSession, rows: Sequence[OutboxMessage], policy: Policy, now: datetime) -> bool:
    """What must be done today is not told tomorrow."""
    if any(row.slot and kind_of(row.slot) is NudgeKind.DUE for row in rows):
        return True
    new = [row.task_id or 0 for row in rows if _is_new(row)]
    return bool(new) and await tasks.any_due_by(session, new, policy.calendar.day_of(now))


def _is_new(row: OutboxMessage) -> bool:
    """It tells that a task was given."""
    return row.slot is not None and kind_of(row.slot) is NudgeKind.ASSIGNED


def _is_talk(row: OutboxMessage) -> bool:
    return row.kind == Kind.NEWS and row.payload["step"] in TALK


def _may_wait(row: OutboxMessage) -> bool:
    """That a task was given waits for the hour of its reader, as far as the cap it does not."""
    if row.kind not in BUNDLED or row.edits is not None or row.priority in PASSES_QUIET:
        return False
    return _is_new(row) or may_wait(step=row.payload.get("step"), slot=row.slot)


async def _still_mine(session: AsyncSession, claim: Claim, *, locked: bool = True) -> Sequence[OutboxMessage]:
    query = _MINE_LOCKED if locked else _MINE
    return (await session.scalars(query, {"ids": list(claim.row_ids), "owner": claim.owner})).all()


_MINE = (
    select(OutboxMessage)
    .where(OutboxMessage.id.in_(bindparam("ids", expanding=True)), OutboxMessage.owner == bindparam("owner"))
    .where(OutboxMessage.state == State.CLAIMED)
    .order_by(OutboxMessage.id)
)
_MINE_LOCKED = _MINE.with_for_update()


async def _drop(session: AsyncSession, row_ids: Sequence[int] | frozenset[int], why: str) -> None:
    await outbox.move(session, row_ids, start=State.CLAIMED, to=State.DROPPED, error=why, owner=None)


async def _commit_to_sending(session: AsyncSession, parcel: Parcel, lease_until: datetime) -> None:
    """The first row stands for the message; the others are bundled into it."""
    common: dict[str, Any] = {
        "channel": parcel.chat.channel,
        "chat_id": parcel.chat.chat_id,
        "edits": parcel.edits,
        "lease_until": lease_until,
    }
    codes = [[choice.label, choice.code] for row in parcel.message.choices for choice in row]
    start, to = State.CLAIMED, State.SENDING
    first, *others = parcel.row_ids
    await outbox.move(session, [first], start=start, to=to, choices=codes or None, bundle_id=None, **common)
    if others:
        await outbox.move(session, others, start=start, to=to, choices=None, bundle_id=first, **common)


async def settle(session: AsyncSession, parcel: Parcel, verdict: Verdict, now: datetime) -> None:
    """Writes down what became of a parcel."""
    match verdict:
        case Sent(message_id):
            await _sent(session, parcel, message_id, now)
        case NotSent(why, pause):
            await _put_back(session, parcel, why, now + (pause or RETRY_AFTER))
        case Unknown(why):
            await _doubt(session, parcel, why, now + RETRY_AFTER)
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
        offered = update(OutboxMessage).where(*older).values(choices=None)
        await session.execute(offered.execution_options(synchronize_session=False))
    await _finish(session, parcel, State.SENT, None, message_id=name, sent_at=now)
    if parcel.edits is None and parcel.standing is not None:
        await catch_up(session, parcel.row_ids[0], parcel.standing, now)


async def _put_back(session: AsyncSession, parcel: Parcel, why: str, not_before: datetime) -> None:
    """Certainly not sent: no fault of the row, so no try is counted. An edit must not come after a newer one."""
    if parcel.edits and await outbox.is_overtaken(session, parcel.chat, parcel.edits, parcel.row_ids[0]):
        await _finish(session, parcel, State.DROPPED, REPLACED)
    else:
        await _finish(session, parcel, State.READY, why, not_before=not_before)


async def _doubt(session: AsyncSession, parcel: Parcel, why: str, not_before: datetime) -> None:
    """An edit may be made twice without harm; a message goes once more, marked, and then never again."""
    if parcel.edits is not None:
        await _put_back(session, parcel, why, not_before)
    else:
        await _finish(session, parcel, State.UNKNOWN, why, not_before=not_before)


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
    group = await groups.of_chat(session, chat.channel, chat.chat_id) if person is None else None
    name = group.title if group else (await people.names(session, [person])).get(person or 0, chat.chat_id)
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
        await _finish(session, parcel, to, why, edits=None, repeat=False)
        return
    await _finish(session, parcel, State.SET_ASIDE, why, sent_at=now)
    await _tell_set_aside(session, row, why, now)


async def _tell_set_aside(session: AsyncSession, row: OutboxMessage, why: str, now: datetime) -> None:
    """An alarm that cannot be delivered raises no other one: there would be no end to it."""
    if "about" not in row.payload:
        await alarm(session, "set_aside", now, about=str(row.id), number=row.id, why=why)


async def count_failure(session: AsyncSession, claim: Claim, why: str, now: datetime) -> None:
    """Our own fault: tried again with growing pauses, and set aside after the fifth time.

    What failed after the call had begun is in doubt like everything that may have arrived.
    """
    mine = (OutboxMessage.id.in_(claim.row_ids), OutboxMessage.owner == claim.owner)
    await queue.doubt(session, mine, why, now + RETRY_AFTER)
    query = (
        update(OutboxMessage)
        .where(*mine, OutboxMessage.state == State.CLAIMED)
        .values(tries=OutboxMessage.tries + 1)
        .returning(OutboxMessage.id, OutboxMessage.tries)
    )
    tries: Mapping[int, int] = dict((await session.execute(query)).all())
    for row_id, count in tries.items():
        await _try_again_or_set_aside(session, row_id, count, why, now)


async def _try_again_or_set_aside(session: AsyncSession, row_id: int, tries: int, why: str, now: datetime) -> None:
    row = await session.get_one(OutboxMessage, row_id)
    if tries < MOST_TRIES:
        row.state, row.owner, row.error, row.not_before = State.READY, None, why, now + RETRY_AFTER * 2**tries
    else:
        row.state, row.owner, row.error, row.sent_at = State.SET_ASIDE, None, why, now
        await _tell_set_aside(session, row, why, now)


async def _finish(session: AsyncSession, parcel: Parcel, to: State, error: str | None, **values: object) -> None:
    """Whoever lost his rows meanwhile has no say in them any more."""
    await outbox.move(
        session,
        parcel.row_ids,
        start=State.SENDING,
        to=to,
        held_by=parcel.owner,
        owner=None,
        lease_until=None,
        error=error,
        **values,
    )
