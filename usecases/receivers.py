"""Who is meant by a name: a unit stands for its head, a person goes by all or half of a name, or by post and unit.

Whoever is meant may stand above the present lead: work is not pushed upwards unnoticed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.draft import Receiver
from core.roles import Actor, Role, may_name
from core.task import Step, Task
from core.vietnamese.owners import is_above
from db import log
from db.tables import Person, Unit
from db.tasks import ruled_units
from usecases.directory import AmbiguousUnit, Directory, EndedUnit, UnknownUnit, name_key

MOST = 6


async def called(
    session: AsyncSession, actor: Actor, task: Task, words: str, now: datetime, step: Step = Step.REASSIGN
) -> list[Receiver]:
    """Those whom these words may name, and whom this actor may name in this step; the best matches alone."""
    directory = await Directory.load(session)
    return _eligible(meant_by(directory, words, now), actor, task, step)[:MOST]


def meant_by(directory: Directory, words: str, now: datetime) -> list[Person]:
    """Those who still serve and whom these words may name; the best matches alone."""
    key = name_key(words)
    tiers: tuple[Callable[[], Iterable[Person]], ...] = (
        lambda: _people(directory, lambda name: name == key),
        lambda: _by_post(directory, key, now),
        lambda: _heads(directory, key, now),
        lambda: _people(directory, lambda name: _holds(key, name) or _holds(name, key)),
        lambda: _people(directory, lambda name: bool(key) and name.split()[-1:] == key.split()[-1:]),
    )
    found = ([person for person in tier() if person.active] for tier in tiers)
    return next((people for people in found if people), [])


async def likely(
    session: AsyncSession, actor: Actor, task: Task, now: datetime, step: Step = Step.REASSIGN
) -> list[Receiver]:
    """The unit that the lead himself has named when he gave the task back; for a head, the people of his house."""
    entry = await log.newest_of(session, task.id, Step.ASK_RETURN) if step is Step.REASSIGN else None
    named = (entry.detail.get("to_whom") if entry else None) or ""
    proposed = await called(session, actor, task, named, now) if named else []
    houses = _houses(actor) if step is Step.SPLIT else ruled_units(actor)
    if proposed or not houses:
        return proposed
    directory = await Directory.load(session)
    own = (person for person in directory.people.values() if person.unit_id in houses)
    if step is Step.SPLIT:  # nobody's own head comes to mind first as the one who does a part
        own = (person for person in own if person.role != Role.HEAD or person.id == actor.person_id)
    return _eligible(own, actor, task, step)[:MOST]


def _houses(actor: Actor) -> frozenset[int]:
    """Whoever divides his own work need not be a head."""
    return frozenset[int]().union(*(each.unit_ids for each in actor.hats))


async def present(session: AsyncSession, actor: Actor, task: Task) -> list[Receiver]:
    """The coordinators whom this actor may let go."""
    query = select(Person).where(Person.id.in_(task.helper_ids)).order_by(Person.name)
    helpers = await session.scalars(query)
    return [(each.id, each.name) for each in helpers if may_name(actor, Step.RELEASE, task, each.unit_id)]


def _eligible(found: Iterable[Person], actor: Actor, task: Task, step: Step) -> list[Receiver]:
    """The lead of the whole may lead a part of it."""
    has_it = {Step.SPLIT: frozenset[int](), Step.INVOLVE: task.waiting_ids | {task.lead_id}}.get(step, {task.lead_id})
    people = {person.id: person for person in found if person.active and person.id not in has_it}
    return [(each.id, each.name) for each in people.values() if may_name(actor, step, task, each.unit_id)]


def _people(directory: Directory, fits: Callable[[str], bool]) -> Iterator[Person]:
    return (person for person in directory.people.values() if fits(name_key(person.name)))


def _holds(longer: str, shorter: str) -> bool:
    return bool(shorter) and f" {shorter} " in f" {longer} "


def _by_post(directory: Directory, key: str, now: datetime) -> Iterator[Person]:
    """ "Phó giám đốc Sở Y tế", "anh Nam Sở Y tế": whoever is that there; of a lower post, else anybody but the head."""
    named = _unit(directory, key, now)
    if named is None or not _holds(key, named[0]):
        return
    name, unit = named
    post = _TITLES.sub("", key.replace(name, " ", 1)).strip()
    here = [person for person in directory.people.values() if person.unit_id == unit.id]
    exactly = [person for person in here if post and (name_key(person.post) == post or _is_called(person, post))]
    is_no_head = post.startswith(_NO_HEADS)
    yield from exactly or (person for person in here if is_no_head and person.role != Role.HEAD)


def _is_called(person: Person, name: str) -> bool:
    return f" {name_key(person.name)}".endswith(f" {name}")


_TITLES = re.compile(r"\b(?:d c|dc|dong chi|anh|chi|ong|ba|co|chu|thay|bac)\b")
_NO_HEADS = ("pho ", "pgd", "chuyen vien", "can bo", "cong chuc")


def _heads(directory: Directory, key: str, now: datetime) -> Iterator[Person]:
    """The heads of the unit; where it has none, those who serve in it."""
    named = _unit(directory, key, now)
    if named is None:
        return
    heads = directory.heads.get(named[1].id, ())
    yield from heads or (person for person in directory.people.values() if person.unit_id == named[1].id)


def _unit(directory: Directory, key: str, now: datetime) -> tuple[str, Unit] | None:
    """The unit with the longest name that the words hold, or whoever does its work today; "Công Thương" is "Sở …"."""
    names = [name for name in directory.unit_ids if _holds(key, name)]
    names = names or [name for name in (f"so {key}",) if name in directory.unit_ids]
    if not names:
        return None
    name = max(names, key=len)
    try:
        return name, directory.today(directory.unit(name), local(now).date())
    except (AmbiguousUnit, EndedUnit, UnknownUnit):
        return None


async def pushes_up(session: AsyncSession, task: Task, words: str, now: datetime) -> bool:
    """Whether these words name a unit above that of the lead, the leaders, or the office that follows the task."""
    directory, key = await Directory.load(session), name_key(words)
    above = {*_above(directory, task.lead_unit_id), *_top(directory)} - {task.lead_unit_id}
    unit = _unit(directory, key, now)
    if unit is not None:
        return unit[1].id in above
    named = next(_people(directory, lambda name: _holds(key, name)), None)
    return named.unit_id in above if named is not None else is_above(words)


def _above(directory: Directory, unit_id: int) -> Iterator[int]:
    seen = {unit_id}
    parent = directory.units[unit_id].parent_id
    while parent is not None and parent not in seen:
        yield parent
        seen.add(parent)
        parent = directory.units[parent].parent_id


def _top(directory: Directory) -> Iterator[int]:
    top = (Role.LEADER, Role.OFFICE)
    return (person.unit_id for person in directory.people.values() if person.active and person.role in top)
