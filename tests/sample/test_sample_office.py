"""The sample office can be imported, and its 55 tasks are the directive's own."""

import csv
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.roles import Role
from core.vietnamese.sheet_headers import TASKS
from db.session import Database
from db.tables import Person, TaskPerson, TaskRow, Unit
from service import sample
from tests.fakes.sheets import NOW, take
from usecases.directory import Directory
from usecases.import_office import import_people, import_units
from usecases.papers.sheet import read_sheet

DIRECTIVE = Path(__file__).parent / "directive_tasks.csv"  # as it was handed over
TODAY = date(2026, 11, 26)


@pytest.fixture
async def office(database: Database) -> Database:
    async with database.write() as session:
        await import_units(session, sample.sheet("units.csv"))
        await import_people(session, sample.sheet("people.csv"), now=NOW)
    return database


def directive() -> list[dict[str, str]]:
    with DIRECTIVE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_words_of_the_directive_are_never_edited() -> None:
    ours = [(row["code"], row["title"], row["deliverable"], row["note"]) for row in sample.sheet("tasks.csv").rows]
    assert ours == [(row["id"], row["text"], row["deliverable"], row["note"]) for row in directive()]


def test_its_dates_kinds_rhythms_and_targets_neither() -> None:
    theirs = ["deadline", "deadline_kind", "recurrence", "group", "target_metric", "target_op", "target_value"]
    ours = ["rhythm" if name == "recurrence" else name for name in theirs]
    rows = sample.sheet("tasks.csv").rows
    assert [[row[name] for name in ours] for row in rows] == [[row[name] for name in theirs] for row in directive()]


async def test_55_rows_are_55_tasks_and_17_have_no_date(office: Database) -> None:
    async with office.write() as session:
        result = await take(session, sample.sheet("tasks.csv"))
        assert result.reconciliation == "55 dòng = 55 việc: 55 việc mới, 0 việc đã có từ trước."
        assert result.remarks == ()
        without = select(func.count(TaskRow.id)).where(TaskRow.deadline_on.is_(None), TaskRow.deadline_at.is_(None))
        assert await session.scalar(without) == 17
        assert (await take(session, sample.sheet("tasks.csv"))).already == 55


async def test_each_task_has_its_people(office: Database) -> None:
    async with office.write() as session:
        await take(session, sample.sheet("tasks.csv"))
        rows = list(await session.scalars(select(TaskRow)))
        people = {person.id: person for person in await session.scalars(select(Person))}
        helpers = await session.scalar(select(func.count()).select_from(TaskPerson))
    assert {people[row.monitor_id or 0].role for row in rows} == {Role.OFFICE}
    assert {people[row.leader_id or 0].post for row in rows} == {"Phó Chủ tịch"}
    assert {people[row.assigner_id or 0].post for row in rows} == {"Chủ tịch"}
    assert {people[row.lead_id].role for row in rows} == {Role.HEAD, Role.OFFICIAL}
    assert all(row.lead_id != row.monitor_id for row in rows)
    assert helpers


async def test_the_14_departments_have_heads_and_the_old_ones_have_successors(office: Database) -> None:
    async with office.read() as session:
        directory = await Directory.load(session)
    province = directory.unit("ubnd tinh")
    here = [unit for unit in directory.units.values() if unit.parent_id == province.id and unit.valid_to is None]
    departments = [unit for unit in here if unit.kind not in {"xã", "phường"}]
    assert len(departments) == 14
    assert all(directory.head(unit) for unit in here)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sở KH&ĐT", "Sở Tài chính"),
        ("Sở GTVT", "Sở Xây dựng"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Môi trường"),
        ("Sở TN&MT", "Sở Nông nghiệp và Môi trường"),
        ("Sở LĐ-TB&XH", "Sở Nội vụ"),
        ("Sở TT&TT", "Sở Khoa học và Công nghệ"),
        ("so noi vu", "Sở Nội vụ"),
        ("SNV", "Sở Nội vụ"),
        ("xã Đất Mũi", "UBND xã Đất Mũi"),
    ],
)
async def test_names_of_yesterday_lead_to_the_units_of_today(sqlite_url: str, old: str, new: str) -> None:
    database = Database(sqlite_url)
    async with database.write() as session:
        await import_units(session, sample.sheet("units.csv"))
        directory = await Directory.load(session)
    await database.close()
    assert directory.today(directory.unit(old), TODAY).name == new


async def test_the_directive_itself_can_be_imported_once_each_row_has_one_lead(office: Database) -> None:
    rows = [{**row, "lead": "Văn phòng UBND tỉnh"} for row in directive()]
    text = "\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in _table(rows))
    async with office.write() as session:
        result = await take(session, read_sheet(text.encode(), "chỉ thị.csv", TASKS), now=NOW)
    assert (result.rows, result.new) == (55, 55)
    assert "lead_suggested_2023" in result.remarks[0]


def _table(rows: list[dict[str, str]]) -> list[list[str]]:
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def test_every_phone_belongs_to_somebody_and_five_are_shown() -> None:
    codes = {row["code"] for row in sample.sheet("people.csv").rows}
    phones = sample.phones()
    assert {phone.person for phone in phones} == codes
    assert [phone.number for phone in phones] == list(range(101, 101 + len(codes)))
    assert [phone.person for phone in phones if phone.shown] == ["sct.cv1", "sct.gd", "vp.td2", "ubnd.pct1", "stc.cv1"]


def test_groups_name_units_and_people_that_exist() -> None:
    units = {row["code"] for row in sample.sheet("units.csv").rows}
    people = {row["code"] for row in sample.sheet("people.csv").rows}
    for group in sample.groups():
        assert units.issuperset(group.units)
        assert people.issuperset(group.members)
        assert group.chat_id.startswith("-")


async def test_a_commune_is_no_district(office: Database) -> None:
    async with office.read() as session:
        kinds = dict((await session.execute(select(Unit.kind, func.count()).group_by(Unit.kind))).all())
    assert (kinds["xã"], kinds["phường"], kinds["huyện"]) == (5, 3, 1)
