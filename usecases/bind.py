"""Bind: a person's one-time code ties this chat to that person. Wrong codes are counted."""

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from db import broadcasts, dialogs, feeds, outbox, people
from db.outbox import Chat, Kind
from db.session import LOOK
from db.tables import Account, BindAttempt, Invite, Person
from usecases.answer import say
from usecases.invite import hash_code, withdraw_invites

MOST_ATTEMPTS = 5
WAIT = timedelta(minutes=15)
_PATIENCE = timedelta(minutes=1)
STILL_TOLD = timedelta(days=30)  # for so long a broadcast is sent to whoever could not be reached when it was posted


async def bind(session: AsyncSession, chat: Chat, code: str, now: datetime) -> Actor | None:
    """Owes the chat the answer, and a newly bound person the list of open tasks; returns who is bound now."""
    locked_until = await _locked_until(session, chat, now)
    if locked_until is not None:
        await _say_locked(session, chat, now, locked_until - now)
        return None
    invite = await session.scalar(select(Invite).where(Invite.code_hash == hash_code(code)).with_for_update())
    if invite is None:
        await _refuse(session, chat, now)
        return None
    problem = await _problem(session, chat, invite, now)
    if problem is not None:
        await say(session, chat, problem, now)
        return None
    return await _bind(session, chat, invite, now)


async def _bind(session: AsyncSession, chat: Chat, invite: Invite, now: datetime) -> Actor | None:
    """What the person or the chat was bound to before is forgotten: the chat may be of somebody who has left.

    Broadcasts that could not reach the person are sent now.
    """
    invite.used_at = now
    same = or_(Account.person_id == invite.person_id, Account.chat_id == chat.chat_id)
    earlier = and_(Account.channel == chat.channel, same)
    await feeds.withdraw_all(session, (await session.scalars(select(Account.person_id).where(earlier))).all())
    await session.execute(delete(Account).where(earlier))
    await dialogs.close(session, chat)
    session.add(
        Account(
            person_id=invite.person_id,
            channel=chat.channel,
            chat_id=chat.chat_id,
            bound_at=now,
            seen_at=now,
        )
    )
    person = await session.get_one(Person, invite.person_id)
    await say(session, chat, "welcome", now, name=person.name)
    await outbox.owe(session, Kind.MY_TASKS, now=now, chat=chat, person_id=person.id)
    if await broadcasts.look_for(session, person.id, now - STILL_TOLD, now):
        session.info[LOOK] = True
    return await people.actor(session, person.id)


async def _problem(session: AsyncSession, chat: Chat, invite: Invite, now: datetime) -> str | None:
    if invite.used_at is not None:
        return "used_code"
    if invite.expires_at <= now or await people.actor(session, invite.person_id) is None:
        return "expired_code"
    other = (
        Account.person_id == invite.person_id,
        Account.channel == chat.channel,
        Account.chat_id != chat.chat_id,
        Account.gone_at.is_(None),
    )
    return "bound_elsewhere" if await session.scalar(select(Account.id).where(*other)) else None


async def _refuse(session: AsyncSession, chat: Chat, now: datetime) -> None:
    session.add(BindAttempt(channel=chat.channel, chat_id=chat.chat_id, at=now))
    left = MOST_ATTEMPTS - len(await _attempts(session, chat, now))
    if left > 0:
        await say(session, chat, "wrong_code", now, left=left)
    else:
        await _say_locked(session, chat, now, WAIT)


async def _say_locked(session: AsyncSession, chat: Chat, now: datetime, wait: timedelta) -> None:
    """Once a minute: whoever goes on trying must not keep the sender busy."""
    if not await outbox.told_lately(session, "too_many_codes", now - _PATIENCE, chat=chat):
        await say(session, chat, "too_many_codes", now, wait=wait.total_seconds())


async def is_locked(session: AsyncSession, chat: Chat, now: datetime) -> bool:
    """Whether the chat has tried too many codes within a while."""
    return await _locked_until(session, chat, now) is not None


async def _locked_until(session: AsyncSession, chat: Chat, now: datetime) -> datetime | None:
    attempts = await _attempts(session, chat, now)
    return max(attempts) + WAIT if len(attempts) >= MOST_ATTEMPTS else None


async def _attempts(session: AsyncSession, chat: Chat, now: datetime) -> list[datetime]:
    mine = (
        BindAttempt.channel == chat.channel,
        BindAttempt.chat_id == chat.chat_id,
        BindAttempt.at > now - WAIT,
    )
    return list((await session.scalars(select(BindAttempt.at).where(*mine))).all())


async def unbind(session: AsyncSession, person_id: int, now: datetime, channel: str | None = None) -> int:
    """Takes accounts away, on one channel or on all, the codes to come back, and the links to calendars.

    Returns how many accounts.
    """
    await withdraw_invites(session, person_id, now)
    await feeds.withdraw_all(session, [person_id])
    mine = [Account.person_id == person_id] + ([Account.channel == channel] if channel else [])
    count = await session.scalar(select(func.count(Account.id)).where(*mine))
    await session.execute(delete(Account).where(*mine))
    return count or 0
