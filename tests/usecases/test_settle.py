"""What everybody may settle about being nudged: a morning within limits, and one message instead of many."""

from datetime import time

import pytest

from db.tables import Person
from tests.usecases.small_office import LEAD, POLICY, SmallOffice
from usecases.settle import OutsideTheMorning, settle_digest_only, settle_morning


async def settled(office: SmallOffice, at: time) -> str | None:
    actor = await office.actor(LEAD)
    async with office.database.write() as session:
        await settle_morning(session, actor, at, POLICY)
        return (await session.get_one(Person, office.ids[LEAD])).morning


@pytest.mark.parametrize(("at", "kept"), [(time(7, 30), None), (time(7, 31), "07:31"), (time(10), "10:00")])
async def test_a_morning_within_limits(office: SmallOffice, at: time, kept: str | None) -> None:
    """The office's own hour follows the plan, whatever that will be."""
    assert await settled(office, at) == kept


@pytest.mark.parametrize("at", [time(7, 29), time(10, 1), time(0), time(23, 59)])
async def test_no_other_morning(office: SmallOffice, at: time) -> None:
    with pytest.raises(OutsideTheMorning):
        await settled(office, at)


async def test_only_digests_and_back(office: SmallOffice) -> None:
    actor = await office.actor(LEAD)
    for on in (True, False):
        async with office.database.write() as session:
            await settle_digest_only(session, actor, on)
        async with office.database.read() as session:
            assert (await session.get_one(Person, office.ids[LEAD])).digest_only is on
