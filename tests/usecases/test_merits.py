"""The star of "ba không": whoever let a task lie unsigned does not have it in the month in which he signed for it."""

from datetime import date

import pytest

from core.deadline import day
from core.message import plain
from db import outbox
from db.outbox import Kind
from tests.usecases.small_office import LEAD, MONITOR, POLICY, SmallOffice, at
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.report import report

AFTER = at("04/01/2027 08:00")


@pytest.mark.parametrize(("signed", "starred"), [("02/12/2026 08:00", False), ("30/11/2026 09:00", True)])
async def test_what_lay_unsigned_takes_the_star_of_the_month_in_which_it_was_signed(
    office: SmallOffice, signed: str, starred: bool
) -> None:
    number = await office.assign(monitor_id=office.ids[MONITOR], deadline=day(date(2026, 12, 10)))
    await office.take(acknowledge, LEAD, number, now=at(signed))
    await office.take(report, LEAD, number, evidence="1/BC", now=at("02/12/2026 09:00"))
    await office.take(accept, MONITOR, number, policy=POLICY, now=at("03/12/2026 09:00"))
    await office.bind(MONITOR)
    async with office.database.write() as session:
        await outbox.owe(session, Kind.MERITS, now=AFTER, person_id=office.ids[MONITOR], payload={"period": "2026-12"})
    words = plain((await office.read(await office.owed(MONITOR, Kind.MERITS), AFTER)).text)
    assert f"{LEAD}: 1 việc" in words
    assert ("⭐ " + LEAD in words) is starred
