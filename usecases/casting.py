"""Casting: what somebody who writes a broadcast may choose from, whom his words name, and how many that reaches."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.addressees import Addressees, House, reached
from core.broadcast_draft import CastDraft
from core.calendar import local
from core.roles import Actor, may_assign, may_tell
from core.vietnamese.addressees import Named, Told, key_of, read_addressees
from core.wording.broadcasting import Chosen
from db import broadcasts, groups, people
from db.broadcast_tables import Broadcast
from db.tables import Person, UnitAlias


async def chosen(session: AsyncSession, actor: Actor, draft: CastDraft, now: datetime) -> Chosen:
    """All that may be chosen, what is, and whom it reaches."""
    house = await broadcasts.house(session, local(now))
    scope = may_tell(actor)
    here = await groups.bound(session)
    units = {unit: name for unit, name in house.units.items() if scope is None or unit in scope}
    found = reached(draft.to, house, scope=scope, author=actor.person_id)
    names = await people.names(session, (*draft.to.people, *draft.to.but_people))
    cast = await session.get(Broadcast, draft.number) if draft.number is not None else None
    given = (await broadcasts.tasks_of(session, cast.id)).values() if cast is not None else ()
    return Chosen(
        groups={each: group.title for each, (group, theirs) in here.items() if scope is None or theirs <= scope},
        units=_offered(units, house),
        people=tuple(names.get(who, "") for who in draft.to.people),
        left_out=tuple(names.get(who, "") for who in draft.to.but_people),
        reached=len(found.people),
        unbound=found.unbound,
        tasks=len(found.units) if may_assign(actor) else 0,
        below=any(house.parents.get(unit) in draft.to.units for unit in house.units),
        everywhere=scope is None,
        confirmed=(await broadcasts.count(session, cast.id))[0] if cast is not None else 0,
        given=sum(task is not None for task in given),
        is_out=cast is not None and cast.posted_at is not None,
    )


def _offered(units: Mapping[int, str], house: House) -> Mapping[int, str]:
    """Only where somebody works."""
    staffed = {each.unit_id for each in house.members}
    return {unit: name for unit, name in units.items() if unit in staffed}


async def named(session: AsyncSession, actor: Actor, words: str, now: datetime) -> tuple[Told, bool]:
    """Whom the words name, and whether some of them may not be told anything by this person."""
    house = await broadcasts.house(session, local(now))
    told = read_addressees(words, await _names(session, house))
    scope = may_tell(actor)
    if scope is None:
        return told, False
    homes = {each.id: each.unit_id for each in house.members}

    def is_inside(one: Named) -> bool:
        kind, number = one
        if kind == "groups":
            return house.groups[number] <= scope
        return (homes.get(number) if kind == "people" else number) in scope

    inside = [one for one in told.named if is_inside(one)]
    strayed = len(inside) < len(told.named)
    told.named = inside
    return told, strayed


async def _names(session: AsyncSession, house: House) -> Mapping[str, Named]:
    """A name that two bear names nobody; but a unit goes before a group, which may be called "nhóm …", and before a
    person.
    """
    found: dict[str, set[Named]] = {}
    for unit_id, name in house.units.items():
        found.setdefault(key_of(name), set()).add(("units", unit_id))
    for alias in await session.scalars(select(UnitAlias)):
        if alias.unit_id in house.units:
            found.setdefault(key_of(alias.alias), set()).add(("units", alias.unit_id))
    units = set(found)
    for group_id, (group, _) in (await groups.bound(session)).items():
        for key in {key_of(f"nhóm {group.title}"), key_of(group.title)} - units:
            found.setdefault(key, set()).add(("groups", group_id))
    units = set(found)
    for person in await session.scalars(select(Person).where(Person.active)):
        if (key := key_of(person.name)) not in units:
            found.setdefault(key, set()).add(("people", person.id))
    return {key: next(iter(one)) for key, one in found.items() if key and len(one) == 1}


def applied(to: Addressees, told: Told) -> Addressees:
    for kind, number in told.named:
        to = to.naming(kind, number)
    for kind, number in told.without:
        to = to.leaving_out(kind, number)
    to = to.with_(heads=told.heads)
    deep = to.deep if told.deep is None else told.deep
    return replace(to, everybody=to.everybody or told.everybody, deep=deep)
