"""The words that a cell of an office's sheet may hold, and what each means. Compared without accents and case."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Generic, TypeVar

from core.calendar import OFFICE_ZONE
from core.deadline import DeadlineKind, Rhythm
from core.roles import Role
from core.task import Urgency
from core.vietnamese.normalise import fold, tidy

T = TypeVar("T")


class Vocabulary(Generic[T]):
    """What a cell may say and what it means; `names` are the spellings that people are told of."""

    def __init__(self, words: Mapping[str, T], also: Mapping[str, T]) -> None:
        self.names = tuple(words)
        self._meanings = {word(name): meaning for name, meaning in {**words, **also}.items()}

    def meaning(self, text: str) -> T | None:
        return self._meanings.get(word(text))


def word(text: str) -> str:
    return fold(tidy(text))


URGENCIES = Vocabulary[Urgency](
    {
        "thường": Urgency.NORMAL,
        "khẩn": Urgency.URGENT,
        "thượng khẩn": Urgency.VERY_URGENT,
        "hỏa tốc": Urgency.TOP_URGENT,
    },
    also={urgency.value: urgency for urgency in Urgency},
)

RHYTHMS = Vocabulary[Rhythm](
    {"tháng": Rhythm.MONTH, "quý": Rhythm.QUARTER, "năm": Rhythm.YEAR, "đột xuất": Rhythm.AS_NEEDED},
    also={
        "hằng tháng": Rhythm.MONTH,
        "hằng quý": Rhythm.QUARTER,
        "hằng năm": Rhythm.YEAR,
        **{rhythm.value: rhythm for rhythm in Rhythm},
    },
)

# `implied_year` and `explicit` are how the directive's own table tells where a date came from: both are a day.
DEADLINE_KINDS = Vocabulary[DeadlineKind](
    {
        "ngày": DeadlineKind.DAY,
        "giờ": DeadlineKind.HOUR,
        "khoảng": DeadlineKind.WINDOW,
        "định kỳ": DeadlineKind.RECURRING,
        "chưa có hạn": DeadlineKind.NONE,
        "theo quy định": DeadlineKind.PER_REGULATION,
        "thường xuyên": DeadlineKind.ONGOING,
    },
    also={
        "implied_year": DeadlineKind.DAY,
        "explicit": DeadlineKind.DAY,
        "không thời hạn": DeadlineKind.NONE,
        "không có hạn": DeadlineKind.NONE,
        **{kind.value: kind for kind in DeadlineKind},
    },
)

ROLES = Vocabulary[Role](
    {
        "chuyên viên": Role.OFFICIAL,
        "thủ trưởng": Role.HEAD,
        "văn phòng": Role.OFFICE,
        "lãnh đạo": Role.LEADER,
        "quản trị": Role.ADMIN,
    },
    also={role.value: role for role in Role},
)

EMPLOYMENTS = Vocabulary[bool](
    {"đang làm việc": True, "đã nghỉ": False},
    also={
        "còn làm việc": True,
        "đang công tác": True,
        "nghỉ việc": False,
        "nghỉ hưu": False,
        "chuyển công tác": False,
        "thôi việc": False,
        "active": True,
        "left": False,
    },
)

COMPARISONS = Vocabulary[str](
    {">=": ">=", "<=": "<=", "=": "=", "trong khoảng": "between", "tăng": "tăng", "giảm": "giảm"},
    also={"≥": ">=", "ít nhất": ">=", "≤": "<=", "không quá": "<=", "bằng": "=", "between": "between"},
)

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})[:hg](\d{2})?(?::\d{2}(?:\.0+)?)?", re.ASCII | re.IGNORECASE)


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
