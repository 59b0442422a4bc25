"""One report, five ways to read it: the screen, the picture, Word, Excel and the record say the same numbers."""

import re
from datetime import date, datetime
from io import BytesIO

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.calendar import OFFICE_ZONE
from core.counting import COUNTED, Counts, Official, window
from core.history import Past
from core.letterhead import Letterhead
from core.message import plain
from core.report import Line, Report, Tasks, Told
from core.report_periods import Span, period_on
from core.task import Step
from core.wording import report_papers as words
from core.wording import reports
from usecases.papers.chart import chart, chart_lines
from usecases.papers.report_docx import report_docx
from usecases.papers.report_xlsx import record_xlsx, report_xlsx

NOW = datetime(2026, 11, 30, 9, tzinfo=OFFICE_ZONE)
SEEN = window(period_on(Span.MONTH, NOW.date()), NOW)
NAMES = st.sampled_from(["Sở Nội vụ", "=1+1", "<b>Sở</b> & Phòng", "@Sở Văn hóa, Thể thao và Du lịch " * 3])
COUNTS = st.builds(Counts, **{name: st.integers(0, 200) for name in COUNTED})
LINES = st.lists(st.builds(Line, name=NAMES, counts=COUNTS), min_size=2, max_size=20).map(tuple)
LETTERHEAD = Letterhead(
    superior="UBND tỉnh", issuer="Văn phòng", abbreviation="BC-VP", place="Cà Mau", signer="Chánh VP"
)
TOLD = Told(
    number=12,
    title="=HYPERLINK(1)",
    document="45/CT-UBND",
    unit="Sở Nội vụ",
    lead="Trần Văn A",
    given_at=NOW,
    ends_at=datetime(2026, 12, 5, tzinfo=OFFICE_ZONE),
    original_on=date(2026, 12, 1),
    official=Official.OPEN_IN_TIME,
    finished_at=None,
    steps=(Past(at=NOW, by=None, step=Step.ASSIGN), Past(at=NOW, by="Trần Văn A", step=Step.NOTE, words="+84 dạ")),
)
TASKS = Tasks(told=(TOLD,), total=1)


def a_report(lines: tuple[Line, ...]) -> Report:
    total = sum((line.counts for line in lines), Counts())
    return Report(seen=SEEN, scope=None, units=lines, groups=lines, total=total, now=NOW)


def numbers_of(counts: Counts) -> list[int]:
    return [counts.total, *(getattr(counts, each) for each in Official)]


@settings(max_examples=8)
@given(lines=LINES)
def test_every_paper_says_the_same_numbers(lines: tuple[Line, ...]) -> None:
    report = a_report(lines)
    expected = [numbers_of(each) for each in (*(line.counts for line in lines), report.total)]
    assert _in_excel(report) == expected
    assert _in_word(report) == expected
    assert _on_screen(report) == expected[-1]
    drawn = [line.counts for line in chart_lines(report)]
    assert sum(drawn, Counts()) == report.total


def _in_excel(report: Report) -> list[list[int]]:
    sheet = load_workbook(BytesIO(report_xlsx(report, TASKS)))[words.UNIT_SHEET]
    rows = list(sheet.iter_rows(values_only=True))
    first = next(number for number, row in enumerate(rows) if row[0] == "TT")
    return [list(row[2:8]) for row in rows[first + 1 :]]


def _in_word(report: Report) -> list[list[int]]:
    by_unit = Document(BytesIO(report_docx(report, LETTERHEAD))).tables[1]
    return [[int(place.text) for place in row.cells[2:8]] for row in by_unit.rows[1:]]


def _on_screen(report: Report) -> list[int]:
    if not report.total.total:
        return [0] * 6
    told = plain(reports.report(report).text)
    return [int(found) for found in re.findall(r"(?:Tổng số|ạn): (\d+)(?: việc)?$", told, re.MULTILINE)]


def test_rates_are_shares_that_a_sheet_can_count_with() -> None:
    line = Line(name="Sở Nội vụ", counts=Counts(done_on_time=3, done_late=1, open_in_time=2))
    sheet = load_workbook(BytesIO(report_xlsx(a_report((line,)), TASKS)))[words.UNIT_SHEET]
    assert [place.value for place in sheet[5][8:10]] == [0.75, 0.5]
    assert {place.number_format for place in sheet[5][8:10]} == {"0.0%"}


def test_what_people_wrote_stays_words_in_the_sheets_of_tasks_and_steps() -> None:
    book = load_workbook(BytesIO(record_xlsx(a_report((Line(name="=1", counts=Counts()),)), TASKS)))
    cells = [place for sheet in book for row in sheet.iter_rows() for place in row if isinstance(place.value, str)]
    assert {place.data_type for place in cells} == {"s"}
    steps = list(book[words.STEP_SHEET].iter_rows(min_row=2, values_only=True))
    assert [row[3:] for row in steps] == [("Hệ thống", "giao việc", None, None), ("Trần Văn A", "nhắn", None, "+84 dạ")]


def test_a_cut_off_list_says_so() -> None:
    line = Line(name="Sở Nội vụ", counts=Counts())
    book = load_workbook(BytesIO(report_xlsx(a_report((line,)), Tasks(told=(TOLD,), total=7000))))
    assert "7000" in str(book[words.TASK_SHEET]["A1"].value)


def test_word_is_laid_out_by_the_decree() -> None:
    paper = Document(BytesIO(report_docx(a_report((Line(name="Sở", counts=Counts()),)), LETTERHEAD)))
    page = paper.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert paper.styles["Normal"].font.name == "Times New Roman"
    head = [place.text for place in paper.tables[0].rows[0].cells]
    assert "UBND TỈNH" in head[0]
    assert "/BC-VP" in head[0]
    assert words.STATE in head[1]
    assert "Cà Mau, ngày" in head[1]


def test_blanks_stand_where_nothing_is_settled() -> None:
    paper = Document(BytesIO(report_docx(a_report((Line(name="Sở", counts=Counts()),)), Letterhead())))
    assert words.BLANK in paper.tables[0].rows[0].cells[0].text
    assert words.BLANK in paper.tables[-1].rows[0].cells[1].text


def test_the_picture_is_as_wide_as_a_phone_likes_it() -> None:
    lines = tuple(Line(name=f"Sở {n}", counts=Counts(done_on_time=n, open_late=1)) for n in range(40))
    png = chart(a_report(lines))
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 1080
    assert len(chart_lines(a_report(lines))) == 15
    assert chart(a_report(())).startswith(b"\x89PNG")


@settings(max_examples=12)
@given(lines=st.lists(st.builds(Line, name=NAMES, counts=COUNTS), min_size=1, max_size=40).map(tuple))
def test_no_table_of_word_is_torn_badly(lines: tuple[Line, ...]) -> None:
    """A head on every page, no row on two; a short table on one page, a sum never alone, the last one with the foot."""
    by_unit, by_group = Document(BytesIO(report_docx(a_report(lines), LETTERHEAD))).tables[1:3]
    for table, goes_on in ((by_unit, False), (by_group, True)):
        assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [
            True,
            *(False for _ in [*lines, 0]),
        ]
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
        held = [all(place.paragraphs[0].paragraph_format.keep_with_next for place in row.cells) for row in table.rows]
        assert held[-1] is goes_on
        assert all(held[-3:-1])
        assert all(held[:-1]) or len(lines) > 10
