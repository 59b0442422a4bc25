"""Meet a group: the service was set down in it and knows it by its name; a name that bears a stamp is not kept."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.vietnamese.secrecy import is_classified
from core.wording import broadcasting as words
from db import groups
from db.outbox import Chat
from usecases.answer import alarm


async def meet_group(session: AsyncSession, chat: Chat, title: str, now: datetime) -> bool:
    """Whether it is new. Of a classified name the admins hear, without hearing the name."""
    if not is_classified(title):
        return await groups.joined(session, chat.channel, chat.chat_id, title, now)
    name = words.nameless_group(chat.chat_id)
    await alarm(session, "silence", now, about=f"title:{chat.chat_id}", what=words.classified_group(name))
    return await groups.joined(session, chat.channel, chat.chat_id, name, now)
