"""The office from sheets: added once, updated when it changed, refused whole when a row is wrong."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.session import Database
from db.tables import Person, Unit, UnitAlias
from tests.fakes.sheets import NOW, PERSON_ROWS, UNIT_ROWS, open_office, people, units
from usecases.import_office import import_people, import_units
from usecases.papers.sheet import BadSheet


async def unit(session: AsyncSession, code: str) -> Unit:
    return (await session.execute(select(Unit).where(Unit.code == code))).scalar_one()


async def aliases(session: AsyncSession, code: str) -> set[str]:
    query = select(UnitAlias.alias).join(Unit, Unit.id == UnitAlias.unit_id).where(Unit.code == code)
    return set(await session.scalars(query))


async def refusals(database: Database, *rows: dict[str, str]) -> list[str]:
    async with database.write() as session:
        await open_office(session)
    with pytest.raises(BadSheet) as bad:
        async with database.write() as session:
            await import_units(session, units(*rows))
    return [str(error) for error in bad.value.errors]


async def test_units_stand_in_their_tree(database: Database) -> None:
    async with database.write() as session:
        result = await import_units(session, units(*UNIT_ROWS))
        assert result.reconciliation == "7 dòng: 7 mới, 0 sửa, 0 giữ nguyên."
        root, nội_vụ, plans = await unit(session, "ubnd"), await unit(session, "snv"), await unit(session, "skhdt")
        assert (nội_vụ.parent_id, root.parent_id) == (root.id, None)
        assert (plans.valid_to, plans.successor_id) == (date(2025, 2, 28), (await unit(session, "stc")).id)
        assert await aliases(session, "snv") == {"Sở NV"}  # "SNV" says no more than the code


async def test_the_same_file_twice_changes_nothing(database: Database) -> None:
    async with database.write() as session:
        await open_office(session)
    async with database.write() as session:
        again = (
            await import_units(session, units(*UNIT_ROWS)),
            await import_people(session, people(*PERSON_ROWS), now=NOW),
        )
        assert [(result.added, result.updated, result.same) for result in again] == [(0, 0, 7), (0, 0, 5)]


async def test_a_changed_row_updates(database: Database) -> None:
    changed = {"code": "SNV", "name": "Sở Nội vụ và Lao động", "parent": "stc", "aliases": "SNVLĐ"}
    async with database.write() as session:
        await open_office(session)
        result = await import_units(session, units(changed))
        assert (result.rows, result.updated) == (1, 1)
    async with database.read() as session:
        kept = await unit(session, "snv")
        assert (kept.name, kept.parent_id) == ("Sở Nội vụ và Lao động", (await unit(session, "stc")).id)
        assert await aliases(session, "snv") == {"SNVLĐ"}


async def test_columns_that_are_not_there_change_nothing(database: Database) -> None:
    async with database.write() as session:
        await open_office(session)
        result = await import_units(session, units({"code": "snv", "name": "Sở Nội vụ"}))
        assert result.same == 1
        assert await aliases(session, "snv") == {"Sở NV"}


async def test_an_alias_may_move_to_another_unit(database: Database) -> None:
    async with database.write() as session:
        await open_office(session)
        moved = (
            {"code": "stc", "name": "Sở Tài chính", "aliases": "Sở NV"},
            {"code": "snv", "name": "Sở Nội vụ", "aliases": "Sở TC"},
        )
        assert (await import_units(session, units(*moved))).updated == 2
        assert await aliases(session, "stc") == {"Sở NV"}


async def test_every_bad_unit_is_named_and_nothing_is_written(database: Database) -> None:
    told = await refusals(
        database,
        {"code": "x", "name": "X", "valid_from": "31/02/2026"},
        {"code": "x", "name": "", "parent": "đâu đó"},
        {"code": "a b", "name": "A"},
        {"code": "c", "name": "C", "valid_from": "02/01/2026", "valid_to": "2026-01-01"},
        {"code": "d", "name": "D", "aliases": "so noi vu"},
        {"code": "good", "name": "Tốt"},
    )
    assert told == [
        'Dòng 2: ngày bắt đầu "31/02/2026" không phải là ngày có thật',
        "Dòng 3: thiếu tên",
        'Dòng 3: mã "x" đã có ở dòng 2',
        'Dòng 4: mã "a b" không hợp lệ: không quá 50 ký tự, không có dấu cách và dấu ";"',
        "Dòng 5: ngày kết thúc trước ngày bắt đầu",
        'Dòng 6: tên khác "so noi vu" đã thuộc về đơn vị "snv"',
    ]
    async with database.read() as session:
        assert await session.scalar(select(func.count(Unit.id))) == len(UNIT_ROWS)


async def test_unknown_parents_and_circles(database: Database) -> None:
    assert await refusals(
        database,
        {"code": "a", "name": "A", "parent": "b"},
        {"code": "b", "name": "B", "parent": "a"},
        {"code": "c", "name": "C", "parent": "a"},
        {"code": "d", "name": "D", "parent": "không có"},
        {"code": "e", "name": "E", "successor": "e"},
    ) == [
        "Dòng 2: mã đơn vị cấp trên tạo thành vòng tròn",
        "Dòng 3: mã đơn vị cấp trên tạo thành vòng tròn",
        'Dòng 5: mã đơn vị cấp trên "không có" không có trong danh sách đơn vị',
        "Dòng 6: mã đơn vị kế thừa tạo thành vòng tròn",
    ]


async def test_a_circle_through_units_that_are_here_already(database: Database) -> None:
    told = await refusals(database, {"code": "ubnd", "name": "UBND tỉnh", "parent": "snv.tochuc"})
    assert told == ["Dòng 2: mã đơn vị cấp trên tạo thành vòng tròn"]


async def test_people_stand_in_units_by_any_name(database: Database) -> None:
    rows = ({"code": f"p{n}", "unit": name} for n, name in enumerate(["snv", "so noi vu", "SỞ NV", "Sở Nội Vụ."]))
    async with database.write() as session:
        await open_office(session)
        assert (await import_people(session, people(*rows), now=NOW)).added == 4
        found = await session.scalars(select(Person.unit_id).where(Person.code.startswith("p")))
        assert set(found) == {(await unit(session, "snv")).id}


async def test_a_person_who_left_is_not_called_back(database: Database) -> None:
    async with database.write() as session:
        await open_office(session)
        person = (await session.execute(select(Person).where(Person.code == "stc.cv"))).scalar_one()
        person.active = False
        await session.flush()
        await import_people(session, people({"code": "stc.cv", "unit": "snv", "role": "thủ trưởng"}), now=NOW)
        assert (person.active, person.role) == (False, "head")


async def test_every_bad_person_is_named(database: Database) -> None:
    rows = (
        {"code": "a", "unit": "Sở Ngoại vụ"},
        {"code": "b", "unit": "snv", "role": "vua"},
        {"code": "c", "unit": "", "role": ""},
    )
    async with database.write() as session:
        await open_office(session)
        with pytest.raises(BadSheet) as bad:
            await import_people(session, people(*rows), now=NOW)
    told = [str(error) for error in bad.value.errors]
    assert told[0] == 'Dòng 2: đơn vị "Sở Ngoại vụ" không có trong danh sách đơn vị'
    assert told[1].startswith('Dòng 3: vai trò "vua" không hiểu được; các cách ghi: chuyên viên, thủ trưởng')
    assert sorted(told[2:]) == ["Dòng 4: thiếu vai trò", "Dòng 4: thiếu đơn vị"]
