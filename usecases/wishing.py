"""Wishing: what somebody asks to see, held against the office: which unit and which person he names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import Calendar, local
from core.roles import Actor, may_see_unit
from core.vietnamese.assignments import Names
from core.vietnamese.nearest import nearest
from core.vietnamese.wishes import Piece, read_wish
from core.wish import Wish
from core.wording.wishes import Doubt, WishView
from db import people, tasks
from db.tables import Person, TaskRow, Unit
from usecases.directory import AmbiguousUnit, Directory, EndedUnit, UnknownUnit, name_key

_MOST_NEAR = 4


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is understood; `unread` are the words that are not, `no_groups` the groups that there are not.

    `near_units` and `near_people` may have been meant by the unread words, the likeliest first.
    """

    wish: Wish
    unread: tuple[str, ...] = ()
    no_groups: tuple[int, ...] = ()
    near_units: tuple[int, ...] = ()
    near_people: tuple[int, ...] = ()

    @property
    def is_understood(self) -> bool:
        return not (self.unread or self.no_groups)


async def asked(
    session: AsyncSession, viewer: Actor, words: str, calendar: Calendar, now: datetime, wish: Wish
) -> Asked:
    """`wish` is what is wanted where the words say nothing. Whom this person may not know of is found by no name."""
    directory = await Directory.load(session)
    ids = await _known_to(session, viewer, directory)
    known = [person for person in directory.people.values() if person.id in ids]
    read = read_wish(words, Names(directory.unit_ids, (person.name for person in known)), now, calendar, wish)
    own = replace(read.wish, lead_ids=(viewer.person_id,)) if read.own else read.wish
    found = Asked(wish=own, no_groups=read.no_groups)
    for run in read.named:
        found = _with(found, run, directory, known, now)
    return found


async def _known_to(session: AsyncSession, viewer: Actor, directory: Directory) -> frozenset[int]:
    """Everybody to those who see everything; else those of his units, and who leads a task that he sees."""
    if viewer.sees_all:
        return frozenset(person.id for person in directory.people.values())
    units = tasks.ruled_units(viewer) | {each.unit_id for each in viewer.hats}
    own = {person.id for person in directory.people.values() if person.unit_id in units}
    leads = await session.scalars(select(TaskRow.lead_id).where(tasks.seen_by(viewer)).distinct())
    return frozenset(own.union(leads, viewer.ids))


def _with(found: Asked, run: Sequence[Piece], directory: Directory, known: Sequence[Person], now: datetime) -> Asked:
    """A run of words together names one, or else each of its pieces does."""
    whole = " ".join(words for words, _ in run)
    if (taken := _named(found, whole, directory, known, now)) is not None:
        return taken
    for words, _ in run:
        taken = _named(found, words, directory, known, now)
        found = taken or _unread(found, words, directory, known, now)
    return found


def _named(found: Asked, words: str, directory: Directory, known: Sequence[Person], now: datetime) -> Asked | None:
    wish = found.wish
    unit = _unit(directory, words, now)
    if unit is not None:
        return replace(found, wish=replace(wish, unit_ids=_and(wish.unit_ids, unit.id)))
    called = _people(directory, known, words)
    if len(called) == 1:
        return replace(found, wish=replace(wish, lead_ids=_and(wish.lead_ids, called[0].id)))
    several = tuple(person.id for person in called)
    return replace(found, unread=(*found.unread, words), near_people=found.near_people + several) if called else None


def _unread(found: Asked, words: str, directory: Directory, known: Sequence[Person], now: datetime) -> Asked:
    units = nearest(words, _names_of_units(directory, now), _MOST_NEAR)
    people = nearest(words, ((person.id, person.name) for person in known), _MOST_NEAR)
    return replace(
        found,
        unread=(*found.unread, words),
        near_units=_and(found.near_units, *units),
        near_people=_and(found.near_people, *people),
    )


def _names_of_units(directory: Directory, now: datetime) -> Iterator[tuple[int, str]]:
    """Every name with whoever does the work of that unit today."""
    for name, ids in directory.unit_ids.items():
        for unit_id in ids:
            with suppress(EndedUnit):
                yield directory.today(directory.units[unit_id], local(now).date()).id, name


def _and(ids: tuple[int, ...], *more: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*ids, *more)))


def _unit(directory: Directory, words: str, now: datetime) -> Unit | None:
    """By any of its names, or by its name without "Sở"; whoever does its work today."""
    for name in (words, f"sở {words}"):
        try:
            return directory.today(directory.unit(name), local(now).date())
        except EndedUnit:
            return directory.unit(name)
        except (AmbiguousUnit, UnknownUnit):
            continue
    return None


def _people(directory: Directory, known: Iterable[Person], words: str) -> list[Person]:
    """By the whole name, by post and unit, by the end of a name: the first of these ways that finds somebody."""
    key = " ".join(word for word in name_key(words).split() if word not in _TITLES)
    if not key:
        return []
    by_name = [(name_key(person.name), person) for person in known]
    ways: Iterator[list[Person]] = iter(
        (
            [person for name, person in by_name if name == key],
            [person for _, person in by_name if _by_post(directory, person, key)],
            [person for name, person in by_name if name.endswith(f" {key}")],
        )
    )
    return next((found for found in ways if found), [])


_TITLES = frozenset(["anh", "chi", "ong", "ba", "co", "chu", "thay", "bac", "dc", "d", "c"]) | {"dong chi"}


def _by_post(directory: Directory, person: Person, key: str) -> bool:
    """ "Giám đốc Sở Y tế", "Nam Sở Y tế": a post or an end of a name, and the unit behind it."""
    unit = name_key(directory.units[person.unit_id].name)
    if not key.endswith(f" {unit}"):
        return False
    said = key.removesuffix(unit).strip()
    return name_key(person.post) in (said, key) or f" {name_key(person.name)}".endswith(f" {said}")


async def told(session: AsyncSession, wish: Wish, viewer: Actor) -> WishView:
    """The wish with the names that it is read back by, and the units of which the viewer sees but what is his."""
    units = await people.unit_names(session, wish.unit_ids)
    leads = await people.names(session, wish.lead_ids)
    outside = () if viewer.sees_all else tuple(units[each] for each in units if not _sees(viewer, each))
    return WishView(wish=wish, units=tuple(units.values()), leads=tuple(leads.values()), outside=outside)


def _sees(viewer: Actor, unit_id: int) -> bool:
    return any(may_see_unit(each, unit_id) for each in viewer.hats)


async def doubt(session: AsyncSession, stored: Mapping[str, Any]) -> Doubt:
    """What was not understood of the words, with the names of whom they may have meant."""
    units = await people.unit_names(session, stored["near_units"])
    posts = await people.names_and_units(session, stored["near_people"])
    return Doubt(
        words=tuple(stored["unread"]), no_groups=tuple(stored["no_groups"]), units=tuple(units.items()), people=posts
    )
