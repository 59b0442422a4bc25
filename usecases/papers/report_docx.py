"""A report → a .docx in the layout of administrative documents (Nghị định 30/2020/NĐ-CP, phụ lục I).

A4 upright, Times New Roman, margins 20/20/30/15 mm, the page number above from the second page on. What the clerks and
the signer add by hand is a blank.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from core.letterhead import Letterhead
from core.report import Report
from core.wording import report_papers as words
from usecases.papers.document import TEXT_WIDTH, blank, cell, document, frame, line_below, paragraph, table

_UNITS = (9, 34, 13, 14, 13, 14, 14, 18, 18, 18)  # millimetres: together what the margins leave
_LEFT, _RIGHT = 68, 97


def report_docx(report: Report, letterhead: Letterhead) -> bytes:
    paper = document()
    _head(paper, report, letterhead)
    _title(paper, report)
    for sentence in words.opening(report):
        paragraph(paper, sentence.text, bold=sentence.heading)
    paragraph(paper, words.UNIT_PART, bold=True)
    table(paper, words.head(words.UNITS)[:-1], _rows(words.rows(report.units, report.total)), _UNITS)
    paragraph(paper, words.GROUP_PART, bold=True)
    table(paper, words.head(words.GROUPS)[:-1], _rows(words.rows(report.groups, report.total)), _UNITS, is_last=True)
    _foot(paper, letterhead)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _rows(rows: Sequence[Sequence[words.Cell]]) -> list[list[str]]:
    """Without the notes: the opening tells them of the whole."""
    return [[words.in_words(value) for value in row[:-1]] for row in rows]


def _head(paper: Any, report: Report, letterhead: Letterhead) -> None:
    """The issuing body on the left, the State on the right."""
    left, right = frame(paper, (_LEFT, _RIGHT))
    cell(left, (letterhead.superior or words.BLANK).upper(), size=12)
    cell(left, (letterhead.issuer or words.BLANK).upper(), size=12, bold=True)
    line_below(left, 28, _LEFT)
    cell(left, words.number(letterhead.abbreviation), size=13)
    cell(right, words.STATE, size=12, bold=True)
    cell(right, words.MOTTO, size=13, bold=True)
    line_below(right, 62, _RIGHT)
    cell(right, words.place_and_day(letterhead.place, report.now), size=13, italic=True)


def _title(paper: Any, report: Report) -> None:
    blank(paper)
    paragraph(paper, words.KIND, bold=True, size=14, centred=True)
    paragraph(paper, words.title(report), bold=True, size=14, centred=True)
    line_below(paper, 40, TEXT_WIDTH)


def _foot(paper: Any, letterhead: Letterhead) -> None:
    blank(paper)
    left, right = frame(paper, (75, 90))
    name, *others = words.RECEIVERS
    cell(left, name, size=12, bold=True, italic=True, centred=False)
    for receiver in others:
        cell(left, receiver, size=11, centred=False)
    cell(right, (letterhead.signer or words.BLANK).upper(), size=14, bold=True)
    for _ in range(4):
        cell(right, "", size=14)
    cell(right, words.BLANK, size=14, bold=True)
