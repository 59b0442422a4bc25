"""What a reply says besides its intent: how much, until when, for how long, why, to whom, by which document."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, time, timedelta
from typing import NamedTuple, TypeGuard

from core.vietnamese.claims import Intent, claim
from core.vietnamese.clauses import Clause
from core.vietnamese.cue import Cue
from core.vietnamese.dates import DateReading, Duration, Grain
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.facts import Document, Fact
from core.vietnamese.normalise import fold
from core.vietnamese.percents import Percent
from core.vietnamese.polarity import COMPLETED, denies

_MONEY_PHRASES = ("giải ngân", "tạm ứng", "vốn", "kinh phí", "giá trị", "hợp đồng", "ngân sách", "dự toán")
_PERCENT_INTENTS = frozenset({Intent.PROGRESS, Intent.DONE, Intent.BLOCKED, Intent.NOT_DONE, Intent.EXTEND})


class Amount(NamedTuple):
    percent: float
    doubt: str = ""


def percent(clauses: Sequence[Clause], intent: Intent) -> Amount | None:
    """How much of the task is done. What remains is taken from a hundred; shares of money come last, in doubt."""
    if intent not in _PERCENT_INTENTS:
        return None
    amounts = [(clause, amount) for clause in clauses for amount in _amounts(clause)]
    of_work = [amount for clause, amount in amounts if not _is_of_money(clause)]
    if of_work:
        return of_work[0]
    reached = [amount for clause, amount in amounts if _forms(clause, "đạt", "kế hoạch")]
    return reached[0] if reached else None


def _amounts(clause: Clause) -> Iterator[Amount]:
    if clause.says(Cue.LACK):
        return
    places = clause.where(Cue.PERCENT)
    for fact, n in zip((fact for fact in clause.facts if isinstance(fact, Percent)), places, strict=False):
        before = clause.marks[max(0, n - 3) : n]
        if fact.doubt and fact.value == 50:
            continue
        remains = any(mark.cues & Cue.REMAINS for mark in before) and not any(mark.cues & Cue.CAN for mark in before)
        value = 100 - fact.value if remains else fact.value
        yield Amount(value, "percent" if fact.doubt else "")


def _is_of_money(clause: Clause) -> bool:
    return _forms(clause, *_MONEY_PHRASES)


def _forms(clause: Clause, *phrases: str) -> bool:
    said = f" {' '.join(token.plain for token in clause.tokens)} "
    return any(f" {fold(phrase)} " in said for phrase in phrases)


class When(NamedTuple):
    """A day with what it is to the task; `day` is None when the words name none for sure."""

    day: date | None
    time: time | None
    role: str
    confirm: bool


_PROMISING = COMPLETED | Cue.NEAR | Cue.SUBMIT | Cue.EXPECT
_CLOCK = (Grain.HOUR, Grain.MINUTE)
_WEEK = timedelta(days=7)


def when(clauses: Sequence[Clause], intent: Intent, today: date) -> When | None:
    """The last day that the reply gives for what it says."""
    found = [
        each for clause in clauses for reading in _points(clause) if (each := _when(clause, reading, intent, today))
    ]
    return found[-1] if found else None


def length(clauses: Sequence[Clause], intent: Intent) -> Duration | None:
    """How much more time is asked for."""
    asked = [clause for clause in clauses if intent is Intent.EXTEND and _asks_time(clause)]
    lengths = (fact.duration for clause in asked for fact in clause.facts if _is_length(fact))
    return next(lengths, None)


def _points(clause: Clause) -> Iterator[DateReading]:
    return (fact for fact in clause.facts if isinstance(fact, DateReading) and not _is_length(fact))


def _is_length(fact: Fact) -> TypeGuard[DateReading]:
    return isinstance(fact, DateReading) and fact.kind is DateKind.DURATION


def _when(clause: Clause, reading: DateReading, intent: Intent, today: date) -> When | None:
    day, at = reading.date, reading.time if reading.grain in _CLOCK else None
    confirm = reading.confirm or day is None
    if intent is Intent.EXTEND and _asks_time(clause):
        return When(day, at, "extend_to", confirm)
    if intent is Intent.LIST_MY_TASKS:
        return When(day, at, "filter", confirm)
    if intent is Intent.DONE:
        done = _day_done(reading, today)
        return When(done, at, "done_on", done != day) if done else None
    if intent in (Intent.PROGRESS, Intent.ACKNOWLEDGE, Intent.NOT_DONE) and _promises(clause, day, today):
        return When(day, at, "promise", confirm)
    return None


def _asks_time(clause: Clause) -> bool:
    found = claim(clause)
    return found is not None and found.intent is Intent.EXTEND and not clause.opener & Cue.BECAUSE


def _promises(clause: Clause, day: date | None, today: date) -> bool:
    """A day for handing in; the day on which work begins ("mai em làm") binds nobody."""
    begins = clause.says(Cue.WORK) and not clause.says(COMPLETED)
    said = clause.says(_PROMISING) and not denies(clause) and not clause.opener & (Cue.BECAUSE | Cue.IF)
    return said and not begins and (day is None or day >= today)


def _day_done(reading: DateReading, today: date) -> date | None:
    """A weekday in what is already done is the last one, not the next: "gửi từ hôm thứ hai"."""
    if reading.date is None or reading.date <= today:
        return reading.date if reading.grain in (*_CLOCK, Grain.DAY, Grain.PART_OF_DAY) else None
    last = reading.date - _WEEK
    return last if last <= today and reading.grain is Grain.DAY else None


_DAY_OF_DOCUMENT = re.compile(
    r"(?:ng[àa]y|s[áa]ng|chi[ềe]u|h[ôo]m)\s+(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?![\d/])", re.ASCII | re.IGNORECASE
)


def day_of_document(text: str, today: date) -> date | None:
    """The day of the document that finished the task: no deadline, so the dates leave it alone."""
    for found in _DAY_OF_DOCUMENT.finditer(text):
        day, month, year = (int(part or today.year) for part in found.groups())
        with suppress(ValueError):
            if date(year, month, day) <= today:
                return date(year, month, day)
    return None


def document(clauses: Sequence[Clause]) -> str | None:
    found = [fact.number for clause in clauses for fact in clause.facts if isinstance(fact, Document)]
    return found[-1] if found else None
