"""The name of a group may bear a stamp like any text: it is kept in no table, and the admins hear of it."""

import pytest
from sqlalchemy import select

from bot.incoming import JoinedGroup
from db.base import Base
from db.outbox import Chat
from db.tables import Group, GroupCode
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import ADMIN, MONDAY, MONITOR, SmallOffice
from usecases.bind_group import bind_group
from usecases.invite import hash_code

TITLE = "Tổ công tác (TỐI MẬT) bảo vệ biên giới"


async def kept(office: SmallOffice) -> str:
    async with office.database.read() as session:
        return str([(await session.execute(select(table))).all() for table in Base.metadata.sorted_tables])


async def title_of(office: SmallOffice) -> str:
    async with office.database.read() as session:
        return (await session.scalars(select(Group.title))).one()


async def test_a_classified_name_is_kept_nowhere_and_told_to_the_admin(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(ADMIN)
    await desk.do(JoinedGroup(chat_id="-1004821", title=TITLE))
    assert "biên giới" not in await kept(office)
    assert await title_of(office) == "Nhóm …4821"
    (told,) = await desk.told(ADMIN)
    assert "tên đóng dấu mật" in told
    assert "Nhóm …4821" in told


async def test_nor_is_it_kept_when_the_group_is_bound(office: SmallOffice) -> None:
    async with office.database.write() as session:
        facts = {"unit_ids": [1], "made_by": office.ids[MONITOR], "created_at": MONDAY}
        session.add(GroupCode(code_hash=hash_code("ABCD2345"), expires_at=MONDAY.replace(hour=23), **facts))
    async with office.database.write() as session:
        await bind_group(session, Chat("text", "-1004821"), TITLE, "ABCD2345", None, MONDAY)
    assert "biên giới" not in await kept(office)


@pytest.mark.parametrize("title", ["Nhóm Sở Nội vụ", "Hợp tác xã mật ong Cà Mau"])
async def test_every_other_name_is_kept(office: SmallOffice, desk: UpdatesDesk, title: str) -> None:
    await desk.do(JoinedGroup(chat_id="-1004821", title=title))
    assert await title_of(office) == title
