"""The same tasks through CSV, through XLSX with typed cells, and read from either: the same result."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.deadline import DATED, NO_DEADLINE, Deadline, DeadlineKind, Rhythm
from core.task import Target, Urgency
from core.vietnamese.normalise import tidy
from core.vietnamese.secrecy import is_classified
from core.vietnamese.sheet_headers import TASKS
from db.tables import Person, Unit
from tests.fakes.sheets import csv_of, excel_of, xlsx_of
from usecases.assign import NewTask
from usecases.directory import Directory
from usecases.papers.sheet import Sheet, read_sheet
from usecases.task_reader import TaskReader

HEADER = ["Nội dung", "Đơn vị chủ trì", "Hạn", "Loại hạn", "Định kỳ", "Sản phẩm", "Nhóm", "Độ khẩn", "Phối hợp"]
HEADER += ["Chỉ tiêu", "Phép so", "Giá trị", "Đơn vị tính", "Mã"]
FINANCE = Unit(id=1, code="stc", name="Sở Tài chính", kind="sở")
HEAD = Person(id=5, code="stc.gd", name="Giám đốc", post="Giám đốc", unit_id=1, role="head", active=True)
CLERK = Person(id=6, code="stc.cv", name="Chuyên viên", post="Chuyên viên", unit_id=1, role="official", active=True)
OFFICE = Directory.of([FINANCE], [], [HEAD, CLERK])

writable = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")  # by XML 1.0
texts = st.text(writable, min_size=1, max_size=60).map(tidy).filter(lambda text: text and not is_classified(text))
days = st.dates(date(2020, 1, 1), date(2099, 12, 31))
rhythms = st.none() | st.sampled_from(Rhythm)
undated = st.sampled_from([DeadlineKind.NONE, DeadlineKind.PER_REGULATION, DeadlineKind.ONGOING])
deadlines = st.one_of(
    st.builds(Deadline, kind=st.just(DeadlineKind.DAY), on=days, rhythm=rhythms),
    st.builds(Deadline, kind=undated, rhythm=rhythms),
)
targets = st.builds(
    Target, metric=texts, op=st.sampled_from([">=", "="]), value=st.integers(0, 999).map(str), unit=texts
)


@dataclass(frozen=True)
class Wish:
    title: str
    deadline: Deadline
    deliverable: str | None
    group: int | None
    urgency: Urgency
    helper: bool
    target: Target | None

    def cells(self, number: int) -> list[Any]:
        target = self.target or Target(metric="", op="", value="", unit="")
        return [
            self.title,
            "SO TAI CHINH",
            self.deadline.on or "",
            self.deadline.kind.value,
            self.deadline.rhythm.value if self.deadline.rhythm else "",
            self.deliverable or "",
            self.group or "",
            self.urgency.value,
            "stc.cv" if self.helper else "",
            target.metric,
            target.op,
            target.value,
            target.unit,
            f"M{number}",
        ]


wishes = st.builds(
    Wish,
    title=texts,
    deadline=deadlines,
    deliverable=st.none() | texts,
    group=st.none() | st.integers(1, 5),
    urgency=st.sampled_from(Urgency),
    helper=st.booleans(),
    target=st.none() | targets,
)


def drafts(sheet: Sheet) -> list[NewTask]:
    readers = [TaskReader(row, OFFICE, date(2026, 11, 26)) for row in sheet.rows]
    found = [reader.draft() for reader in readers]
    assert not [error for reader in readers for error in reader.errors]
    return [draft.new for draft in found if draft]


@settings(max_examples=60, deadline=None)
@given(st.lists(wishes, min_size=1, max_size=8))
def test_round_trip(wanted: list[Wish]) -> None:
    rows = [HEADER, *(wish.cells(number) for number, wish in enumerate(wanted))]
    by_csv = drafts(read_sheet(csv_of(rows), "a.csv", TASKS))
    assert by_csv == drafts(read_sheet(csv_of(rows, ";"), "a.csv", TASKS))
    assert by_csv == drafts(read_sheet(xlsx_of(rows), "a.xlsx", TASKS))
    assert by_csv == drafts(read_sheet(excel_of(rows), "a.xlsx", TASKS))
    assert [new.title for new in by_csv] == [wish.title for wish in wanted]
    assert [(new.deadline, new.target, new.group, new.urgency) for new in by_csv] == [
        (wish.deadline, wish.target, wish.group, wish.urgency) for wish in wanted
    ]
    assert [(new.lead_id, new.coordinator_ids) for new in by_csv] == [
        (HEAD.id, frozenset({CLERK.id} if wish.helper else ())) for wish in wanted
    ]


@given(deadlines)
def test_no_task_gets_a_date_that_nobody_wrote(wanted: Deadline) -> None:
    wish = Wish("Việc", wanted, None, None, Urgency.NORMAL, False, None)
    (new,) = drafts(read_sheet(csv_of([HEADER, wish.cells(1)]), "a.csv", TASKS))
    assert (new.deadline.on is None) == (wanted.kind not in DATED)
    assert new.deadline == wanted or wanted == NO_DEADLINE
