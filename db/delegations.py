"""Who stands in for whom, and when: what was agreed, what runs at a moment, and who must still be told."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import ColumnElement, and_, bindparam, case, literal, or_, select, union_all, update
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
    away = await absent(session, now)
    wanted = [who for who, substitute, _ in away.running if substitute == substitute_id]
    return (await session.scalars(_PRINCIPALS, {"people": wanted})).all() if wanted else ()


_PRINCIPALS = (
    select(Person).where(Person.id.in_(bindparam("people", expanding=True)), Person.active).order_by(Person.id)
)


async def substitutes(session: AsyncSession, now: datetime) -> Mapping[int, int]:
    """Person → who receives for him now. Whom nothing reaches receives for nobody."""
    away = await absent(session, now)
    return {who: substitute for who, substitute, reached in away.running if reached}


@dataclass(frozen=True, kw_only=True)
class Absent:
    """Who does not receive himself: `running` are (person, substitute, whether anything reaches the substitute);
    `gone` is person → unit of those who work here no more.
    """

    running: Sequence[tuple[int, int, bool]]
    gone: Mapping[int, int]


async def absent(session: AsyncSession, now: datetime) -> Absent:
    today = local(now).date()
    return await once(session, ("absent", today), partial(_absent, session, today))


async def _absent(session: AsyncSession, today: date) -> Absent:
    """One query, as it is asked in nearly every transaction."""
    rows = (await session.execute(_ABSENT, {"today": today})).all()
    return Absent(
        running=[(who, other, bool(reached)) for away, who, other, reached in rows if away],
        gone={who: unit_id for away, who, unit_id, _ in rows if not away},
    )


_substitute, _account = aliased(Person), aliased(Account)
_has_account = select(_account.id).where(_account.person_id == _substitute.id, _account.gone_at.is_(None)).exists()
_ABSENT = union_all(
    select(literal(1), Delegation.person_id, Delegation.substitute_id, case((_has_account, 1), else_=0))
    .join(_substitute, _substitute.id == Delegation.substitute_id)
    .where(Delegation.starts_on <= bindparam("today"), Delegation.ends_on >= bindparam("today"))
    .where(Delegation.ended_at.is_(None), _substitute.active),
    select(literal(0), Person.id, Person.unit_id, literal(0)).where(Person.active.is_(False)),
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


async def any_untold(session: AsyncSession) -> bool:
    """Whether there is one of whose begin or end somebody must still be told, now or later."""
    return await session.scalar(_UNTOLD) is not None


_UNTOLD = select(Delegation.id).where(or_(Delegation.begun_at.is_(None), Delegation.over_at.is_(None))).limit(1)


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
