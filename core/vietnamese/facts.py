"""What a text holds besides words: days, lengths, percents, document numbers, task numbers; each one token."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from core.calendar import Calendar
from core.vietnamese.dates import DateReading, Duration, find_dates
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.lexicon import Token
from core.vietnamese.normalise import fold
from core.vietnamese.numbers import number_at
from core.vietnamese.owners import Named, find_named
from core.vietnamese.percents import Percent, find_percents
from core.vietnamese.tasks import TaskNumbers, find_tasks
from core.vietnamese.words import Kind, Word

_DOCUMENT = re.compile(
    r"(?<![\w/])\d{1,5}/(?:\d{4}/)?(?:[^\W\d_]{1,8}(?:[-–&][^\W\d_]\w{0,9}){1,4}|[A-ZĐ]{2,8})(?![\w/])"
)


class Document(NamedTuple):
    number: str
    start: int
    end: int


Fact = DateReading | Percent | Document | TaskNumbers | Named


def find_facts(
    text: str, words: Sequence[Word], tokens: Sequence[Token], now: datetime, calendar: Calendar
) -> tuple[Fact, ...]:
    """In the order of the text; where two overlap, the surer kind stays: documents, percents, days, tasks, names."""
    taken: set[int] = set()
    facts = _fitting((Document(found.group(), *found.span()) for found in _DOCUMENT.finditer(text)), taken)
    facts += _fitting(find_percents(words), taken)
    facts += _fitting((each for each in find_dates(words, now, calendar) if _is_told(text, each)), taken)
    facts += _fitting(_lengths(words), taken)
    facts += _fitting(find_tasks(words, taken), taken)
    facts += _fitting(find_named(tokens), taken)
    return tuple(sorted(facts, key=lambda fact: fact.start))


_UNITS = {"ngày": "day", "hôm": "day", "bữa": "day", "tuần": "week", "tháng": "month"}
_BARE_UNITS = {fold(unit): length for unit, length in _UNITS.items()}


def _lengths(words: Sequence[Word]) -> Iterator[DateReading]:
    """Plain lengths that the dates leave alone, because only a request gives them a meaning: "chậm 1 ngày"."""
    for i in range(len(words) - 1):
        if words[i].folded == "them" and _folded(words, i + 2) == "nua" and (unit := _unit(words[i + 1])):
            one = Duration(n=1, unit=unit)
            yield DateReading(kind=DateKind.DURATION, start=words[i + 1].start, end=words[i + 2].end, duration=one)
        number = number_at(words, i)
        unit = _unit(words[number.past]) if number and number.past < len(words) else None
        if number and unit and 0 < number.value < 100:
            past = words[number.past]
            length = Duration(n=number.value, unit=unit)
            yield DateReading(kind=DateKind.DURATION, start=words[i].start, end=past.end, duration=length)


def _folded(words: Sequence[Word], i: int) -> str:
    return words[i].folded if i < len(words) else ""


def _unit(word: Word) -> str | None:
    return _UNITS.get(word.accented) or (None if word.has_marks else _BARE_UNITS.get(word.folded))


def _is_told(text: str, reading: DateReading) -> bool:
    """ "Bữa nào" asks for a day, it is none."""
    return reading.kind is not DateKind.NONE and not fold(text[reading.start : reading.end]).endswith("nao")


def _fitting(found: Iterable[Fact], taken: set[int]) -> list[Fact]:
    """Those that stand on no character that is taken; they take theirs."""
    kept: list[Fact] = []
    for fact in found:
        places = range(fact.start, fact.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(fact)
    return kept


def kind_of(fact: Fact, today: date) -> str:
    """The token that stands for the fact."""
    if isinstance(fact, Named):
        return "⟨person⟩" if fact.is_person else "⟨unit⟩"
    if isinstance(fact, DateReading):
        return "⟨length⟩" if fact.kind is DateKind.DURATION else _day(fact, today)
    return {Percent: "⟨percent⟩", Document: "⟨document⟩", TaskNumbers: "⟨task⟩"}[type(fact)]


def _day(reading: DateReading, today: date) -> str:
    return "⟨past⟩" if reading.date is not None and reading.date < today else "⟨date⟩"


def with_facts(tokens: Sequence[Token], facts: Sequence[Fact], today: date) -> tuple[Token, ...]:
    """The tokens with every fact in place of its words."""
    return tuple(_merged(tokens, facts, today))


def _merged(tokens: Sequence[Token], facts: Sequence[Fact], today: date) -> Iterator[Token]:
    waiting = iter(facts)
    fact = next(waiting, None)
    told = False
    for token in tokens:
        while fact is not None and token.start >= fact.end:
            fact, told = next(waiting, None), False
        if fact is None or token.end <= fact.start:
            yield token
        elif not told:
            told = True
            kind = kind_of(fact, today)
            yield Token(kind, kind, False, fact.start, fact.end, Kind.WORD)
