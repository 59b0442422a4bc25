"""Whom a step may name, as lead or to help: a unit stands for its head, a person goes by all or half of a name."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.roles import Actor, may_name
from core.task import Step, Task
from db import log
from db.tables import Person
from usecases.directory import AmbiguousUnit, Directory, EndedUnit, NoHead, SeveralHeads, UnknownUnit, name_key

Receiver = tuple[int, str]
"""The id of a person, and the name that is shown."""
MOST = 6


async def called(
    session: AsyncSession, actor: Actor, task: Task, words: str, now: datetime, step: Step = Step.REASSIGN
) -> list[Receiver]:
    """Those whom these words may name, and whom this actor may name in this step; the best matches alone."""
    directory = await Directory.load(session)
    key = name_key(words)
    tiers: tuple[Callable[[], Iterable[Person]], ...] = (
        lambda: _people(directory, lambda name: name == key),
        lambda: _heads(directory, key, now),
        lambda: _people(directory, lambda name: _holds(key, name) or _holds(name, key)),
        lambda: _people(directory, lambda name: bool(key) and name.split()[-1:] == key.split()[-1:]),
    )
    found = (list(tier()) for tier in tiers)
    return _eligible(next((people for people in found if people), []), actor, task, step)[:MOST]


async def likely(
    session: AsyncSession, actor: Actor, task: Task, now: datetime, step: Step = Step.REASSIGN
) -> list[Receiver]:
    """The unit that the lead himself has named when he gave the task back; for a head, the people of his house."""
    entry = await log.newest_of(session, task.id, Step.ASK_RETURN) if step is Step.REASSIGN else None
    named = (entry.detail.get("to_whom") if entry else None) or ""
    proposed = await called(session, actor, task, named, now) if named else []
    if proposed or not (actor.is_head or step is Step.SPLIT):
        return proposed
    directory = await Directory.load(session)
    own = (person for person in directory.people.values() if person.unit_id in actor.unit_ids)
    return _eligible(own, actor, task, step)[:MOST]


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


def _heads(directory: Directory, key: str, now: datetime) -> Iterator[Person]:
    """The head of the unit with the longest name that the words hold, or of whoever does its work today."""
    names = [name for name in directory.unit_ids if _holds(key, name)]
    if not names:
        return
    try:
        unit = directory.today(directory.unit(max(names, key=len)), local(now).date())
        yield directory.head(unit)
    except (AmbiguousUnit, EndedUnit, NoHead, SeveralHeads, UnknownUnit):
        return
