"""The few things that a Word document of an office is made of: paragraphs, ruled tables, frames without lines."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_FONT = "Times New Roman"
_BODY = 14
_IN_TABLE = 10
_TOGETHER = 3
_SHORT = 12  # rows: so much goes on one page, and is not torn apart


def document() -> Any:
    """Empty, on A4, in the type of the decree, with the page number above from the second page on."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = paper.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    _page_number(section.header.paragraphs[0])
    return paper


def paragraph(
    paper: Any, text: str, *, size: int = _BODY, bold: bool = False, italic: bool = False, centred: bool = False
) -> None:
    """Of the body: justified, its first line indented by 10 mm, 6 pt from the next; or in the middle."""
    added = paper.add_paragraph()
    _write(added, text, size, bold=bold, italic=italic)
    shape = added.paragraph_format
    shape.space_before, shape.space_after = Pt(0), Pt(0 if centred else 6)
    if centred:
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        added.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        shape.first_line_indent = Mm(10)
    shape.keep_with_next = bold


def blank(paper: Any, *, held: bool = True) -> None:
    """`held` to what follows."""
    paragraph(paper, "", size=8, centred=True)
    paper.paragraphs[-1].paragraph_format.keep_with_next = held


def frame(paper: Any, widths: Sequence[int]) -> Sequence[Any]:
    """Places beside each other, without lines; widths in millimetres."""
    made = paper.add_table(rows=1, cols=len(widths))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    _unbroken(made.rows[0])
    _set_widths(made, widths)
    places: Sequence[Any] = made.rows[0].cells
    return places


def cell(place: Any, text: str, *, size: int, bold: bool = False, italic: bool = False, centred: bool = True) -> None:
    """One more line in a place; the paragraph with which every place begins is used first."""
    first = place.paragraphs[0]
    added = first if len(place.paragraphs) == 1 and not first.runs and not first.text else place.add_paragraph()
    _write(added, text, size, bold=bold, italic=italic)
    added.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    added.paragraph_format.space_before = added.paragraph_format.space_after = Pt(0)


TEXT_WIDTH = 165  # millimetres between the margins


def line_below(place: Any, length: int, width: int) -> None:
    """A thin rule under what was written, in the middle of `width` millimetres: the upper border of a short line."""
    added = place.add_paragraph()
    _write(added, "", 4)
    shape = added.paragraph_format
    margin = Mm((width - length) // 2)
    shape.left_indent = shape.right_indent = margin
    shape.space_before, shape.space_after = Pt(1), Pt(2)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    added._p.get_or_add_pPr().append(border)


def table(
    paper: Any, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], *, is_last: bool = False
) -> None:
    """Ruled; its last row is the sum. A short one stays on one page; of a longer one the head stands again on every
    page, and the sum does not stand there alone. The last table goes with what follows: nobody signs an empty page.
    """
    held_from = 0 if len(rows) <= _SHORT else len(rows) - _TOGETHER + 1
    held_to = len(rows) + is_last
    made = paper.add_table(rows=0, cols=len(head))
    made.style = "Table Grid"
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for number, row in enumerate((head, *rows)):
        bold = number in (0, len(rows))
        added = made.add_row()
        _unbroken(added)
        for column, (place, text) in enumerate(zip(added.cells, row, strict=True)):
            cell(place, text, size=_IN_TABLE, bold=bold, centred=number == 0 or column != 1)
            place.paragraphs[0].paragraph_format.keep_with_next = held_from <= number < held_to
    _repeat(made.rows[0])
    _set_widths(made, widths)
    blank(paper, held=is_last)


def _set_widths(made: Any, widths: Sequence[int]) -> None:
    """On every cell: readers differ in which of them they believe."""
    for row in made.rows:
        for place, width in zip(row.cells, widths, strict=True):
            place.width = Mm(width)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)


def _write(added: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    run = added.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _repeat(row: Any) -> None:
    _mark(row, "w:tblHeader")


def _unbroken(row: Any) -> None:
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _page_number(added: Any) -> None:
    added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    added._p.append(field)
