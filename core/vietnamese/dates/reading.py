"""What the date grammar answers: a day, a length of time, or an honest "I am not sure"."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """`impossible` is a day that does not exist (31/2); `vague` is a time that is no day ("mai mốt")."""

    POINT = "point"
    DURATION = "duration"
    VAGUE = "vague"
    IMPOSSIBLE = "impossible"
    NONE = "none"


class Grain(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class Duration:
    """A length of time; `unit` is minute, hour, day, week, month or year, and `working` counts working days only."""

    n: float
    unit: str
    working: bool = False


@dataclass(frozen=True, kw_only=True)
class Unreal:
    """A day that no calendar has: 31/4, 29/2/2027, or one that falls on another weekday than the `weekday` named.

    Without a year it is of the next such month. `month` may be none of the twelve.
    """

    day: int
    month: int
    year: int
    weekday: int | None = None


@dataclass(frozen=True, kw_only=True)
class DateReading:
    """One time that a text speaks of, at the characters `start` to `end` of its NFC form.

    `confirm` says that it must be read back before anything is done with it, and `why` says, in short codes, for what
    reason. `range` holds the whole period (both ends included) when a period or a part of a day was named; `date` is
    then its end. `alternatives` are the other days that may have been meant; `past` is the day that the same words name
    in a tale of what has happened: "gửi thứ Hai rồi" is last Monday. `unreal` is the day that was named and is none.
    """

    kind: Kind
    start: int = 0
    end: int = 0
    date: dt.date | None = None
    time: dt.time | None = None
    range: tuple[dt.date | dt.datetime, dt.date | dt.datetime] | None = None
    duration: Duration | None = None
    grain: Grain = Grain.DAY
    alternatives: tuple[dt.date, ...] = ()
    past: dt.date | None = None
    confirm: bool = False
    why: tuple[str, ...] = ()
    unreal: Unreal | None = None
