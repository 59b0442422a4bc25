"""Hours, and parts of the day by the hours of the office: sáng ends when lunch begins, chiều when the office closes."""

from datetime import date, datetime, time

from core.calendar import OFFICE_ZONE, OfficeHours, local
from core.vietnamese.dates.days import edge_named, part_named
from core.vietnamese.dates.piece import Day, Found, Part, Piece

_LATE = time(22, 0)
_MIDNIGHT = time(23, 59)
_NOON = 12
_BARE_AFTERNOON = range(1, 7)


def hour(found: Found) -> Piece | None:
    """15h30, 9 giờ rưỡi, 9 giờ kém 15."""
    minute = found.number("minute") if found.has("minute") else 30 * found.has("half")
    total = 60 * found.number("hour") + minute - (found.number("less") if found.has("less") else 0)
    return _clock(*divmod(total, 60)) if minute < 60 else None


def written(found: Found) -> Piece | None:
    clock: tuple[int, int] = found.symbol("clock").value
    return _clock(*clock)


def _clock(hours: int, minutes: int) -> Piece | None:
    if (hours, minutes) == (24, 0):
        return Piece(clock=_MIDNIGHT)
    return Piece(clock=time(hours, minutes), bare_hour=True) if hours < 24 and minutes < 60 else None


def part(found: Found) -> Piece:
    """Without accents "toi" is also tới, and "sang" is also sang."""
    unsure = any(found.plays("part", role) for role in ("UNTIL", "OVER"))
    return Piece(part=part_named(found), why=("may_be_no_part",) if unsure else ())


def edge(found: Found) -> Piece:
    """Đầu giờ, cuối giờ, hết giờ, cuối ngày: when the office opens and closes."""
    return Piece(part=Part(name="DAY", edge=edge_named(found)))


def lunch(found: Found) -> Piece:
    return Piece(clock=found.setting.calendar.hours.lunch_from)


def now(found: Found) -> Piece:
    return Piece(day=Day(on=found.today), clock=local(found.setting.now).time().replace(second=0, microsecond=0))


def same_hour(found: Found) -> Piece:
    """ "giờ này (ngày mai)"."""
    return Piece(clock=local(found.setting.now).time().replace(second=0, microsecond=0))


def in_part(clock: time, named: Part | None) -> time:
    """3h chiều is 15:00, 2 giờ sáng stays; a bare hour from one to six is in the afternoon."""
    if named is None:
        return _moved(clock) if clock.hour in _BARE_AFTERNOON else clock
    if named.name in ("EVENING", "NIGHT") and clock.hour == _NOON:
        return _MIDNIGHT
    late = named.name in ("AFTERNOON", "EVENING") or (named.name == "NIGHT" and clock.hour > 6)
    noon = named.name == "NOON" and clock.hour < 6
    return _moved(clock) if (late or noon) and clock.hour < _NOON else clock


def _moved(clock: time) -> time:
    return clock.replace(hour=clock.hour + _NOON)


def part_bounds(named: Part, hours: OfficeHours) -> tuple[time, time]:
    return {
        "MORNING": (hours.opens, hours.lunch_from),
        "NOON": (hours.lunch_from, hours.lunch_to),
        "AFTERNOON": (hours.lunch_to, hours.closes),
        "EVENING": (hours.closes, _LATE),
        "NIGHT": (_LATE, _MIDNIGHT),
        "DAY": (hours.opens, hours.closes),
    }[named.name]


def moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, OFFICE_ZONE)
