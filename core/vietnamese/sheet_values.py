"""The words that a cell of an office's sheet may hold, and what each means. Compared without accents and case."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from core.calendar import OFFICE_ZONE
from core.deadline import DeadlineKind, Rhythm
from core.roles import Role
from core.task import Urgency
from core.vietnamese.normalise import fold, tidy

URGENCIES: Mapping[str, Urgency] = {
    "": Urgency.NORMAL,
    "thuong": Urgency.NORMAL,
    "binh thuong": Urgency.NORMAL,
    "khan": Urgency.URGENT,
    "thuong khan": Urgency.VERY_URGENT,
    "hoa toc": Urgency.TOP_URGENT,
    **{urgency.value: urgency for urgency in Urgency},
}

RHYTHMS: Mapping[str, Rhythm] = {
    "thang": Rhythm.MONTH,
    "hang thang": Rhythm.MONTH,
    "quy": Rhythm.QUARTER,
    "hang quy": Rhythm.QUARTER,
    "nam": Rhythm.YEAR,
    "hang nam": Rhythm.YEAR,
    "dot xuat": Rhythm.AS_NEEDED,
    **{rhythm.value: rhythm for rhythm in Rhythm},
}

# `implied_year` and `explicit` are how the directive's own table tells where a date came from: both are a day.
DEADLINE_KINDS: Mapping[str, DeadlineKind] = {
    "implied_year": DeadlineKind.DAY,
    "explicit": DeadlineKind.DAY,
    "ngay": DeadlineKind.DAY,
    "gio": DeadlineKind.HOUR,
    "khoang": DeadlineKind.WINDOW,
    "chua co han": DeadlineKind.NONE,
    "khong thoi han": DeadlineKind.NONE,
    "khong co han": DeadlineKind.NONE,
    "theo quy dinh": DeadlineKind.PER_REGULATION,
    "thuong xuyen": DeadlineKind.ONGOING,
    "dinh ky": DeadlineKind.RECURRING,
    **{kind.value: kind for kind in DeadlineKind},
}

ROLES: Mapping[str, Role] = {
    "chuyen vien": Role.OFFICIAL,
    "thu truong": Role.HEAD,
    "van phong": Role.OFFICE,
    "lanh dao": Role.LEADER,
    "quan tri": Role.ADMIN,
    **{role.value: role for role in Role},
}

COMPARISONS: Mapping[str, str] = {
    ">=": ">=",
    "≥": ">=",
    "it nhat": ">=",
    "<=": "<=",
    "≤": "<=",
    "khong qua": "<=",
    "=": "=",
    "bang": "=",
    "between": "between",
    "tu den": "between",
    "trong khoang": "between",
}
DIRECTIONS = frozenset({"tang", "giam"})

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})[:hg](\d{2})?(?::\d{2}(?:\.0+)?)?", re.ASCII | re.IGNORECASE)


def word(text: str) -> str:
    return fold(tidy(text))


class NotADate(ValueError):
    """The text does not have the shape of a day."""


class NoSuchDay(ValueError):
    """The text has the shape of a day that no calendar holds."""


def day(text: str) -> date:
    """`31/12/2026` (also with dots or dashes) or `2026-12-31`. Raises NotADate, NoSuchDay."""
    if found := _DAY_FIRST.fullmatch(text):
        numbers = [int(part) for part in reversed(found.groups())]
    elif found := _ISO.fullmatch(text):
        numbers = [int(part) for part in found.groups()]
    else:
        raise NotADate(text)
    try:
        return date(*numbers)
    except ValueError as why:
        raise NoSuchDay(text) from why


def moment(text: str) -> date | datetime:
    """A day, or with an hour on either side of it an instant on the clock of the office. Raises as `day` does.

    Midnight is how spreadsheets write a day without an hour.
    """
    parts = text.replace("T", " ").split()
    for hour, on in ((parts[-1:], parts[:-1]), (parts[:1], parts[1:])):
        if on and (found := _HOUR.fullmatch(hour[0])):
            return _at(day(" ".join(on)), found)
    return day(text)


def _at(on: date, hour: re.Match[str]) -> date | datetime:
    try:
        at = time(int(hour[1]), int(hour[2] or 0))
    except ValueError as why:
        raise NoSuchDay(hour[0]) from why
    return on if at == time.min else datetime.combine(on, at, OFFICE_ZONE)
