"""A day, an hour, a window, or none: what a deadline is and from when it has passed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from core.calendar import OFFICE_ZONE, local


class DeadlineKind(StrEnum):
    DAY = "day"
    HOUR = "hour"
    WINDOW = "window"
    NONE = "none"
    PER_REGULATION = "per_regulation"
    ONGOING = "ongoing"
    RECURRING = "recurring"


DATED = frozenset({DeadlineKind.DAY, DeadlineKind.HOUR, DeadlineKind.WINDOW, DeadlineKind.RECURRING})


class Rhythm(StrEnum):
    """How often a task without an end must be reported on."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    AS_NEEDED = "as_needed"


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """`on` is the last day; `at` the last instant of an hour deadline; `starts_on` the first day of a window.

    A recurring task carries the deadline of its present round. Kinds that have no date carry none: they are never
    given one silently.
    """

    kind: DeadlineKind
    on: date | None = None
    at: datetime | None = None
    starts_on: date | None = None
    rhythm: Rhythm | None = None

    def __post_init__(self) -> None:
        if (self.kind in DATED) != (self.on is not None):
            raise ValueError(f"a {self.kind} deadline {'needs' if self.kind in DATED else 'has no'} date")
        if (self.kind is DeadlineKind.HOUR) != (self.at is not None):
            raise ValueError("an instant belongs to an hour deadline, and to no other")
        if self.at is not None and local(self.at).date() != self.on:
            raise ValueError("the instant of an hour deadline lies on its day")
        if (self.kind is DeadlineKind.WINDOW) != (self.starts_on is not None):
            raise ValueError("a first day belongs to a window, and to no other")
        if self.starts_on is not None and self.on is not None and self.starts_on > self.on:
            raise ValueError("a window starts before it ends")

    @property
    def ends_at(self) -> datetime | None:
        """The first instant that is too late: a day counts until 24:00 (not until the office closes)."""
        if self.at is not None:
            return self.at
        if self.on is None:
            return None
        return datetime.combine(self.on + timedelta(days=1), time.min, OFFICE_ZONE)

    def passed(self, moment: datetime) -> bool:
        return self.ends_at is not None and moment >= self.ends_at

    def days_late(self, moment: datetime) -> int:
        """Calendar days since the last day, at least 1 once the deadline has passed; 0 before."""
        if self.on is None or not self.passed(moment):
            return 0
        return max(1, (local(moment).date() - self.on).days)


def day(on: date) -> Deadline:
    return Deadline(kind=DeadlineKind.DAY, on=on)


def hour(at: datetime) -> Deadline:
    return Deadline(kind=DeadlineKind.HOUR, on=local(at).date(), at=at)


def moved(deadline: Deadline, to: Deadline) -> Deadline:
    """Another end: a window keeps its beginning and a round its rhythm, unless an hour is named.

    But nothing ends before it begins: such a window becomes a day.
    """
    if deadline.kind not in (DeadlineKind.WINDOW, DeadlineKind.RECURRING) or to.at is not None or to.on is None:
        return to
    begins = deadline.starts_on or to.on
    return replace(deadline, on=to.on) if begins <= to.on else to


NO_DEADLINE = Deadline(kind=DeadlineKind.NONE)
