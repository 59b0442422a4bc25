"""Any bytes give rows or a refusal that says why; nothing else ever comes out."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.vietnamese.sheet_headers import TASKS
from tests.fakes.sheets import csv_of, excel_of, with_part, xlsx_of
from usecases.papers.sheet import BadSheet, Sheet, read_sheet

ROWS = [["title", "lead", "deadline"], ["Báo cáo", "snv", "31/12/2026"], ["Kế hoạch", "stc", "=A1"]]
WORKBOOKS = [xlsx_of(ROWS, lambda sheet: sheet.merge_cells("B2:B3")), excel_of(ROWS)]
PARTS = ["sheet1.xml", "workbook.xml", "styles.xml", "sharedStrings.xml", "[Content_Types].xml", "workbook.xml.rels"]

names = st.sampled_from(["a.csv", "a.xlsx", "a.tsv", "a", "a.xls"])
bites = st.binary(max_size=30) | st.sampled_from([b"", b"<", b'"', b"\x00", b"9" * 5_000, b'r="A0"', b"<row/>", b"</"])


def rows_or_refusal(data: bytes, name: str) -> None:
    try:
        sheet = read_sheet(data, name, TASKS)
    except BadSheet as bad:
        sheet = Sheet(rows=(), columns=frozenset(), errors=tuple(bad.errors))
    assert sheet.rows or sheet.errors
    assert all(error.reason for error in sheet.errors)


def bitten(data: bytes, at: int, length: int, bite: bytes) -> bytes:
    at %= len(data) + 1
    return data[:at] + bite + data[at + length :]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), names)
@example(b"PK\x03\x04", "a.xlsx")
@example(b"\xff\xfe", "a.csv")
@example(b'"', "a.csv")
def test_any_bytes(data: bytes, name: str) -> None:
    rows_or_refusal(data, name)


@given(st.integers(0, 10_000), st.integers(0, 40), bites, names)
def test_any_csv_with_a_bite_taken_out(at: int, length: int, bite: bytes, name: str) -> None:
    rows_or_refusal(bitten(csv_of(ROWS), at, length, bite), name)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WORKBOOKS), st.integers(0, 100_000), st.integers(0, 40), bites)
def test_any_archive_with_a_bite_taken_out(book: bytes, at: int, length: int, bite: bytes) -> None:
    rows_or_refusal(bitten(book, at, length, bite), "a.xlsx")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(WORKBOOKS), st.sampled_from(PARTS), st.integers(0, 100_000), st.integers(0, 40), bites)
def test_any_workbook_with_a_bite_taken_out_of_a_part(
    book: bytes, part: str, at: int, length: int, bite: bytes
) -> None:
    rows_or_refusal(with_part(book, part, lambda xml: bitten(xml, at, length, bite)), "a.xlsx")
