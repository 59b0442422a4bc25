"""What the office writes behind `/lich`: which days are off, which are worked instead, and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.calendar import Calendar, local
from core.vietnamese.dates import Grain, Kind, read_date
from core.vietnamese.normalise import fold, tidy


class Verb(StrEnum):
    REST = "rest"
    WORK = "work"
    TAKE_BACK = "take_back"


class Trouble(StrEnum):
    """Why nothing can be done with what was written; its sentences are in `core.wording.calendar`."""

    NO_VERB = "no_verb"
    NO_DAY = "no_day"
    IMPOSSIBLE = "impossible"
    SEVERAL = "several"
    PAST = "past"
    BACKWARDS = "backwards"
    TOO_MANY = "too_many"
    TOO_FAR = "too_far"
    OFF_ALREADY = "off_already"
    WORKED_ALREADY = "worked_already"
    BOTH = "both"
    NOT_DECIDED = "not_decided"


class Misread(Exception):
    """`about` is the day or the words that are the trouble."""

    def __init__(self, trouble: Trouble, about: date | str = "") -> None:
        super().__init__(f"{trouble}: {about}")
        self.trouble = trouble
        self.about = about


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A day, or all days from one to another."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, kw_only=True)
class DayChange:
    """`instead` are the days that are worked for those that are off; `why` is what the person wrote."""

    verb: Verb
    days: tuple[Stretch, ...]
    instead: tuple[Stretch, ...] = ()
    why: str | None = None


MOST_DAYS = 31
_YEARS_AHEAD = 2
_LATELY = timedelta(days=60)
_YEAR = re.compile(r"\b\d{4}\b")
_SHAPE = re.compile(
    r"(?P<verb>nghi(?: bu| le)?|di lam|lam viec|lam bu|lam|bo)\b(?P<days>.*?)"
    r"(?:\blam bu\b(?P<instead>.*?))?(?:\b(?:vi|do|ly do)\b:?(?P<why>.*))?"
)
_PERIODS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)
_AND = re.compile(r"[,;]|\bva\b")
_TO = re.compile(r"\b(?:den|toi|cho den)\b|\s[-–—]\s")
_FROM = re.compile(r"\s*(?:tu|cac)\b")


def read_day_change(text: str, now: datetime, calendar: Calendar) -> DayChange:
    """`nghi 02/01/2026 làm bù 10/01/2026 vì hoán đổi`, with or without accents. Raises Misread."""
    words = tidy(text)
    found = _SHAPE.fullmatch(fold(words))
    if found is None:
        raise Misread(Trouble.NO_VERB, words)
    parts = {name: words[slice(*found.span(name))].strip(" .:") for name in found.groupdict() if found[name]}
    reader = _Reader(now, calendar)
    return DayChange(
        verb=_verb(found["verb"]),
        days=reader.stretches(parts.get("days", "")),
        instead=reader.stretches(parts.get("instead", "")) if found["instead"] is not None else (),
        why=parts.get("why") or None,
    )


def _verb(word: str) -> Verb:
    if word.startswith("nghi"):
        return Verb.REST
    return Verb.TAKE_BACK if word == "bo" else Verb.WORK


class _Reader:
    def __init__(self, now: datetime, calendar: Calendar) -> None:
        self.now = now
        self.calendar = calendar

    def stretches(self, words: str) -> tuple[Stretch, ...]:
        found = tuple(self._stretch(part) for part in _cut(words, _AND))
        if sum((each.last - each.first).days + 1 for each in found) > MOST_DAYS:
            raise Misread(Trouble.TOO_MANY)
        return found

    def _stretch(self, words: str) -> Stretch:
        first, *others = _cut(words[_after(_FROM, words) :], _TO)
        if len(others) > 1:
            raise Misread(Trouble.SEVERAL, words)
        start, end = self._named(first), self._named(others[0] if others else first)
        if end.last < start.first:
            raise Misread(Trouble.BACKWARDS, words)
        return Stretch(first=start.first, last=end.last)

    def _named(self, words: str) -> Stretch:
        """A day; or every day of "16/02-20/02", of a week or a month, when that is what is written."""
        reading = read_date(words, self.now, self.calendar)
        if reading.kind is Kind.IMPOSSIBLE:
            raise Misread(Trouble.IMPOSSIBLE, words)
        if reading.kind is not Kind.POINT or reading.date is None:
            raise Misread(Trouble.NO_DAY, words)
        if "several" in reading.why:
            raise Misread(Trouble.SEVERAL, words)
        first, last = reading.date, reading.date
        if reading.range is not None and ("range" in reading.why or reading.grain in _PERIODS):
            first, last = (each.date() if isinstance(each, datetime) else each for each in reading.range)
        self._check(first, words)
        self._check(last, words)
        return Stretch(first=first, last=last)

    def _check(self, day: date, words: str) -> None:
        """A day of last week without its year is not one of the next year."""
        today = local(self.now).date()
        lately = today - _LATELY
        meant = next((each for each in _days(lately, today) if (each.day, each.month) == (day.day, day.month)), None)
        if meant is not None and not _YEAR.search(words):
            raise Misread(Trouble.PAST, meant)
        if day < today:
            raise Misread(Trouble.PAST, day)
        if day.year > today.year + _YEARS_AHEAD:
            raise Misread(Trouble.TOO_FAR, day)


def _days(first: date, end: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((end - first).days))


def _cut(words: str, where: re.Pattern[str]) -> list[str]:
    """Cut where the folded words say so; the parts keep their accents."""
    bounds = [0]
    for found in where.finditer(fold(words)):
        bounds += found.span()
    bounds.append(len(words))
    return [words[start:end].strip() for start, end in zip(bounds[::2], bounds[1::2], strict=True)]


def _after(pattern: re.Pattern[str], words: str) -> int:
    found = pattern.match(fold(words))
    return found.end() if found else 0
