"""What somebody wants to see of the tasks that he may see: a filter, an order and a page, as one frozen record.

It is data: kept beside the list that it made, read from words, and changed by presses that name only the change.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import IntEnum, StrEnum
from typing import Any, Self, TypeVar

from core.task import Urgency

GROUPS = range(1, 6)  # the five groups of the directive
MOST_DAYS = 9999

T = TypeVar("T")


class Sort(StrEnum):
    """In which order: `UNIT` puts those of one unit together, the longest overdue of each first."""

    UNIT = "unit"
    OLDEST = "oldest"
    NEWEST = "newest"
    URGENT = "urgent"


class Change(IntEnum):
    """What a press changes; its value is a place in `Urgency` or `Sort` where the part is one of these.

    Of GROUP, UNIT and LEAD it is one that is taken in or, once it is in, out again.
    """

    PAGE = 0
    GROUP = 1
    DAYS = 2
    URGENCY = 3
    UNACKNOWLEDGED = 4
    SORT = 5
    UNIT = 6
    CLEAR = 7
    LEAD = 8


class Panel(IntEnum):
    """What a message about a wish shows; a press may name one of the first three.

    `URGE` asks whether all are to be urged, `URGED` tells what became of that, `DOUBT` what was not understood.
    """

    LIST = 0
    FILTER = 1
    UNITS = 2
    DOUBT = 3
    URGED = 4
    URGE = 9


@dataclass(frozen=True, kw_only=True)
class Wish:
    """`late` leaves out what is not overdue, `days` what is less than so many days late, `most_days` what is more.

    Units, leads and groups are each any of them. A unit stands for everything below it, an urgency for whatever is at
    least as urgent, a document for all whose numbers begin like that, or hold it when it is the letters of a number.
    """

    late: bool = True
    unit_ids: tuple[int, ...] = ()
    lead_ids: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    days: int = 0
    most_days: int | None = None
    urgency: Urgency | None = None
    document: str | None = None
    unacknowledged: bool = False
    sort: Sort = Sort.UNIT
    page: int = 1

    @property
    def is_late(self) -> bool:
        return self.late or self.days > 0 or self.most_days is not None

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out but what is not overdue."""
        return replace(self, sort=Sort.UNIT, page=1, late=True) != Wish()

    @property
    def urgencies(self) -> tuple[Urgency, ...]:
        every = tuple(Urgency)
        return every if self.urgency is None else every[every.index(self.urgency) :]

    def to_json(self) -> dict[str, Any]:
        """Only what is not as it is by itself."""
        plain = asdict(Wish())
        return {name: value for name, value in asdict(self).items() if value != plain[name]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        told = {**_as_now(stored), **{name: stored[name] for name in _NAMES & stored.keys()}}
        several = {name: tuple(told[name]) for name in _SEVERAL & told.keys()}
        urgency, sort = told.get("urgency"), told.get("sort", Sort.UNIT)
        return cls(**told | several | {"urgency": Urgency(urgency) if urgency else None, "sort": Sort(sort)})


_NAMES = frozenset(each.name for each in fields(Wish))
_SEVERAL = frozenset(["unit_ids", "lead_ids", "groups"])
_ONE_ALONE = {"unit_id": "unit_ids", "lead_id": "lead_ids", "group": "groups"}


def _as_now(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Lists that were made when a wish had one unit, one person and one group are still pressed."""
    return {name: [stored[old]] for old, name in _ONE_ALONE.items() if stored.get(old)}


def changed(wish: Wish, change: int, value: int) -> Wish:
    """The wish after one press; 0 takes the part away. But for another page it begins again with the first.

    Raises ValueError for what no press of ours says: anybody can send any code.
    """
    match Change(change):
        case Change.PAGE:
            return replace(wish, page=max(1, value))
        case Change.CLEAR:
            return Wish(late=wish.late)
        case Change.GROUP:
            return replace(wish, groups=_turned(wish.groups, _one_of(value, GROUPS)), page=1)
        case Change.DAYS:
            return replace(wish, days=min(value, MOST_DAYS), most_days=None, page=1)
        case Change.URGENCY:
            return replace(wish, urgency=_at(tuple(Urgency), value) if value else None, page=1)
        case Change.UNACKNOWLEDGED:
            return replace(wish, unacknowledged=value == 1, page=1)
        case Change.SORT:
            return replace(wish, sort=_at(tuple(Sort), value), page=1)
        case Change.UNIT:
            return replace(wish, unit_ids=_turned(wish.unit_ids, value), page=1)
        case Change.LEAD:
            return replace(wish, lead_ids=_turned(wish.lead_ids, value), page=1)


def _turned(chosen: tuple[int, ...], value: int) -> tuple[int, ...]:
    if not value:
        return ()
    return tuple(each for each in chosen if each != value) if value in chosen else (*chosen, value)


def _one_of(value: int, allowed: range) -> int:
    if value and value not in allowed:
        raise ValueError(value)
    return value


def _at(every: tuple[T, ...], place: int) -> T:
    if place >= len(every):
        raise ValueError(place)
    return every[place]
