"""What messages in plain words have done, so that a correction can take it back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.proposal import Proposal
from db.outbox import Chat
from db.tables import LogEntry, Reply


def remember(
    session: AsyncSession, chat: Chat, message_id: str, *, proposal: Proposal, entry: LogEntry, now: datetime
) -> None:
    """`entry` is the step that was taken for the proposal."""
    session.add(
        Reply(
            channel=chat.channel,
            chat_id=chat.chat_id,
            message_id=message_id,
            at=now,
            task_id=entry.task_id,
            entry=entry.id,
            proposal=proposal.to_json(),
        )
    )


async def of_message(session: AsyncSession, chat: Chat, message_id: str) -> Sequence[Reply]:
    query = select(Reply).where(*_in(chat), Reply.message_id == message_id).order_by(Reply.id)
    return (await session.scalars(query)).all()


async def newest(session: AsyncSession, chat: Chat, since: datetime) -> Sequence[Reply]:
    """What the last message that has done anything since then did."""
    last = select(Reply.message_id).where(*_in(chat), Reply.at >= since).order_by(Reply.id.desc()).limit(1)
    message_id = await session.scalar(last)
    return await of_message(session, chat, message_id) if message_id is not None else []


def _in(chat: Chat) -> tuple[Any, Any]:
    return Reply.channel == chat.channel, Reply.chat_id == chat.chat_id
