"""Leave in plain words: "từ 1/12 đến 5/12 giao anh Bình nhận thay", "hủy ủy quyền"."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import normalize

from core.calendar import Calendar, local
from core.vietnamese.dates import DateReading, Kind, Unreal, read_date
from core.vietnamese.normalise import fold, tidy
from core.vietnamese.reading import read

_VERB = r"(?:nhan|lam|xu ly|truc|theo doi|phu trach|dam nhan|giai quyet)(?: viec)? thay"
_SPEAKS_OF_IT = re.compile(rf"\b(?:{_VERB}|(?:u|uy)y? quyen)\b")
_ENDS_IT = re.compile(
    r"\b(?:huy|bo|thoi|ngung|dung|ket thuc|thu hoi|cham dut|rut)(?: viec)? (?:(?:u|uy)y? quyen|nhan thay)\b"
)
_TO_WHOM = (
    re.compile(rf"\b(?:giao|nho|cu|de|phan cong|(?:u|uy)y? quyen)(?: lai)?(?: cho)? (?P<who>.+?) {_VERB}\b"),
    re.compile(r"\b(?:u|uy)y? quyen(?: cho)? (?P<who>.+?)(?= tu | den | trong | vao |[,.;]|$)"),
    re.compile(rf"(?:^|[,;] ?)(?P<who>[^,;]+?) (?:se )?{_VERB}\b"),
)
_FOR_WHOM = re.compile(rf"\b{_VERB} (?:cho )?(?P<who>.+?)(?= tu | den | trong | vao |[,.;]|$)")
_MYSELF = frozenset({"em", "toi", "minh", "toi nhe", "em nhe", "anh", "chi", "nhe", "nha", "a", "voi", "giup em"})
_TITLES = re.compile(r"^(?:(?:dong chi|d/c|anh|chi|ong|ba|co|chu|bac|em|cho|lai) )+")
_MANNERS = re.compile(r" (?:nhe|nha|a|voi|giup|giup em|nghen|di)$")
_FROM_NOW = re.compile(r"\b(?:tu (?:nay|hom nay|bay gio)|hom nay) (?:den|toi)\b")
_SAME_MONTH = re.compile(r"\btu (?:ngay |mung |mong )?(\d{1,2}) (?:den|toi|-)\b")
_BETWEEN = re.compile(r"\b(?:den|toi)\b")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """That somebody stands in. What was not said, or not understood, is None; `whom` is None for oneself.

    `unreal` is a day that was named and is none.
    """

    first: date | None = None
    last: date | None = None
    substitute: str | None = None
    whom: str | None = None
    unreal: Unreal | None = None


def wish(text: str, now: datetime, calendar: Calendar) -> Wish | None:
    """None for words that speak of something else, also when they only happen to name a substitute."""
    found = wish_in(text, now, calendar)
    line = fold(tidy(text))
    names_a_task = read(text, now, calendar).task_no is not None
    speaks = _SPEAKS_OF_IT.search(line) is not None and not _ENDS_IT.search(line)
    names_a_day = found.last is not None or found.unreal is not None
    return found if speaks and not names_a_task and names_a_day and found.substitute is not None else None


def ends_it(text: str) -> bool:
    return _ENDS_IT.search(fold(tidy(text))) is not None


def wish_in(text: str, now: datetime, calendar: Calendar) -> Wish:
    """What a text that surely is about leave says of it."""
    kept = normalize("NFC", tidy(text))
    when = read_date(kept, now, calendar)
    first, last = _days(kept, when, now)
    rest = kept
    if when.kind in (Kind.POINT, Kind.IMPOSSIBLE):
        rest = f"{kept[: when.start]}, {kept[when.end :]}"
    rest = re.sub(r"(?i)\b(?:từ|tu|đến|den|hết|het|kể từ|ngày|ngay|hôm nay|nay)\s*(?=,)", "", rest)
    rest = re.sub(r"(?i)\b(?:từ|tu) (?:nay|hôm nay) (?:đến|den|tới)?", ",", rest)
    substitute, whom = _named(rest, *_TO_WHOM), _named(rest, _FOR_WHOM)
    return Wish(first=first, last=last, substitute=substitute, whom=whom, unreal=when.unreal)


def _days(text: str, when: DateReading, now: datetime) -> tuple[date | None, date | None]:
    """The first and the last day; a day alone is both."""
    if when.kind is not Kind.POINT or when.date is None or when.unreal is not None:
        return None, None
    if when.range is not None:
        return _day(when.range[0]), _day(when.range[1])
    line = fold(text)
    if _FROM_NOW.search(line):
        return local(now).date(), when.date
    if found := _SAME_MONTH.search(line):
        return _in_month(when.date, int(found[1])), when.date
    return (None if _BETWEEN.search(line) else when.date), when.date


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _in_month(month: date, number: int) -> date | None:
    try:
        return month.replace(day=number)
    except ValueError:
        return None


def _named(text: str, *patterns: re.Pattern[str]) -> str | None:
    """The name as it was written, without titles and manners; None for oneself."""
    line = fold(text)
    for pattern in patterns:
        if found := pattern.search(line):
            start, end = found.span("who")
            start += len(line[start:end]) - len(line[start:end].lstrip())
            start += len(title[0]) if (title := _TITLES.match(line[start:end] + " ")) else 0
            name = text[start:end].strip(" ,.;")
            if manners := _MANNERS.search(fold(name)):
                name = name[: manners.start()]
            return name if name and fold(name) not in _MYSELF else None
    return None
