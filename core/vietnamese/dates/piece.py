"""What one rule of the grammar understood, before it is joined with its neighbours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from re import Match

from core.calendar import Calendar, local
from core.vietnamese.dates.reading import Duration, Grain, Kind, Unreal
from core.vietnamese.dates.symbols import Symbol, plays


@dataclass(frozen=True)
class Setting:
    """From where the words are understood: the instant at which they were written, and the office."""

    now: datetime
    calendar: Calendar

    @property
    def today(self) -> date:
        return local(self.now).date()


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day, or the end of the period `span`; `written` as a date, with a `sign` if in figures and without a year.

    `past` is the last such day, where the words would name it in a tale of what has happened.
    """

    on: date
    grain: Grain = Grain.DAY
    span: tuple[date, date] | None = None
    others: tuple[date, ...] = ()
    why: tuple[str, ...] = ()
    weekday: int | None = None
    written: bool = False
    sign: str = ""
    past: date | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the day; its `edge` is where in it: at its head or at its tail."""

    name: str
    edge: str = ""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """At most one of each: a day, an hour, a part of the day; or else a length, or no time at all."""

    kind: Kind = Kind.POINT
    day: Day | None = None
    clock: time | None = None
    bare_hour: bool = False
    part: Part | None = None
    length: Duration | None = None
    ahead: bool = False
    why: tuple[str, ...] = ()
    unreal: Unreal | None = None


NOT_A_TIME = Piece(kind=Kind.NONE)
NO_SUCH_DAY = Piece(kind=Kind.IMPOSSIBLE, why=("no_such_day",))


def no_such_day(day: int, month: int, year: int | None, today: date) -> Piece:
    """Without a year that of the month which comes next."""
    year = year or today.year + (month < today.month)
    return replace(NO_SUCH_DAY, unreal=Unreal(day=day, month=month, year=year))


class Found:
    """A match of a rule, in the terms of the grammar."""

    def __init__(self, match: Match[str], symbols: Sequence[Symbol], setting: Setting) -> None:
        self._match, self._symbols, self.setting = match, symbols, setting
        self._named = match.re.groupindex

    def has(self, name: str) -> bool:
        return name in self._named and self._match.start(name) >= 0

    def symbol(self, name: str) -> Symbol:
        return self._symbols[self._match.start(name)]

    def number(self, name: str) -> int:
        return int(self.symbol(name).value or 0)

    def value(self, name: str) -> object:
        return self.symbol(name).value

    def plays(self, name: str, role: str) -> bool:
        """Whether the symbol `name` was found and may play the role."""
        return self.has(name) and plays(self.symbol(name).letter, role)

    @property
    def today(self) -> date:
        return self.setting.today


Rule = Callable[[Found], Piece | None]
