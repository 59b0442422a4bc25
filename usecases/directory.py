"""The office by every name it goes by: units by code, name or alias, people by code, heads by unit.

A snapshot of one transaction, for use cases that look many names up.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Role
from core.vietnamese.normalise import fold, tidy
from db.tables import Person, Unit, UnitAlias


def name_key(name: str) -> str:
    """Names are compared without accents, case and punctuation: "Sở KH&ĐT" is "so kh & dt"."""
    return " ".join(re.findall(r"\w+", fold(tidy(name))))


def code_key(code: str) -> str:
    """Codes keep their accents: "Y-đ1" and "Y-d1" are two clauses of one directive."""
    return tidy(code).casefold()


class UnknownUnit(LookupError):
    """Nobody goes by this name."""


class AmbiguousUnit(LookupError):
    """Several units go by this name."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(", ".join(self.codes))


class EndedUnit(LookupError):
    """The unit is no more, and nobody succeeded it."""

    def __init__(self, on: date) -> None:
        self.on = on
        super().__init__(on.isoformat())


class NoHead(LookupError):
    """The unit has no head."""


class SeveralHeads(LookupError):
    """The unit has more than one head."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(", ".join(self.codes))


@dataclass(frozen=True)
class Directory:
    units: Mapping[int, Unit]
    aliases: tuple[UnitAlias, ...]
    people: Mapping[str, Person]
    unit_ids: Mapping[str, frozenset[int]]
    heads: Mapping[int, tuple[Person, ...]]

    @classmethod
    async def load(cls, session: AsyncSession) -> Self:
        people = await session.scalars(select(Person).order_by(Person.id))
        return cls.of(await session.scalars(select(Unit)), await session.scalars(select(UnitAlias)), people)

    @classmethod
    def of(cls, units: Iterable[Unit], aliases: Iterable[UnitAlias], people: Iterable[Person]) -> Self:
        by_id = {unit.id: unit for unit in units}
        aliases, people = tuple(aliases), tuple(people)
        return cls(
            units=by_id,
            aliases=aliases,
            people={code_key(person.code): person for person in people},
            unit_ids=_by_name(by_id.values(), aliases),
            heads=_heads(people),
        )

    def knows_unit(self, name: str) -> bool:
        return name_key(name) in self.unit_ids

    def unit(self, name: str) -> Unit:
        """A living unit goes before an ended one of the same name. Raises UnknownUnit, AmbiguousUnit."""
        found = [self.units[unit_id] for unit_id in self.unit_ids.get(name_key(name), ())]
        living = [unit for unit in found if unit.valid_to is None]
        candidates = living or found
        if not candidates:
            raise UnknownUnit(name)
        if len(candidates) > 1:
            raise AmbiguousUnit(sorted(unit.code for unit in candidates))
        return candidates[0]

    def today(self, unit: Unit, today: date) -> Unit:
        """The unit itself, or whoever does its work `today`. Raises EndedUnit."""
        heirs = {unit.id: unit}
        while unit.valid_to is not None and unit.valid_to < today:
            if unit.successor_id is None or unit.successor_id in heirs:
                raise EndedUnit(unit.valid_to)
            unit = heirs.setdefault(unit.successor_id, self.units[unit.successor_id])
        return unit

    def person(self, code: str) -> Person | None:
        return self.people.get(code_key(code))

    def head(self, unit: Unit) -> Person:
        """Raises NoHead, SeveralHeads."""
        heads = self.heads.get(unit.id, ())
        if not heads:
            raise NoHead(unit.name)
        if len(heads) > 1:
            raise SeveralHeads(person.code for person in heads)
        return heads[0]

    def stands_in(self, person: Person, unit: Unit) -> bool:
        """Whether the person belongs to the unit or to one below it."""
        seen: set[int] = set()
        here: int | None = person.unit_id
        while here is not None and here not in seen:
            if here == unit.id:
                return True
            seen.add(here)
            here = self.units[here].parent_id
        return False


def _by_name(units: Iterable[Unit], aliases: Iterable[UnitAlias]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    names = [(name, unit.id) for unit in units for name in (unit.code, unit.name)]
    for name, unit_id in (*names, *((alias.alias, alias.unit_id) for alias in aliases)):
        key = name_key(name)
        found[key] = found.get(key, frozenset()) | {unit_id}
    return found


def _heads(people: Iterable[Person]) -> dict[int, tuple[Person, ...]]:
    heads: dict[int, tuple[Person, ...]] = {}
    for person in people:
        if person.role == Role.HEAD and person.active:
            heads[person.unit_id] = (*heads.get(person.unit_id, ()), person)
    return heads
