"""What stands on people's phones: the messages that went out, what they show, and what they offer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.outbox import UNDER_WAY, Chat, Kind, State
from db.tables import OutboxMessage


async def offered(session: AsyncSession, chat: Chat, since: datetime) -> OutboxMessage | None:
    """The newest message in this chat that offers choices: the prompt that a numbered reply answers."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.channel == chat.channel, OutboxMessage.chat_id == chat.chat_id)
        .where(OutboxMessage.choices.is_not(None), OutboxMessage.sent_at >= since)
        .order_by(OutboxMessage.sent_at.desc(), OutboxMessage.id.desc())
        .limit(1)
    )
    return await session.scalar(query)


_CARDS = (Kind.TASK, Kind.NEWS, Kind.NUDGE)


async def shown_for(
    session: AsyncSession, task_id: int, *, questions: bool = False, also_closed: bool = False
) -> Sequence[OutboxMessage]:
    """Sent cards that still offer a step of this task, in the order in which they first appeared.

    `questions` adds what was asked of somebody who must take a step, `also_closed` the cards that offer nothing, as of
    a task that is done. A digest is about other tasks too, and stays as it is; so do questions for the office and their
    answers, whose words must not be lost.
    """
    other, first = aliased(OutboxMessage), aliased(OutboxMessage)
    appeared = select(func.min(first.id)).where(
        first.channel == OutboxMessage.channel,
        first.chat_id == OutboxMessage.chat_id,
        first.message_id == OutboxMessage.message_id,
    )
    digest = select(other.id).where(other.bundle_id == OutboxMessage.id, other.task_id != task_id).exists()
    query = select(OutboxMessage).where(
        OutboxMessage.task_id == task_id,
        OutboxMessage.state == State.SENT,
        OutboxMessage.message_id.is_not(None),
        OutboxMessage.bundle_id.is_(None),
        OutboxMessage.kind.in_((*_CARDS, Kind.ASK) if questions else _CARDS),
        ~digest,
    )
    if not also_closed:
        query = query.where(OutboxMessage.choices.is_not(None))
    return (await session.scalars(query.order_by(appeared.scalar_subquery()))).all()


async def of_message(session: AsyncSession, chat: Chat, message_id: str) -> OutboxMessage | None:
    """The newest row that made this message what it shows."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.channel == chat.channel, OutboxMessage.chat_id == chat.chat_id)
        .where(OutboxMessage.message_id == message_id, OutboxMessage.bundle_id.is_(None))
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    )
    return await session.scalar(query)


async def still_offers(session: AsyncSession, chat: Chat, message_id: str) -> bool:
    """Whether choices stand under the message, and nothing is on its way that takes them away."""
    shown = await of_message(session, chat, message_id)
    mine = (OutboxMessage.channel == chat.channel, OutboxMessage.chat_id == chat.chat_id)
    coming = select(OutboxMessage.id).where(
        *mine, OutboxMessage.edits == message_id, OutboxMessage.state.in_(UNDER_WAY)
    )
    return shown is not None and bool(shown.choices) and await session.scalar(coming.limit(1)) is None


async def tasks_of(session: AsyncSession, chat: Chat, message_id: str) -> Sequence[int]:
    """The tasks that a message is about: one, or all that were bundled into it; none for a list or a saying."""
    shown = await of_message(session, chat, message_id)
    if shown is None:
        return []
    bundle = select(OutboxMessage.task_id).where(OutboxMessage.bundle_id == shown.id).order_by(OutboxMessage.id)
    bundled = [shown.task_id, *await session.scalars(bundle)]
    return list(dict.fromkeys(task_id for task_id in bundled if task_id is not None))


async def last_nudge(session: AsyncSession, chat: Chat, since: datetime) -> OutboxMessage | None:
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.channel == chat.channel, OutboxMessage.chat_id == chat.chat_id)
        .where(OutboxMessage.kind == Kind.NUDGE)
        .where(OutboxMessage.state == State.SENT, OutboxMessage.bundle_id.is_(None), OutboxMessage.sent_at >= since)
        .order_by(OutboxMessage.sent_at.desc(), OutboxMessage.id.desc())
        .limit(1)
    )
    return await session.scalar(query)


async def only_task_of(session: AsyncSession, nudge: OutboxMessage) -> int | None:
    """None for a digest."""
    others = select(OutboxMessage.task_id).where(OutboxMessage.bundle_id == nudge.id)
    told = {nudge.task_id, *await session.scalars(others)}
    return nudge.task_id if len(told) == 1 else None


async def prompt_of(session: AsyncSession, chat: Chat, turn: int) -> OutboxMessage | None:
    """The message that asked this question, once it has arrived."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.channel == chat.channel, OutboxMessage.chat_id == chat.chat_id)
        .where(OutboxMessage.payload["turn"].as_integer() == turn, OutboxMessage.message_id.is_not(None))
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    )
    return await session.scalar(query)
