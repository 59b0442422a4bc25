"""Who is away is read once per transaction, and never told as it was before a change of that transaction."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from db import delegations, people
from db.memo import once
from db.session import Database, Session
from db.tables import Person
from tests.usecases.small_office import HEAD, LEAD, MONDAY, SmallOffice


@pytest.fixture
async def office(database: Database) -> SmallOffice:
    return await SmallOffice.found(database)


@pytest.fixture
async def session(office: SmallOffice) -> AsyncIterator[Session]:
    async with office.database.write() as session:
        yield session


async def test_what_was_read_is_not_read_again(session: Session) -> None:
    first = await delegations.absent(session, MONDAY)
    assert await delegations.absent(session, MONDAY + timedelta(hours=1)) is first
    assert await delegations.absent(session, MONDAY + timedelta(days=1)) is not first


async def test_a_change_that_is_not_written_yet_is_seen(office: SmallOffice, session: Session) -> None:
    lead = await session.get_one(Person, office.ids[LEAD])
    assert await people.stand_ins(session, MONDAY) == {}
    lead.active = False
    assert await people.stand_ins(session, MONDAY) == {office.ids[LEAD]: office.ids[HEAD]}


async def test_a_change_by_a_bare_statement_is_seen(office: SmallOffice, session: Session) -> None:
    assert await people.stand_ins(session, MONDAY) == {}
    await session.execute(update(Person).where(Person.id == office.ids[LEAD]).values(active=False))
    assert await people.stand_ins(session, MONDAY) == {office.ids[LEAD]: office.ids[HEAD]}


async def test_what_is_taken_back_is_forgotten(office: SmallOffice, session: Session) -> None:
    inner = await session.begin_nested()
    (await session.get_one(Person, office.ids[LEAD])).active = False
    assert office.ids[LEAD] in await people.stand_ins(session, MONDAY)
    await inner.rollback()
    assert await people.stand_ins(session, MONDAY) == {}


async def test_another_transaction_reads_anew(office: SmallOffice) -> None:
    answers = iter(("one", "two"))

    async def read() -> str:
        return next(answers)

    for answer in ("one", "two"):
        async with office.database.write() as session:
            await session.get(Person, 0)
            assert [await once(session, "question", read) for _ in range(2)] == [answer, answer]
