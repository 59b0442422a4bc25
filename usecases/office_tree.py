"""Whether the units of a sheet, laid over those that are here, still make one office: names, parents, successors."""

from collections.abc import Iterator, Mapping

from core.wording import imports as words
from core.wording import sheets
from usecases.directory import Directory, code_key, name_key
from usecases.office_facts import UnitFacts
from usecases.papers.sheet import RowError

LINKS = ("parent", "successor")


def tree_errors(facts: Mapping[str, UnitFacts], directory: Directory, columns: frozenset[str]) -> Iterator[RowError]:
    """Columns that the sheet does not have leave what is here as it is."""
    for link in LINKS:
        if link in columns:
            yield from _link_errors(facts, directory, link)
    yield from _alias_errors(facts, directory)


def _link_errors(facts: Mapping[str, UnitFacts], directory: Directory, link: str) -> Iterator[RowError]:
    here = {code_key(unit.code): unit for unit in directory.units.values()}
    ids = {unit.id: key for key, unit in here.items()}
    links = {key: ids.get(getattr(unit, f"{link}_id"), "") for key, unit in here.items()}
    links |= {key: code_key(getattr(unit, link)) for key, unit in facts.items()}
    for key, unit in facts.items():
        if links[key] and links[key] not in links:
            yield RowError(unit.row, words.unknown_unit(sheets.column(link), getattr(unit, link)))
        elif _returns(key, links):
            yield RowError(unit.row, words.circle(sheets.column(link)))


def _returns(key: str, links: Mapping[str, str]) -> bool:
    """Whether the chain that starts at `key` comes back to it."""
    seen: set[str] = set()
    here = links.get(key, "")
    while here and here not in seen:
        seen.add(here)
        here = links.get(here, "")
    return key in seen


def _alias_errors(facts: Mapping[str, UnitFacts], directory: Directory) -> Iterator[RowError]:
    """An alias leads to one unit only, and to none that bears it as its name."""
    owners = _owners_elsewhere(facts, directory)
    for key, unit in facts.items():
        for name in (unit.code, unit.name):
            owners.setdefault(name_key(name), key)
    for key, unit in facts.items():
        for alias in unit.aliases:
            owner = owners.setdefault(name_key(alias), key)
            if owner != key:
                yield RowError(unit.row, words.taken_alias(alias, owner))


def _owners_elsewhere(facts: Mapping[str, UnitFacts], directory: Directory) -> dict[str, str]:
    """Every name of the units that the sheet does not speak of."""
    others = {unit.id: code_key(unit.code) for unit in directory.units.values() if code_key(unit.code) not in facts}
    owners = {name_key(alias.alias): others[alias.unit_id] for alias in directory.aliases if alias.unit_id in others}
    for unit_id, key in others.items():
        unit = directory.units[unit_id]
        owners |= {name_key(unit.code): key, name_key(unit.name): key}
    return owners
