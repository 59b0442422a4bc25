"""Bind a group: a one-time code makes a group stand for some units; wrong codes are counted as they are for people."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor, Duty, check_duty
from db import groups, people
from db.outbox import Chat
from db.tables import BindAttempt, Group, GroupCode
from usecases.bind import is_locked
from usecases.invite import hash_code


class WrongCode(Exception):
    """Nobody made this code, or it is used or expired."""


class TooManyCodes(Exception):
    """Too many wrong codes in this group within a while."""


def offer_group_code(
    session: AsyncSession, actor: Actor, unit_ids: Sequence[int], code: str, *, policy: Policy, now: datetime
) -> GroupCode:
    """Raises NotAllowed."""
    check_duty(actor, Duty.BIND_GROUP)
    made = GroupCode(
        code_hash=hash_code(code),
        unit_ids=sorted(unit_ids),
        made_by=actor.person_id,
        created_at=now,
        expires_at=now + policy.invite_life,
    )
    session.add(made)
    return made


async def bind_group(
    session: AsyncSession, chat: Chat, title: str, code: str, thread: str | None, now: datetime
) -> list[str]:
    """The names of the units for which the group stands from now on. Raises WrongCode, TooManyCodes."""
    if await is_locked(session, chat, now):
        raise TooManyCodes
    known = select(GroupCode).where(GroupCode.code_hash == hash_code(code)).with_for_update()
    made = await session.scalar(known)
    if made is None or made.used_at is not None or made.expires_at <= now:
        session.add(BindAttempt(channel=chat.channel, chat_id=chat.chat_id, at=now))
        raise WrongCode
    made.used_at = now
    await groups.joined(session, chat.channel, chat.chat_id, title, now)
    query = select(Group).where(Group.channel == chat.channel, Group.chat_id == chat.chat_id)
    group = (await session.scalars(query.execution_options(populate_existing=True))).one()
    await groups.stand_for(session, group, made.unit_ids, thread)
    return await people.unit_names(session, made.unit_ids)
