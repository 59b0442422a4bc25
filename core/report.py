"""A report as one reader sees it: facts alone, gathered once, so that the screen and every paper tell the same."""

from dataclasses import dataclass
from datetime import date, datetime

from core.counting import Counts, Official, Window
from core.history import Past


@dataclass(frozen=True, kw_only=True)
class Line:
    """One unit, group or person."""

    name: str
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class Report:
    """`scope` names the unit whose tree it is about; None for the whole office. The sum of `units` is the `total`."""

    seen: Window
    scope: str | None
    units: tuple[Line, ...]
    groups: tuple[Line, ...]
    total: Counts
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Told:
    """A task of the report; `official` is None when it was recalled.

    `steps` are its history, the oldest first, where that was asked for.
    """

    number: int
    title: str
    document: str | None
    unit: str
    lead: str
    given_at: datetime
    ends_at: datetime | None
    original_on: date | None
    official: Official | None
    finished_at: datetime | None
    steps: tuple[Past, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """The tasks of a report, or one page of them, counted from 1; `total` counts all."""

    told: tuple[Told, ...]
    total: int
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Contested:
    """How many objections a person has made, by what became of them; what he withdrew is not counted."""

    waiting: int = 0
    upheld: int = 0
    dismissed: int = 0


@dataclass(frozen=True, kw_only=True)
class Record:
    """The record of one person; `tasks` are one page of what he leads, `page` counts from 1.

    `contested` are his objections of the period.
    """

    person_id: int
    name: str
    unit: str
    seen: Window
    counts: Counts
    tasks: tuple[Told, ...]
    page: int
    pages: int
    now: datetime
    contested: Contested = Contested()


@dataclass(frozen=True, kw_only=True)
class Merit:
    """A unit or a person on the positive list; `blameless` of whom nothing else can be held against either."""

    name: str
    done: int
    blameless: bool


@dataclass(frozen=True, kw_only=True)
class Merits:
    """Those who did everything on time that was due, and something was; the blameless first."""

    seen: Window
    units: tuple[Merit, ...]
    people: tuple[Merit, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.units or self.people)
