"""What is looked for is found by its words as they are now, within what one may see."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.deadline import NO_DEADLINE
from db import search
from db.search import words_of
from db.tables import Document, Person, TaskRow, Unit
from tests.usecases.small_office import LEAD, LEADER, MONDAY, MONITOR, OTHER, POLICY, SmallOffice
from usecases.accept import accept
from usecases.reassign import reassign
from usecases.report import report


async def _found(office: SmallOffice, said: str, post: str = LEADER, most: int = 50) -> list[int]:
    viewer = await office.actor(post)
    async with office.database.read() as session:
        return list(await search.find(session, viewer, said, most))


async def test_accents_case_and_order_do_not_count(office: SmallOffice) -> None:
    task_id = await office.assign(title="Báo cáo điện gió: quý IV/2026", deadline=NO_DEADLINE)
    for said in ("điện gió", "DIEN GIO", "gió điện", "quy iv 2026", "bao ca", "sở nội vụ báo cáo", LEAD):
        assert await _found(office, said) == [task_id], said
    for said in ("điện mặt trời", "2027", "cáo báo xyz", "", "?!"):
        assert await _found(office, said) == [], said


async def test_what_was_renamed_is_found_by_its_new_name_alone(office: SmallOffice) -> None:
    task_id = await office.assign(title="Kế hoạch", deadline=NO_DEADLINE)
    async with office.database.write() as session:
        row = await session.get_one(TaskRow, task_id)
        (await session.get_one(Unit, row.lead_unit_id)).name = "Sở Tổ chức"
        (await session.get_one(Person, row.lead_id)).name = "Trần Bình"
        document = Document(number="123/UBND-TH", subject="Chống hạn")
        session.add(document)
        await session.flush()
        row.title, row.document_id = "Đề án", document.id
    for said in ("tổ chức", "tran binh", "đề án", "123/ubnd", "chong han"):
        assert await _found(office, said) == [task_id], said
    for said in ("nội vụ", "kế hoạch"):
        assert await _found(office, said) == [], said


async def test_the_number_first_then_what_is_open_then_the_newest(office: SmallOffice) -> None:
    done, old, new = [
        await office.assign(title="Rà soát mục 1", deadline=NO_DEADLINE, monitor_id=office.ids[MONITOR])
        for _ in range(3)
    ]
    await office.take(report, LEAD, done)
    await office.take(accept, MONITOR, done, policy=POLICY)
    assert await _found(office, "rà soát") == [new, old, done]
    assert await _found(office, "1") == [done, new, old]
    assert await _found(office, "rà soát", most=2) == [new, old]


async def test_it_goes_with_its_lead(office: SmallOffice) -> None:
    task_id = await office.assign(title="Cử tri", deadline=NO_DEADLINE)
    await office.take(reassign, MONITOR, task_id, MONDAY, lead_id=office.ids[OTHER])
    assert await _found(office, "cử tri công thương") == [task_id]
    assert await _found(office, "cử tri", OTHER) == [task_id]
    assert await _found(office, "cử tri", LEAD) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.text(max_size=80))
async def test_no_words_are_too_strange(office: SmallOffice, said: str) -> None:
    assert await _found(office, said) == []
    assert all(word.isalnum() or word.isalpha() for word in words_of(said))
