"""One row of a sheet, cell by cell: what is wrong is collected, never raised, so that a person hears all of it."""

import re
from datetime import date, datetime
from typing import TypeVar

from core.vietnamese import sheet_values
from core.vietnamese.sheet_values import NoSuchDay, NotADate, Vocabulary
from core.wording import sheets as words
from usecases.papers.sheet import Row, RowError

T = TypeVar("T")

LONGEST_TITLE = 1_000
_LONGEST_TEXT = 4_000
_LONGEST_NUMBER = 100
_CODE = re.compile(r"[^\s;]{1,50}")
_YEARS = range(2000, 2101)


class RowReader:
    """Every method gives None for an empty cell and for a bad one; the bad one leaves an error."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.errors: list[RowError] = []
        self.remarks: list[str] = []

    def fail(self, reason: str) -> None:
        self.errors.append(RowError(self.row.number, reason))

    def remark(self, text: str) -> None:
        self.remarks.append(words.at_row(self.row.number, text))

    def text(self, field: str, limit: int = _LONGEST_TEXT) -> str | None:
        cell = self.row[field]
        if len(cell) > limit:
            self.fail(words.too_long(words.column(field), len(cell), limit))
            return None
        return cell or None

    def needed(self, field: str, limit: int = LONGEST_TITLE) -> str | None:
        if not self.row[field]:
            self.fail(words.blank(words.column(field)))
        return self.text(field, limit)

    def number(self, field: str) -> str | None:
        """The number of a document or of a clause, as somebody wrote it."""
        return self.text(field, _LONGEST_NUMBER)

    def code(self, field: str) -> str | None:
        code = self.needed(field)
        if code is not None and not _CODE.fullmatch(code):
            self.fail(words.bad_code(words.column(field), code))
            return None
        return code

    def word(self, field: str, vocabulary: Vocabulary[T]) -> T | None:
        cell = self.row[field]
        meaning = vocabulary.meaning(cell)
        if cell and meaning is None:
            self.fail(words.unknown_word(words.column(field), cell, vocabulary.names))
        return meaning

    def day(self, field: str) -> date | None:
        when = self.moment(field)
        return when.date() if isinstance(when, datetime) else when

    def moment(self, field: str) -> date | datetime | None:
        cell = self.row[field]
        if not cell:
            return None
        try:
            when = sheet_values.moment(cell)
        except NoSuchDay:
            self.fail(words.no_such_day(words.column(field), cell))
        except NotADate:
            self.fail(words.not_a_date(words.column(field), cell))
        else:
            if when.year in _YEARS:
                return when
            self.fail(words.implausible_year(words.column(field), cell))
        return None

    def names(self, field: str) -> list[str]:
        return [name for part in self.row[field].split(";") if (name := part.strip())]
