"""Wishing: what somebody asks to see, held against the office: which unit and which person he names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import Calendar, local
from core.roles import Actor
from core.vietnamese.assignments import Names
from core.vietnamese.wishes import Piece, read_wish
from core.wish import Wish
from core.wording.wishes import WishView
from db import people, tasks
from db.tables import Person, TaskRow, Unit
from usecases.directory import AmbiguousUnit, Directory, EndedUnit, UnknownUnit, name_key


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is understood; `unread` are the words that are not, `alike` those who go by a name that was said."""

    wish: Wish
    unread: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


async def asked(
    session: AsyncSession, viewer: Actor, words: str, calendar: Calendar, now: datetime, wish: Wish
) -> Asked:
    """`wish` is what is wanted where the words say nothing. Whom this person may not know of is found by no name."""
    directory = await Directory.load(session)
    ids = await _known_to(session, viewer, directory)
    known = [person for person in directory.people.values() if person.id in ids]
    read = read_wish(words, Names(directory.unit_ids, (person.name for person in known)), now, calendar, wish)
    found = Asked(wish=replace(read.wish, lead_id=viewer.person_id) if read.own else read.wish)
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
    """A run of words together names one, or else each of its pieces does; two of a kind are one too many."""
    whole = " ".join(words for words, _ in run)
    if (taken := _named(found, whole, directory, known, now)) is not None:
        return taken
    for words, _ in run:
        taken = _named(found, words, directory, known, now)
        found = taken or replace(found, unread=(*found.unread, words))
    return found


def _named(found: Asked, words: str, directory: Directory, known: Sequence[Person], now: datetime) -> Asked | None:
    wish = found.wish
    unit = _unit(directory, words, now)
    if unit is not None:
        return None if wish.unit_id is not None else replace(found, wish=replace(wish, unit_id=unit.id))
    called = _people(directory, known, words)
    if not called or wish.lead_id is not None:
        return None
    if len(called) > 1:
        return replace(found, unread=(*found.unread, words), alike=tuple(person.name for person in called))
    return replace(found, wish=replace(wish, lead_id=called[0].id))


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


async def told(session: AsyncSession, wish: Wish) -> WishView:
    """The wish with the names that it is read back by."""
    unit = await session.get(Unit, wish.unit_id) if wish.unit_id is not None else None
    names = await people.names(session, [wish.lead_id])
    return WishView(wish=wish, unit=unit.name if unit else None, lead=names.get(wish.lead_id or 0))
