"""Which period somebody wants a report on: "tuần", "tháng 10", "quý III/2026", "6 tháng đầu năm", "năm ngoái"."""

import re
from datetime import date

from core.periods import Period
from core.report_periods import Span, before, numbered, period_on
from core.vietnamese.normalise import fold, tidy

_SPANS = {
    r"tuan": Span.WEEK,
    r"(?:6|sau) ?thang|nua nam": Span.HALF,
    r"thang": Span.MONTH,
    r"quy": Span.QUARTER,
    r"nam": Span.YEAR,
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SPAN = re.compile("|".join(f"(?P<{span}>{words})" for words, span in _SPANS.items()))
_HERE = re.compile(r"(?:nay)?")
_BEFORE = re.compile(r"truoc|qua|vua qua|ngoai|roi")
_NUMBER = re.compile(r"(\d{1,4}|i{1,3}|iv)(?:(?: ?[/.-] ?| nam | )(\d{4}))?", re.ASCII)
_HALF = re.compile(r"(dau|cuoi)(?: nam)?(?: ?(\d{4}))?", re.ASCII)


def read_period(words: str, today: date) -> Period | None:
    """None for words that name no period. A number without a year is the newest such period that has begun.

    Raises NoSuchPeriod.
    """
    said = fold(tidy(words))
    found = _SPAN.match(said)
    if found is None:
        return None
    span = Span(next(name for name, heard in found.groupdict().items() if heard))
    rest = said[found.end() :].strip()
    if _HERE.fullmatch(rest):
        return period_on(span, today)
    if _BEFORE.fullmatch(rest):
        return before(period_on(span, today))
    if span is Span.HALF:
        half = _HALF.fullmatch(rest)
        return half and _newest(span, 1 if half[1] == "dau" else 2, half[2], today)
    named = _NUMBER.fullmatch(rest)
    if named is None:
        return None
    number = _ROMAN.get(named[1]) or int(named[1])
    if span is Span.YEAR:
        return None if named[2] else numbered(span, number, 0)
    return _newest(span, number, named[2], today)


def _newest(span: Span, number: int, year: str | None, today: date) -> Period:
    if year is not None:
        return numbered(span, int(year), number)
    this_year = numbered(span, today.year, number)
    return this_year if this_year.first <= today else numbered(span, today.year - 1, number)


def asks_what_burns(words: str) -> bool:
    """ "Chủ tịch", "việc nóng", "vướng mắc"."""
    return _BURNING.fullmatch(fold(tidy(words))) is not None


def asks_for_merits(words: str) -> str | None:
    """What stands behind "thi đua", perhaps nothing; None when it is not about that."""
    found = _MERITS.fullmatch(fold(tidy(words)))
    return found[1].strip() if found else None


_BURNING = re.compile(r"chu ?tich|(?:viec )?nong|(?:viec )?vuong(?: mac)?|lanh dao")
_MERITS = re.compile(r"(?:thi ?dua|bieu ?duong|khen)\b(.*)")
