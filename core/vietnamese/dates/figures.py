"""What is written in figures and signs alone: 27/11, 20-11-2026, 15:30, 12/2026, 5-7/12, and numbers of documents."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from core.vietnamese.words import Kind, Word


class Figures(NamedTuple):
    """A run of figures up to the word `past`: its role in the grammar and what it says."""

    role: str
    value: Any
    past: int


class Written(NamedTuple):
    """A day in figures; without a year it is the next such day."""

    day: int
    month: int
    year: int | None = None
    sign: str = "/"


_LAST_CENTURY_FROM = 70
_LONGEST = 15  # words of one run: "27/11/2026-30/11/2026" has eleven
_DATE = r"(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?:(?P=s)(?P<y>\d{4}|\d{2}))?"


def year(text: str | None) -> int | None:
    if text is None:
        return None
    if len(text) == 4:
        return int(text)
    return (2000 if int(text) < _LAST_CENTURY_FROM else 1900) + int(text)


def _date(found: re.Match[str]) -> Written:
    return Written(int(found["d"]), int(found["m"]), year(found["y"]), found["s"])


def _clock(found: re.Match[str]) -> tuple[int, int]:
    return int(found["h"]), int(found["n"])


def _month(found: re.Match[str]) -> tuple[int, int]:
    return int(found["m"]), int(found["y"])


def _days(found: re.Match[str]) -> tuple[Written, Written]:
    month, written_year = int(found["m"]), year(found["y"])
    return Written(int(found["d1"]), month, written_year), Written(int(found["d2"]), month, written_year)


def _two_dates(found: re.Match[str]) -> tuple[Written, Written]:
    last = Written(int(found["d2"]), int(found["m2"]), year(found["y2"]))
    return Written(int(found["d1"]), int(found["m1"]), year(found["y1"]) or last.year), last


_SHAPES: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], Any]], ...] = tuple(
    (re.compile(shape), role, read)
    for shape, role, read in (
        (r"\d{1,6}", "NUMBER", lambda found: int(found[0])),
        (r"\d{1,6},\d{1,2}", "DECIMAL", lambda found: float(found[0].replace(",", "."))),
        (r"(?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)", "MONTH_YEAR", _month),
        (_DATE, "DATE", _date),
        (r"(?P<y>(?:19|20)\d\d)(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})", "DATE", _date),
        (r"(?P<h>\d{1,2}):(?P<n>\d\d)(?::\d\d)?", "CLOCK", _clock),
        (r"(?P<d1>\d{1,2})-(?P<d2>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?", "DAY_SPAN", _days),
        (
            r"(?P<d1>\d{1,2})/(?P<m1>\d{1,2})(?:/(?P<y1>\d{4}|\d{2}))?-"
            r"(?P<d2>\d{1,2})/(?P<m2>\d{1,2})(?:/(?P<y2>\d{4}|\d{2}))?",
            "DAY_SPAN",
            _two_dates,
        ),
    )
)


def figures_at(words: Sequence[Word], i: int) -> Figures:
    """The run of figures that starts at word `i`; DOCUMENT for what is no time at all."""
    past = _end_of_run(words, i)
    if past - i > _LONGEST or _goes_on_in_letters(words, past):
        return Figures("DOCUMENT", None, past)
    text = "".join(word.raw for word in words[i:past]).replace("–", "-")
    for shape, role, read in _SHAPES:
        if found := shape.fullmatch(text):
            return Figures(role, read(found), past)
    return Figures("DOCUMENT", None, past)


def _end_of_run(words: Sequence[Word], i: int) -> int:
    i += 1
    while i + 1 < len(words) and words[i + 1].kind is Kind.NUMBER and _joins(words, i):
        i += 2
    return i


def _joins(words: Sequence[Word], i: int) -> bool:
    """Whether the sign at `i` ties the figures around it; a stroke does so with spaces around it too."""
    sign = words[i].raw
    together = words[i - 1].end == words[i].start and words[i].end == words[i + 1].start
    return sign == "/" or (together and sign in "./:,-–")


def _goes_on_in_letters(words: Sequence[Word], i: int) -> bool:
    """1892/QĐ-UBND, 57-NQ/TW: the figures were the number of a document."""
    if i + 1 >= len(words) or words[i].raw not in ("/", "-") or words[i + 1].kind is not Kind.WORD:
        return False
    glued = words[i - 1].end == words[i].start and words[i].end == words[i + 1].start
    return glued and words[i + 1].raw[0].isupper() and words[i + 1].folded not in ("t", "cn", "th", "thu")
