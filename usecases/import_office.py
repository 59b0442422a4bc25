"""Import the office: units and people from sheets. The same sheet twice changes nothing; a changed row updates.

What a sheet does not speak of stays: rows that are gone delete nobody, and absent columns change nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.vietnamese.normalise import fold
from core.wording import imports as words
from core.wording import sheets
from db.base import Base
from db.tables import Person, Unit, UnitAlias
from usecases.directory import AmbiguousUnit, Directory, UnknownUnit, code_key, name_key
from usecases.office_facts import PersonFacts, UnitFacts, read_people, read_units
from usecases.office_tree import LINKS, tree_errors
from usecases.papers.bad_sheet import BadSheet, RowError
from usecases.papers.sheet import Sheet
from usecases.see_off import see_off


@dataclass(frozen=True, kw_only=True)
class OfficeResult:
    rows: int
    added: int
    updated: int
    remarks: tuple[str, ...] = ()

    @property
    def same(self) -> int:
        return self.rows - self.added - self.updated

    @property
    def reconciliation(self) -> str:
        return words.office_counted(self.rows, self.added, self.updated, self.same)


async def import_units(session: AsyncSession, sheet: Sheet) -> OfficeResult:
    """Adds and updates units by their codes. Raises BadSheet with all that is wrong, before any write."""
    directory = await Directory.load(session)
    facts, errors = read_units(sheet)
    errors += tree_errors(facts, directory, sheet.columns)
    if errors:
        raise BadSheet(errors)
    here = {code_key(unit.code): unit for unit in directory.units.values()}
    new = {key: Unit(code=unit.code) for key, unit in facts.items() if key not in here}
    units = here | new
    changed = {key for key, unit in facts.items() if _apply(units[key], _plain_columns(unit, sheet.columns))}
    session.add_all(new.values())
    await session.flush()
    changed |= {key for key, unit in facts.items() if _apply(units[key], _links(unit, units, sheet.columns))}
    if "aliases" in sheet.columns:
        changed |= await _rename(session, facts, units, directory)
    await session.flush()
    return _result(sheet, len(facts), len(new), len(changed - new.keys()))


def _plain_columns(unit: UnitFacts, columns: frozenset[str]) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in ("name", "kind", "valid_from", "valid_to") if name in columns}


def _links(unit: UnitFacts, units: Mapping[str, Unit], columns: frozenset[str]) -> dict[str, Any]:
    named = {link: units.get(code_key(getattr(unit, link))) for link in LINKS if link in columns}
    return {f"{link}_id": other.id if other else None for link, other in named.items()}


async def _rename(
    session: AsyncSession, facts: Mapping[str, UnitFacts], units: Mapping[str, Unit], directory: Directory
) -> set[str]:
    """The keys of the units whose aliases changed. An alias may move: the old goes before the new comes."""
    wanted = {(units[key].id, alias): key for key, unit in facts.items() for alias in _aliases(unit)}
    ids = {units[key].id: key for key in facts}
    here = {(alias.unit_id, alias.alias): alias for alias in directory.aliases if alias.unit_id in ids}
    for gone in here.keys() - wanted.keys():
        await session.delete(here[gone])
    await session.flush()
    for unit_id, alias in sorted(wanted.keys() - here.keys()):
        session.add(UnitAlias(unit_id=unit_id, alias=alias, folded=fold(alias)))
    return {ids[unit_id] for unit_id, _ in wanted.keys() ^ here.keys()}


def _aliases(unit: UnitFacts) -> list[str]:
    """Each once, and none that says no more than the name."""
    found = {name_key(alias): alias for alias in unit.aliases}
    return [alias for key, alias in found.items() if key and key not in {name_key(unit.name), name_key(unit.code)}]


async def import_people(session: AsyncSession, sheet: Sheet, *, now: datetime) -> OfficeResult:
    """Adds and updates people by their codes, and sees off whoever works here no more.

    Raises BadSheet with all that is wrong, before any write.
    """
    directory = await Directory.load(session)
    facts, errors = read_people(sheet)
    unit_ids, unknown = _unit_ids(facts, directory)
    if errors := [*errors, *unknown]:
        raise BadSheet(errors)
    new = {key: Person(code=person.code) for key, person in facts.items() if key not in directory.people}
    people = {**directory.people, **new}
    staff = {person.id for person in directory.people.values() if person.active}
    changed = {key for key, person in facts.items() if _apply(people[key], _columns(person, unit_ids[key]))}
    session.add_all(new.values())
    await session.flush()
    left = [person.id for person in people.values() if person.id in staff and not person.active]
    await see_off(session, left, now)
    return _result(sheet, len(facts), len(new), len(changed - new.keys()))


def _unit_ids(facts: Mapping[str, PersonFacts], directory: Directory) -> tuple[dict[str, int], list[RowError]]:
    found: dict[str, int] = {}
    errors: list[RowError] = []
    column = sheets.column("unit")
    for key, person in facts.items():
        try:
            found[key] = directory.unit(person.unit).id
        except UnknownUnit:
            errors += [RowError(person.row, words.unknown_unit(column, person.unit))] if person.unit else []
        except AmbiguousUnit as why:
            errors.append(RowError(person.row, words.ambiguous_unit(column, person.unit, why.codes)))
    return found, errors


def _columns(person: PersonFacts, unit_id: int) -> dict[str, Any]:
    told = {"name": person.name, "post": person.post, "role": person.role.value, "unit_id": unit_id}
    return told if person.active is None else told | {"active": person.active}


def _apply(row: Base, values: Mapping[str, Any]) -> bool:
    """Whether anything was different."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _result(sheet: Sheet, rows: int, added: int, updated: int) -> OfficeResult:
    remarks = (words.ignored_columns(sheet.ignored),) if sheet.ignored else ()
    return OfficeResult(rows=rows, added=added, updated=updated, remarks=remarks)
