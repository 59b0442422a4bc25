"""Lengths of time: "3 ngày nữa" is a day, "thêm 3 ngày" a length from the deadline that there is."""

from datetime import timedelta

from core.calendar import local
from core.vietnamese.dates.piece import NOT_A_TIME, Day, Found, Piece, Setting
from core.vietnamese.dates.reading import Duration, Kind
from core.vietnamese.dates.spans import later, months_later

_UNITS = {
    "DAY": "day", "DAYISH": "day", "WEEK": "week", "MONTH": "month", "QUARTER": "quarter", "YEAR": "year",
    "HOUR": "hour", "HOURS": "hour", "MINUTE": "minute",
}  # fmt: skip
_IN_DAYS = {"day": 1, "week": 7}
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_IN_MINUTES = {"minute": 1, "hour": 60}
_HALF_MONTH = 15
_WORKING_WEEK = 5
_LONGEST = 1000


def length(found: Found) -> Piece | None:
    """Its place is told by the words around it, so both readings go on: the length, and the day from today."""
    measured = measure(found)
    if measured is None or not 0 < measured.n <= _LONGEST:
        return NOT_A_TIME
    if found.plays("tail", "BEFORE") or found.plays("tail", "PAST") or found.plays("tail", "JUST"):
        return NOT_A_TIME
    why = () if found.plays("tail", "MORE") else ("from_today",)
    counted = any(map(found.has, ("n", "half", "ten")))
    uneven = ("about",) if not counted or (measured.n % 1 and measured.unit in _IN_DAYS) else ()
    return Piece(
        kind=Kind.DURATION, length=measured, ahead=found.has("tail") or found.has("within"), why=(*why, *uneven)
    )


def measure(found: Found) -> Duration | None:
    unit = next(name for role, name in _UNITS.items() if found.plays("unit", role))
    n = _count(found)
    if unit == "month" and n == 0.5:
        return Duration(n=_HALF_MONTH, unit="day")
    if unit == "week" and found.has("working"):
        return Duration(n=_WORKING_WEEK * n, unit="day", working=True)
    return Duration(n=n, unit=unit, working=found.has("working"))


def _count(found: Found) -> float:
    if found.has("n"):
        n = found.value("n")
        number: float = n if isinstance(n, int | float) else 0
    else:
        number = 10 if found.has("ten") else 0.5 if found.has("half") else 1
    return number + 0.5 if found.has("more_half") else number


def from_today(measured: Duration, setting: Setting) -> Piece | None:
    """The day, and for hours the hour, at which the length has passed."""
    if measured.unit in _IN_MINUTES:
        at = local(setting.now) + timedelta(minutes=measured.n * _IN_MINUTES[measured.unit])
        return Piece(day=Day(on=at.date()), clock=at.time().replace(second=0, microsecond=0))
    if measured.working:
        return Piece(day=Day(on=setting.calendar.shift(setting.today, int(measured.n + 0.5))))
    if measured.unit in _IN_MONTHS:
        months = measured.n * _IN_MONTHS[measured.unit]
        on = months_later(setting.today, int(months))
        return Piece(day=Day(on=later(on, _HALF_MONTH if months % 1 else 0)))
    return Piece(day=Day(on=later(setting.today, int(measured.n * _IN_DAYS[measured.unit] + 0.5))))


def from_to(found: Found) -> Piece | None:
    """ "2-3 hôm", "hai ba bữa"; but "việc 12 3 ngày nữa xong", "sau bay ngay"."""
    if not found.has("dash") and (found.plays("low", "FIGURE") or found.plays("low", "AFTER")):
        return None
    return some(found)


def some(found: Found) -> Piece:
    """Vài ngày, 2-3 hôm: nobody knows how many; mấy bữa rày are past."""
    if found.plays("tail", "THIS") or found.plays("tail", "LATELY") or found.plays("tail", "PAST"):
        return NOT_A_TIME
    return Piece(kind=Kind.VAGUE, why=("how_many",))


def someday(found: Found) -> Piece:
    return Piece(kind=Kind.VAGUE, why=("no_day",))
