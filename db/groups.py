"""The groups in which the service has been set down."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
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


async def left(session: AsyncSession, channel: str, chat_id: str, now: datetime) -> None:
    await session.execute(update(Group).where(Group.channel == channel, Group.chat_id == chat_id).values(left_at=now))


async def moved(session: AsyncSession, channel: str, old: str, new: str) -> None:
    """The group lives on under another id. News of it may come twice, and after the group was met anew."""
    known = await session.scalar(select(Group.id).where(Group.channel == channel, Group.chat_id == new))
    if known is None:
        await session.execute(update(Group).where(Group.channel == channel, Group.chat_id == old).values(chat_id=new))


async def present(session: AsyncSession) -> Sequence[Group]:
    """Those in which the service still is."""
    return (await session.scalars(select(Group).where(Group.left_at.is_(None)).order_by(Group.id))).all()


async def one(session: AsyncSession, group_id: int) -> Group | None:
    """None also for one that it has left."""
    return await session.scalar(select(Group).where(Group.id == group_id, Group.left_at.is_(None)))


async def units_of(session: AsyncSession, group_id: int) -> frozenset[int]:
    """Empty for a group of the whole office."""
    return frozenset((await session.scalars(select(GroupUnit.unit_id).where(GroupUnit.group_id == group_id))).all())


async def among(session: AsyncSession, channel: str, chat_ids: Collection[str]) -> frozenset[str]:
    """Which of these chats are groups."""
    query = select(Group.chat_id).where(Group.channel == channel, Group.chat_id.in_(chat_ids))
    return frozenset((await session.scalars(query)).all())
