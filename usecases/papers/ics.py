"""Rows → an iCalendar feed (RFC 5545): one VEVENT per task that has a date. No database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vDuration, vText

from core.calendar import OFFICE_ZONE
from core.deadline import Deadline
from core.wording.feeds import PRODUCT

REFRESHED = timedelta(hours=1)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One task. `version` is that of its deadline, `modified_at` when anything that is shown was changed last.

    `is_firm` is False while the task rests: nobody is held to the date.
    """

    number: int
    version: int
    modified_at: datetime
    deadline: Deadline
    summary: str
    description: str
    is_firm: bool = True


class _Text(vText):
    r"""Escaped by RFC 5545, 3.3.11 alone: icalendar 7 takes the `\N` of a path like C:\Nam for a line break."""

    def to_ical(self) -> bytes:
        return str(self).translate(_ESCAPED).encode()


_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def write(name: str, entries: Iterable[Entry], note: str = "") -> bytes:
    """UTF-8, folded at 75 octets, whatever people call their tasks."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _Text(name))
    calendar.add("x-wr-timezone", OFFICE_ZONE.key)
    if note:
        calendar.add("x-wr-caldesc", _Text(note))
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESHED))
    for entry in entries:
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry) -> Event:
    """Without a METHOD the stamp says when the event was revised last, so that the same tasks are the same bytes."""
    event = Event()
    event.add("uid", f"viec-{entry.number}@nhacviec")
    event.add("sequence", entry.version)
    event.add("dtstamp", entry.modified_at.astimezone(UTC))
    event.add("last-modified", entry.modified_at.astimezone(UTC))
    for field, at in _span(entry.deadline).items():
        event.add(field, at)
    event.add("summary", _Text(entry.summary))
    event.add("description", _Text(entry.description))
    event.add("status", "CONFIRMED" if entry.is_firm else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # a deadline makes nobody busy
    return event


def _span(deadline: Deadline) -> dict[str, date | datetime]:
    """An hour is an instant; a day is the whole day, a window all of its days. The end is the first day after."""
    if deadline.at is not None:
        return {"dtstart": deadline.at.astimezone(UTC)}
    assert deadline.on is not None
    return {"dtstart": deadline.starts_on or deadline.on, "dtend": deadline.on + _A_DAY}
