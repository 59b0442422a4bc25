"""A world per story, once on the simulator over HTTP and once on a messenger of bare text."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from core.calendar import OFFICE_ZONE
from db.session import Database
from tests.stories.story_desks import Clock, TextDesk, phones
from tests.stories.story_office import STRANGER, found_office
from tests.stories.story_world import World

BEGINNING = datetime(2026, 11, 30, 8, 0, tzinfo=OFFICE_ZONE)


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture(params=["telegram", "text"])
async def world(request: pytest.FixtureRequest, office: Database) -> AsyncIterator[World]:
    clock = Clock(BEGINNING)
    async with office.write() as session:
        people = await found_office(session)
    if request.param == "text":
        yield World(office, TextDesk(office, clock), clock, people)
        return
    async with phones(office, clock, [*people, STRANGER]) as desk:
        yield World(office, desk, clock, people)
