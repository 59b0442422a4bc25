"""What a text holds besides words: days, lengths, percents, document numbers, task numbers; each one token."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from core.calendar import Calendar, local
from core.vietnamese.dates import DateReading, Duration, Grain, find_dates
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.dates.spans import day_of
from core.vietnamese.lexicon import LINE_END, Token
from core.vietnamese.normalise import fold
from core.vietnamese.numbers import number_at
from core.vietnamese.owners import Named, find_named
from core.vietnamese.percents import Percent, find_percents
from core.vietnamese.tasks import TaskNumbers, find_tasks, names_a_task
from core.vietnamese.words import Kind, Word, word_set

_DOCUMENT = re.compile(
    r"(?<![\w/])(?:\d{1,5}/(?:\d{4}/)?(?:[^\W\d_]{1,8}(?:[-–&][^\W\d_]\w{0,9}){1,4}|[A-ZĐ]{2,8})"
    r"|\d{1,5}[-–][A-ZĐ]{2,5}/[A-ZĐ]{1,4}\w{0,4})(?![\w/])"
)
"""Of the state "45/KH-UBND", "1208/2026/QĐ-UBND", of the Party "45-KH/ĐU"."""
_ISSUED = re.compile(r"[\s,(]{1,3}(?:ký |k[ýy] )?ng[àa]y (\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?![\d/])", re.I)


class Document(NamedTuple):
    """The number of a document, and the day on which it was issued when that follows."""

    number: str
    start: int
    end: int
    on: date | None = None


Fact = DateReading | Percent | Document | TaskNumbers | Named


def find_facts(
    text: str, words: Sequence[Word], tokens: Sequence[Token], now: datetime, calendar: Calendar
) -> tuple[Fact, ...]:
    """In the order of the text; where two overlap, the surer kind stays: documents, percents, days, tasks, names."""
    taken: set[int] = set()
    facts = _fitting(find_documents(text, now), taken)
    facts += _fitting(find_percents(words), taken)
    facts += _fitting(_hours_added(words), taken)
    timed = _without_numbers_of_tasks(words)
    facts += _fitting((each for each in find_dates(timed, now, calendar) if _is_told(text, words, each)), taken)
    facts += _fitting(_lengths(timed), taken)
    facts += _fitting(find_tasks(words, taken), taken)
    facts += _fitting(find_named(tokens), taken)
    return tuple(sorted(facts, key=lambda fact: fact.start))


def find_documents(text: str, now: datetime) -> Iterator[Document]:
    """The documents that are named by their numbers."""
    for found in _DOCUMENT.finditer(text):
        day = _ISSUED.match(text, found.end())
        yield Document(found.group(), *found.span(), _day_of(day, local(now).date()) if day else None)


def _day_of(found: re.Match[str], today: date) -> date | None:
    """A day without a year is the last such day."""
    number, month, year = (int(part) if part else None for part in found.groups())
    for named in (year,) if year else (today.year, today.year - 1):
        day = day_of(named, month or 0, number or 0)
        if day is not None and (year or day <= today):
            return day
    return None


_MONTH = timedelta(days=31)
_UNITS = {"ngày": "day", "hôm": "day", "bữa": "day", "tuần": "week", "tháng": "month"}
_MOST = 100
_ADDING = word_set("them + han lui doi gian")
_HOURS = word_set("gio h tieng")
_BARE_UNITS = {fold(unit): length for unit, length in _UNITS.items()}


def _hours_added(words: Sequence[Word]) -> Iterator[DateReading]:
    """ "Thêm 2h" is no time of the day."""
    for i in range(1, len(words)):
        number = number_at(words, i) if words[i - 1].folded in _ADDING else None
        if number and _folded(words, number.past) in _HOURS and 0 < number.value < _MOST:
            length = Duration(n=number.value, unit="hour")
            yield DateReading(kind=DateKind.DURATION, start=words[i].start, end=words[number.past].end, duration=length)


def _lengths(words: Sequence[Word]) -> Iterator[DateReading]:
    """Plain lengths that the dates leave alone, because only a request gives them a meaning: "chậm 1 ngày"."""
    for i in range(len(words) - 1):
        if words[i].folded == "them" and _folded(words, i + 2) == "nua" and (unit := _unit(words[i + 1])):
            one = Duration(n=1, unit=unit)
            yield DateReading(kind=DateKind.DURATION, start=words[i + 1].start, end=words[i + 2].end, duration=one)
        number = number_at(words, i)
        unit = _unit(words[number.past]) if number and number.past < len(words) else None
        if number and unit and 0 < number.value < _MOST:
            past = words[number.past]
            length = Duration(n=number.value, unit=unit)
            yield DateReading(kind=DateKind.DURATION, start=words[i].start, end=past.end, duration=length)


def _folded(words: Sequence[Word], i: int) -> str:
    return words[i].folded if 0 <= i < len(words) else ""


def _unit(word: Word) -> str | None:
    return _UNITS.get(word.accented) or (None if word.has_marks else _BARE_UNITS.get(word.folded))


_NAMED_DAY = word_set("nay qua mai mot kia")
_NAMED_PERIOD = word_set("nay sau toi")


def _without_numbers_of_tasks(words: Sequence[Word]) -> list[Word]:
    """ "Việc 55 hôm nay", "việc 55 tuần sau": no fifty-five days and no fifty-five weeks."""
    return [
        word._replace(accented=",", folded=",", raw=",", kind=Kind.PUNCTUATION) if _is_of_a_task(words, i) else word
        for i, word in enumerate(words)
    ]


def _is_of_a_task(words: Sequence[Word], i: int) -> bool:
    if words[i].kind is not Kind.NUMBER or not names_a_task(words, i) or i + 2 >= len(words):
        return False
    unit, after = _unit(words[i + 1]), words[i + 2]
    if unit == "day":
        return after.folded in _NAMED_DAY or after.kind is Kind.NUMBER
    return unit is not None and (after.folded in _NAMED_PERIOD or after.kind is Kind.NUMBER)


_PERIODS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
_CUES = word_set("den toi trong truoc het sang qua vao cuoi dau giua han nhat khoang tam va hoac -")
_EDGES = ("cuoi", "dau", "giua", "het", "trong")


def _is_told(text: str, words: Sequence[Word], reading: DateReading) -> bool:
    """ "Bữa nào" asks for a day, it is none; "báo cáo CCHC quý IV" is the name of a report."""
    told = fold(text[reading.start : reading.end])
    if reading.kind is DateKind.NONE or told.endswith("nao"):
        return False
    if reading.grain not in _PERIODS or told.startswith(_EDGES) or reading.start == 0:
        return True
    before = [word.folded for word in words if word.end <= reading.start][-2:]
    return bool(before) and before[-1] in _CUES and before != ["ket", "qua"]


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
    if isinstance(fact, Percent):
        return "⟨whole⟩" if fact.value >= 100 else "⟨percent⟩" if fact.value else "⟨nothing⟩"
    return "⟨document⟩" if isinstance(fact, Document) else "⟨task⟩"


def _day(reading: DateReading, today: date) -> str:
    if reading.date is None:
        return "⟨date⟩"
    if reading.date <= today:
        return "⟨today⟩" if reading.date == today else "⟨past⟩"
    if lies_ahead(reading, today):
        return "⟨date⟩"
    return "⟨day⟩" if _comes_round(reading) else "⟨past⟩"


def lies_ahead(reading: DateReading, today: date) -> bool:
    """What comes round soon may always be behind us ("gửi thứ Hai rồi"), a day without a year where that is nearer."""
    day, past = reading.date, reading.past
    if day is None or day <= today or _comes_round(reading):
        return False
    return past is None or today - past >= day - today


def _comes_round(reading: DateReading) -> bool:
    """ "Thứ Hai", "mùng 9": every week or month has one."""
    return reading.past is not None and reading.date is not None and reading.date - reading.past <= _MONTH


def with_facts(text: str, tokens: Sequence[Token], facts: Sequence[Fact], today: date) -> tuple[Token, ...]:
    """The tokens with every fact in place of its words, and with a token for every end of a line."""
    return tuple(_with_line_ends(text, _merged(tokens, facts, today)))


def _merged(tokens: Sequence[Token], facts: Sequence[Fact], today: date) -> Iterator[Token]:
    at, told = 0, False
    for token in tokens:
        while at < len(facts) and token.start >= facts[at].end:
            at, told = at + 1, False
        if at == len(facts) or token.end <= facts[at].start:
            yield token
        elif not told:
            told = True
            kind = kind_of(facts[at], today)
            yield Token(kind, kind, False, facts[at].start, facts[at].end, Kind.WORD, "", at)


def _with_line_ends(text: str, tokens: Iterable[Token]) -> Iterator[Token]:
    end = 0
    for token in tokens:
        if "\n" in text[end : token.start]:
            yield Token(LINE_END, LINE_END, False, end, end, Kind.PUNCTUATION)
        yield token
        end = token.end
