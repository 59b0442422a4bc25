"""Bind a group: a one-time code makes a group stand for some units; wrong codes are counted as they are for people.

A group stands for the units of its newest code alone: what it stood for before is said, to those whom it concerns, too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.message import Outgoing
from core.roles import Duty, Role, has_duty
from core.wording import broadcasting as words
from core.wording.days import at_time
from core.wording.voice import say
from db import groups, outbox, people
from db.outbox import Chat, Kind, Priority
from db.tables import BindAttempt, Group, GroupCode
from usecases.bind import is_locked
from usecases.invite import hash_code, new_code
from usecases.letters import Desk
from usecases.meet_group import meet_group


class WrongCode(Exception):
    """Nobody made this code, or it is used or expired."""


class TooManyCodes(Exception):
    """Too many wrong codes in this group within a while."""


async def group_code(desk: Desk, unit_ids: Sequence[int]) -> Outgoing | None:
    """A new code, made while the message is worded that shows it; None for whoever may not bind groups any more."""
    if desk.viewer is None or not has_duty(desk.viewer, Duty.BIND_GROUP):
        return None
    names = list((await people.unit_names(desk.session, unit_ids)).values())
    code, until = new_code(), desk.now + desk.policy.invite_life
    desk.session.add(
        GroupCode(
            code_hash=hash_code(code),
            unit_ids=sorted(unit_ids),
            made_by=desk.viewer.person_id,
            created_at=desk.now,
            expires_at=until,
        )
    )
    return say(words.group_code(code, names, at_time(until, desk.now)))


@dataclass(frozen=True, kw_only=True)
class GroupBound:
    """The names of the units for which a group stands from now on; and of those before, where they were others."""

    units: list[str]
    before: list[str]


async def bind_group(
    session: AsyncSession, chat: Chat, title: str, code: str, thread: str | None, now: datetime
) -> GroupBound:
    """Raises WrongCode, TooManyCodes."""
    if await is_locked(session, chat, now):
        raise TooManyCodes
    known = select(GroupCode).where(GroupCode.code_hash == hash_code(code)).with_for_update()
    made = await session.scalar(known)
    if made is None or made.used_at is not None or made.expires_at <= now:
        session.add(BindAttempt(channel=chat.channel, chat_id=chat.chat_id, at=now))
        raise WrongCode
    made.used_at = now
    await meet_group(session, chat, title, now)
    query = select(Group).where(Group.channel == chat.channel, Group.chat_id == chat.chat_id)
    group = (await session.scalars(query.execution_options(populate_existing=True))).one()
    before = (await groups.units_of(session, [group.id])).get(group.id, frozenset())
    await groups.stand_for(session, group, made.unit_ids, thread)
    units = await _names(session, made.unit_ids)
    if before in (frozenset(), frozenset(made.unit_ids)):
        return GroupBound(units=units, before=[])
    bound = GroupBound(units=units, before=await _names(session, before))
    await _tell_of_the_change(session, group, made, bound, await _makers(session, before, now), now)
    return bound


async def _names(session: AsyncSession, unit_ids: Collection[int]) -> list[str]:
    return list((await people.unit_names(session, sorted(unit_ids))).values())


async def _makers(session: AsyncSession, unit_ids: Collection[int], now: datetime) -> set[int]:
    """Those who connected a group with just these units."""
    used = select(GroupCode).where(GroupCode.used_at < now)
    return {code.made_by for code in await session.scalars(used) if set(code.unit_ids) == set(unit_ids)}


async def _tell_of_the_change(
    session: AsyncSession, group: Group, made: GroupCode, bound: GroupBound, makers: Collection[int], now: datetime
) -> None:
    """The admins and whoever connected it before; broadcasts for the earlier units no longer go there."""
    told = {"key": "text", "facts": {"text": words.group_changed(group.title, bound.units, bound.before)}}
    for person_id in sorted({*await people.with_role(session, Role.ADMIN), *makers} - {made.made_by}):
        await outbox.owe(session, Kind.SAY, now=now, person_id=person_id, priority=Priority.NEWS, payload=told)
