"""The work of a year: what is given to whom, when, until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from core import deadline
from core.calendar import local
from core.deadline import NO_DEADLINE, Deadline, DeadlineKind
from core.roles import Role
from core.task import Urgency
from core.wording import year as words
from service.year.chance import between, happens
from service.year.office import Member, Office
from service.year.world import World
from usecases.assign import NewTask

_URGENCIES = {Urgency.NORMAL: 80, Urgency.URGENT: 12, Urgency.VERY_URGENT: 6, Urgency.TOP_URGENT: 2}
_KINDS = {DeadlineKind.DAY: 74, DeadlineKind.HOUR: 8, DeadlineKind.WINDOW: 8, DeadlineKind.NONE: 10}
_TO_HEADS = 0.3
_IN_LOTS = 0.25  # of the tasks, so many come with an annex, all at once
_LOT = (8, 30)
_LAST = timedelta(days=21)  # nothing is given out so shortly before the end


@dataclass(frozen=True)
class Given:
    at: datetime
    new: NewTask


def give(office: Office, world: World, count: int, chance: Random) -> Iterator[Given]:
    """`count` tasks, spread over the working days of the year; in no order."""
    left = count
    while left > 0:
        at = _moment(world, chance)
        lot = min(left, chance.randrange(*_LOT) if happens(chance, _IN_LOTS / _LOT[0]) else 1)
        for _ in range(lot):
            yield Given(at, _task(office, world, at, chance))
        left -= lot


def _moment(world: World, chance: Random) -> datetime:
    """In office hours."""
    any_time = world.start + between(chance, timedelta(hours=1), world.end - world.start - _LAST)
    opens = world.calendar.next_open(any_time)
    return opens + between(chance, timedelta(), timedelta(minutes=50))


def _task(office: Office, world: World, at: datetime, chance: Random) -> NewTask:
    lead = _lead(office, chance)
    clerks, leaders = office.of(Role.OFFICE), office.of(Role.LEADER)
    monitor = chance.choice(clerks)
    others = [each for each in office.doers() if each.id != lead.id]
    helpers = chance.sample(others, chance.choice((0, 0, 0, 1, 1, 2, 3)))
    informed = chance.sample(others, chance.choice((0, 0, 0, 0, 1, 2)))
    [urgency] = chance.choices(list(_URGENCIES), list(_URGENCIES.values()))
    return NewTask(
        title=f"{chance.choice(words.VERBS)} {chance.choice(words.OBJECTS)}",
        deadline=_deadline(world, at, urgency, chance),
        lead_unit_id=lead.actor.unit_id,
        lead_id=lead.id,
        assigner_id=chance.choice(leaders).id if happens(chance, 0.3) else monitor.id,
        monitor_id=monitor.id if happens(chance, 0.92) else None,
        leader_id=chance.choice(leaders).id if happens(chance, 0.85) else None,
        coordinator_ids=frozenset(each.id for each in helpers),
        informed_ids=frozenset(each.id for each in informed),
        deliverable=chance.choice(words.DELIVERABLES) if happens(chance, 0.6) else None,
        group=chance.randrange(1, 6) if happens(chance, 0.4) else None,
        urgency=urgency,
        document_id=chance.choice(office.documents) if happens(chance, 0.5) else None,
    )


def _lead(office: Office, chance: Random) -> Member:
    heads = office.of(Role.HEAD)
    return chance.choice(heads if heads and happens(chance, _TO_HEADS) else office.doers())


def _deadline(world: World, at: datetime, urgency: Urgency, chance: Random) -> Deadline:
    [kind] = chance.choices(list(_KINDS), list(_KINDS.values()))
    if kind is DeadlineKind.NONE:
        return NO_DEADLINE
    longest = 45 if urgency is Urgency.NORMAL else 12
    on = local(at).date() + timedelta(days=max(1, round(longest * chance.betavariate(1.6, 2.2))))
    if kind is DeadlineKind.HOUR:
        on = next(world.calendar.days_from(on))
        hour = chance.choice((world.calendar.hours.lunch_from, world.calendar.hours.closes))
        return deadline.hour(world.calendar.at(on, hour))
    if kind is DeadlineKind.WINDOW:
        return Deadline(kind=kind, starts_on=local(at).date(), on=on)
    return deadline.day(on)
