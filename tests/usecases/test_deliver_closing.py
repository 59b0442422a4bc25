"""What was claimed while the office was open and comes to its turn when it has closed."""

from datetime import datetime

import pytest

from db.outbox import State
from db.queue import Resting
from tests.fakes.text_channel import FEATURES
from tests.usecases.small_office import LEAD, MONDAY, POLICY, SmallOffice, at
from usecases import deliver


@pytest.mark.parametrize("moment", [at("30/11/2026 17:00"), at("30/11/2026 23:59"), at("01/01/2027 07:30")])
async def test_waits_for_the_next_morning(office: SmallOffice, moment: datetime) -> None:
    await office.bind(LEAD)
    await office.assign()
    await office.tick(MONDAY)
    async with office.database.write() as session:
        (claim,) = await deliver.claim(session, POLICY, MONDAY, owner="one", resting=Resting(), limit=9)
    async with office.database.write() as session:
        assert await deliver.make_ready(session, claim, POLICY, moment, features=FEATURES) is None
    (row,) = await office.owed(LEAD)
    assert row.state == State.READY
