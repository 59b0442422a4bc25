"""The papers of a small year, read back by other libraries: they say the same numbers, and those of its database."""

import asyncio
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import vobject
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import true

from core.counting import Counts, Official, soon_until, window
from core.periods import Period
from core.report_periods import Span, period_on, reported_from, span_of
from core.wording import report_papers as words
from core.wording import report_words
from db import counts
from db.outbox import Kind, State
from db.session import Database
from service.year.papers import write_papers
from service.year.record import Record
from service.year.run import Size, database_url, live
from service.year.world import THE_YEAR

pytestmark = pytest.mark.timeout(300)
QUARTER = period_on(Span.QUARTER, THE_YEAR.first)
OFFICIALS = [report_words.OFFICIAL[each] for each in Official]


@dataclass(frozen=True)
class Lived:
    folder: Path
    record: Record
    papers: Mapping[str, Path]

    def paper(self, period: Period, ending: str) -> Path:
        part = {THE_YEAR: "nam-2026", QUARTER: "quy-i-2026"}[period]
        return self.papers[f"bao-cao-{part}.{ending}"]

    def rows(self, query: str, *facts: Any) -> list[tuple[Any, ...]]:
        """From the file itself, with no code of the service."""
        with sqlite3.connect(self.folder / "year.db") as file:
            return file.execute(query, facts).fetchall()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("year")
    record = asyncio.run(live(folder, Size(people=20, tasks=25, months=1), seed=3))
    written = asyncio.run(write_papers(folder, record, folder / "papers"))
    return Lived(folder, record, {path.name: path for path in written})


def counted(lived: Lived, period: Period) -> Counts:
    """By the query module, of the whole office."""
    seen = window(period, lived.record.world.end)

    async def ask() -> Counts:
        database = Database(database_url(lived.folder))
        async with database.read() as session:
            until = soon_until(seen, lived.record.policy.calendar, 3)
            found = await counts.total(session, true(), seen, soon_until=until)
        await database.close()
        return found

    return asyncio.run(ask())


def numbers(counted: Counts) -> list[int]:
    return [counted.total, *(getattr(counted, each) for each in Official)]


def in_sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    """Below the head, whatever stands above it."""
    rows = list(load_workbook(path)[name].iter_rows(values_only=True))
    return rows[next(number for number, row in enumerate(rows) if row[0] in ("TT", "Việc số")) + 1 :]


def in_word(path: Path) -> Iterator[list[list[str]]]:
    """The rows of its two tables of numbers."""
    for table in Document(str(path)).tables[1:3]:
        yield [[place.text for place in row.cells] for row in table.rows[1:]]


@pytest.mark.parametrize("period", [THE_YEAR, QUARTER], ids=lambda period: period.name)
def test_every_paper_says_what_the_database_says(lived: Lived, period: Period) -> None:
    expected = numbers(counted(lived, period))
    assert expected[0] > 0
    sheets = [in_sheet(lived.paper(period, "xlsx"), name) for name in (words.UNIT_SHEET, words.GROUP_SHEET)]
    tables = list(in_word(lived.paper(period, "docx")))
    for sheet, table in zip(sheets, tables, strict=True):
        assert list(sheet[-1][2:8]) == expected
        assert [sum(column) for column in zip(*(row[2:8] for row in sheet[:-1]), strict=True)] == expected
        assert [[str(each) for each in row[1:8]] for row in sheet] == [row[1:8] for row in table]
    text = lived.paper(period, "txt").read_text("utf-8")
    told = dict(re.findall(r"^(?:\S )?(.+?): (\d+)(?: việc)?$", text, re.MULTILINE))
    assert [int(told[name]) for name in ("Tổng số", *OFFICIALS)] == expected
    assert lived.paper(period, "png").read_bytes().startswith(b"\x89PNG")


def test_the_sheet_of_tasks_is_what_was_counted_with_every_step(lived: Lived) -> None:
    book = lived.paper(THE_YEAR, "xlsx")
    tasks = in_sheet(book, words.TASK_SHEET)
    found = counted(lived, THE_YEAR)
    by_result = Counter(row[9] for row in tasks)
    assert [by_result[name] for name in OFFICIALS] == numbers(found)[1:]
    assert len(tasks) == found.total + found.recalled
    steps = Counter(row[0] for row in in_sheet(book, words.STEP_SHEET))
    assert steps == Counter(dict(lived.rows("SELECT task_id, count(*) FROM log GROUP BY 1")))
    assert {row[1]: row[11] for row in tasks} == steps


def test_the_calendar_holds_what_the_unit_has_open(lived: Lived) -> None:
    (path,) = (path for name, path in lived.papers.items() if name.endswith(".ics"))
    calendar = vobject.readOne(path.read_text("utf-8"))
    unit = calendar.x_wr_calname.value.removeprefix("Việc của ")
    events = {event.uid.value: event.dtstart.value for event in calendar.vevent_list}
    query = (
        "SELECT 'viec-' || t.id || '@nhacviec', t.deadline_on FROM tasks t JOIN units u ON u.id = t.lead_unit_id"
        " WHERE u.name = ? AND t.state NOT IN ('done', 'recalled') AND t.deadline_kind = 'day'"
    )
    of_days = dict(lived.rows(query, unit))
    assert of_days
    assert {uid: str(events[uid]) for uid in of_days} == of_days
    listed = in_sheet(lived.paper(THE_YEAR, "xlsx"), words.TASK_SHEET)
    still_open = {f"viec-{row[1]}@nhacviec" for row in listed if row[4].endswith(unit) and row[8] and "Chưa" in row[9]}
    assert events.keys() == still_open


def test_the_report_of_every_period_came_by_itself(lived: Lived) -> None:
    """On its first working morning, to everybody who answers for others and is reached; an empty one to nobody."""
    record = lived.record
    rows = [row for row in record.outbox if row.kind == Kind.REPORT]
    first, last = record.world.start.date(), record.world.end.date()
    days = takewhile(lambda day: day <= last, record.world.calendar.days_from(first))
    over = {
        period
        for day in days
        for span in (Span.WEEK, Span.MONTH)
        if reported_from(period := period_on(span, day), record.policy.calendar, record.policy.plan.weekly)
        <= record.world.end
    }
    told = {name for row in rows for name in (row.payload["period"], *row.payload["also"]) if row.state == State.SENT}
    assert {period.name for period in over} <= told
    assert {span_of(period) for period in over} == {Span.WEEK, Span.MONTH}
    managers = {member.id for member in record.office.members if member.actor.role in ("office", "leader", "head")}
    assert {row.person_id for row in rows} <= managers
