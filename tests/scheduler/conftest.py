"""An office with two officials and an admin, on SQLite and on PostgreSQL."""

import pytest

from db.session import Database
from tests.fakes.post_office import PostOffice


@pytest.fixture
async def office(database: Database) -> PostOffice:
    office = PostOffice(database)
    await office.open("an", "binh")
    return office
