"""Files that offices should not send: each is refused in one clear message, and none of them takes long."""

import io
import zipfile

import pytest

from core.vietnamese.sheet_headers import TASKS, UNITS
from tests.fakes.sheets import csv_of, excel_of, refusal, with_part, xlsx_of
from usecases.papers.sheet import Sheet, read_sheet

HEADER = ["Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"]
FIRST = ["Báo cáo cải cách hành chính", "Sở Nội vụ", "31/12/2026"]
SECOND = ["Kế hoạch đầu tư công", "Sở Tài chính", ""]
ROWS = [HEADER, FIRST, SECOND]


def read(data: bytes, name: str = "việc.xlsx") -> Sheet:
    return read_sheet(data, name, TASKS)


def cells(sheet: Sheet) -> list[list[str]]:
    return [[row["title"], row["lead"], row["deadline"]] for row in sheet.rows]


def test_50_mb_are_refused_at_once() -> None:
    assert refusal(b"x" * 50_000_000, "a.csv") == "Tệp quá lớn (50 MB, tối đa 10 MB)."


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@pytest.mark.parametrize("data", [b"", b" \r\n "])
def test_an_empty_file(name: str, data: bytes) -> None:
    assert refusal(data, name) == "Tệp trống, không có dòng nào."


@pytest.mark.parametrize("data", [csv_of([HEADER]), xlsx_of([HEADER])])
def test_a_header_alone(data: bytes) -> None:
    assert "không có dòng dữ liệu" in refusal(data, "a.csv")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258", "latin-1"])
def test_any_other_encoding(encoding: str) -> None:
    text = "title,lead,deadline\nviệc,snv,\n"
    assert "UTF-8" in refusal(text.encode(encoding, "replace").replace(b"?", b"\xe2"), "a.csv")


def test_old_excel_pdf_and_other_archives() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as document:
        document.writestr("word/document.xml", "<w/>")
    assert ".xls" in refusal(b"\xd0\xcf\x11\xe0 old", "a.xls")
    assert "không phải là bảng" in refusal(b"%PDF-1.7", "a.pdf")
    assert "không phải là bảng" in refusal(b"%PDF-1.7", "a.csv")
    assert "bị hỏng" in refusal(b"%PDF-1.7", "a.xlsx")
    assert "bị hỏng" in refusal(archive.getvalue(), "a.docx")


def test_a_missing_column_is_one_message_with_its_accepted_names() -> None:
    told = refusal(csv_of([["Nội dung", "Chủ trì", "Hạn chót cuối"], FIRST]), "a.csv")
    assert told.startswith("Bảng thiếu cột bắt buộc «Thời hạn» (nhận các tên: Thời hạn, Hạn,")
    assert "\n" not in told
    assert "chủ trì" not in told


def test_the_table_that_comes_nearest_is_spoken_of() -> None:
    assert "«Loại»" in refusal(csv_of([["Mã", "Tên"], ["a", "b"]], ";"), "a.csv", UNITS)


def test_two_columns_of_one_meaning() -> None:
    told = refusal(csv_of([[*HEADER, "Hạn xử lý"], [*FIRST, "01/01/2027"]]), "a.csv")
    assert told == "Hai cột cùng nghĩa: «Thời hạn» và «Hạn xử lý». Hãy giữ một cột."


def test_an_unclosed_quote_swallows_no_rows() -> None:
    told = refusal(b'title,lead,deadline\na,snv,\n"b,snv,\nc,snv,\n', "a.csv")
    assert told.startswith("Dòng 3: dấu ngoặc kép")


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_20_000_rows_and_no_more(make: type) -> None:
    rows = [HEADER, *([f"Việc {n}", "snv", ""] for n in range(20_001))]
    assert "20000 dòng" in refusal(make(rows), "a.csv")


def test_a_zip_bomb_is_never_unpacked() -> None:
    bomb = with_part(xlsx_of(ROWS), "sheet1.xml", lambda xml: xml + b" " * 51_000_000)
    assert len(bomb) < 100_000
    assert "quá nhiều dữ liệu" in refusal(bomb, "a.xlsx")


def test_a_row_of_a_million_cells_is_never_parsed() -> None:
    row = b"<row>" + b"<c/>" * 1_000_000 + b"</row></sheetData>"
    bomb = with_part(xlsx_of(ROWS), "sheet1.xml", lambda xml: xml.replace(b"</sheetData>", row))
    assert "quá nhiều dữ liệu" in refusal(bomb, "a.xlsx")


def test_merged_ranges_heaped_on_each_other() -> None:
    heap = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 300 + b"</mergeCells>"
    data = with_part(xlsx_of(ROWS), "sheet1.xml", lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + heap))
    assert "ô gộp" in refusal(data, "a.xlsx")


def test_a_cell_longer_than_excel_allows() -> None:
    assert [error.row for error in read(excel_of([*ROWS, ["x" * 32_768, "snv", ""]])).errors] == [4]


def test_an_annex_stamped_as_classified() -> None:
    told = refusal(csv_of([["TỐI MẬT"], HEADER, ["việc kín", "snv", ""]]), "a.csv")
    assert "văn bản mật" in told
    assert "việc kín" not in told


def test_a_row_stamped_in_a_column_that_nobody_asked_for() -> None:
    sheet = read(csv_of([[*HEADER, "Mức độ"], [*FIRST, ""], ["việc kín", "snv", "", "Mật"]]), "a.csv")
    assert cells(sheet) == [FIRST]
    assert [error.row for error in sheet.errors] == [3]
    assert "việc kín" not in str(sheet.errors)
