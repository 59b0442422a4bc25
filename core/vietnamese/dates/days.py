"""Single days: today and its neighbours, days of the week, days of a month."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.vietnamese.dates.figures import Written
from core.vietnamese.dates.lunar import lunar_day, month_of
from core.vietnamese.dates.piece import NO_SUCH_DAY, NOT_A_TIME, Day, Found, Part, Piece, Rule, no_such_day
from core.vietnamese.dates.refer import ahead, is_past, year_named
from core.vietnamese.dates.spans import day_of, later, month, months_later, week

_WEEK = 7
_JUNE = 6
_NO_MONTH = 31
_NEAR_PAST = 60  # a day of so few days ago is rather that one than the one of next year
_PARTS = ("MORNING", "NOON", "AFTERNOON", "EVENING", "NIGHT")
_EDGES = ("HEAD", "MIDDLE", "TAIL", "END")


def near(days: int, *why: str) -> Rule:
    """A day so many days from today."""
    return lambda found: Piece(day=Day(on=later(found.today, days), why=why))


def overmorrow(found: Found) -> Piece | None:
    """Mốt; without accents "mot" is mostly một."""
    unsure = found.plays("when", "NUMBER") and not found.has("lead")
    return Piece(day=Day(on=later(found.today, 2), why=("may_be_number",) if unsure else ()))


def part_of_today(found: Found) -> Piece:
    return Piece(day=Day(on=found.today), part=part_named(found))


def part_of_tomorrow(found: Found) -> Piece:
    return Piece(day=Day(on=later(found.today, 1)), part=part_named(found))


def part_of_yesterday(found: Found) -> Piece:
    return Piece(day=Day(on=later(found.today, -1)), part=part_named(found))


def part_named(found: Found) -> Part:
    name = "late" if found.has("late") else "part"
    part = next(role for role in _PARTS if found.plays(name, role))
    return Part(name=part, edge=edge_named(found))


def edge_named(found: Found) -> str:
    return next((role for role in _EDGES if found.plays("edge", role)), "")


def weekday(found: Found) -> Piece:
    """ "thứ sáu" is the next one after today; on a Friday that is asked."""
    number = found.number("weekday")
    if is_past(found) or found.has("gone"):
        return _weekday(number, later(found.today, -((found.today.weekday() - number - 1) % _WEEK) - 1))
    wait = (number - found.today.weekday()) % _WEEK
    if wait == 0 and found.plays("ref", "THIS"):
        return _weekday(number, found.today, later(found.today, _WEEK))
    day = later(found.today, wait or _WEEK)
    if wait == 0:
        return _weekday(number, day, found.today, why=("own_weekday",), past=found.today)
    if found.plays("ref", "NEXT") or found.plays("ref", "AFTER"):
        return _weekday(number, day, later(day, _WEEK))
    if found.has("bygone") and found.value("bygone") != "bua":
        return _weekday(number, later(day, -_WEEK), day, why=("looks_back",))
    return _weekday(number, day, past=later(day, -_WEEK))


def weekday_of_week(found: Found) -> Piece:
    number = found.number("weekday")
    return _weekday(number, later(week(found.today, ahead(found))[0], number))


def _weekday(number: int, day: date, *others: date, why: tuple[str, ...] = (), past: date | None = None) -> Piece:
    return Piece(day=Day(on=day, others=others, weekday=number, why=why, past=past))


def written(found: Found) -> Piece:
    """27/11, 20-11-2026, and "27/11 năm sau"."""
    date_written: Written = found.symbol("date").value
    year = date_written.year or year_named(found)
    if date_written.month > _NO_MONTH and year is None:
        return NOT_A_TIME  # "50/50"
    piece = _day(date_written.day, date_written.month, year, found.today, sign=date_written.sign)
    return _rather_past(piece) if found.has("bygone") else piece


def _rather_past(piece: Piece) -> Piece:
    """ "hôm 20/11" looks back where it can."""
    if piece.day is None or not piece.day.others:
        return piece
    return replace(piece, day=replace(piece.day, on=piece.day.others[0], others=(piece.day.on,)))


def between(found: Found) -> Piece:
    """5-7/12, 27/11-30/11: the last day counts."""
    first, last = found.symbol("span").value
    ends = _day(last.day, last.month, last.year, found.today)
    begins = _day(first.day, first.month, first.year, found.today)
    if ends.day is None or begins.day is None:
        return ends if ends.day is None else begins
    span = (begins.day.on, ends.day.on) if begins.day.on <= ends.day.on else None
    return replace(ends, day=replace(ends.day, span=span, why=(*ends.day.why, "range")))


def in_words(found: Found) -> Piece | None:
    """Ngày 10 tháng 12 (năm 2026), mười lăm tháng mười hai, 23 tháng Chạp."""
    if found.plays("month", "AFTER"):
        return None  # "ngay 10 thang sau" is of the next month, or of June
    number = _day_number(found)
    if found.plays("month", "FIRST_MOON") or found.plays("month", "LAST_MOON"):
        on = lunar_day(number, month_of(found), year_named(found), found.today)
        return NO_SUCH_DAY if on is None else Piece(day=Day(on=on, why=("lunar",)))
    if found.has("both"):
        named, year = found.symbol("both").value
        return _day(number, named, year, found.today)
    return _day(number, found.number("month"), year_named(found), found.today)


def _day_number(found: Found) -> int:
    """ "hai bảy" is said for 27."""
    number = found.number("day")
    return 10 * number + found.number("ones") if found.has("ones") else number


def of_month(found: Found) -> Piece:
    """Ngày 10 tháng sau. Without accents that may also be June."""
    first, _ = month(found.today.year, found.today.month + ahead(found))
    on = day_of(first.year, first.month, _day_number(found))
    if on is None:
        return no_such_day(_day_number(found), first.month, first.year, found.today)
    if not found.plays("ref", "NUMBER"):
        return Piece(day=Day(on=on, written=True))
    june = _day(_day_number(found), _JUNE, None, found.today).day
    return Piece(day=Day(on=on, others=(june.on,) if june else (), why=("may_be_june",), written=True))


def of_some_month(found: Found) -> Piece | None:
    """ "ngày 20": the next 20th, today included."""
    number = _day_number(found)
    if not 1 <= number <= 31:
        return no_such_day(number, found.today.month, None, found.today) if number < 100 else None
    on = next((day for day in _such_days(number, found.today, 1) if day >= found.today), None)
    if on is None:
        return NO_SUCH_DAY
    why = ("looks_back",) if found.has("bygone") and found.value("bygone") != "bua" else ()
    skipped = ("month_skipped",) if on > months_later(found.today, 1) and number > 28 else ()
    moon = _moon(found, number)
    lunar = ("may_be_lunar",) if moon else ()
    last = next((day for day in _such_days(number, found.today, -1) if day <= found.today), None)
    return Piece(day=Day(on=on, why=(*why, *skipped, *lunar), others=moon, written=True, past=last))


def _such_days(number: int, today: date, step: int) -> Iterator[date]:
    """The days of this number in this month and in those that come after it, or before it."""
    months = (month(today.year, today.month + step * n)[0] for n in range(4))
    days = (day_of(first.year, first.month, number) for first in months)
    return (day for day in days if day is not None)


def _moon(found: Found, number: int) -> tuple[date, ...]:
    """Mùng is said of the moon's days as well."""
    moon = lunar_day(number, None, None, found.today) if found.has("new") else None
    return () if moon is None else (moon,)


def _day(number: int, named: int, year: int | None, today: date, sign: str = "") -> Piece:
    if year is not None:
        on = day_of(year, named, number)
        return no_such_day(number, named, year, today) if on is None else Piece(day=Day(on=on, written=True))
    this, following = day_of(today.year, named, number), day_of(today.year + 1, named, number)
    on = this if this and this >= today else following
    if on is None:
        return no_such_day(number, named, None, today)
    near = this if this and this < today and (today - this).days <= _NEAR_PAST else None
    why = ("may_be_past",) if near else ()
    past = this if this and this <= today else day_of(today.year - 1, named, number)
    return Piece(day=Day(on=on, others=(near,) if near else (), why=why, written=True, sign=sign, past=past))


def feast(number: int, named: int) -> Rule:
    return lambda found: _day(number, named, year_named(found), found.today)
