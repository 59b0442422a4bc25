"""The groups in which the service has been set down, and the units for which each of them stands."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.insert import insert_new
from db.tables import Group, GroupUnit


async def joined(session: AsyncSession, channel: str, chat_id: str, title: str, now: datetime) -> bool:
    """Whether this is new: the same news may come twice."""
    row = {"channel": channel, "chat_id": chat_id, "title": title, "joined_at": now}
    if await insert_new(session, Group, [row]):
        return True
    mine = (Group.channel == channel, Group.chat_id == chat_id)
    back = await session.scalar(select(Group.left_at).where(*mine))
    await session.execute(update(Group).where(*mine).values(title=title, left_at=None))
    return back is not None


async def left(session: AsyncSession, channel: str, chat_id: str, now: datetime) -> Group | None:
    """The group, if it was known and we were still in it."""
    group = await of_chat(session, channel, chat_id)
    if group is None or group.left_at is not None:
        return None
    group.left_at = now
    return group


async def moved(session: AsyncSession, channel: str, old: str, new: str) -> None:
    """The group lives on under another id. News of it may come twice, and after the group was met anew: then what it
    stands for comes along.
    """
    group = await of_chat(session, channel, old)
    if group is None:
        return
    newcomer = await of_chat(session, channel, new)
    if newcomer is not None:
        if await units_of(session, [newcomer.id]):
            return
        await session.execute(delete(Group).where(Group.id == newcomer.id))
    group.chat_id, group.thread_id = new, None
    await session.flush()


async def of_chat(session: AsyncSession, channel: str, chat_id: str) -> Group | None:
    return await session.scalar(select(Group).where(Group.channel == channel, Group.chat_id == chat_id))


async def present(session: AsyncSession) -> Sequence[Group]:
    """Those in which the service still is."""
    return (await session.scalars(select(Group).where(Group.left_at.is_(None)).order_by(Group.id))).all()


async def one(session: AsyncSession, group_id: int) -> Group | None:
    """None also for one that it has left."""
    return await session.scalar(select(Group).where(Group.id == group_id, Group.left_at.is_(None)))


async def among(session: AsyncSession, channel: str, chat_ids: Collection[str]) -> frozenset[str]:
    """Which of these chats are groups."""
    query = select(Group.chat_id).where(Group.channel == channel, Group.chat_id.in_(chat_ids))
    return frozenset((await session.scalars(query)).all())


async def bound(session: AsyncSession) -> Mapping[int, tuple[Group, frozenset[int]]]:
    """The groups in which we are and which stand for some units."""
    units = await units_of(session)
    query = select(Group).where(Group.left_at.is_(None), Group.id.in_(units)).order_by(Group.title, Group.id)
    return {group.id: (group, units[group.id]) for group in await session.scalars(query)}


async def units_of(session: AsyncSession, group_ids: Collection[int] | None = None) -> Mapping[int, frozenset[int]]:
    query = select(GroupUnit.group_id, GroupUnit.unit_id)
    if group_ids is not None:
        query = query.where(GroupUnit.group_id.in_(group_ids))
    found: dict[int, frozenset[int]] = {}
    for group_id, unit_id in await session.execute(query):
        found[group_id] = found.get(group_id, frozenset()) | {unit_id}
    return found


async def stand_for(session: AsyncSession, group: Group, unit_ids: Sequence[int], thread: str | None) -> None:
    """From now on for these units alone, and in this topic."""
    await session.execute(delete(GroupUnit).where(GroupUnit.group_id == group.id))
    session.add_all(GroupUnit(group_id=group.id, unit_id=unit_id) for unit_id in unit_ids)
    group.thread_id = thread
