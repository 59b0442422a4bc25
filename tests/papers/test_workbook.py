"""What is written is read back as it was, and nothing that people wrote is ever reckoned."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from usecases.papers.workbook import Column, Table, workbook

COLUMNS = [Column(head="TT", width=5, centred=True), Column(head="Tên", width=40)]


def read_back(table: Table):
    return load_workbook(BytesIO(workbook([table]))).worksheets[0]


@given(st.text(min_size=1, max_size=60))
def test_words_come_back_as_they_were(words: str) -> None:
    sheet = read_back(Table(name="Sheet", columns=COLUMNS, rows=[(1, words)]))
    kept = ILLEGAL_CHARACTERS_RE.sub("", words).replace("\r\n", "\n").replace("\r", "\n")
    assert (sheet["B2"].value or "") == kept
    assert sheet["B2"].data_type != "f"


@pytest.mark.parametrize("words", ["=1+1", "+84912", "-3", "@SUM(A1)", '=HYPERLINK("x")', "\t=1"])
def test_nothing_becomes_a_formula(words: str) -> None:
    sheet = read_back(Table(name="Sheet", columns=COLUMNS, rows=[(1, words)]))
    assert (sheet["B2"].value, sheet["B2"].data_type) == (words, "s")


def test_lines_above_a_head_and_a_total() -> None:
    table = Table(name="Tổng hợp", columns=COLUMNS, rows=[(1, "a"), (2, "Tổng")], above=["BÁO CÁO"], totals=1)
    sheet = read_back(table)
    assert [[cell.value for cell in row] for row in sheet] == [
        ["BÁO CÁO", None],
        ["TT", "Tên"],
        [1, "a"],
        [2, "Tổng"],
    ]
    assert [bool(sheet.cell(row, 2).font.b) for row in (3, 4)] == [False, True]


def test_a_text_longer_than_a_cell_is_cut() -> None:
    sheet = read_back(Table(name="Sheet", columns=COLUMNS, rows=[(1, "a" * 40_000)]))
    assert len(sheet["B2"].value) == 32_767
