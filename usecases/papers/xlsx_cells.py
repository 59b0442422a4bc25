"""The rows of every visible sheet of an XLSX file, as text. Nothing is evaluated, and no file inflates without bound.

A day reads as ISO text, a whole number without its point, a percentage with its sign. A merged cell that spans rows
lends its value to each of them that has something of its own.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from itertools import repeat
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from core.vietnamese.normalise import tidy
from core.wording import sheets as words
from usecases.papers.bad_sheet import BadSheet, refused

MOST_UNZIPPED_MB = 50
_MOST_TAGS = 1_500_000  # a full sheet of 20,000 rows has about two thirds of that
_MOST_TAGS_AT_ONCE = 500_000  # the reader holds one row in memory, or one part that has no rows
_MOST_COLUMNS = 200
_MOST_SHEETS = 12  # each one that has no header is opened in vain
_MOST_ROWS = 1_048_576  # what Excel can hold; a row may claim any number
_LONGEST_CELL = 32_767  # likewise

_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]+\d+):([A-Z]+\d+)["']""")
_PIECE = re.compile(rb"<(?:\w+:)?(?:row|si)[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


@dataclass(frozen=True)
class BadCell:
    """A cell without a value that can be trusted."""

    reason: str


Cell = str | BadCell
Line = tuple[int, list[Cell]]


def xlsx_tables(data: bytes) -> list[Callable[[], list[Line]]]:
    """One reader for each of the first visible sheets. Raises BadSheet, as the readers do."""
    with _damage_named():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(archive)
        sheets = _open(data, values=True)
        visible = [n for n, sheet in enumerate(sheets) if sheet.sheet_state == "visible"]
        return [partial(_lines, data, n) for n in visible[:_MOST_SHEETS]]


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """48 kB of empty cells once took the reader a minute and 3.6 GB."""
    if sum(part.file_size for part in archive.infolist()) > MOST_UNZIPPED_MB * 1_000_000:
        raise refused(words.inflates(MOST_UNZIPPED_MB))
    tags = 0
    for part in archive.infolist():
        pieces = [piece.count(b"<") for piece in _PIECE.split(archive.read(part))]
        tags += sum(pieces)
        if tags > _MOST_TAGS or max(pieces) > _MOST_TAGS_AT_ONCE:
            raise refused(words.inflates(MOST_UNZIPPED_MB))


def _lines(data: bytes, index: int) -> list[Line]:
    """Formulas need a second reading: a value that is not there does not tell that it was never counted."""
    with _damage_named():
        sheet = _open(data, values=True)[index]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read(sheet._worksheet_path)
        written = _rows(_open(data, values=False)[index]) if _FORMULA.search(xml) else repeat(())
        lines = [
            (number, [_cell(cell, source, number, n) for n, (cell, source) in enumerate(_pairs(row, as_written), 1)])
            for number, (row, as_written) in enumerate(zip(_rows(sheet), written, strict=False), 1)
            if row
        ]
        return _spread(lines, _merges(xml))


def _open(data: bytes, *, values: bool) -> Sequence[Any]:
    return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False).worksheets


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The dimensions that a file claims may be wrong, and would hide rows."""
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_row=_MOST_ROWS)
    return (row[:_MOST_COLUMNS] for row in rows)


def _pairs(row: tuple[Any, ...], written: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    return zip(row, written or repeat(None), strict=False)


def _cell(cell: Any, written: Any, row: int, column: int) -> Cell:
    place = f"{get_column_letter(column)}{row}"
    if cell.data_type == "e":
        return BadCell(words.error_cell(place, str(cell.value)))
    if cell.value is None:
        uncounted = written is not None and written.data_type == "f" and cell.data_type != "str"
        return BadCell(words.uncounted_formula(place)) if uncounted else ""
    text = _text(cell)
    return tidy(text) if len(text) <= _LONGEST_CELL else BadCell(words.long_cell(place, _LONGEST_CELL))


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ", "minutes")
    if isinstance(value, float) and "%" in cell.number_format:
        return f"{value * 100:.12g}%"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class _Merge:
    left: int
    top: int
    right: int
    bottom: int


def _merges(xml: bytes) -> dict[int, list[_Merge]]:
    """The merged ranges that span rows, by their first row."""
    starting: dict[int, list[_Merge]] = {}
    for found in _MERGED.finditer(xml):
        top, left = coordinate_to_tuple(found[1].decode())
        bottom, right = coordinate_to_tuple(found[2].decode())
        if bottom > top and left <= _MOST_COLUMNS:
            starting.setdefault(top, []).append(_Merge(left, top, min(right, _MOST_COLUMNS), bottom))
    return starting


def _spread(lines: list[Line], starting: dict[int, list[_Merge]]) -> list[Line]:
    """A row that is blank by itself stays blank: it is no row of data."""
    merges: list[tuple[_Merge, Cell]] = []
    for number, cells in lines:
        blank = not any(cells)
        merges = [(merge, value) for merge, value in merges if merge.bottom >= number]
        merges += [(merge, _at(cells, merge.left)) for merge in starting.get(number, ())]
        if len(merges) > _MOST_COLUMNS:
            raise refused(words.merged_beyond_reading())
        for merge, value in () if blank else merges:
            cells.extend([""] * (merge.right - len(cells)))
            cells[merge.left - 1 : merge.right] = [value] * (merge.right - merge.left + 1)
    return lines


def _at(cells: list[Cell], column: int) -> Cell:
    return cells[column - 1] if column <= len(cells) else ""


@contextmanager
def _damage_named() -> Iterator[None]:
    """A stranger's bytes break the reader in ways without number; the person hears of one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except BadSheet:
        raise
    except Exception as why:
        raise refused(words.damaged()) from why
