"""Calendar feeds: who has which, and whose a link is. The link itself is nowhere, only what it hashes to."""

from collections.abc import Collection

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import Account, Feed, Person


async def to_change(session: AsyncSession, person_id: int, unit_id: int | None) -> Feed | None:
    """One's own (`unit_id` None) or that of a unit. Nobody else changes it until this transaction ends."""
    mine = (Feed.person_id == person_id, Feed.unit_id.is_(None) if unit_id is None else Feed.unit_id == unit_id)
    return await session.scalar(select(Feed).where(*mine).with_for_update())


async def by_number(session: AsyncSession, number: int) -> Feed | None:
    return await session.scalar(select(Feed).where(Feed.id == number).with_for_update())


async def by_hash(session: AsyncSession, token_hash: str) -> Feed | None:
    """Only of somebody who still works here and has an account: for all others there is no such link."""
    return await session.scalar(_reached().where(Feed.token_hash == token_hash))


async def hashes(session: AsyncSession) -> frozenset[str]:
    """Of all links that there are."""
    found = await session.scalars(select(Feed.token_hash).where(Feed.token_hash.is_not(None)))
    return frozenset(each for each in found if each is not None)


def _reached() -> Select[Feed]:
    bound = select(Account.id).where(Account.person_id == Feed.person_id).exists()
    return select(Feed).join(Person, Person.id == Feed.person_id).where(Person.active, bound)


async def withdraw_all(session: AsyncSession, person_ids: Collection[int]) -> None:
    """Whoever loses an account loses the links that stand in its chat, and never gets the same ones back."""
    theirs = update(Feed).where(Feed.person_id.in_(person_ids), Feed.made_at.is_not(None))
    await session.execute(theirs.values(token_hash=None, made_at=None, version=Feed.version + 1))
