"""To whom something is told: groups, units with or without what stands under them, heads, single people, everybody.

A choice is kept as it was made; who that is follows from the office of the moment at which it goes out.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from core.vietnamese.normalise import fold


@dataclass(frozen=True, kw_only=True)
class Addressees:
    """`deep` takes the units with all that stands under them. `heads` are kinds of units ("sở"; "" for all); `but_…`
    are left out, whatever else was chosen.
    """

    groups: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    heads: tuple[str, ...] = ()
    but_units: tuple[int, ...] = ()
    but_people: tuple[int, ...] = ()
    everybody: bool = False
    deep: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.units or self.people or self.heads or self.everybody)

    def with_(self, **named: Collection[Any]) -> "Addressees":
        """The same and these, each once."""
        merged: dict[str, Any] = {key: (*dict.fromkeys((*getattr(self, key), *more)),) for key, more in named.items()}
        return replace(self, **merged)

    def without(self, **named: Collection[Any]) -> "Addressees":
        left: dict[str, Any] = {
            key: tuple(each for each in getattr(self, key) if each not in gone) for key, gone in named.items()
        }
        return replace(self, **left)

    def naming(self, kind: str, number: int) -> "Addressees":
        """With one more, also after he was left out."""
        named = self.with_(**{kind: (number,)})
        return named.without(**{f"but_{kind}": (number,)}) if kind != "groups" else named

    def leaving_out(self, kind: str, number: int) -> "Addressees":
        left = self.without(**{kind: (number,)})
        return left.with_(**{f"but_{kind}": (number,)}) if kind != "groups" else left

    def toggled(self, key: str, one: Any) -> "Addressees":
        return (self.without if one in getattr(self, key) else self.with_)(**{key: (one,)})

    def to_json(self) -> dict[str, Any]:
        lists = {key: list(getattr(self, key)) for key in _LISTS}
        return {**lists, "everybody": self.everybody, "deep": self.deep}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**{**stored, **{key: tuple(stored[key]) for key in _LISTS}})


_LISTS = ("groups", "units", "people", "heads", "but_units", "but_people")


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody who works here; `bound` says that something reaches him."""

    id: int
    unit_id: int
    is_head: bool = False
    bound: bool = True


@dataclass(frozen=True, kw_only=True)
class House:
    """The office of one moment. `units` are names by id, `kinds` kinds; `groups` are the units each stands for."""

    members: tuple[Member, ...]
    units: Mapping[int, str]
    kinds: Mapping[int, str]
    parents: Mapping[int, int | None]
    groups: Mapping[int, frozenset[int]]

    def below(self, unit_ids: Collection[int]) -> frozenset[int]:
        """These units and all that stand under them."""
        return frozenset(each for each in self.units if any(up in unit_ids for up in self._upwards(each)))

    def _upwards(self, unit_id: int) -> Iterator[int]:
        seen: set[int] = set()
        here: int | None = unit_id
        while here is not None and here not in seen:
            yield here
            seen.add(here)
            here = self.parents.get(here)

    def is_kind(self, unit_id: int, kind: str) -> bool:
        """ "sở": by its kind in the tree, or by how its name begins."""
        wanted = fold(kind)
        return not wanted or fold(self.kinds[unit_id]) == wanted or fold(self.units[unit_id]).startswith(f"{wanted} ")


@dataclass(frozen=True, kw_only=True)
class Reached:
    """`people` is person → unit, each once however many ways lead to him; `unbound` of them nothing reaches yet.

    `units` are those to which a task that is carried along is given, one each.
    """

    people: Mapping[int, int]
    units: tuple[int, ...]
    unbound: int


def reached(to: Addressees, house: House, *, scope: frozenset[int] | None, author: int) -> Reached:
    """Never outside `scope` (None is everywhere), and never the author himself."""
    units = house.below(to.units) if to.deep else frozenset(to.units)
    gone = left_out(to, house)
    inside = [
        each
        for each in house.members
        if (scope is None or each.unit_id in scope)
        and each.id not in (author, *to.but_people)
        and each.unit_id not in gone
    ]
    in_groups = house.below(frozenset[int]().union(*(house.groups.get(each, frozenset()) for each in to.groups)))

    def is_meant(one: Member) -> bool:
        by_post = one.is_head and any(house.is_kind(one.unit_id, kind) for kind in to.heads)
        return to.everybody or one.unit_id in units | in_groups or one.id in to.people or by_post

    meant = [each for each in inside if is_meant(each)]
    return Reached(
        people={each.id: each.unit_id for each in meant},
        units=_given(to, house, inside),
        unbound=sum(not each.bound for each in meant),
    )


def left_out(to: Addressees, house: House) -> frozenset[int]:
    """The units that are left out, with all that stands under them."""
    return house.below(to.but_units)


def _given(to: Addressees, house: House, inside: list[Member]) -> tuple[int, ...]:
    """The chosen units, those for which the chosen groups stand, and those of the chosen heads."""
    chosen = {*to.units, *(unit for each in to.groups for unit in house.groups.get(each, ()))}
    if to.deep:
        chosen |= {each.unit_id for each in inside if each.is_head and each.unit_id in house.below(to.units)}
    chosen |= {
        each.unit_id
        for each in inside
        if each.is_head and (to.everybody or any(house.is_kind(each.unit_id, kind) for kind in to.heads))
    }
    chosen |= {each.unit_id for each in inside if each.is_head and each.id in to.people}
    return tuple(sorted(chosen & set(house.units) - left_out(to, house)))


def strays(to: Addressees, house: House, scope: frozenset[int] | None) -> bool:
    """Whether something was chosen that lies outside of what its author may reach."""
    if scope is None:
        return False
    units = {*to.units, *(unit for each in to.groups for unit in house.groups.get(each, ()))}
    theirs = {each.unit_id for each in house.members if each.id in to.people}
    return not (units | theirs) <= scope
