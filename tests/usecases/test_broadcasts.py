"""Broadcasts on both databases: each person once, counters that agree with receipts, the silent alone chased."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select

from core.addressees import Addressees
from core.broadcast import PORTION, State
from core.broadcast_draft import CastDraft
from core.message import plain
from core.roles import NotAllowed
from db import broadcasts, groups
from db.broadcast_tables import Broadcast, Receipt
from db.outbox import Kind, Priority
from db.session import Database
from db.tables import Account, Group, OutboxMessage, Person, Unit
from tests.usecases.small_office import HEAD, LEAD, MONDAY, MONITOR, OTHER, OTHER_HEAD, POLICY, SmallOffice, at
from usecases.broadcast import NobodyThere, broadcast, tend
from usecases.chase import Urged, UrgedJustNow, urge_silent
from usecases.confirm import Confirmed, confirm
from usecases.correct import correct, withdraw
from usecases.deliver import _waits_its_turn

EVERYBODY = Addressees(everybody=True)
NEXT_MORNING = at("01/12/2026 07:30")


async def post(office: SmallOffice, to: Addressees, by: str = MONITOR, text: str = "Chỉ thị") -> int:
    actor = await office.actor(by)
    async with office.database.write() as session:
        number = await broadcast(session, actor, CastDraft(text=text, to=to), policy=POLICY, now=MONDAY)
    await look(office, MONDAY)
    return number


async def look(office: SmallOffice, now: datetime) -> None:
    going_on = True
    while going_on:
        async with office.database.write() as session:
            going_on = await tend(session, POLICY, now)


async def press(
    office: SmallOffice, who: str, number: int, now: datetime = MONDAY, shown: int | None = None
) -> Confirmed:
    """Under the newest text, or under the version that was shown."""
    actor = await office.actor(who)
    async with office.database.write() as session:
        version = (await session.get_one(Broadcast, number)).corrections if shown is None else shown
        return await confirm(session, actor, number, now, shown=version)


async def group_of(office: SmallOffice, unit: str) -> int:
    async with office.database.write() as session:
        await groups.joined(session, "text", "g", "Nhóm", MONDAY)
        group = (await session.scalars(select(Group))).one()
        unit_id = (await session.scalars(select(Unit.id).where(Unit.name == unit))).one()
        await groups.stand_for(session, group, [unit_id], None)
    return group.id


async def slots(office: SmallOffice, who: str) -> list[str | None]:
    return [row.slot for row in await office.owed(who, Kind.BROADCAST)]


async def test_in_a_group_and_in_private_one_counts_once(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD)
    group = await group_of(office, "Sở Nội vụ")
    number = await post(office, Addressees(groups=(group,), people=(office.ids[LEAD],)))
    assert await press(office, LEAD, number) is Confirmed.DONE
    assert await press(office, LEAD, number) is Confirmed.ALREADY
    async with office.database.read() as session:
        assert await broadcasts.count(session, number) == (1, 2)


async def test_the_counter_of_a_group_is_what_the_receipts_say(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD)
    number = await post(office, Addressees(groups=(await group_of(office, "Sở Nội vụ"),)))
    await press(office, HEAD, number)
    async with office.database.read() as session:
        query = select(OutboxMessage).where(OutboxMessage.chat_id == "g").order_by(OutboxMessage.id.desc())
        row = (await session.scalars(query)).first()
    assert row is not None
    assert "Đã quán triệt 1/2" in await office.words(row)


async def test_it_is_posted_in_the_topic_in_which_the_group_was_bound(office: SmallOffice) -> None:
    await office.bind(LEAD)
    group = await group_of(office, "Sở Nội vụ")
    await post(office, Addressees(groups=(group,)))
    async with office.database.write() as session:
        (await session.get_one(Group, group)).thread_id = "7"
        (row,) = (await session.scalars(select(OutboxMessage).where(OutboxMessage.chat_id == "g"))).all()
    assert (await office.read([row])).thread == "7"


async def test_whoever_is_bound_later_counts_from_his_press_on(office: SmallOffice) -> None:
    await office.bind(HEAD)
    number = await post(office, Addressees(groups=(await group_of(office, "Sở Nội vụ"),)))
    await office.bind(LEAD)
    assert await press(office, LEAD, number) is Confirmed.DONE
    assert await press(office, OTHER, number) is Confirmed.NOT_MEANT
    assert await press(office, MONITOR, number) is Confirmed.NOT_MEANT


async def test_only_the_silent_are_chased_and_each_slot_once(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD)
    number = await post(office, EVERYBODY)
    await press(office, HEAD, number)
    for _ in range(2):
        await look(office, at("30/11/2026 14:30"))
        await look(office, NEXT_MORNING)
    assert await slots(office, LEAD) == ["post#0", "remind#1", "remind#2"]
    assert await slots(office, HEAD) == ["post#0"]
    await look(office, at("02/12/2026 07:30"))
    assert (await slots(office, HEAD))[-1] == "head"


async def test_a_reminder_that_waits_is_dropped_once_it_was_confirmed(office: SmallOffice) -> None:
    await office.bind(LEAD)
    number = await post(office, EVERYBODY)
    async with office.database.write() as session:
        first = (await session.scalars(select(OutboxMessage).where(OutboxMessage.slot == "post#0"))).one()
        first.state = "sent"
    await look(office, NEXT_MORNING)
    reminder = (await office.owed(LEAD, Kind.BROADCAST))[-1]
    assert plain((await office.read([reminder])).text).startswith("🔔 Chưa quán triệt: thông báo 1")
    await press(office, LEAD, number)
    assert (await office.compose([reminder])).message is None


async def test_whom_nothing_reaches_is_owed_nothing_and_listed(office: SmallOffice) -> None:
    await office.bind(MONITOR)
    number = await post(office, Addressees(people=(office.ids[LEAD],)))
    assert await office.owed(LEAD) == []
    async with office.database.read() as session:
        (standing,) = await broadcasts.standings(session, number)
    assert (standing.name, standing.counted, standing.confirmed) == (LEAD, False, False)


async def test_the_silent_alone_are_urged_and_not_twice_in_a_row(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD)
    number = await post(office, EVERYBODY)
    await press(office, HEAD, number)
    actor = await office.actor(MONITOR)
    async with office.database.write() as session:
        urged = await urge_silent(session, actor, number, policy=POLICY, now=MONDAY)
        assert urged == Urged(count=1, first=((LEAD, "Sở Nội vụ"),))
        with pytest.raises(UrgedJustNow):
            await urge_silent(session, actor, number, policy=POLICY, now=MONDAY)
    await look(office, MONDAY)
    assert (await slots(office, LEAD))[-1] == "urge#1"


async def test_a_head_may_tell_his_own_house_alone(office: SmallOffice) -> None:
    await office.bind(LEAD, OTHER)
    async with office.database.read() as session:
        theirs = (await session.get_one(Person, office.ids[OTHER])).unit_id
    with pytest.raises(NotAllowed):
        await post(office, Addressees(units=(theirs,)), by=HEAD)
    with pytest.raises(NotAllowed):
        await post(office, Addressees(people=(office.ids[OTHER],)), by=HEAD)
    await post(office, EVERYBODY, by=HEAD)
    assert await slots(office, LEAD) == ["post#0"]
    assert await slots(office, OTHER) == []


async def test_nobody_but_its_author_and_the_office_changes_it(office: SmallOffice) -> None:
    await office.bind(LEAD)
    number = await post(office, EVERYBODY, by=HEAD)
    other = await office.actor(OTHER_HEAD)
    async with office.database.write() as session:
        for change in (withdraw(session, other, number, MONDAY), correct(session, other, number, "x", MONDAY)):
            with pytest.raises(NotAllowed):
                await change


async def test_a_correction_that_is_longer_reaches_also_whoever_still_waits_for_his_copy(office: SmallOffice) -> None:
    await office.bind(LEAD)
    number = await post(office, EVERYBODY)
    async with office.database.write() as session:
        await correct(session, await office.actor(MONITOR), number, "Một. " * 500, MONDAY)
    await look(office, MONDAY)
    rows = await office.owed(LEAD)
    assert [row.slot for row in rows] == ["post#0", "post#1"]
    assert "Đã đính chính" in await office.words(rows[0])
    assert (await office.words(rows[1])).startswith(f"📢 Thông báo {number} (tiếp, 2/2)")


async def test_what_follows_does_not_wait_for_a_first_message_whose_time_has_come(office: SmallOffice) -> None:
    await office.bind(LEAD)
    await post(office, EVERYBODY)
    async with office.database.write() as session:
        (row,) = await session.scalars(select(OutboxMessage).where(OutboxMessage.slot == "post#0"))
        row.not_before = MONDAY - timedelta(seconds=5)
        urge = OutboxMessage(kind=row.kind, priority=30, person_id=row.person_id, broadcast_id=row.broadcast_id)
        urge.slot, urge.payload, urge.state, urge.created_at = "urge#1", {}, "ready", MONDAY
        assert await _waits_its_turn(session, urge, POLICY, MONDAY) is None


async def test_it_must_reach_somebody(office: SmallOffice) -> None:
    with pytest.raises(NobodyThere):
        await post(office, Addressees(people=(office.ids[MONITOR],)))


async def test_one_that_cannot_be_posted_stops_no_other(office: SmallOffice) -> None:
    await office.bind(LEAD)
    actor = await office.actor(MONITOR)
    async with office.database.write() as session:
        draft = CastDraft(text="x", to=EVERYBODY)
        bad = await broadcast(session, actor, draft, policy=POLICY, now=MONDAY)
        await broadcast(session, actor, draft, policy=POLICY, now=MONDAY)
        (await session.get_one(Broadcast, bad)).addressees = {}
    await look(office, MONDAY)
    assert await slots(office, LEAD) == ["post#0"]


async def test_a_copy_of_a_broadcast_waits_for_office_hours_and_counts_against_the_cap(office: SmallOffice) -> None:
    await office.bind(LEAD)
    await post(office, EVERYBODY)
    (row,) = await office.owed(LEAD)
    assert row.priority == Priority.BROADCAST > Priority.DIGEST


@asynccontextmanager
async def statements(database: Database) -> AsyncIterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(database._writer.sync_engine, "before_cursor_execute", note)
    yield seen
    event.remove(database._writer.sync_engine, "before_cursor_execute", note)


async def test_a_thousand_receivers_are_few_statements(office: SmallOffice) -> None:
    async with office.database.write() as session:
        unit_id = (await session.get_one(Person, office.ids[LEAD])).unit_id
        crowd = [Person(code=f"c{n}", name=f"c{n}", post="", unit_id=unit_id, role="official") for n in range(1000)]
        session.add_all(crowd)
        await session.flush()
        facts = {"channel": "text", "bound_at": MONDAY, "seen_at": MONDAY}
        session.add_all(Account(person_id=each.id, chat_id=each.name, **facts) for each in crowd)
    async with statements(office.database) as seen:
        number = await post(office, EVERYBODY)
    assert len(seen) < 100
    assert PORTION < 1000
    async with office.database.read() as session:
        assert await broadcasts.count(session, number) == (0, 1000)
        owed = (await session.scalars(select(OutboxMessage.id).where(OutboxMessage.broadcast_id == number))).all()
        row = await session.get_one(Broadcast, number)
    assert (len(owed), row.state) == (1000, State.POSTED)
    assert len(set(owed)) == 1000


async def test_a_kill_between_two_batches_owes_nobody_a_second_copy(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD, OTHER)
    number = await post(office, EVERYBODY)
    async with office.database.write() as session:
        row = await session.get_one(Broadcast, number)
        row.state, row.look_at = State.POSTING, MONDAY
        for receipt in await session.scalars(select(Receipt)):
            receipt.owed_at = None
    await look(office, MONDAY)
    assert await slots(office, LEAD) == ["post#0"]


async def test_whoever_was_not_meant_does_not_hear_that_it_was_withdrawn(office: SmallOffice) -> None:
    await office.bind(LEAD, OTHER)
    number = await post(office, Addressees(people=(office.ids[LEAD],)))
    author = await office.actor(MONITOR)
    async with office.database.write() as session:
        await withdraw(session, author, number, MONDAY)
    assert await press(office, OTHER, number) is Confirmed.NOT_MEANT
    assert await press(office, LEAD, number) is Confirmed.WITHDRAWN
