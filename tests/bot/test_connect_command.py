"""`/ketnoi`: the code is in the message, and in no table."""

import re

from sqlalchemy import select

from db.base import Base
from db.outbox import Kind
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import ADMIN, LEAD, MONDAY, POLICY, SmallOffice
from usecases.compose import compose


async def test_the_code_of_a_group_stands_in_no_table(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(ADMIN)
    await desk.say(ADMIN, "/ketnoi Sở Nội vụ")
    (row,) = await office.owed(ADMIN, Kind.GROUP_CODE)
    code = re.findall(r"/ketnoi (\w{8})", await office.words(row))[0]
    async with office.database.read() as session:
        kept = [(await session.execute(select(table))).all() for table in Base.metadata.sorted_tables]
    assert code not in str(kept)
    assert "/ketnoi Sở Nội vụ" in str(kept)


async def test_whoever_lost_the_duty_meanwhile_is_shown_no_code(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(ADMIN)
    await desk.say(ADMIN, "/ketnoi Sở Nội vụ")
    (row,) = await office.owed(ADMIN, Kind.GROUP_CODE)
    await office.bind(LEAD)
    row.person_id, row.chat_id = office.ids[LEAD], LEAD
    async with office.database.read() as session:
        assert (await compose(session, [row], POLICY, MONDAY)).message is None
