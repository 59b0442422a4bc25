"""Bytes and a file name in, the rows under the wanted header out; or BadSheet, which names what to change.

Pure: no database, no clock. CSV in UTF-8 and XLSX, at most 10 MB and 20,000 rows. Title lines may stand above the
header, as in the annexes of decisions.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TypeGuard

from core.vietnamese.secrecy import is_classified
from core.vietnamese.sheet_headers import Column, Form
from core.wording import sheets as words
from usecases.papers.bad_sheet import BadSheet, RowError, refused
from usecases.papers.csv_cells import DELIMITERS, csv_lines, decoded
from usecases.papers.xlsx_cells import BadCell, Cell, Line, xlsx_tables

__all__ = ["BadSheet", "Row", "RowError", "Sheet", "read_sheet"]

MOST_MB = 10
MOST_ROWS = 20_000
_HEADER_WITHIN = 30  # rows

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
_EXCEL_SUFFIXES = (".xlsx", ".xlsm")

_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)|\d{1,2}", re.ASCII)

Table = Callable[[], list[Line]]


@dataclass(frozen=True)
class Row:
    """`number` is the one that the person sees in Excel. Absent columns and empty cells read as ""."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`columns` are the fields that the sheet has, `ignored` the headers that nobody asked for.

    `errors` tell of cells without a trustworthy value; their rows are not among `rows`.
    """

    rows: tuple[Row, ...]
    columns: frozenset[str]
    ignored: tuple[str, ...] = ()
    errors: tuple[RowError, ...] = ()


def read_sheet(data: bytes, name: str, form: Form) -> Sheet:
    """The first table of the file that has every compulsory column of `form`. Raises BadSheet."""
    if len(data) > MOST_MB * 1_000_000:
        raise refused(words.too_big(len(data) / 1_000_000, MOST_MB))
    if not data.strip():
        raise refused(words.empty())
    lines, header = _choose(_tables(data, name), form)
    return _sheet(lines, header)


def _tables(data: bytes, name: str) -> list[Table]:
    """What the bytes are counts for more than what the name says."""
    suffix = name.lower()
    if data.startswith(_ZIP):
        return xlsx_tables(data)
    if data.startswith(_OLE) or suffix.endswith(".xls"):
        raise refused(words.old_excel())
    if suffix.endswith(_EXCEL_SUFFIXES):
        raise refused(words.damaged())
    if not suffix.endswith(_TEXT_SUFFIXES) or data.startswith(b"%PDF"):
        raise refused(words.not_a_sheet(name))
    text = decoded(data)
    return [partial(_csv_table, text, delimiter) for delimiter in DELIMITERS]


def _csv_table(text: str, delimiter: str) -> list[Line]:
    """One row more than may be, so that too many are known as such and no more memory is spent on them."""
    enough = islice(csv_lines(text, delimiter), MOST_ROWS + _HEADER_WITHIN + 1)
    return [(number, list(cells)) for number, cells in enough]


@dataclass(frozen=True)
class _Header:
    """Where the header stands, and which column holds which field. `doubled` are two headers of one meaning."""

    row: int
    form: Form
    fields: Mapping[int, str]
    ignored: tuple[str, ...] = ()
    doubled: tuple[str, str] | None = None

    @property
    def missing(self) -> tuple[Column, ...]:
        return self.form.missing(tuple(self.fields.values()))


def _choose(tables: list[Table], form: Form) -> tuple[list[Line], _Header]:
    """The first table with a whole header; failing that, the refusal speaks of the table that comes nearest."""
    nearest, trouble = _Header(0, form, {}), None
    for table in tables:
        try:
            lines = table()
        except BadSheet as why:
            trouble = trouble or why
            continue
        header = _header_of(lines, form)
        if not header.missing:
            return lines, header
        nearest = max(nearest, header, key=lambda found: len(found.fields))
    if trouble and not nearest.fields:
        raise trouble
    accepted = ((column.names[0], (*column.names, column.field)) for column in nearest.missing)
    raise refused(words.missing_columns(accepted))


def _header_of(lines: list[Line], form: Form) -> _Header:
    found = [_read_header(number, cells, form) for number, cells in lines[:_HEADER_WITHIN]]
    whole = [header for header in found if not header.missing]
    return max(whole or found, key=lambda header: len(header.fields), default=_Header(0, form, {}))


def _read_header(number: int, cells: list[Cell], form: Form) -> _Header:
    fields: dict[int, str] = {}
    ignored, doubled = [], None
    for n, cell in enumerate(cells):
        if not isinstance(cell, str) or not cell:
            continue
        field = form.field(cell)
        if field is None:
            ignored.append(cell)
        elif field in fields.values():
            doubled = (next(str(cells[at]) for at, other in fields.items() if other == field), cell)
        else:
            fields[n] = field
    return _Header(number, form, fields, tuple(ignored), doubled)


def _sheet(lines: list[Line], header: _Header) -> Sheet:
    if header.doubled:
        raise refused(words.doubled_column(*header.doubled))
    if any(_is_stamped(cells) for number, cells in lines if number < header.row):
        raise refused(words.classified_sheet())
    hidden = _stamped_rows(lines, header)
    data = _data([(number, cells) for number, cells in lines if number not in hidden], header)
    if not data and not hidden:
        raise refused(words.no_rows())
    if len(data) > MOST_ROWS:
        raise refused(words.too_many_rows(MOST_ROWS))
    return Sheet(
        rows=tuple(Row(number, cells) for number, cells in data if _is_sound(cells)),
        columns=frozenset(header.fields.values()),
        ignored=header.ignored,
        errors=(*(RowError(number, words.classified()) for number in hidden), *_errors(data)),
    )


def _data(lines: list[Line], header: _Header) -> list[tuple[int, dict[str, Cell]]]:
    """The rows that say something in a wanted column."""
    below = [(number, _picked(cells, header)) for number, cells in lines if number > header.row]
    data = [(number, cells) for number, cells in below if any(cells.values()) and not _is_header(cells, header)]
    return data[1:] if data and _counts_columns(data[0][1]) else data


def _is_stamped(cells: Iterable[Cell]) -> bool:
    return any(isinstance(cell, str) and is_classified(cell) for cell in cells)


def _stamped_rows(lines: list[Line], header: _Header) -> frozenset[int]:
    """The rows that are called classified in a column that nobody asked for."""
    others = (
        (number, (cell for n, cell in enumerate(cells) if n not in header.fields))
        for number, cells in lines
        if number > header.row
    )
    return frozenset(number for number, cells in others if _is_stamped(cells))


def _picked(cells: list[Cell], header: _Header) -> dict[str, Cell]:
    return {field: cells[n] for n, field in header.fields.items() if n < len(cells)}


def _is_header(cells: Mapping[str, Cell], header: _Header) -> bool:
    """The header once more: merged over two rows, or printed on every page."""
    filled = {field: cell for field, cell in cells.items() if cell}
    return len(filled) > 1 and all(
        isinstance(cell, str) and header.form.field(cell) == field for field, cell in filled.items()
    )


def _counts_columns(cells: Mapping[str, Cell]) -> bool:
    """The row "(1) (2) (3)" that annexes have under their header."""
    filled = [cell for cell in cells.values() if cell]
    return len(filled) > 2 and all(isinstance(cell, str) and _COLUMN_NUMBER.fullmatch(cell) for cell in filled)


def _is_sound(cells: Mapping[str, Cell]) -> TypeGuard[Mapping[str, str]]:
    return not any(isinstance(cell, BadCell) for cell in cells.values())


def _errors(data: list[tuple[int, dict[str, Cell]]]) -> Iterator[RowError]:
    for number, cells in data:
        for cell in cells.values():
            if isinstance(cell, BadCell):
                yield RowError(number, cell.reason)
