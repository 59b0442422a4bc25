"""The one open question of a chat. In the database, so that a restart forgets nothing."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.talk import Waiting
from db.outbox import Chat
from db.tables import Dialog

_TURNS = 10**9  # as many digits as a code may have


async def open_question(
    session: AsyncSession,
    chat: Chat,
    *,
    person_id: int,
    step: Waiting,
    payload: dict[str, Any],
    expires_at: datetime,
) -> int:
    """Asks, and returns the turn by which the choices of this question are known; an older question is forgotten."""
    await close(session, chat)
    turn = secrets.randbelow(_TURNS - 1) + 1
    session.add(
        Dialog(
            channel=chat.channel,
            chat_id=chat.chat_id,
            person_id=person_id,
            turn=turn,
            step=step,
            payload=payload,
            expires_at=expires_at,
        )
    )
    return turn


async def current(session: AsyncSession, chat: Chat) -> Dialog | None:
    """The open question, even one that has expired: the caller says so politely."""
    return await session.scalar(select(Dialog).where(*_of(chat)))


async def close(session: AsyncSession, chat: Chat) -> None:
    await session.execute(delete(Dialog).where(*_of(chat)))


async def close_of(session: AsyncSession, person_id: int) -> None:
    """Everything that was asked of somebody, wherever."""
    await session.execute(delete(Dialog).where(Dialog.person_id == person_id))


def _of(chat: Chat) -> tuple[Any, Any]:
    return Dialog.channel == chat.channel, Dialog.chat_id == chat.chat_id
