"""Every time that a text speaks of, and the one time that a phrase names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.calendar import Calendar
from core.vietnamese.dates.answer import answer
from core.vietnamese.dates.grammar import matches
from core.vietnamese.dates.names import is_name
from core.vietnamese.dates.not_dates import is_no_time
from core.vietnamese.dates.pairs import together
from core.vietnamese.dates.phrase import Phrase, phrases
from core.vietnamese.dates.piece import Setting
from core.vietnamese.dates.reading import DateReading, Kind
from core.vietnamese.dates.symbols import NOTHING, symbols, unfused
from core.vietnamese.normalise import tidy
from core.vietnamese.percents import find_percents
from core.vietnamese.words import Word
from core.vietnamese.words import words as cut

_NONE = DateReading(kind=Kind.NONE)
_AFTER_SHARE = 2  # "8/10 nội dung"


def find_dates(words: Sequence[Word], now: datetime, calendar: Calendar) -> tuple[DateReading, ...]:
    """The times in the order of the text; names, percents and numbers of documents are none."""
    setting = Setting(now, calendar)
    words = unfused(words)
    signs = symbols(words)
    if all(sign.letter == NOTHING for sign in signs):
        return ()
    found = [phrase for phrase in phrases(matches(signs, setting), signs, words) if _is_time(words, phrase)]
    shares = _shares(words, found)
    kept = [phrase for phrase in found if not _overlaps(words, phrase, shares)]
    readings = ((phrase, answer(phrase, words, setting)) for phrase in kept)
    return together([(phrase, reading) for phrase, reading in readings if reading.kind is not Kind.NONE], words)


def _is_time(words: Sequence[Word], phrase: Phrase) -> bool:
    return not (is_name(words, phrase) or is_no_time(words, phrase))


def _shares(words: Sequence[Word], found: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Where the text speaks of shares of the work: 8/10 nội dung is no day."""
    bare = [phrase.past for phrase in found if phrase.piece.day and phrase.piece.day.sign]
    if not bare:
        return []
    return [(share.start, share.end) for share in find_percents(words[: bare[-1] + _AFTER_SHARE]) if not share.doubt]


def _overlaps(words: Sequence[Word], phrase: Phrase, shares: Sequence[tuple[int, int]]) -> bool:
    start, end = words[phrase.first].start, words[phrase.past - 1].end
    return any(first < end and start < last for first, last in shares)


def read_date(text: str, now: datetime, calendar: Calendar) -> DateReading:
    """The one time that a phrase names; several different ones are asked about."""
    found = find_dates(cut(tidy(text)), now, calendar)
    points = [reading for reading in found if reading.kind in (Kind.POINT, Kind.IMPOSSIBLE)]
    points = [reading for reading in points if "start" not in reading.why] or points
    if not points:
        return found[-1] if found else _NONE
    days = {reading.date for reading in points}
    if len(days) == 1:
        return next((reading for reading in points if reading.time), points[-1])
    others = tuple(sorted(day for day in days if day and day != points[-1].date))
    last = points[-1]
    return replace(last, confirm=True, alternatives=(*last.alternatives, *others), why=(*last.why, "several"))
