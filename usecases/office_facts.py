"""What a sheet says of units and people, row by row, before it is held against the office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from core.roles import Role
from core.vietnamese import sheet_values
from core.wording import imports as words
from core.wording import sheets
from usecases.directory import code_key
from usecases.papers.row_reader import RowReader
from usecases.papers.sheet import RowError, Sheet


@dataclass(frozen=True, kw_only=True)
class Facts:
    row: int
    code: str


@dataclass(frozen=True, kw_only=True)
class UnitFacts(Facts):
    """Other units are named by their codes."""

    name: str
    kind: str
    parent: str
    successor: str
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, kw_only=True)
class PersonFacts(Facts):
    """The unit is named as the sheet names it; `active` is None where the sheet does not say."""

    name: str
    post: str
    unit: str
    role: Role
    active: bool | None


F = TypeVar("F", bound=Facts)


def read_units(sheet: Sheet) -> tuple[dict[str, UnitFacts], list[RowError]]:
    """The rows by the key of their code, and what is wrong with them."""
    return _read(sheet, _unit)


def read_people(sheet: Sheet) -> tuple[dict[str, PersonFacts], list[RowError]]:
    """The rows by the key of their code, and what is wrong with them."""
    return _read(sheet, _person)


def _read(sheet: Sheet, facts_of: Callable[[RowReader], F]) -> tuple[dict[str, F], list[RowError]]:
    found: dict[str, F] = {}
    errors = list(sheet.errors)
    for row in sheet.rows:
        reader = RowReader(row)
        facts = facts_of(reader)
        first = found.setdefault(code_key(facts.code), facts)
        if facts.code and first is not facts:
            reader.fail(sheets.repeated(sheets.column("code"), facts.code, first.row))
        errors += reader.errors
    return found, errors


def _unit(reader: RowReader) -> UnitFacts:
    facts = UnitFacts(
        row=reader.row.number,
        code=reader.code("code") or "",
        name=reader.needed("name") or "",
        kind=reader.needed("kind") or "",
        parent=reader.row["parent"],
        successor=reader.row["successor"],
        aliases=tuple(reader.names("aliases")),
        valid_from=reader.day("valid_from"),
        valid_to=reader.day("valid_to"),
    )
    if facts.valid_from and facts.valid_to and facts.valid_to < facts.valid_from:
        reader.fail(words.end_before_start())
    return facts


def _person(reader: RowReader) -> PersonFacts:
    if not reader.row["role"]:
        reader.fail(sheets.blank(sheets.column("role")))
    return PersonFacts(
        row=reader.row.number,
        code=reader.code("code") or "",
        name=reader.needed("name") or "",
        post=reader.needed("post") or "",
        unit=reader.needed("unit") or "",
        role=reader.word("role", sheet_values.ROLES) or Role.OFFICIAL,
        active=reader.word("status", sheet_values.EMPLOYMENTS),
    )
