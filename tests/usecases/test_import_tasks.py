"""Tasks from a sheet: n rows are n tasks, once; or none, and every bad row is named."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.task import Urgency
from db.session import Database
from db.tables import Document, LogEntry, Person, TaskPerson, TaskRow, Unit
from tests.fakes.sheets import NOW, open_office, take, tasks
from tests.usecases.sheet_imports import count, imported, refusals
from usecases.papers.sheet import BadSheet, RowError, Sheet


async def code_of(session: AsyncSession, person_id: int | None) -> str | None:
    return await session.scalar(select(Person.code).where(Person.id == person_id))


async def test_a_whole_row(database: Database) -> None:
    (task,) = await imported(
        database,
        {
            "code": "N1",
            "title": "Báo cáo <b>quý</b>",
            "deadline": "31/12/2026",
            "document": "12/KH-UBND",
            "document_date": "02/01/2026",
            "document_subject": "Kế hoạch năm",
            "group": "Nhóm 3",
            "urgency": "Hoả tốc",
            "rhythm": "Quý",
            "deliverable": "Báo cáo",
            "note": "gấp",
        },
    )
    assert (task.code, task.title, task.deadline_on) == ("N1", "Báo cáo <b>quý</b>", date(2026, 12, 31))
    assert (task.group, task.urgency, task.rhythm) == (3, Urgency.TOP_URGENT, "quarter")
    assert (task.deliverable, task.note, task.assigned_at) == ("Báo cáo", "gấp", NOW)
    async with database.read() as session:
        document = await session.get_one(Document, task.document_id)
        assert (document.number, document.issued_on) == ("12/KH-UBND", date(2026, 1, 2))
        assert document.subject == "Kế hoạch năm"


async def test_a_target(database: Database) -> None:
    target = {"target_metric": "PAR INDEX", "target_op": "≥", "target_value": "5", "target_unit": "bậc"}
    (task,) = await imported(database, target)
    assert task.target == {"metric": "PAR INDEX", "op": ">=", "value": "5", "unit": "bậc"}


async def test_everybody_on_the_task(database: Database) -> None:
    row = {"lead_person": "SNV.CV", "monitor": "stc.cv", "leader": "ct", "assigner": "ct"}
    row |= {"coordinators": "Sở TC; snv.cv; snv.gd", "informed": "stc; ct"}
    (task,) = await imported(database, row)
    async with database.read() as session:
        named = (task.lead_id, task.monitor_id, task.leader_id, task.assigner_id)
        assert [await code_of(session, who) for who in named] == ["snv.cv", "stc.cv", "ct", "ct"]
        query = select(Person.code, TaskPerson.part).join(TaskPerson, TaskPerson.person_id == Person.id)
        parts = {tuple(row) for row in await session.execute(query)}
    assert parts == {("stc.gd", "coordinator"), ("snv.gd", "coordinator"), ("ct", "informed")}


@pytest.mark.parametrize("name", ["snv", "SỞ NỘI VỤ", "so noi vu", "sở nv", "Sở  Nội vụ."])
async def test_the_lead_by_any_name_and_its_head(database: Database, name: str) -> None:
    (task,) = await imported(database, {"lead": name})
    async with database.read() as session:
        assert await code_of(session, task.lead_id) == "snv.gd"
        assert (await session.get_one(Unit, task.lead_unit_id)).code == "snv"


async def test_a_unit_that_has_ended_leads_to_its_successor(database: Database) -> None:
    async with database.write() as session:
        await open_office(session)
        result = await take(session, tasks({"lead": "Sở KH&ĐT", "coordinators": "skhdt"}))
        task = await session.get_one(TaskRow, result.task_ids[0])
        assert (await session.get_one(Unit, task.lead_unit_id)).code == "stc"
    assert 'Dòng 2: "Sở KH&ĐT" nay là "Sở Tài chính"' in result.remarks


async def test_before_its_last_day_a_unit_leads_itself(database: Database) -> None:
    async with database.write() as session:
        await open_office(session)
        with pytest.raises(BadSheet, match="chưa có thủ trưởng"):
            await take(session, tasks({"lead": "skhdt"}), now=datetime(2025, 2, 28, 3, tzinfo=UTC))


async def test_every_bad_row_is_named_with_its_reason(database: Database) -> None:
    told = await refusals(
        database,
        {"deadline": "31/02/2026"},
        {"title": "tốt"},
        {"title": "", "deadline": "mai"},
        {"title": "a", "lead": "Sở Ngoại vụ", "monitor": "ai đó"},
        {"title": "b", "lead": "Sở Nội vụ; Sở Tài chính"},
        {"title": "c", "lead": "Sở Y tế"},
        {"title": "d", "lead": "UBND huyện Ngọc Hiển"},
        {"title": "e", "lead_person": "stc.cv"},
        {"title": "f", "coordinators": "snv; nơi nào"},
        {"title": "g", "group": "6", "urgency": "rất gấp"},
        {"title": "h" * 1_001},
        {"title": "i", "lead": ""},
    )
    assert told[:10] == [
        'Dòng 2: hạn "31/02/2026" không phải là ngày có thật',
        "Dòng 4: thiếu nội dung nhiệm vụ",
        'Dòng 4: hạn "mai" không phải là ngày; hãy ghi như 31/12/2026',
        'Dòng 5: đơn vị chủ trì "Sở Ngoại vụ" không có trong danh sách đơn vị',
        'Dòng 5: chuyên viên theo dõi "ai đó" không có trong danh sách cán bộ',
        'Dòng 6: chủ trì phải là đúng một đơn vị, đang ghi 2: "Sở Nội vụ", "Sở Tài chính"; '
        "hãy chuyển các đơn vị khác sang phối hợp",
        'Dòng 7: đơn vị chủ trì "Sở Y tế" chưa có thủ trưởng trong danh sách; hãy ghi mã của một người',
        'Dòng 8: đơn vị chủ trì "UBND huyện Ngọc Hiển" đã kết thúc hoạt động ngày 30/06/2025 '
        "và chưa ghi đơn vị kế thừa",
        'Dòng 9: người chủ trì "stc.cv" không thuộc đơn vị chủ trì "Sở Nội vụ"',
        'Dòng 10: phối hợp "nơi nào" không phải là đơn vị hay mã cán bộ nào',
    ]
    assert told[10].startswith('Dòng 11: nhóm "6"')
    assert told[11].startswith('Dòng 11: độ khẩn "rất gấp" không hiểu được')
    assert told[12:] == [
        "Dòng 12: nội dung nhiệm vụ dài 1001 ký tự, tối đa 1000",
        "Dòng 13: thiếu đơn vị chủ trì",
    ]


async def test_a_cell_that_cannot_be_trusted_refuses_the_file(database: Database) -> None:
    good = tasks({})
    async with database.write() as session:
        await open_office(session)
        with pytest.raises(BadSheet, match="Dòng 9: ô C9"):
            await take(session, Sheet(rows=good.rows, columns=good.columns, errors=(RowError(9, "ô C9"),)))


@pytest.mark.parametrize(
    "row",
    [
        {"secrecy": "Mật"},
        {"secrecy": "toi mat"},
        {"secrecy": "A"},
        {"note": "(Tuyệt mật)"},
        {"document_subject": "TỐI MẬT: phương án"},
    ],
)
async def test_classified_rows_are_refused_without_a_word_of_them(database: Database, row: dict[str, str]) -> None:
    (told,) = await refusals(database, {"title": "Phương án Z", "lead": "Nơi kín", "deadline": "31/02/2026", **row})
    assert told == "Dòng 2: có nội dung mật; việc mật không được nhập vào đây (không lưu lại nội dung)"


async def test_what_nobody_will_read_is_told(database: Database) -> None:
    sheet = tasks({})
    async with database.write() as session:
        await open_office(session)
        result = await take(session, Sheet(rows=sheet.rows, columns=sheet.columns, ignored=("Hạn chót",)))
    assert result.remarks == ('Các cột không dùng đến: "Hạn chót".',)


async def test_the_log_tells_where_a_task_came_from(database: Database) -> None:
    (task,) = await imported(database, {"assigner": "ct"})
    async with database.read() as session:
        entry = (await session.execute(select(LogEntry))).scalar_one()
        assert (entry.task_id, entry.words) == (task.id, "Nhập từ bảng, dòng 2")
        assert await code_of(session, entry.actor_id) == "ct"


async def test_a_transaction_that_fails_later_leaves_no_task(database: Database) -> None:
    async def import_and_fail() -> None:
        async with database.write() as session:
            await open_office(session)
            assert (await take(session, tasks({}, {"title": "hai"}))).new == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await import_and_fail()
    async with database.read() as session:
        assert not await count(session)


async def test_a_person_who_has_left_leads_nothing(database: Database) -> None:
    async with database.write() as session:
        await open_office(session)
        person = (await session.execute(select(Person).where(Person.code == "snv.gd"))).scalar_one()
        person.active = False
        await session.flush()
        with pytest.raises(BadSheet, match=r"người chủ trì .* không còn làm việc"):
            await take(session, tasks({"lead_person": "snv.gd"}))
        with pytest.raises(BadSheet, match="chưa có thủ trưởng"):
            await take(session, tasks({}))


@pytest.mark.slow
async def test_a_sheet_of_2000_tasks_takes_seconds(database: Database) -> None:
    began = datetime.now(UTC)
    assert len(await imported(database, *({"title": f"Việc {n}", "informed": "stc"} for n in range(2_000)))) == 2_000
    assert datetime.now(UTC) - began < timedelta(seconds=30)
