"""Tables → an .xlsx. What people wrote stays words: no cell ever becomes a formula, whatever it begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

Value = str | int | float | date | None

_A4 = 9  # the format's number for it
_LONGEST = 32_767  # characters of a cell: the format's own limit
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0  # points; a row may not be higher
_HEAD = PatternFill("solid", fgColor="FFDDE7F3")
_LINE = Side("thin", color="FF9AA5B1")
_THIN = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, kw_only=True)
class Column:
    """`width` in characters; `format` is one of the format's own for numbers and days (`0.0%`, `dd/mm/yyyy`)."""

    head: str
    width: float = 12
    format: str | None = None
    centred: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sheet: some lines above, a head, rows, and of these the last `totals` in bold."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    above: Sequence[str] = ()
    totals: int = 0


def workbook(tables: Iterable[Table]) -> bytes:
    """The sheets in this order; each fits the width of a page in landscape, its head again on every page."""
    book = Workbook(write_only=True)
    for table in tables:
        _write(book.create_sheet(table.name[:31]), table)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(sheet: Any, table: Table) -> None:
    head = len(table.above) + 1
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for line in table.above:
        sheet.append([_cell(sheet, line, Font(bold=True))])
    sheet.row_dimensions[head].height = _height([column.head for column in table.columns], table.columns)
    sheet.append([_framed(sheet, column.head, column, Font(bold=True), _HEAD) for column in table.columns])
    rows = list(table.rows)
    for number, row in enumerate(rows):
        sheet.row_dimensions[head + 1 + number].height = _height(row, table.columns)
        font = Font(bold=number >= len(rows) - table.totals)
        sheet.append([_framed(sheet, value, column, font) for value, column in zip(row, table.columns, strict=True)])


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """Room for what wraps, in points: some readers leave every row as high as one line when nothing is said."""
    most = max((_lines(value, column.width) for value, column in zip(row, columns, strict=True)), default=1)
    return min(most * _LINE_HEIGHT, _HIGHEST)


def _lines(value: Value, width: float) -> int:
    if not isinstance(value, str):
        return 1
    return sum(max(1, ceil(len(line) / max(1.0, width))) for line in value.split("\n"))


def _framed(sheet: Any, value: Value, column: Column, font: Font, fill: PatternFill | None = None) -> Cell:
    cell = _cell(sheet, value, font)
    centred = column.centred or fill is not None or not isinstance(value, str)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if centred else None)
    cell.border = _THIN
    if column.format and not isinstance(value, str):
        cell.number_format = column.format
    if fill is not None:
        cell.fill = fill
    return cell


def _cell(sheet: Any, value: Value, font: Font) -> Cell:
    cell: Cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST]
        cell.data_type = "s"
    else:
        cell.value = value
    cell.font = font
    return cell
