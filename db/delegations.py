"""Who stands in for whom, and when: what was agreed, what runs at a moment, and who must still be told."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.calendar import local
from db.memo import once
from db.tables import Account, Delegation, Person


def _runs(now: datetime) -> ColumnElement[bool]:
    """From the first minute of the first day to the last of the last, unless it was ended before."""
    today = local(now).date()
    return and_(Delegation.starts_on <= today, Delegation.ends_on >= today, Delegation.ended_at.is_(None))


async def principals(session: AsyncSession, substitute_id: int, now: datetime) -> Sequence[Person]:
    """Those for whom this person stands in now."""
    facts = {"substitute": substitute_id, "today": local(now).date()}
    return (await session.scalars(_PRINCIPALS, facts)).all()


_PRINCIPALS = (
    select(Person)
    .join(Delegation, Delegation.person_id == Person.id)
    .where(Delegation.substitute_id == bindparam("substitute"), Person.active)
    .where(Delegation.starts_on <= bindparam("today"), Delegation.ends_on >= bindparam("today"))
    .where(Delegation.ended_at.is_(None))
    .order_by(Person.id)
)


async def substitutes(session: AsyncSession, now: datetime) -> Mapping[int, int]:
    """Person → who receives for him now. Whom nothing reaches receives for nobody."""
    today = local(now).date()
    return await once(session, ("substitutes", today), partial(_substitutes, session, today))


async def _substitutes(session: AsyncSession, today: date) -> Mapping[int, int]:
    return dict((await session.execute(_SUBSTITUTES, {"today": today})).all())


_substitute, _account = aliased(Person), aliased(Account)
_SUBSTITUTES = (
    select(Delegation.person_id, Delegation.substitute_id)
    .join(_substitute, _substitute.id == Delegation.substitute_id)
    .where(Delegation.starts_on <= bindparam("today"), Delegation.ends_on >= bindparam("today"))
    .where(Delegation.ended_at.is_(None), _substitute.active)
    .where(select(_account.id).where(_account.person_id == _substitute.id, _account.gone_at.is_(None)).exists())
)


async def among(session: AsyncSession, person_ids: Collection[int], first: date, last: date) -> Sequence[Delegation]:
    """Those of these days in which one of these people is away or stands in."""
    query = select(Delegation).where(
        or_(Delegation.person_id.in_(person_ids), Delegation.substitute_id.in_(person_ids)),
        Delegation.starts_on <= last,
        Delegation.ends_on >= first,
        Delegation.ended_at.is_(None),
    )
    return (await session.scalars(query.order_by(Delegation.starts_on, Delegation.id))).all()


async def coming(session: AsyncSession, person_id: int, now: datetime) -> Sequence[Delegation]:
    """What runs or will run: the person away, or standing in."""
    return await among(session, [person_id], local(now).date(), date.max)


async def every(session: AsyncSession, now: datetime, most: int = 10) -> Sequence[Delegation]:
    """Everybody's that run or will run, the first to begin first."""
    open_ = (Delegation.ended_at.is_(None), Delegation.ends_on >= local(now).date())
    query = select(Delegation).where(*open_).order_by(Delegation.starts_on, Delegation.id).limit(most)
    return (await session.scalars(query)).all()


async def to_begin(session: AsyncSession, now: datetime) -> Sequence[Delegation]:
    """Those that run and of which the substitute does not know yet."""
    query = select(Delegation).where(_runs(now), Delegation.begun_at.is_(None)).with_for_update(skip_locked=True)
    return (await session.scalars(query.order_by(Delegation.id))).all()


async def to_close(session: AsyncSession, now: datetime) -> Sequence[Delegation]:
    """Those that are over and of whose end nobody was told yet."""
    over = or_(Delegation.ended_at.is_not(None), Delegation.ends_on < local(now).date())
    query = select(Delegation).where(over, Delegation.over_at.is_(None)).with_for_update(skip_locked=True)
    return (await session.scalars(query.order_by(Delegation.id))).all()


async def end_for(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Somebody has left: nobody stands in for him, and he for nobody."""
    his = or_(Delegation.person_id == person_id, Delegation.substitute_id == person_id)
    open_ = (Delegation.ended_at.is_(None), Delegation.ends_on >= local(now).date())
    await session.execute(update(Delegation).where(his, *open_).values(ended_at=now))
