"""The small office, on both databases."""

import pytest

from db.session import Database
from tests.usecases.small_office import SmallOffice


@pytest.fixture
async def office(database: Database) -> SmallOffice:
    return await SmallOffice.found(database)
