"""In whose line of a report a unit's tasks are counted: units stand in a tree, come and go, and have successors."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Node:
    """A unit of the dated tree."""

    id: int
    name: str
    parent_id: int | None = None
    successor_id: int | None = None
    valid_to: date | None = None


Tree = Mapping[int, Node]


def heir(tree: Tree, unit_id: int, on: date) -> int:
    """The unit itself, or whoever does its work on that day; itself again when nobody does."""
    seen, here = {unit_id}, tree[unit_id]
    while here.valid_to is not None and here.valid_to < on:
        if here.successor_id is None or here.successor_id in seen:
            return unit_id
        seen.add(here.successor_id)
        here = tree[here.successor_id]
    return here.id


def line_of(tree: Tree, unit_id: int, tops: Collection[int], on: date) -> int:
    """A unit just below one of the `tops` stands for everything under it; a top stands for itself alone."""
    living = heir(tree, unit_id, on)
    above = _upwards(tree, living)
    if living not in tops and not any(each in tops for each in above):
        living, above = unit_id, _upwards(tree, unit_id)  # whoever goes on with it belongs to somebody else
    if living in tops:
        return living
    return next((below for below, each in zip((living, *above), above, strict=False) if each in tops), living)


def tops_of(tree: Tree) -> frozenset[int]:
    """The units above which there is nothing."""
    return frozenset(node.id for node in tree.values() if node.parent_id is None)


def below(tree: Tree, unit_ids: Collection[int]) -> frozenset[int]:
    """These units and everything under them."""
    return frozenset(
        here for here in tree if here in unit_ids or any(each in unit_ids for each in _upwards(tree, here))
    )


def _upwards(tree: Tree, unit_id: int) -> tuple[int, ...]:
    """Parent, grandparent and so on."""
    found: list[int] = []
    parent = tree[unit_id].parent_id
    while parent is not None and parent not in found and parent != unit_id:
        found.append(parent)
        parent = tree[parent].parent_id
    return tuple(found)
