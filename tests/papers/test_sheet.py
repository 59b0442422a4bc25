"""A sheet in, rows out: whatever offices send, and whatever they should not."""

import codecs
import re
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.vietnamese.sheet_headers import TASKS
from tests.fakes.sheets import bytes_of, csv_of, excel_of, with_part, xlsx_of
from usecases.papers.sheet import RowError, Sheet, read_sheet

HEADER = ["Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"]
FIRST = ["Báo cáo cải cách hành chính", "Sở Nội vụ", "31/12/2026"]
SECOND = ["Kế hoạch đầu tư công", "Sở Tài chính", ""]
ROWS = [HEADER, FIRST, SECOND]


def read(data: bytes, name: str = "việc.xlsx") -> Sheet:
    return read_sheet(data, name, TASKS)


def cells(sheet: Sheet) -> list[list[str]]:
    return [[row["title"], row["lead"], row["deadline"]] for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_csv_in_utf8_with_any_delimiter(delimiter: str, mark: bytes) -> None:
    sheet = read(mark + csv_of(ROWS, delimiter), "việc.csv")
    assert cells(sheet) == [FIRST, SECOND]
    assert [row.number for row in sheet.rows] == [2, 3]


@pytest.mark.parametrize("make", [xlsx_of, excel_of])
def test_xlsx(make: type) -> None:
    assert cells(read(make(ROWS))) == [FIRST, SECOND]


def test_an_xlsx_is_known_by_its_bytes_and_not_by_its_name() -> None:
    assert cells(read(xlsx_of(ROWS), "việc.csv")) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "header",
    [
        ["noi dung", "CHU TRI", "han"],
        ["title", "lead", "deadline"],
        ["  Nội\ndung nhiệm  vụ ", "Cơ quan, đơn vị chủ trì", "Thời hạn hoàn thành (ngày/tháng/năm)"],
    ],
)
def test_headers_without_accents_in_english_and_with_remarks(header: list[str]) -> None:
    assert cells(read(csv_of([header, FIRST]), "a.csv")) == [FIRST]


def test_title_lines_stand_above_the_header_and_column_numbers_below() -> None:
    above = [["PHỤ LỤC"], ["Ban hành kèm theo Quyết định"], []]
    sheet = read(xlsx_of([*above, HEADER, ["(1)", "(2)", "(3)"], FIRST]))
    assert [(row.number, row["title"]) for row in sheet.rows] == [(6, FIRST[0])]


def test_a_header_repeated_on_every_page_is_no_row() -> None:
    assert cells(read(csv_of([HEADER, FIRST, HEADER, SECOND]), "a.csv")) == [FIRST, SECOND]


def test_blank_rows_are_passed_over_and_still_counted() -> None:
    sheet = read(csv_of([HEADER, ["", "", ""], FIRST, []]), "a.csv")
    assert [row.number for row in sheet.rows] == [3]


def test_a_record_of_several_lines_is_one_row() -> None:
    sheet = read(csv_of([HEADER, ["dòng một\ndòng hai", "snv", ""], FIRST]), "a.csv")
    assert [(row.number, row["title"]) for row in sheet.rows] == [(2, "dòng một dòng hai"), (3, FIRST[0])]


def test_columns_that_nobody_asked_for_are_named() -> None:
    sheet = read(csv_of([[*HEADER, "STT", "Hạn chót cuối cùng"], [*FIRST, "1", "x"]]), "a.csv")
    assert sheet.ignored == ("STT", "Hạn chót cuối cùng")


def test_a_cell_that_begins_with_an_equals_sign_is_text() -> None:
    rows = [HEADER, ["=HYPERLINK(1)", "snv", ""]]
    assert read(csv_of(rows), "a.csv").rows[0]["title"] == "=HYPERLINK(1)"
    assert read(xlsx_of(rows)).rows[0]["title"] == "=HYPERLINK(1)"


def test_html_stays_and_control_characters_go() -> None:
    sheet = read(csv_of([HEADER, ["<b>Báo\x00 cáo</b>\u202e\t \u200bgấp", "snv", ""]]), "a.csv")
    assert sheet.rows[0]["title"] == "<b>Báo cáo</b> gấp"


def test_decomposed_letters_are_composed() -> None:
    assert read(csv_of([HEADER, ["Ba\u0301o ca\u0301o", "snv", ""]]), "a.csv").rows[0]["title"] == "Báo cáo"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 12, 31), "2026-12-31"),
        (datetime(2026, 12, 31), "2026-12-31"),
        (datetime(2026, 12, 31, 17, 0), "2026-12-31 17:00"),
        ("31/12/2026", "31/12/2026"),
        (46387, "46387"),
        (5.0, "5"),
        (0.1 + 0.2, "0.3"),
        (True, "True"),
    ],
)
def test_typed_cells_read_as_text(value: object, text: str) -> None:
    assert read(xlsx_of([HEADER, ["Việc", "snv", value]])).rows[0]["deadline"] == text


def test_a_percentage_keeps_its_sign() -> None:
    def percent(sheet: Worksheet) -> None:
        sheet["C2"].number_format = "0.0%"

    assert read(xlsx_of([HEADER, ["Việc", "snv", 0.955]], percent)).rows[0]["deadline"] == "95.5%"


def test_a_merged_cell_counts_for_every_row_that_it_spans() -> None:
    rows = [HEADER, FIRST, ["Việc hai", "", ""], ["Việc ba", "", ""], ["Việc bốn", "stc", ""]]
    sheet = read(xlsx_of(rows, lambda sheet: sheet.merge_cells("B2:C4")))
    assert cells(sheet)[1:3] == [["Việc hai", "Sở Nội vụ", "Sở Nội vụ"], ["Việc ba", "Sở Nội vụ", "Sở Nội vụ"]]
    assert cells(sheet)[3] == ["Việc bốn", "stc", ""]


def test_a_merged_cell_makes_no_row_of_a_blank_one() -> None:
    sheet = read(xlsx_of([HEADER, FIRST, ["", "", ""]], lambda sheet: sheet.merge_cells("B2:B3")))
    assert cells(sheet) == [FIRST]


def test_a_header_of_two_rows() -> None:
    def merge(sheet: Worksheet) -> None:
        for place in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(place)

    top = ["Nhiệm vụ", "Cơ quan thực hiện", "", "Thời hạn"]
    sheet = read(xlsx_of([top, ["", "Chủ trì", "Phối hợp", ""], ["Việc", "snv", "stc", "31/12/2026"]], merge))
    assert [(row["lead"], row["coordinators"], row.number) for row in sheet.rows] == [("snv", "stc", 3)]


def test_a_formula_that_was_never_counted_is_a_bad_cell() -> None:
    def formula(sheet: Worksheet) -> None:
        sheet["C3"] = "=TODAY()+7"

    sheet = read(xlsx_of(ROWS, formula))
    assert cells(sheet) == [FIRST]
    assert [error.row for error in sheet.errors] == [3]
    assert "C3" in str(sheet.errors[0])
    assert "công thức" in str(sheet.errors[0])


def test_the_last_value_of_a_formula_counts() -> None:
    def formula(sheet: Worksheet) -> None:
        sheet["C2"] = "=DATE(2026,12,31)"

    counted = with_part(
        xlsx_of(ROWS, formula),
        "sheet1.xml",
        lambda xml: re.sub(
            rb'<c r="C2"><f>DATE\(2026,12,31\)</f><v ?(/>|></v>)</c>',
            b'<c r="C2" t="str"><f>X</f><v>2026-12-31</v></c>',
            xml,
        ),
    )
    assert read(counted).rows[0]["deadline"] == "2026-12-31"


def test_an_error_in_a_wanted_cell_is_told_and_elsewhere_is_not() -> None:
    def errors(sheet: Worksheet) -> None:
        sheet["B2"], sheet["D2"] = "#REF!", "#REF!"

    sheet = read(xlsx_of(ROWS, errors))
    assert sheet.errors == (RowError(2, "ô B2 đang báo lỗi #REF!"),)


def test_the_first_sheet_with_the_wanted_header_is_taken() -> None:
    book = Workbook()
    book.worksheets[0].append(["Bìa"])
    for title in ("một", "hai"):
        sheet = book.create_sheet()
        sheet.append(HEADER)
        sheet.append([title, "snv", ""])
    assert cells(read(bytes_of(book))) == [["một", "snv", ""]]


def test_a_hidden_sheet_is_not_read() -> None:
    book = Workbook()
    for title, state in (("ẩn", "hidden"), ("hiện", "visible")):
        sheet = book.create_sheet()
        sheet.sheet_state = state
        sheet.append(HEADER)
        sheet.append([title, "snv", ""])
    assert cells(read(bytes_of(book))) == [["hiện", "snv", ""]]


def test_a_wrong_claim_of_size_hides_no_row() -> None:
    lying = with_part(xlsx_of(ROWS), "sheet1.xml", lambda xml: xml.replace(b"A1:C3", b"A1:C2"))
    assert cells(read(lying)) == [FIRST, SECOND]


def test_a_row_beyond_the_end_of_excel_is_never_waited_for() -> None:
    far = b'<row r="999999999999"><c><v>1</v></c></row></sheetData>'
    data = with_part(xlsx_of(ROWS), "sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))
    assert cells(read(data)) == [FIRST, SECOND]
