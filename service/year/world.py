"""What the year brings about by itself: leaves, blocked bots, hours in which the service sleeps, faults of the wire."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from core.calendar import Calendar, Override, local
from core.periods import named
from core.wording import year as words
from service.year.chance import between, happens
from service.year.office import Member, Temper

FIRST_DAY = date(2026, 1, 5)
THE_YEAR = named(f"{FIRST_DAY:%Y}")
CALENDAR = Calendar(
    overrides={
        date(2026, 1, 10): Override(off=False, why=words.SWAPPED),
        date(2026, 8, 31): Override(off=True, why=words.SWAPPED),
        date(2026, 8, 22): Override(off=False, why=words.SWAPPED),
    }
)
_MONTH = 30


@dataclass(frozen=True)
class Span:
    begin: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        return self.begin <= moment < self.end


class Sleep(StrEnum):
    """Why the service did not run."""

    HOURS = "hours"
    NIGHT = "night"
    WEEKEND = "weekend"
    DAYS = "days"
    CRASH = "crash"


_LENGTHS = {
    Sleep.HOURS: (timedelta(hours=1), timedelta(hours=5)),
    Sleep.NIGHT: (timedelta(hours=12), timedelta(hours=17)),
    Sleep.WEEKEND: (timedelta(hours=60), timedelta(hours=66)),
    Sleep.DAYS: (timedelta(days=1), timedelta(days=3)),
}
_BEGINS = {Sleep.HOURS: time(8), Sleep.NIGHT: time(19), Sleep.WEEKEND: time(17, 30), Sleep.DAYS: time(10)}
_FRIDAY = 4


@dataclass(frozen=True)
class Faults:
    """How often the wire fails, of all calls."""

    lost_answer: float = 0.002
    lost_question: float = 0.001
    refused: float = 0.002
    crash: float = 0.0005


@dataclass(frozen=True, kw_only=True)
class World:
    start: datetime
    end: datetime
    calendar: Calendar
    sleeps: Sequence[tuple[Sleep, Span]]
    leaves: Mapping[int, Span]
    blocks: Mapping[int, Span]
    faults: Faults

    def is_on_leave(self, person_id: int, moment: datetime) -> bool:
        span = self.leaves.get(person_id)
        return span is not None and span.holds(moment)

    def is_blocking(self, person_id: int, moment: datetime) -> bool:
        span = self.blocks.get(person_id)
        return span is not None and span.holds(moment)


def plan_world(members: Iterable[Member], months: int, faults: Faults, chance: Random) -> World:
    """`months` of thirty days from the first Monday of the year on."""
    calendar = CALENDAR
    start = calendar.at(FIRST_DAY, time(7))
    last = next(calendar.days_from(FIRST_DAY + timedelta(days=months * _MONTH + months // 2)))
    end = calendar.at(last, time(16))
    members = tuple(members)
    return World(
        start=start,
        end=end,
        calendar=calendar,
        sleeps=tuple(_sleeps(start, end, months, chance)),
        leaves=_spans(members, Temper.AWAY, timedelta(days=7), timedelta(days=28), start, end, chance),
        faults=faults,
        blocks=_spans(members, Temper.BLOCKING, timedelta(days=10), timedelta(days=40), start, end, chance),
    )


def _spans(
    members: Iterable[Member],
    temper: Temper,
    shortest: timedelta,
    longest: timedelta,
    start: datetime,
    end: datetime,
    chance: Random,
) -> Mapping[int, Span]:
    spans = {}
    for member in members:
        if member.temper is temper:
            begin = start + between(chance, timedelta(days=5), (end - start) * 0.8)
            spans[member.id] = Span(begin, begin + between(chance, shortest, longest))
    return spans


def _sleeps(start: datetime, end: datetime, months: int, chance: Random) -> list[tuple[Sleep, Span]]:
    """About one a month, of every kind in turn; never two at once, and none at the very end."""
    sleeps: list[tuple[Sleep, Span]] = []
    for month in range(months):
        kind = list(_LENGTHS)[month % len(_LENGTHS)]
        begin = _begin(kind, start + timedelta(days=_MONTH * month + chance.randrange(4, 20)))
        span = Span(begin, begin + between(chance, *_LENGTHS[kind]))
        if span.end < end - timedelta(days=4):
            sleeps.append((kind, span))
    return sleeps


def _begin(kind: Sleep, near: datetime) -> datetime:
    day = local(near).date()
    if kind is Sleep.WEEKEND:
        day += timedelta(days=(_FRIDAY - day.weekday()) % 7)
    return CALENDAR.at(day, _BEGINS[kind])


def awake(member: Member, world: World, moment: datetime, chance: Random) -> datetime:
    """When this person looks at a phone, from `moment` on: by day or in the evening, and not on leave."""
    here = local(moment)
    if world.is_on_leave(member.id, here):
        here = local(world.leaves[member.id].end)
    while not _is_up(here, world.calendar, chance):
        day = here.date() + timedelta(days=int(here.time() >= _MORNING))
        here = world.calendar.at(day, _MORNING) + timedelta(minutes=chance.randrange(90))
    return here


_MORNING, _NIGHT = time(7, 20), time(21, 30)
_ON_A_DAY_OFF = 0.15


def _is_up(here: datetime, calendar: Calendar, chance: Random) -> bool:
    by_day = _MORNING <= here.time() < _NIGHT
    return by_day and (calendar.is_working_day(here.date()) or happens(chance, _ON_A_DAY_OFF))
