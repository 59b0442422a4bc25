"""Work that is pushed upwards is seen as such by whoever decides, and the log can be asked how often."""

import pytest

from core.message import plain
from core.task import Step
from core.wording.cards import card
from db import log
from db.outbox import Kind
from db.tables import Person, Unit
from tests.usecases.small_office import LEAD, MONDAY, MONITOR, POLICY, SmallOffice
from usecases.ask_return import UPWARD, ask_return
from usecases.show_task import show_task

FLAG = "⚠️ Đẩy việc lên cấp trên"
INSIDE = "Phòng Cải cách hành chính"


async def returned(office: SmallOffice, to_whom: str | None, lead: str = LEAD) -> int:
    task_id = await office.assign(lead, monitor_id=office.ids[MONITOR])
    await office.take(ask_return, lead, task_id, reason="không thuộc chức năng", to_whom=to_whom)
    return task_id


async def is_flagged(office: SmallOffice, task_id: int) -> bool:
    async with office.database.read() as session:
        entry = await log.newest_of(session, task_id, Step.ASK_RETURN)
    assert entry is not None
    flagged: bool = entry.detail[UPWARD]
    seen = FLAG in await office.words((await office.owed(MONITOR, Kind.NEWS))[-1])
    assert flagged is seen
    return flagged


@pytest.mark.parametrize(
    ("to_whom", "upward"),
    [
        ("UBND tỉnh", True),
        ("lãnh đạo UBND tỉnh", True),
        ("Văn phòng UBND tỉnh", True),
        ("đồng chí Phó Chủ tịch", True),
        ("cấp trên", True),
        ("Chủ tịch xem xét", True),
        ("Sở Công Thương", False),
        ("lãnh đạo Sở Công Thương", False),
        ("Giám đốc Sở Công Thương", False),
        ("đơn vị khác", False),
        (None, False),
    ],
)
async def test_what_counts_as_pushing_work_upwards(office: SmallOffice, to_whom: str | None, upward: bool) -> None:
    assert await is_flagged(office, await returned(office, to_whom)) is upward


async def test_the_unit_to_which_the_lead_s_own_belongs_is_above_him_and_the_reverse_is_not(
    office: SmallOffice,
) -> None:
    inside = await a_room_inside(office)
    assert await is_flagged(office, await returned(office, "Sở Nội vụ", inside))
    assert not await is_flagged(office, await returned(office, INSIDE))


async def test_only_whoever_decides_sees_the_flag(office: SmallOffice) -> None:
    task_id = await returned(office, "UBND tỉnh")
    async with office.database.read() as session:
        view = await show_task(session, await office.actor(LEAD), task_id, POLICY, MONDAY)
    assert FLAG not in plain(card(view).text)


async def a_room_inside(office: SmallOffice) -> str:
    name = await office.hire("Chuyên viên phòng CCHC", like=LEAD)
    async with office.database.write() as session:
        person = await session.get_one(Person, office.ids[name])
        room = Unit(code="pcchc", name=INSIDE, kind="room", parent_id=person.unit_id)
        session.add(room)
        await session.flush()
        person.unit_id = room.id
    return name
