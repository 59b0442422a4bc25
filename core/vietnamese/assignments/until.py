"""Until when: the one time in the words of an assignment that is its deadline, and not the name of a report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice, pairwise

from core.calendar import local
from core.vietnamese.assignments.page import Page, Phrases
from core.vietnamese.dates import DateReading, Grain, Unreal, find_dates
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.dates.lengths import from_today
from core.vietnamese.dates.piece import Setting
from core.vietnamese.words import word_set

_LEAD_IN = Phrases(
    "hạn", "hạn chót", "hạn cuối", "hạn là", "thời hạn", "hạn hoàn thành", "hạn xong", "deadline", "dl", "trước",
    "trc", "chậm nhất", "muộn nhất", "trễ nhất", "chậm nhất là", "không muộn hơn", "không quá", "không chậm hơn",
    "đến", "tới", "hết", "trong", "trong vòng", "vào", "ngày", "lúc", "khoảng", "là", "từ nay", "từ giờ", "phải xong",
    "phải hoàn thành", "từ", "sau",
)  # fmt: skip
_DONE = Phrases("xong", "hoàn thành", "phải xong", "phải hoàn thành", "hoàn thành xong", "làm xong")
_LONGEST_LEAD_IN = 4  # words
_SURE = word_set("han deadline dl truoc nhat")
_LIKELY = word_set("het den toi trong vong")
_PERIODS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)
_NAMED = Phrases(
    "hạn", "hạn chót", "hạn cuối", "hạn cuối cùng", "thời hạn", "hạn là", "deadline", "dl", "hạn hoàn thành"
)
_TAIL = Phrases("tới", "này", "sắp tới", "xong", "là xong", "phải xong", "phải có", "nhé", "nha")
_UNDATED = Phrases(
    "không thời hạn", "không hạn", "không có thời hạn", "không có hạn", "chưa có hạn", "không ghi hạn",
    "không giới hạn thời gian", "chưa định hạn", "không định hạn", "chưa có thời hạn",
)  # fmt: skip
_FAR = 366
_MOST, _CLAUSE = 4, 15
_NEAR = 3  # words between the two ends of a window


@dataclass(frozen=True, kw_only=True)
class Until:
    """A deadline in the words that name it. `named` is the day of "trước ngày D", whose deadline is the day before.

    `unclear` says that the words name a time, but no day, or `several` that differ; `unreal` is a day that is none:
    31/2.
    """

    words: str = ""
    on: date | None = None
    at: time | None = None
    starts_on: date | None = None
    named: date | None = None
    others: tuple[date, ...] = ()
    undated: bool = False
    unclear: bool = False
    unreal: Unreal | None = None
    several: bool = False


@dataclass(frozen=True)
class _Candidate:
    reading: DateReading
    first: int
    past: int
    strength: int
    starts_on: date | None = None


def find_until(page: Page) -> Until | None:
    for first, past in page.starts(_UNDATED):
        page.take(first, past)
        return Until(words=page.slice(first, past), undated=True)
    found = _with_windows(_candidates(page))
    best = max((each.strength for each in found), default=0)
    meant = [each for each in found if each.strength == best]
    days = {each.reading.date for each in meant}
    if not meant:
        return None
    if len(days) > 1:
        return Until(words="; ".join(page.slice(each.first, each.past) for each in meant), unclear=True, several=True)
    return _taken(page, meant[-1])


def _taken(page: Page, meant: _Candidate) -> Until:
    page.take(meant.first, meant.past)
    reading, words = meant.reading, page.slice(meant.first, meant.past)
    if reading.date is None or reading.unreal is not None:
        return Until(words=words, unclear=True, unreal=reading.unreal)
    clock = reading.time if reading.grain in (Grain.HOUR, Grain.MINUTE, Grain.PART_OF_DAY) else None
    before = any(word.folded in ("truoc", "trc") for word in page.words[meant.first : meant.past])
    named = next((each for each in reading.alternatives if before and (each - reading.date).days == 1), None)
    return Until(
        words=words,
        on=reading.date,
        at=clock,
        starts_on=meant.starts_on or _first_day(reading),
        named=named,
        others=tuple(each for each in reading.alternatives if each != named) if reading.range is None else (),
    )


def _first_day(reading: DateReading) -> date | None:
    """ "Từ 1/12 đến 15/12" may have been read as one time."""
    start = reading.range[0] if reading.range and reading.grain is Grain.DAY else None
    return start if isinstance(start, date) and not isinstance(start, datetime) and start != reading.date else None


def _candidates(page: Page) -> list[_Candidate]:
    found = []
    readings = [*find_dates(page.words, page.now, page.calendar), *_after_its_word(page)]
    for reading in readings:
        at, past = page.at_characters(reading.start, reading.end)
        if not page.is_free(at, past) or not page.numbers.isdisjoint(range(at, past)):
            continue
        first, past = _lead_in(page, at), _past_tail(page, past)
        candidate = _Candidate(_as_day(page, reading), first, past, _strength(page, first, past))
        if "start" in reading.why or _is_deadline(page, candidate):
            found.append(candidate)
    return found


def _after_its_word(page: Page) -> Iterator[DateReading]:
    """ "Hạn cuối 20-12", "hạn 3 ngày": what is no time in the middle of a sentence is one behind this word."""
    for _, past in islice(page.starts(_NAMED), _MOST):
        end = past
        while end < min(len(page.words), past + _CLAUSE) and not page.breaks_at(end):
            end += 1
        yield from find_dates(page.words[past:end], page.now, page.calendar)[:1]


def _past_tail(page: Page, past: int) -> int:
    tail = _TAIL.past(page.words, past)
    return tail if tail > past and page.breaks_at(tail) and page.is_free(past, tail) else past


def _lead_in(page: Page, at: int) -> int:
    """Back over the words that lead to a deadline: "chậm nhất đến hết ngày", "hạn:", "xong trước"."""
    first = at
    while (before := _one_back(page, first, _LEAD_IN)) < first:
        first = before
    done = _one_back(page, first, _DONE)
    if page.breaks_before(done):
        first = done
    while first < at and page.words[first].raw == ":":
        first += 1
    return first


def _one_back(page: Page, past: int, phrases: Phrases) -> int:
    """Where the phrase that ends at `past` begins; a colon may stand behind it."""
    end = past - 1 if past and page.words[past - 1].raw == ":" else past
    for first in range(max(0, end - _LONGEST_LEAD_IN), end):
        if phrases.is_at(page.words, first, end) and page.is_free(first, past) and not page.has_line_break(past):
            return first
    return past


def _strength(page: Page, first: int, past: int) -> int:
    said = {word.folded for word in page.words[first:past]}
    return 3 if said & _SURE else 2 if said & _LIKELY else 0


def _as_day(page: Page, reading: DateReading) -> DateReading:
    """ "Hạn 5 ngày" counts from today."""
    if reading.kind is not DateKind.DURATION or reading.duration is None:
        return reading
    reached = from_today(reading.duration, Setting(page.now, page.calendar))
    on = reached.day.on if reached and reached.day else None
    clock = reached.clock if reached else None
    grain = Grain.MINUTE if clock else Grain.DAY
    return DateReading(kind=DateKind.DURATION, start=reading.start, end=reading.end, date=on, time=clock, grain=grain)


def _is_deadline(page: Page, candidate: _Candidate) -> bool:
    """A time without a word for it counts only as the whole rest of a clause; a bare "quý IV" names a report."""
    reading, today = candidate.reading, local(page.now).date()
    if reading.kind is DateKind.NONE:
        return False
    if reading.kind is DateKind.IMPOSSIBLE:
        return candidate.strength > 0 or page.words[candidate.first].folded == "ngay"
    if reading.kind is not DateKind.POINT:
        return candidate.strength >= (2 if reading.date else 3)
    if reading.grain in _PERIODS and reading.date is not None:
        too_far = (reading.date - today).days > _FAR and candidate.strength < 3
        return candidate.strength > 0 and reading.date >= today and not too_far
    ahead = reading.date is not None and reading.date >= today
    return candidate.strength > 0 or (ahead and page.breaks_at(candidate.past))


def _with_windows(found: Sequence[_Candidate]) -> list[_Candidate]:
    """ "Từ ngày 1/12 đến ngày 15/12" has a first day; a time from which something begins is no deadline by itself."""
    joined: list[_Candidate] = [each for each in found if "start" not in each.reading.why]
    for start, end in pairwise(found):
        if "start" in start.reading.why and end in joined and end.first - start.past <= _NEAR and _precedes(start, end):
            joined[joined.index(end)] = _Candidate(
                end.reading, start.first, end.past, end.strength, starts_on=start.reading.date
            )
    return joined


def _precedes(start: _Candidate, end: _Candidate) -> bool:
    days = start.reading.date, end.reading.date
    return days[0] is not None and days[1] is not None and days[0] < days[1]
