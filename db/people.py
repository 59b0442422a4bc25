"""People, the units they stand in, and the accounts by which they are reached."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import partial

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, case, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.calendar import local
from core.manners import Manners
from core.roles import Actor, Role
from db import delegations
from db.memo import once
from db.tables import Account, Person, Unit


async def actor(session: AsyncSession, person_id: int, now: datetime | None = None) -> Actor | None:
    """None for somebody who has left. With `now` he has those for whom he stands in at that moment."""
    person = await _person(session, person_id)
    return await _acting(session, person, now) if person and person.active else None


async def _person(session: AsyncSession, person_id: int) -> Person | None:
    return await once(session, ("person", person_id), partial(session.get, Person, person_id))


async def actor_by_account(
    session: AsyncSession, channel: str, sender_id: str, now: datetime | None = None
) -> Actor | None:
    """Who writes from this account; None for a stranger and for somebody who has left. `now` as for `actor`."""
    person = await session.scalar(_BY_ACCOUNT, {"channel": channel, "chat": sender_id})
    return await _acting(session, person, now) if person else None


async def _acting(session: AsyncSession, person: Person, now: datetime | None) -> Actor:
    himself = await _actor_of(session, person)
    away = await delegations.principals(session, person.id, now) if now is not None else ()
    return replace(himself, principals=tuple([await _actor_of(session, each) for each in away]))


_BY_ACCOUNT = (
    select(Person)
    .join(Account, Account.person_id == Person.id)
    .where(Account.channel == bindparam("channel"), Account.chat_id == bindparam("chat"), Person.active)
)


async def _actor_of(session: AsyncSession, person: Person) -> Actor:
    role = Role(person.role)
    below = await units_below(session, person.unit_id) if role is Role.HEAD else frozenset({person.unit_id})
    return Actor(person_id=person.id, name=person.name, role=role, unit_id=person.unit_id, unit_ids=below)


async def units_below(session: AsyncSession, unit_id: int) -> frozenset[int]:
    """The unit and everything under it."""
    return frozenset((await session.scalars(_BELOW, {"unit": unit_id})).all())


_TREE = select(Unit.id).where(Unit.id == bindparam("unit")).cte(recursive=True)
_TREE = _TREE.union(select(Unit.id).join(_TREE, Unit.parent_id == _TREE.c.id))
_BELOW = select(_TREE.c.id)


async def heads_of(session: AsyncSession, unit_ids: Iterable[int]) -> Mapping[int, int]:
    """Unit → the person who heads it, for the units that have one."""
    units = tuple(sorted(set(unit_ids)))
    return await once(session, ("heads", units), partial(_heads_of, session, units)) if units else {}


async def _heads_of(session: AsyncSession, units: Sequence[int]) -> Mapping[int, int]:
    return dict((await session.execute(_HEADS, {"units": units})).all())


_HEADS = (
    select(Person.unit_id, Person.id)
    .where(Person.unit_id.in_(bindparam("units", expanding=True)), Person.role == Role.HEAD, Person.active)
    .order_by(Person.id.desc())
)


async def reachable(session: AsyncSession, roles: Collection[Role]) -> Sequence[int]:
    """The people of these roles who have an account that works."""
    bound = select(Account.id).where(Account.person_id == Person.id, Account.gone_at.is_(None)).exists()
    query = select(Person.id).where(Person.role.in_(roles), Person.active, bound).order_by(Person.id)
    return (await session.scalars(query)).all()


async def manners_of(session: AsyncSession, person_id: int) -> Manners:
    person = await _person(session, person_id)
    if person is None:
        raise LookupError(f"there is no person {person_id}")
    return Manners(
        morning=time.fromisoformat(person.morning) if person.morning else None, digest_only=person.digest_only
    )


async def with_role(session: AsyncSession, role: Role) -> Sequence[int]:
    return (
        await session.scalars(select(Person.id).where(Person.role == role, Person.active).order_by(Person.id))
    ).all()


async def by_code(session: AsyncSession, code: str) -> Person | None:
    return await session.scalar(select(Person).where(Person.code == code))


async def names(session: AsyncSession, person_ids: Iterable[int | None]) -> Mapping[int, str]:
    wanted = {who for who in person_ids if who is not None}
    return dict((await session.execute(_NAMES, {"people": list(wanted)})).all()) if wanted else {}


_NAMES = select(Person.id, Person.name).where(Person.id.in_(bindparam("people", expanding=True)))


async def unit_names(session: AsyncSession, unit_ids: Collection[int]) -> Mapping[int, str]:
    """Unit → its name, in the order in which they are asked for."""
    if not unit_ids:
        return {}
    found = dict((await session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids)))).all())
    return {unit_id: found[unit_id] for unit_id in unit_ids if unit_id in found}


async def names_and_units(session: AsyncSession, person_ids: Collection[int]) -> Sequence[tuple[int, str, str]]:
    """Person, name and the name of the unit, in the order in which they are asked for."""
    query = select(Person.id, Person.name, Unit.name).join(Unit).where(Person.id.in_(person_ids))
    found = {person_id: (person_id, name, unit) for person_id, name, unit in await session.execute(query)}
    return [found[person_id] for person_id in person_ids if person_id in found]


async def left(session: AsyncSession, person_ids: Iterable[int]) -> frozenset[int]:
    """Those of these people who work here no more."""
    return frozenset((await session.scalars(_LEFT, {"people": list(set(person_ids))})).all())


_LEFT = select(Person.id).where(Person.id.in_(bindparam("people", expanding=True)), Person.active.is_(False))


async def names_and_left(
    session: AsyncSession, person_ids: Iterable[int | None]
) -> tuple[Mapping[int, str], frozenset[int]]:
    """`names`, and `left`, of the same people at once."""
    wanted = {who for who in person_ids if who is not None}
    rows = (await session.execute(_NAMES_AND_LEFT, {"people": list(wanted)})).all() if wanted else ()
    return {who: name for who, name, _ in rows}, frozenset(who for who, _, active in rows if not active)


_NAMES_AND_LEFT = _NAMES.add_columns(Person.active)


async def stand_ins(session: AsyncSession, now: datetime) -> Mapping[int, int]:
    """Person → who receives what is owed to him, for everybody who does not receive it himself at `now`.

    Who is on leave has his substitute; who has left has the head of his unit, else somebody of the office.
    """
    today = local(now).date()
    return await once(session, ("stand-ins", today), partial(_stand_ins, session, now))


async def _stand_ins(session: AsyncSession, now: datetime) -> Mapping[int, int]:
    away = await delegations.substitutes(session, now)
    gone = (await delegations.absent(session, now)).gone
    if not gone:
        return away
    heads = await heads_of(session, gone.values())
    others = await keepers(session)
    heirs = {person_id: heads.get(unit_id, next(iter(others), None)) for person_id, unit_id in gone.items()}
    return {**away, **{person_id: away.get(heir, heir) for person_id, heir in heirs.items() if heir is not None}}


async def keepers(session: AsyncSession) -> Sequence[int]:
    """Who takes care of what has nobody: the office, where there is none the leaders, then the admins."""
    for role in (Role.OFFICE, Role.LEADER, Role.ADMIN):
        if found := await with_role(session, role):
            return found
    return ()


def in_place_of(
    person_id: InstrumentedAttribute[int | None], stand_ins: Mapping[int, int]
) -> ColumnElement[int | None] | InstrumentedAttribute[int | None]:
    """Who receives for this person (`stand_ins`), in SQL."""
    return case(stand_ins, value=person_id, else_=person_id) if stand_ins else person_id


def reached_by(person_id: ColumnElement[int | None] | InstrumentedAttribute[int | None] | int) -> ScalarSelect[int]:
    """The id of the account last heard from among those that still work, in SQL."""
    mine = aliased(Account)
    return (
        select(mine.id)
        .join(Person, Person.id == mine.person_id)
        .where(mine.person_id == person_id, mine.gone_at.is_(None), Person.active)
        .order_by(mine.seen_at.desc(), mine.id)
        .limit(1)
        .scalar_subquery()
    )


async def account_of(session: AsyncSession, person_id: int) -> Account | None:
    return await session.scalar(select(Account).where(Account.id == reached_by(person_id)))


async def has_account(session: AsyncSession, person_id: int) -> bool:
    """Also one that does not work any more."""
    return await session.scalar(select(Account.id).where(Account.person_id == person_id).limit(1)) is not None


async def heard_from(session: AsyncSession, channel: str, sender_id: str, now: datetime) -> None:
    """Whoever writes can be reached."""
    mine = (Account.channel == channel, Account.chat_id == sender_id)
    await session.execute(update(Account).where(*mine).values(seen_at=now, gone_at=None, gone_why=None))


async def mark_gone(session: AsyncSession, channel: str, chat_id: str, why: str, now: datetime) -> None:
    mine = (Account.channel == channel, Account.chat_id == chat_id)
    await session.execute(update(Account).where(*mine).values(gone_at=now, gone_why=why))
