"""Weeks, months, quarters and years. Used as a deadline a period is its end; its head, middle and tail are days.

Heads, middles and tails: Bộ luật Dân sự 2015, điều 146.
"""

from dataclasses import replace
from datetime import date

from core.vietnamese.dates.days import edge_named
from core.vietnamese.dates.lunar import lunar_day, month_of
from core.vietnamese.dates.piece import NO_SUCH_DAY, NOT_A_TIME, Day, Found, Piece
from core.vietnamese.dates.reading import Grain
from core.vietnamese.dates.refer import ahead, year_named
from core.vietnamese.dates.spans import Span, last_working_day, later, month, quarter, week, year

_FRIDAY, _WEDNESDAY = 4, 2
_JUNE = 6
_MID_MONTH = 14
PERIOD = ("period",)


def this_week(found: Found) -> Piece:
    return _week(found, 0)


def week_named(found: Found) -> Piece:
    """ "tuần sau", "cuối tuần này"; with "sang" or "qua" alone it is the next one."""
    if not found.has("ref"):
        return _week(found, 1) if found.has("over") else _bare_week(found)
    return _week(found, ahead(found))


def _bare_week(found: Found) -> Piece:
    """ "đầu tuần" that has passed is that of the next week."""
    passed = found.plays("edge", "HEAD") or (found.plays("edge", "MIDDLE") and found.today.weekday() >= _WEDNESDAY)
    return _week(found, int(passed))


def _week(found: Found, weeks: int) -> Piece:
    span = monday, sunday = week(found.today, weeks)
    edge = edge_named(found)
    if edge == "HEAD":
        return _point(monday, span=(monday, later(monday, 1)), others=(later(monday, 1),))
    if edge == "MIDDLE":
        return _point(later(monday, 2), (later(monday, 2), later(monday, 3)), (later(monday, 3),), PERIOD)
    end = last_working_day(span, found.setting.calendar)
    others = tuple(later(end, n) for n in range(1, (sunday - end).days + 1))
    if edge == "END":
        return _period(end, Grain.WEEK, span, others, why=())
    if edge == "TAIL":
        return _point(end, span=(min(end, later(monday, _FRIDAY)), sunday), others=others)
    return _period(end, Grain.WEEK, span, others)


def week_of_month(found: Found) -> Piece:
    """Tuần thứ hai của tháng 12: the second that has a Monday in that month."""
    number = found.number("nth") if found.has("nth") else 1
    first, last = _month_meant(found)
    monday = later(first, -first.weekday() % 7 + 7 * (number - 1))
    if monday > last:
        return NO_SUCH_DAY
    span = week(monday)
    return _period(last_working_day(span, found.setting.calendar), Grain.WEEK, span, (span[1],))


def month_named(found: Found) -> Piece | None:
    if found.plays("month", "AFTER"):
        return None  # "thang sau" is rather the next month, and read as such
    if found.plays("month", "FIRST_MOON") or found.plays("month", "LAST_MOON"):
        return _lunar_month(found)
    span = _month_meant(found)
    piece = _edge_of_month(found, span)
    return _or_june(found, piece) if found.plays("ref", "NUMBER") else piece


def _month_meant(found: Found) -> Span:
    today = found.today
    if found.has("both"):
        number, named = found.symbol("both").value[:2]
    elif found.has("month"):
        number, named = found.number("month"), year_named(found)
    else:
        over = int(found.has("over") and not found.has("ref"))
        return month(today.year, today.month + ahead(found) + over + _has_passed(found))
    if named is None:
        named = today.year + (month(today.year, number)[1] < today)
    return month(named if named >= 100 else 2000 + named, number)


def _has_passed(found: Found) -> bool:
    """ "đầu tháng", "giữa tháng" without more, when that day is over."""
    if found.has("ref") or not found.has("edge"):
        return False
    day = found.today.day
    return (found.plays("edge", "HEAD") and day > 1) or (found.plays("edge", "MIDDLE") and day > _MID_MONTH + 1)


def _edge_of_month(found: Found, span: Span) -> Piece:
    edge, (first, last) = edge_named(found), span
    if found.has("half"):
        return _period(later(first, _MID_MONTH) if edge == "HEAD" else last, Grain.MONTH, span)
    if edge == "HEAD":
        return _point(first, why=() if any(map(found.has, ("month", "both", "ref"))) else PERIOD)
    if edge == "MIDDLE":
        return _point(later(first, _MID_MONTH))
    return _ended(edge, last, Grain.MONTH, span)


def _or_june(found: Found, piece: Piece) -> Piece:
    """ "thang sau" without accents: next month, or June."""
    june = _edge_of_month(found, month(found.today.year + (found.today.month > _JUNE), _JUNE))
    if piece.day is None or june.day is None:
        return piece
    return Piece(day=replace(piece.day, others=(june.day.on,), why=(*piece.day.why, "may_be_june")))


def _lunar_month(found: Found) -> Piece:
    """Tháng Giêng, tháng Chạp: a whole month of the moon."""
    first = lunar_day(1, month_of(found), year_named(found), found.today)
    if first is None:
        return NO_SUCH_DAY
    last = later(first, 28)
    return _period(last, Grain.MONTH, (first, last), why=("period", "lunar"))


def quarter_named(found: Found) -> Piece | None:
    if found.plays("quarter", "AFTER"):
        return None
    today = found.today
    present = (today.month + 2) // 3
    number, named = _quarter_meant(found, present)
    if not 1 <= number <= 4 and found.has("quarter"):
        return NOT_A_TIME
    if named is None:
        named = today.year + (found.has("quarter") and quarter(today.year, number)[1] < today)
    span = first, last = quarter(named, number)
    edge = edge_named(found)
    if edge == "HEAD":
        return _point(first, why=PERIOD)
    return _ended("" if edge == "MIDDLE" else edge, last, Grain.QUARTER, span)


def _quarter_meant(found: Found, present: int) -> tuple[int, int | None]:
    if found.has("both"):
        number, named = found.symbol("both").value[:2]
        return number, named or year_named(found)
    if found.has("quarter"):
        return found.number("quarter"), year_named(found)
    return present + ahead(found), found.today.year


def year_period(found: Found) -> Piece | None:
    if found.plays("year", "AFTER"):
        return None
    named = year_named(found) or found.today.year + ahead(found) + found.has("over")
    span = year(named)
    edge = edge_named(found)
    if edge == "HEAD":
        passed = not found.has("ref") and not found.has("year")
        return _point(year(named + passed)[0], why=PERIOD)
    if edge == "MIDDLE":
        return _point(month(named, _JUNE)[1])
    return _ended(edge, span[1], Grain.YEAR, span)


def _ended(edge: str, last: date, grain: Grain, span: Span) -> Piece:
    """Cuối and hết name the last day; the bare period is asked about."""
    return _point(last) if edge in ("TAIL", "END") else _period(last, grain, span)


def _point(on: date, span: Span | None = None, others: tuple[date, ...] = (), why: tuple[str, ...] = ()) -> Piece:
    return Piece(day=Day(on=on, span=span, others=others, why=why))


def _period(on: date, grain: Grain, span: Span, others: tuple[date, ...] = (), why: tuple[str, ...] = PERIOD) -> Piece:
    return Piece(day=Day(on=on, grain=grain, span=span, others=others, why=why))
