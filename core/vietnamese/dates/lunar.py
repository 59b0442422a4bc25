"""Days of the Vietnamese lunar calendar (UTC+7: its Tết is not always the Chinese one): proposed, never assumed."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from lunar_vn import SUPPORTED_YEAR_RANGE, LunarDate, lunar_to_solar, solar_to_lunar

from core.calendar import Calendar
from core.vietnamese.dates.piece import NO_SUCH_DAY, NOT_A_TIME, Day, Found, Piece
from core.vietnamese.dates.refer import year_named
from core.vietnamese.dates.spans import day_of, later

_FIRST_YEAR, _LAST_YEAR = SUPPORTED_YEAR_RANGE
_FULL_MOON = 15
_HOLIDAY_LENGTHS = range(1, 15)
ASK = ("lunar",)


@cache
def solar(day: int, month: int, year: int) -> date | None:
    """The day of the lunar calendar in ours; None when that month has no such day."""
    if not (1 <= day <= 30 and 1 <= month <= 12 and _FIRST_YEAR < year < _LAST_YEAR):
        return None
    found = lunar_to_solar(LunarDate(day, month, year))
    return found if solar_to_lunar(found).day == day else None


def next_tet(today: date) -> date:
    """The first day of the first lunar year that has not begun before `today`."""
    return next(tet for tet in _tets(today.year) if tet >= today)


def _tets(year: int) -> Iterator[date]:
    year = min(max(year, _FIRST_YEAR + 1), _LAST_YEAR - 2)
    yield from (tet for tet in (solar(1, 1, year), solar(1, 1, year + 1)) if tet)
    yield date.max


def lunar_day(day: int, month: int | None, year: int | None, today: date) -> date | None:
    """The next such day; without a month, of this lunar month or the next."""
    if year is not None and month is not None:
        return solar(day, month, year)
    if not _FIRST_YEAR < today.year < _LAST_YEAR - 1:
        return None
    months = [month] if month else range(1, 13)
    years = range(today.year - 1, today.year + 2)
    days = (solar(day, number, lunar_year) for lunar_year in years for number in months)
    return min((found for found in days if found and found >= today), default=None)


def named_day(found: Found) -> Piece:
    """ "15/12 âm lịch", "mùng 10 tháng 3 âm"; rằm and Chạp and Giêng are lunar by themselves."""
    day = found.number("day") if found.has("day") else _FULL_MOON
    if found.has("written"):
        written = found.symbol("written").value
        return _piece(lunar_day(written.day, written.month, written.year, found.today))
    return _piece(lunar_day(day, month_of(found), year_named(found), found.today))


def month_of(found: Found) -> int | None:
    if found.plays("month", "FIRST_MOON"):
        return 1
    if found.plays("month", "LAST_MOON"):
        return 12
    return found.number("month") if found.has("month") else None


def _piece(day: date | None, *others: date) -> Piece:
    return NO_SUCH_DAY if day is None else Piece(day=Day(on=day, others=others, why=ASK))


def day_of_tet(found: Found) -> Piece:
    """Mùng 3 Tết; 29 and 30 Tết are the last days of the old year."""
    day, tet = found.number("day"), next_tet(found.today)
    if tet == date.max:
        return NO_SUCH_DAY
    if day < _FULL_MOON:
        return _piece(later(tet, day - 1))
    eve = later(tet, -1)
    before = solar(day, 12, tet.year - 1) if day <= 30 else None
    return _piece(before or eve) if day <= 30 else NO_SUCH_DAY


def around_tet(found: Found) -> Piece:
    """Before or after the days off: their neighbours that are worked."""
    if found.has("solar"):
        return _around(found, _new_year(found.today))
    tet = next_tet(found.today)
    return NOT_A_TIME if tet == date.max else _around(found, tet)


def _around(found: Found, feast: date) -> Piece:
    calendar = found.setting.calendar
    after = _first_worked_after(feast, calendar)
    if found.plays("side", "BEFORE"):
        before = next(calendar.days_from(_first_off(feast, calendar), -1))
        return _piece(before, *(later(before, n) for n in (1, 2)))
    if found.plays("side", "UNTIL"):
        return _piece(later(feast, -1), feast)
    return _piece(after, _first_worked_after(_new_year(found.today), calendar))


def _new_year(today: date) -> date:
    return day_of(today.year + 1, 1, 1) or date.max


def _first_off(feast: date, calendar: Calendar) -> date:
    return next(later(feast, -n) for n in _HOLIDAY_LENGTHS if calendar.is_working_day(later(feast, -n)))


def _first_worked_after(feast: date, calendar: Calendar) -> date:
    return next(calendar.days_from(later(feast, 1)))
