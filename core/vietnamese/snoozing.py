"""“Mai nhắc lại”, “nhắc em lúc 3 giờ chiều”: that a nudge should come again, and when."""

import datetime as dt
import re
from dataclasses import dataclass
from datetime import date, datetime, time

from core.calendar import Calendar
from core.vietnamese.dates import DateReading, Duration, Unreal, read_date
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.dates.reading import Grain
from core.vietnamese.normalise import fold

_ASKS = re.compile(r"\bnhac (?:lai|em|toi|minh|tui|anh|chi|chau|giup)\b")
_ASKS_NOT = re.compile(
    r"\b(?:dung|khong|khoi|ko|chua|thoi|hay) (?:can |phai )?nhac\b|\bnhac lai (?:la|rang)\b|\b(?:duoc nhac|noi dung)\b"
)
_SHORT = 7  # words; longer talk without a time is about something else
_CLOCK = (Grain.HOUR, Grain.MINUTE)


@dataclass(frozen=True, kw_only=True)
class Snooze:
    """When to come again; all None: soon. `unreal` is the day that was named and is none."""

    on: date | None = None
    at: time | None = None
    length: Duration | None = None
    unreal: Unreal | None = None


def snooze_of(text: str, now: datetime, calendar: Calendar) -> Snooze | None:
    """None for words that ask for no such thing."""
    folded = " ".join(re.findall(r"\w+", fold(text)))
    if not _ASKS.search(folded) or _ASKS_NOT.search(folded):
        return None
    found = read_date(text, now, calendar)
    if found.unreal is not None:
        return Snooze(unreal=found.unreal)
    if found.kind is DateKind.POINT and found.date is not None:
        begins = found.range[0] if found.range and found.grain is Grain.WEEK else found.date
        return Snooze(on=begins if not isinstance(begins, dt.datetime) else begins.date(), at=_hour(found))
    if found.kind is DateKind.DURATION and found.duration is not None:
        return Snooze(length=found.duration)
    return Snooze() if len(folded.split()) <= _SHORT else None


def _hour(found: DateReading) -> time | None:
    """Of a part of the day its beginning."""
    if found.grain in _CLOCK:
        return found.time
    begins = found.range[0] if found.range and found.grain is Grain.PART_OF_DAY else None
    return begins.timetz().replace(tzinfo=None) if isinstance(begins, dt.datetime) else None
