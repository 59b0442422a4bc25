"""People who leave: what they had to do goes to those who can pass it on, and nothing reaches them any more."""

from collections.abc import Sequence

import pytest
from sqlalchemy import func, select

from core.message import plain
from core.talk import Waiting
from db import dialogs, outbox, people, queue
from db.outbox import Chat, Kind
from db.queue import Resting
from db.session import Database
from db.tables import Account, Delegation, Dialog, OutboxMessage, Person, Unit
from tests.fakes import sheets
from tests.usecases.small_office import (
    ADMIN,
    DUE,
    HEAD,
    LEAD,
    MONDAY,
    MONITOR,
    OTHER,
    OTHER_HEAD,
    POLICY,
    SmallOffice,
    at,
)
from usecases.delegate import delegate
from usecases.import_office import import_people
from usecases.reassign import reassign

NEXT_DAY = at("01/12/2026 09:00")


@pytest.fixture
async def office(database: Database) -> SmallOffice:
    office = await SmallOffice.found(database)
    await office.bind(LEAD, HEAD, OTHER, OTHER_HEAD, MONITOR, ADMIN)
    return office


async def leave(office: SmallOffice, *posts: str, status: str = "đã nghỉ") -> None:
    async with office.database.write() as session:
        rows = []
        for post in posts:
            person = await session.get_one(Person, office.ids[post])
            unit = await session.get_one(Unit, person.unit_id)
            facts = {"code": person.code, "name": post, "post": post, "unit": unit.code, "role": person.role}
            rows.append(facts | {"status": status})
        await import_people(session, sheets.people(*rows), now=MONDAY)


async def lists(office: SmallOffice, post: str) -> list[str]:
    return [plain((await office.read([row])).text) for row in await office.owed(post, Kind.LEFT)]


async def chats(office: SmallOffice) -> Sequence[str | None]:
    async with office.database.read() as session:
        rows = await queue.ready(session, NEXT_DAY, priorities=tuple(outbox.Priority), resting=Resting(), limit=100)
    return [row.chat.chat_id if row.chat else None for row in rows if row.kind == Kind.NUDGE]


async def test_one_list_for_the_head_however_many_left(office: SmallOffice) -> None:
    other = await office.hire("Người-thứ-hai", LEAD)
    await office.assign(title="Báo cáo điện gió")
    await office.assign(other, title="Rà soát biên chế")
    await leave(office, LEAD, other)
    (told,) = await lists(office, HEAD)
    assert "🔀 2 việc của người đã nghỉ" in told
    assert "Báo cáo điện gió" in told
    assert "Rà soát biên chế" in told


async def test_the_same_sheet_again_tells_nobody(office: SmallOffice) -> None:
    await office.assign()
    for _ in range(2):
        await leave(office, LEAD)
    assert len(await office.owed(HEAD, Kind.LEFT)) == 1


async def test_without_a_head_the_office_is_told(office: SmallOffice) -> None:
    await office.assign()
    await leave(office, LEAD, HEAD)
    (told,) = await lists(office, MONITOR)
    assert "🔀 1 việc của người đã nghỉ, cần giao người khác" in told


async def test_what_was_followed_is_for_the_office(office: SmallOffice) -> None:
    ids = office.ids
    await office.assign(OTHER, title="Theo dõi", monitor_id=ids[LEAD])
    await office.assign(OTHER, title="Giao việc", assigner_id=ids[LEAD])
    await office.assign(OTHER, title="Phối hợp", coordinator_ids=frozenset({ids[LEAD]}))
    await office.assign(OTHER, title="Nhận để biết", informed_ids=frozenset({ids[LEAD]}))
    await leave(office, LEAD)
    (told,) = await lists(office, MONITOR)
    assert "🔀 3 việc do người đã nghỉ theo dõi, giao hoặc phối hợp" in told
    assert await office.owed(HEAD, Kind.LEFT) == []


async def test_whoever_had_nothing_leaves_without_a_word(office: SmallOffice) -> None:
    await leave(office, LEAD)
    async with office.database.read() as session:
        assert await session.scalar(select(func.count(OutboxMessage.id))) == 0


async def test_nudges_go_to_the_head_until_the_task_has_another_lead(office: SmallOffice) -> None:
    task_id = await office.assign()
    await leave(office, LEAD)
    await office.tick(NEXT_DAY)
    assert set(await chats(office)) == {HEAD}
    await office.take(reassign, HEAD, task_id, lead_id=office.ids[HEAD])
    assert (await office.task(task_id)).lead_id == office.ids[HEAD]
    (row,) = await office.owed(HEAD, Kind.LEFT)
    assert (await office.compose([row])).message is None


async def test_the_substitute_of_the_head_hears_it_while_he_is_away(office: SmallOffice) -> None:
    third = await office.hire("Người thứ ba", LEAD)
    await office.bind(third)
    await office.assign()
    await _agree(office, HEAD, third)
    await leave(office, LEAD)
    await office.tick(NEXT_DAY)
    assert set(await chats(office)) == {third}


async def _agree(office: SmallOffice, person: str, substitute: str) -> None:
    actor, ids = await office.actor(person), {"person_id": office.ids[person], "substitute_id": office.ids[substitute]}
    async with office.database.write() as session:
        await delegate(session, actor, **ids, first=MONDAY.date(), last=DUE, policy=POLICY, now=MONDAY)


async def test_he_is_bound_no_more(office: SmallOffice) -> None:
    await _agree(office, LEAD, HEAD)
    chat, life = Chat("text", LEAD), {"payload": {}, "expires_at": NEXT_DAY}
    async with office.database.write() as session:
        await dialogs.open_question(session, chat, person_id=office.ids[LEAD], step=Waiting.LEAVE, **life)
    await leave(office, LEAD)
    async with office.database.read() as session:
        assert await session.scalar(select(Account.id).where(Account.person_id == office.ids[LEAD])) is None
        assert await session.scalar(select(Dialog.id)) is None
        assert (await session.scalars(select(Delegation))).one().ended_at == MONDAY
        assert await people.actor_by_account(session, "text", LEAD) is None


async def test_whoever_comes_back_is_bound_again_by_a_new_code(office: SmallOffice) -> None:
    await leave(office, LEAD)
    await leave(office, LEAD, status="đang làm việc")
    assert (await office.actor(LEAD)).name == LEAD
