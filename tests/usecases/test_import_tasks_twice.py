"""What makes two rows one task: the same sheet twice adds nothing, and nothing is lost to a chance likeness."""

from sqlalchemy import select

from db.session import Database
from db.tables import TaskRow
from tests.fakes.sheets import open_office, take, tasks
from tests.usecases.sheet_imports import imported, refusals


async def test_the_same_file_twice_adds_nothing(database: Database) -> None:
    rows = [{"title": f"Việc {n}", "document": "1/QĐ-UBND", "code": str(n)} for n in range(3)]
    async with database.write() as session:
        await open_office(session)
        first = await take(session, tasks(*rows))
    async with database.write() as session:
        again = await take(session, tasks(*rows, {"title": "Việc mới"}))
    assert first.reconciliation == "3 dòng = 3 việc: 3 việc mới, 0 việc đã có từ trước."
    assert again.reconciliation == "4 dòng = 4 việc: 1 việc mới, 3 việc đã có từ trước."
    assert again.remarks == ()


async def test_without_a_code_a_task_is_known_by_its_words(database: Database) -> None:
    async with database.write() as session:
        await open_office(session)
        await take(session, tasks({"title": "Báo cáo Quý", "document": "1/QĐ-UBND"}))
        again = await take(session, tasks({"title": "BAO CAO QUY", "document": "1/qđ-ubnd"}))
        other = await take(session, tasks({"title": "Báo cáo Quý", "document": "2/QĐ-UBND"}))
    assert (again.already, other.new) == (1, 1)


async def test_two_files_may_both_have_a_task_1(database: Database) -> None:
    first, second = await imported(database, {"code": "1", "title": "Việc A"}, {"code": "1", "title": "Việc B"})
    assert first.import_key != second.import_key


async def test_a_known_code_with_other_words_is_told_and_left(database: Database) -> None:
    row = {"code": "N1", "document": "1/QĐ-UBND"}
    async with database.write() as session:
        await open_office(session)
        await take(session, tasks({**row, "title": "Như cũ"}))
        again = await take(session, tasks({**row, "title": "Khác hẳn"}))
        assert await session.scalar(select(TaskRow.title)) == "Như cũ"
    assert (again.already, len(again.remarks)) == (1, 1)
    assert again.remarks[0].startswith("Dòng 2: việc này đã có từ trước nhưng với nội dung khác")


async def test_one_task_twice_in_one_file(database: Database) -> None:
    row = {"code": "N1", "document": "1/QĐ-UBND"}
    told = await refusals(database, row, {"title": "khác", "deadline": "x", **row})
    assert told[-1] == "Dòng 3: trùng với việc ở dòng 2 (cùng văn bản và cùng mã hoặc cùng nội dung)"


async def test_codes_that_differ_by_an_accent_are_two_tasks(database: Database) -> None:
    rows = ({"code": code, "title": code, "document": "1/CT-UBND"} for code in ("Y-d1", "Y-đ1"))
    assert len(await imported(database, *rows)) == 2


async def test_one_document_for_all_of_its_tasks(database: Database) -> None:
    rows = ({"title": f"Việc {n}", "document": "1/QĐ-UBND", "document_date": "2026-01-02"} for n in range(3))
    assert len({task.document_id for task in await imported(database, *rows)}) == 1
