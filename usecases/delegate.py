"""Delegate: while somebody is on leave, another one of his unit receives and does his work in his place."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.draft import Receiver
from core.policy import Policy
from core.roles import Actor, Role
from db import delegations, outbox, people
from db.outbox import Kind, Priority
from db.tables import Delegation, Person
from usecases.directory import Directory
from usecases.receivers import meant_by


class Obstacle(StrEnum):
    NOT_YOURS = "not_yours"
    NOBODY = "nobody"
    HIMSELF = "himself"
    OTHER_UNIT = "other_unit"
    UNREACHED = "unreached"
    BACKWARDS = "backwards"
    PAST = "past"
    TOO_LONG = "too_long"
    AWAY_ALREADY = "away_already"
    STANDS_IN = "stands_in"
    SUBSTITUTE_AWAY = "substitute_away"


class CannotDelegate(Exception):
    """Why somebody cannot stand in; `beside` is the delegation that is in the way."""

    def __init__(self, obstacle: Obstacle, beside: Delegation | None = None) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle
        self.beside = beside


async def delegate(
    session: AsyncSession,
    actor: Actor,
    *,
    person_id: int,
    substitute_id: int,
    first: date,
    last: date,
    policy: Policy,
    now: datetime,
) -> Delegation:
    """Both days are included. Raises CannotDelegate."""
    ids = sorted({person_id, substitute_id})
    await session.execute(select(Person.id).where(Person.id.in_(ids)).order_by(Person.id).with_for_update())
    await check_delegation(
        session,
        actor,
        person_id=person_id,
        substitute_id=substitute_id,
        first=first,
        last=last,
        policy=policy,
        now=now,
    )
    agreed = Delegation(
        person_id=person_id,
        substitute_id=substitute_id,
        starts_on=first,
        ends_on=last,
        made_by=actor.person_id,
        made_at=now,
    )
    session.add(agreed)
    await session.flush()
    if actor.person_id != person_id:
        await tell(session, agreed, "made", person_id, now)
    return agreed


async def check_delegation(
    session: AsyncSession,
    actor: Actor,
    *,
    person_id: int,
    substitute_id: int,
    first: date,
    last: date,
    policy: Policy,
    now: datetime,
) -> None:
    """One person away has one substitute, who is there himself: so there are no chains. Raises CannotDelegate."""
    if not may_delegate_for(actor, person_id) or actor.person_id == substitute_id != person_id:
        raise CannotDelegate(Obstacle.NOT_YOURS)
    _check_days(first, last, local(now).date(), policy)
    person, substitute = await session.get(Person, person_id), await session.get(Person, substitute_id)
    if person is None or substitute is None or not (person.active and substitute.active):
        raise CannotDelegate(Obstacle.NOBODY)
    if person.id == substitute.id:
        raise CannotDelegate(Obstacle.HIMSELF)
    if not await _is_of_his_house(session, person, substitute):
        raise CannotDelegate(Obstacle.OTHER_UNIT)
    if await people.account_of(session, substitute.id) is None:
        raise CannotDelegate(Obstacle.UNREACHED)
    for each in await delegations.among(session, (person.id, substitute.id), first, last):
        if each.person_id == person.id:
            raise CannotDelegate(Obstacle.AWAY_ALREADY, each)
        if each.substitute_id == person.id:
            raise CannotDelegate(Obstacle.STANDS_IN, each)
        if each.person_id == substitute.id:
            raise CannotDelegate(Obstacle.SUBSTITUTE_AWAY, each)


def may_delegate_for(actor: Actor, person_id: int) -> bool:
    """Everybody for himself, the office for anybody: a right that is one's own, and never borrowed."""
    return actor.person_id == person_id or actor.role is Role.OFFICE


def may_end(actor: Actor, agreed: Delegation) -> bool:
    """Also whoever was named as the substitute: nobody asked him."""
    return actor.person_id == agreed.substitute_id or may_delegate_for(actor, agreed.person_id)


def _check_days(first: date, last: date, today: date, policy: Policy) -> None:
    if last < first:
        raise CannotDelegate(Obstacle.BACKWARDS)
    if first < today:
        raise CannotDelegate(Obstacle.PAST)
    if last - first >= timedelta(days=policy.longest_leave_days):
        raise CannotDelegate(Obstacle.TOO_LONG)


async def _is_of_his_house(session: AsyncSession, person: Person, substitute: Person) -> bool:
    """Of the same unit, or the head of it or of one above it."""
    if substitute.unit_id == person.unit_id:
        return True
    return substitute.role == Role.HEAD and person.unit_id in await people.units_below(session, substitute.unit_id)


async def end_delegation(session: AsyncSession, actor: Actor, delegation_id: int, *, now: datetime) -> Delegation:
    """Ends it at once; of one that has begun both are told (`usecases.hand_over`). Raises CannotDelegate."""
    agreed = await session.get(Delegation, delegation_id, with_for_update=True)
    if agreed is None or not may_end(actor, agreed):
        raise CannotDelegate(Obstacle.NOT_YOURS)
    if agreed.ended_at is None and agreed.ends_on >= local(now).date():
        agreed.ended_at = now
        if agreed.begun_at is None and actor.person_id != agreed.person_id:
            await tell(session, agreed, "called_off", agreed.person_id, now)
    return agreed


async def possible(session: AsyncSession, person_id: int, words: str, now: datetime) -> list[Receiver]:
    """Those of the person's house whom these words may name."""
    directory = await Directory.load(session)
    person = await session.get_one(Person, person_id)
    found = [each for each in meant_by(directory, words, now) if each.id != person_id]
    own = [each for each in found if await _is_of_his_house(session, person, each)]
    return _receivers(own or found)


async def anybody(session: AsyncSession, words: str, now: datetime) -> list[Receiver]:
    directory = await Directory.load(session)
    return _receivers(each for each in meant_by(directory, words, now))


def _receivers(found: Iterable[Person]) -> list[Receiver]:
    return list({each.id: (each.id, each.name) for each in found}.values())


async def tell(session: AsyncSession, agreed: Delegation, part: str, person_id: int, now: datetime) -> None:
    """`part` names what is told of it: one of `core.wording.leave.PARTS`."""
    await outbox.owe(
        session,
        Kind.LEAVE,
        now=now,
        person_id=person_id,
        priority=Priority.NEWS,
        payload={"delegation": agreed.id, "part": part},
    )
