"""The period that a title names ("quý IV/2026"), moved on for the next round of a recurring task."""

import re
from collections.abc import Iterator

_AND_YEAR = r"(?:(?P<between>\s*[/.-]\s*|,?\s*(?:năm|nam)\s*)(?P<year>\d{4}))?"
_QUARTER = re.compile(rf"\b(?P<name>(?:quý|quy)\s+|q)(?P<n>iv|iii|ii|i|[1-4])(?!\w){_AND_YEAR}", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?P<name>(?:tháng|thang)\s+)(?P<n>0?[1-9]|1[0-2])(?!\d){_AND_YEAR}", re.IGNORECASE)
_YEAR = re.compile(r"\b(?P<name>(?:năm|nam)\s+)(?P<year>\d{4})(?!\d)", re.IGNORECASE)
_A_DATE = re.compile(r"(?:ngày|ngay)\s+\d{1,2}\s*$", re.IGNORECASE)
_ONE_OF_SEVERAL = re.compile(r"\s*(?:,|-|–|và|va|đến|den|tới|toi|/)\s*(?:\d|[IV]+\b)", re.IGNORECASE)
_ROMAN = ("I", "II", "III", "IV")


def moved_on(title: str, months: int) -> str:
    """The title with its period later by so many months; unchanged where it names none, or more than one.

    A quarter moves by quarters, a lone year by years; the day of a document ("ngày 15 tháng 11") is no period.
    """
    found = list(_periods(title))
    years = [year for year in _YEAR.finditer(title) if not any(_within(year, period) for period in found)]
    if len(found) == 1 and not (years and not found[0]["year"]):
        later = _later(found[0], months)
        return title if later is None else title[: found[0].start()] + later + title[found[0].end() :]
    if not found and len(years) == 1 and months % 12 == 0:
        (year,) = years
        return title[: year.start("year")] + str(int(year["year"]) + months // 12) + title[year.end() :]
    return title


def _periods(title: str) -> Iterator[re.Match[str]]:
    for kind in (_QUARTER, _MONTH):
        for found in kind.finditer(title):
            if _ONE_OF_SEVERAL.match(title, found.end()):
                yield from (found, found)  # more than one
            elif not _A_DATE.search(title, 0, found.start()):
                yield found


def _within(year: re.Match[str], period: re.Match[str]) -> bool:
    return period.start() <= year.start() and year.end() <= period.end()


def _later(period: re.Match[str], months: int) -> str | None:
    is_quarter = period.re is _QUARTER
    if is_quarter and months % 3:
        return None
    per_year, steps = (4, months // 3) if is_quarter else (12, months)
    years, place = divmod(_number(period["n"]) - 1 + steps, per_year)
    year = f"{period['between']}{int(period['year']) + years}" if period["year"] else ""
    return f"{period['name']}{_written(place + 1, period['n'])}{year}"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _ROMAN.index(text.upper()) + 1


def _written(number: int, like: str) -> str:
    """Roman as before, in its case; months 1 and 2 with a nought where the month before had two figures."""
    if not like.isdecimal():
        return _ROMAN[number - 1] if like.isupper() else _ROMAN[number - 1].lower()
    padded = like.startswith("0") or (len(like) == 2 and number <= 2)
    return f"{number:02}" if padded else str(number)
