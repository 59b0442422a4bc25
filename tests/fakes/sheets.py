"""Sheets made of rows, as bytes of either kind, and a small office to import them into."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.vietnamese.sheet_headers import PEOPLE, TASKS, UNITS, Form
from usecases.import_office import import_people, import_units
from usecases.import_tasks import ImportResult, import_tasks
from usecases.papers.sheet import BadSheet, Sheet, read_sheet

Rows = Sequence[Sequence[Any]]
_STRINGS_TYPE = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED_STRINGS}"/>'
NOW = datetime(2026, 11, 26, 2, tzinfo=UTC)  # Thursday 09:00 in the office


def csv_of(rows: Rows, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def xlsx_of(rows: Rows, change: Callable[[Worksheet], object] = lambda sheet: None) -> bytes:
    """Text stays text, also where it begins with "="."""
    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    change(sheet)
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def excel_of(rows: Rows) -> bytes:
    """As Excel itself writes it: the strings in a part of their own (openpyxl keeps them in their cells)."""
    strings = [str(cell) for row in rows for cell in row]
    places = count()
    lines = ("".join(f'<c t="s"><v>{next(places)}</v></c>' for _ in row) for row in rows)
    body = "".join(f'<row r="{number}">{line}</row>' for number, line in enumerate(lines, 1))
    data = with_part(
        xlsx_of([]), "sheet1.xml", lambda xml: xml.replace(b"</sheetData>", f"{body}</sheetData>".encode())
    )
    data = with_part(data, "Types].xml", lambda xml: xml.replace(b"</Types>", _STRINGS_TYPE.encode() + b"</Types>"))
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SHEET_MAIN_NS}">{items}</sst>')
    return target.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename.endswith(name) else content)
    return target.getvalue()


def sheet_of(form: Form, *rows: Mapping[str, str]) -> Sheet:
    """Through a real file: the columns are those that any of the rows has, and the compulsory ones."""
    compulsory = {column.field for column in form.columns if column.required}
    header = sorted(compulsory.union(*rows))
    return read_sheet(csv_of([header, *([row.get(field, "") for field in header] for row in rows)]), "a.csv", form)


def units(*rows: Mapping[str, str]) -> Sheet:
    return sheet_of(UNITS, *({"kind": "sở", **row} for row in rows))


def people(*rows: Mapping[str, str]) -> Sheet:
    return sheet_of(PEOPLE, *({"name": row["code"], "post": "Chuyên viên", "role": "official", **row} for row in rows))


def tasks(*rows: Mapping[str, str]) -> Sheet:
    return sheet_of(TASKS, *({"title": "Báo cáo quý IV", "lead": "Sở Nội vụ", **row} for row in rows))


UNIT_ROWS = (
    {"code": "ubnd", "name": "UBND tỉnh", "kind": "UBND tỉnh"},
    {"code": "snv", "name": "Sở Nội vụ", "parent": "ubnd", "aliases": "SNV; Sở NV"},
    {"code": "snv.tochuc", "name": "Phòng Tổ chức", "parent": "snv"},
    {"code": "stc", "name": "Sở Tài chính", "parent": "ubnd", "aliases": "Sở TC"},
    {"code": "syt", "name": "Sở Y tế", "parent": "ubnd"},
    {
        "code": "skhdt",
        "name": "Sở Kế hoạch và Đầu tư",
        "aliases": "Sở KH&ĐT",
        "valid_to": "28/02/2025",
        "successor": "stc",
    },
    {"code": "ngochien", "name": "UBND huyện Ngọc Hiển", "valid_to": "30/06/2025"},
)
PERSON_ROWS = (
    {"code": "ct", "unit": "ubnd", "role": "leader"},
    {"code": "snv.gd", "unit": "snv", "role": "head"},
    {"code": "snv.cv", "unit": "Phòng Tổ chức"},
    {"code": "stc.gd", "unit": "stc", "role": "head"},
    {"code": "stc.cv", "unit": "stc"},
)


async def open_office(session: AsyncSession) -> None:
    await import_units(session, units(*UNIT_ROWS))
    await import_people(session, people(*PERSON_ROWS), now=NOW)


async def take(session: AsyncSession, sheet: Sheet, *, now: datetime = NOW) -> ImportResult:
    return await import_tasks(session, sheet, actor=None, policy=Policy(), now=now)


def refusal(data: bytes, name: str, form: Form = TASKS) -> str:
    """What the person hears of a file that is refused."""
    try:
        read_sheet(data, name, form)
    except BadSheet as bad:
        return str(bad)
    raise AssertionError("the file was taken")
