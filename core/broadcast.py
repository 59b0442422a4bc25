"""A broadcast: one text to many, confirmed person by person; when the silent are reminded, and how it is cut to fit.

Level-triggered like the nudges: what is owed follows from when it was posted, who has confirmed, and `now` alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from core.calendar import Calendar, local
from core.nudge import may_nudge, next_nudge_time
from core.plan import Plan

LONGEST_PART = 1600  # UTF-16 units: with its heading and choices it fits the smallest messenger (2,000)
LONGEST_TEXT = 12_000
MOST_FILES = 10
NOTICE_REST = timedelta(minutes=10)  # between two messages that say that it was corrected
PORTION = 150  # people who are told something in one transaction
MOST_NIGHTLY = 3  # hỏa tốc of one author outside of office hours, in 24 hours
COUNTER_REST = timedelta(seconds=10)
_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")
_HOURLY = timedelta(hours=1)


class State(StrEnum):
    """`posting` from the moment at which it goes out until everybody is owed his copy."""

    SCHEDULED = "scheduled"
    POSTING = "posting"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"


class Screen(StrEnum):
    """What one message of a broadcast shows; POST, REMINDER and NOTICE ask to confirm, and show what is true now."""

    POST = "post"
    FILE = "file"
    REMINDER = "reminder"
    SILENT = "silent"
    NOTICE = "notice"


ASKING = (Screen.POST, Screen.REMINDER, Screen.NOTICE)


class Track(StrEnum):
    """Who hears that somebody is silent: he himself, or the head of his unit."""

    SELF = "self"
    HEAD = "head"


@dataclass(frozen=True, kw_only=True)
class Reminder:
    slot: str
    track: Track
    at: datetime


def reminders(asked_at: datetime, plan: Plan, calendar: Calendar, version: int = 0) -> tuple[Reminder, ...]:
    """After some office hours, on the morning after that, and on the next morning the head; hỏa tốc by the hour.

    `version` is that of the text that is to be confirmed since `asked_at`: each has reminders of its own.
    """
    if plan.at_once:
        first, second, head = (asked_at + n * _HOURLY for n in (1, 2, 3))
    else:
        first = calendar.add_office_time(asked_at, plan.acknowledge_within.length(calendar.hours))
        second = _next_morning(first, plan, calendar)
        head = _next_morning(second, plan, calendar)
    mark = f".{version}" if version else ""
    return (
        Reminder(slot=f"remind#1{mark}", track=Track.SELF, at=first),
        Reminder(slot=f"remind#2{mark}", track=Track.SELF, at=second),
        Reminder(slot=f"head{mark}", track=Track.HEAD, at=head),
    )


@dataclass(frozen=True, kw_only=True)
class Owing:
    """A reminder that is owed to all who have had the text to confirm from one of the instants `since` … `until` on."""

    reminder: Reminder
    since: datetime
    until: datetime


def owings(
    starts: Iterable[datetime], plan: Plan, calendar: Calendar, now: datetime, version: int = 0
) -> tuple[Owing, ...]:
    """What is `due` to everybody: `starts` are the moments from which they have had it, the earliest that of most.

    Whom it reached later is reminded by his own time, and his head hears of him then, in a message of its own.
    """
    found: dict[str, Owing] = {}
    usual: datetime | None = None
    for start in sorted(starts):
        *_, head = reminders(start, plan, calendar, version)
        usual = usual or head.at
        for each in due(start, plan, calendar, now, version):
            is_apart = each.track is Track.HEAD and each.at != usual
            own = replace(each, slot=f"{each.slot}@{local(each.at):%Y%m%dT%H%M}") if is_apart else each
            first = found.get(own.slot, Owing(reminder=own, since=start, until=start))
            found[own.slot] = replace(first, until=start)
    return tuple(found.values())


def _next_morning(moment: datetime, plan: Plan, calendar: Calendar) -> datetime:
    tomorrow = next(calendar.days_from(calendar.day_of(moment) + timedelta(days=1)))
    return calendar.at(tomorrow, plan.morning)


def due(asked_at: datetime, plan: Plan, calendar: Calendar, now: datetime, version: int = 0) -> tuple[Reminder, ...]:
    """Of each track the latest that has come; nothing while nobody may be nudged."""
    if not _may(plan, calendar, now):
        return ()
    latest = {each.track: each for each in reminders(asked_at, plan, calendar, version) if each.at <= now}
    return tuple(latest.values())


def next_look(asked_at: datetime, plan: Plan, calendar: Calendar, now: datetime) -> datetime | None:
    """The next instant at which a reminder may be owed; None when none will be by itself."""
    planned = reminders(asked_at, plan, calendar)
    if not _may(plan, calendar, now) and any(each.at <= now for each in planned):
        return next_nudge_time(plan, calendar, now)
    return min((each.at for each in planned if each.at > now), default=None)


def _may(plan: Plan, calendar: Calendar, now: datetime) -> bool:
    return plan.at_once or may_nudge(plan, calendar, now)


def waits_until(posted_at: datetime | None, plan: Plan, calendar: Calendar, now: datetime) -> datetime | None:
    """When its copies leave, while what was posted outside of office hours waits for them; None once they may leave."""
    if posted_at is None or plan.at_once:
        return None
    opens = next_nudge_time(plan, calendar, posted_at)
    return opens if opens > now else None


def counts(slot: str | None) -> bool:
    """Whether it counts as a message that nobody has asked for: a copy once, and reminders; not a manager's urging."""
    return slot is not None and (slot == "post#0" or slot.startswith(("remind", "head")))


def next_ring(last: datetime | None, now: datetime) -> datetime:
    """When receivers may be told in a message of its own that the text was corrected."""
    return now if last is None else max(now, last + NOTICE_REST)


def next_count(last_edit: datetime | None, now: datetime) -> datetime:
    """When the counter of a message in a group may be edited again."""
    return now if last_edit is None else max(now, last_edit + COUNTER_REST)


@lru_cache(maxsize=256)
def parts(text: str, longest: int = LONGEST_PART) -> tuple[str, ...]:
    """The text cut at its paragraphs, where one is too long at its lines, its words, or anywhere; no word is lost.

    Every message of a broadcast asks for it, so it reads the text a few times at most, and remembers.
    """
    filled: list[list[str]] = [[]]
    width = 0  # of what the last part holds, to the end of its last blank
    for piece in _pieces(text.strip(), longest):
        body = piece.rstrip()
        if body and width and width + _units(body) > longest:
            filled.append([])
            width = 0
        filled[-1].append(piece)
        width += _units(piece if width else piece.lstrip())
    cut = ("".join(pieces).strip() for pieces in filled)
    return tuple(part for part in cut if part)


def _pieces(text: str, longest: int, ends: tuple[str, ...] = ("\n\n", "\n", " ")) -> Iterator[str]:
    """Pieces that fit, each with the end that followed it."""
    if _units(text.strip()) <= longest:
        yield text
    elif ends:
        end, *finer = ends
        for piece in _after_each(text, end):
            yield from _pieces(piece, longest, tuple(finer))
    else:
        yield from _slices(text, longest)


def _after_each(text: str, end: str) -> Iterator[str]:
    *first, last = text.split(end)
    yield from (piece + end for piece in first)
    yield last


def _slices(word: str, longest: int) -> Iterator[str]:
    """A letter is at most two units."""
    step = longest if _units(word) == len(word) else max(1, longest // 2)
    yield from (word[start : start + step] for start in range(0, len(word), step))


def _units(text: str) -> int:
    return len(text) + len(_TWO_UNITS.findall(text))
