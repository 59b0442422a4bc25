"""Answers without a task: owed to the chat that asked, in the transaction of the question."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Role
from db import outbox, people
from db.outbox import Chat, Kind, Priority, State
from db.tables import OutboxMessage

QUIET_AFTER_ALARM = timedelta(hours=1)
STILL_NEWS = timedelta(days=7)


async def say(
    session: AsyncSession,
    chat: Chat,
    key: str,
    now: datetime,
    *,
    edits: str | None = None,
    thread: str | None = None,
    about: str | None = None,
    **facts: Any,
) -> None:
    """`key` names one of `core.wording.answers.SAYINGS`, `facts` are what it tells; `thread` is a group's topic.

    `about` is what it is told of, for whoever asks whether that was `told_lately`.
    """
    beside = {"thread": thread, "about": about}
    payload = {"key": key, "facts": facts} | {name: value for name, value in beside.items() if value}
    await outbox.owe(session, Kind.SAY, now=now, chat=chat, edits=edits, payload=payload)


async def add(session: AsyncSession, chat: Chat, words: str, now: datetime) -> None:
    """One line more under the answer that this moment owes the chat; alone where there is no other."""
    mine = (OutboxMessage.channel == chat.channel, OutboxMessage.chat_id == chat.chat_id)
    waits = (OutboxMessage.state == State.READY, OutboxMessage.priority == Priority.ANSWER)
    query = select(OutboxMessage).where(*mine, *waits, OutboxMessage.created_at >= now)
    owed = await session.scalar(query.order_by(OutboxMessage.id.desc()).limit(1))
    if owed is None:
        await say(session, chat, "text", now, text=words)
    else:
        owed.payload = {**owed.payload, "beside": words}


async def alarm(session: AsyncSession, key: str, now: datetime, *, about: str, **facts: Any) -> None:
    """Tells the admins, once an hour for the same thing (`about`), and not again while they have not heard of it: a
    night must not end in one alarm for each of its hours.
    """
    if await outbox.told_lately(session, key, now - QUIET_AFTER_ALARM, about=about):
        return
    if await outbox.told_lately(session, key, now - STILL_NEWS, about=about, waiting=True):
        return
    for admin in await people.with_role(session, Role.ADMIN):
        await outbox.owe(
            session,
            Kind.SAY,
            now=now,
            person_id=admin,
            priority=Priority.NEWS,
            payload={"key": key, "about": about, "facts": facts},
        )
