"""The small office, on both databases, and somebody who hands it updates."""

import pytest

from db.session import Database
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import SmallOffice


@pytest.fixture
async def office(database: Database) -> SmallOffice:
    return await SmallOffice.found(database)


@pytest.fixture
def desk(office: SmallOffice) -> UpdatesDesk:
    return UpdatesDesk(office)
