"""A report → an .xlsx: the official table by unit, the same by group, and the tasks with their history."""

from collections.abc import Sequence
from datetime import datetime

from core.report import Line, Report, Tasks
from core.wording import report_papers as words
from usecases.papers.workbook import Column, Table, workbook

_RATE = "0.0%"
_DAY = "dd/mm/yyyy"
_WIDTHS = (5, 34, *(10 for _ in range(6)), 14, 14, 34)
_FORMATS = (*(None for _ in range(8)), _RATE, _RATE, None)


def report_xlsx(report: Report, tasks: Tasks) -> bytes:
    return workbook(
        (
            _counted(words.UNIT_SHEET, words.UNITS, report.units, report),
            _counted(words.GROUP_SHEET, words.GROUPS, report.groups, report),
            *task_tables(tasks, report.now),
        )
    )


def record_xlsx(report: Report, tasks: Tasks) -> bytes:
    """The same of one person: how he is counted, and every step that led to it."""
    return workbook((_counted(words.RECORD_SHEET, words.PERSON, report.units, report), *task_tables(tasks, report.now)))


def _counted(sheet: str, what: str, lines: Sequence[Line], report: Report) -> Table:
    return Table(
        name=sheet,
        columns=_columns(words.head(what), _WIDTHS, _FORMATS),
        rows=words.rows(lines, report.total),
        above=(f"{words.KIND} {words.title(report)}".upper(), f"{words.whose(report)}. {words.until(report)}", ""),
        totals=1,
    )


def task_tables(tasks: Tasks, now: datetime) -> tuple[Table, Table]:
    """The tasks, and every step that led to where they stand."""
    note = words.cut_off(tasks)
    above = (note,) if note else ()
    widths = (5, 9, 48, 18, 26, 22, 12, 14, 12, 18, 14, 9)
    formats = (*(None for _ in range(6)), _DAY, _DAY, _DAY, None, _DAY, None)
    columns = _columns(words.TASK_HEAD, widths, formats)
    steps = _columns(words.STEP_HEAD, (8, 48, 16, 24, 22, 30, 60), (None,) * 7)
    return (
        Table(name=words.TASK_SHEET, columns=columns, rows=words.task_rows(tasks.told), above=above),
        Table(name=words.STEP_SHEET, columns=steps, rows=words.step_rows(tasks.told, now), above=above),
    )


def _columns(heads: Sequence[str], widths: Sequence[float], formats: Sequence[str | None]) -> list[Column]:
    return [Column(head=head, width=w, format=f) for head, w, f in zip(heads, widths, formats, strict=True)]
