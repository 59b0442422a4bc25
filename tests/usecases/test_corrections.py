"""A correction is answered at once, told in portions that go on after a kill, and has to be confirmed anew."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

import usecases.mend
from core.addressees import Addressees
from core.message import plain
from db import broadcasts
from db.broadcast_tables import Broadcast
from db.outbox import Chat, Kind, State
from db.tables import OutboxMessage, Person
from tests.usecases.small_office import (
    ADMIN,
    HEAD,
    LEAD,
    LEADER,
    MONDAY,
    MONITOR,
    OTHER,
    OTHER_HEAD,
    POLICY,
    SmallOffice,
    at,
)
from tests.usecases.test_broadcasts import EVERYBODY, group_of, look, post, press, slots
from tests.usecases.test_broadcasts_in_trouble import arrive_all, change
from usecases.bind import bind
from usecases.broadcast import tend
from usecases.chase import urge_silent
from usecases.confirm import Confirmed
from usecases.correct import Corrected, correct, withdraw
from usecases.invite import invite

READERS = (LEAD, HEAD, OTHER, OTHER_HEAD, LEADER, ADMIN)
LATER = MONDAY + timedelta(minutes=20)


@pytest.fixture
def portion(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(usecases.mend, "PORTION", 2)
    return 2


async def read_by_all(office: SmallOffice) -> int:
    await office.bind(*READERS)
    number = await post(office, EVERYBODY, text="8h")
    await arrive_all(office, MONDAY)
    return number


async def newest(office: SmallOffice) -> int:
    async with office.database.read() as session:
        return await session.scalar(select(func.max(OutboxMessage.id))) or 0


async def owed_since(office: SmallOffice, row_id: int) -> list[OutboxMessage]:
    async with office.database.read() as session:
        rows = await session.scalars(select(OutboxMessage).where(OutboxMessage.id > row_id).order_by(OutboxMessage.id))
        return list(rows)


async def step(office: SmallOffice) -> None:
    async with office.database.write() as session:
        assert await tend(session, POLICY, LATER)


async def test_whoever_corrects_is_answered_at_once_and_nobody_is_told_in_that_transaction(office: SmallOffice) -> None:
    number = await read_by_all(office)
    await press(office, LEAD, number)
    before, actor = await newest(office), await office.actor(MONITOR)
    async with office.database.write() as session:
        done = await correct(session, actor, number, "9h", LATER)
    assert done == Corrected(people=6, groups=0, confirmed=1, rings_at=LATER)
    assert await owed_since(office, before) == []


async def test_a_portion_tells_so_many_and_a_kill_goes_on_where_it_was(office: SmallOffice, portion: int) -> None:
    number, actor = await read_by_all(office), await office.actor(MONITOR)
    async with office.database.write() as session:
        await correct(session, actor, number, "9h", LATER)
    told: list[int | None] = []
    while len(told) < len(READERS):
        before = await newest(office)
        await step(office)
        rows = await owed_since(office, before)
        assert len(rows) == 2 * portion  # an edit and a notice for each
        told += sorted({row.person_id for row in rows}, key=lambda each: each or 0)
    assert told == sorted(office.ids[who] for who in READERS)
    before = await newest(office)
    await look(office, LATER)
    assert await owed_since(office, before) == []


async def test_a_newer_correction_in_the_middle_begins_anew_and_rings_nobody_twice(
    office: SmallOffice, portion: int
) -> None:
    number, actor = await read_by_all(office), await office.actor(MONITOR)
    for text in ("9h", "10h"):
        async with office.database.write() as session:
            await correct(session, actor, number, text, LATER)
        await step(office)
    await look(office, LATER)
    arrived = await arrive_all(office, LATER + timedelta(minutes=11))
    for who in READERS:
        mine = [words for chat, words in arrived if chat == who]
        assert [words.startswith("✏️ Đính chính") for words in mine].count(True) == 1
        assert all("10h" in words for words in mine)


async def test_a_withdrawal_in_portions_leaves_nothing_to_be_told(office: SmallOffice, portion: int) -> None:
    await office.bind(*READERS)
    number, actor = await post(office, EVERYBODY, text="8h"), await office.actor(MONITOR)
    async with office.database.write() as session:
        await withdraw(session, actor, number, LATER)
    await look(office, LATER)
    assert {row.state for row in await owed_since(office, 0)} == {State.DROPPED}
    assert await arrive_all(office, LATER) == []


async def test_who_confirmed_the_text_before_has_not_confirmed_this_one(office: SmallOffice) -> None:
    number = await read_by_all(office)
    await press(office, LEAD, number)
    await press(office, HEAD, number)
    await change(office, number, "9h", now=LATER)
    async with office.database.read() as session:
        assert await broadcasts.count(session, number) == (0, 6)
        earlier = [each.name for each in await broadcasts.standings(session, number) if each.earlier]
    assert sorted(earlier) == sorted([LEAD, HEAD])
    assert await press(office, LEAD, number, LATER, shown=0) is Confirmed.OUTDATED
    assert await press(office, LEAD, number, LATER) is Confirmed.DONE
    assert await press(office, LEAD, number, LATER, shown=0) is Confirmed.ALREADY
    async with office.database.read() as session:
        assert await broadcasts.count(session, number) == (1, 6)


async def test_the_first_text_that_somebody_confirms_late_is_kept_as_such(office: SmallOffice) -> None:
    number = await read_by_all(office)
    await change(office, number, "9h", now=LATER)
    assert await press(office, LEAD, number, LATER, shown=0) is Confirmed.OUTDATED
    async with office.database.read() as session:
        earlier = [each.name for each in await broadcasts.standings(session, number) if each.earlier]
    assert earlier == [LEAD]


async def test_who_confirmed_the_text_before_is_chased_from_the_correction_on(office: SmallOffice) -> None:
    number = await read_by_all(office)
    for who in READERS:
        await press(office, who, number)
    await change(office, number, "9h", now=LATER)
    await press(office, HEAD, number, LATER)
    await look(office, at("30/11/2026 15:00"))
    assert [slot for slot in await slots(office, LEAD) if slot] == ["post#0", "notice#1", "remind#1.1"]
    assert "remind#1.1" not in await slots(office, HEAD)


async def test_a_minor_correction_keeps_what_was_confirmed_and_rings_nobody(office: SmallOffice) -> None:
    number, actor = await read_by_all(office), await office.actor(MONITOR)
    await press(office, LEAD, number)
    async with office.database.write() as session:
        assert (await correct(session, actor, number, "8h.", LATER, minor=True)).rings_at is None
    await look(office, LATER)
    arrived = await arrive_all(office, LATER)
    assert len(arrived) == 6
    assert all(words.startswith("✎") and "8h." in words for _, words in arrived)
    async with office.database.read() as session:
        assert await broadcasts.count(session, number) == (1, 6)


async def test_people_of_a_group_are_sent_what_they_are_counted_for(office: SmallOffice) -> None:
    """Who belongs to its units need not be in it."""
    await office.bind(HEAD)
    number = await post(office, Addressees(groups=(await group_of(office, "Sở Nội vụ"),)))
    assert await slots(office, HEAD) == ["post#0"]
    assert await slots(office, LEAD) == []
    async with office.database.read() as session:
        assert await broadcasts.count(session, number) == (0, 1)


async def bind_by_code(office: SmallOffice, who: str) -> None:
    async with office.database.write() as session:
        await invite(session, await session.get_one(Person, office.ids[who]), "ABCD2345", POLICY, LATER)
        await bind(session, Chat("text", who), "ABCD2345", LATER)


async def test_who_is_bound_later_is_sent_his_copy_before_he_is_counted_and_is_late_for_nothing(
    office: SmallOffice,
) -> None:
    await office.bind(HEAD)
    number = await post(office, Addressees(people=(office.ids[LEAD], office.ids[OTHER])))
    await look(office, at("02/12/2026 07:30"))
    async with office.database.read() as session:
        assert await broadcasts.count(session, number) == (0, 0)
    assert await office.owed(HEAD, Kind.BROADCAST) == []
    await bind_by_code(office, LEAD)
    await look(office, at("02/12/2026 08:00"))
    assert await slots(office, LEAD) == ["post#0"]
    assert await office.owed(HEAD, Kind.BROADCAST) == []
    async with office.database.read() as session:
        assert await broadcasts.count(session, number) == (0, 1)


async def test_who_is_bound_later_is_reminded_by_his_own_time_and_then_his_head_is_told_of_him(
    office: SmallOffice,
) -> None:
    """He has as much time as everybody, from his own copy on; who has had it all along is chased as ever."""
    await office.bind(HEAD, OTHER)
    number = await post(office, Addressees(people=(office.ids[LEAD], office.ids[OTHER])))
    await bind_by_code(office, LEAD)
    await look(office, at("01/12/2026 16:00"))
    heard: dict[str, list[str | None]] = {}
    for moment in ("02/12/2026 07:30", "02/12/2026 11:00", "02/12/2026 11:30", "03/12/2026 07:30", "04/12/2026 07:30"):
        await look(office, at(moment))
        heard[moment] = (await slots(office, LEAD))[1:]
        assert len(await office.owed(HEAD, Kind.BROADCAST)) == (moment == "04/12/2026 07:30")
    first, both = ["remind#1"], ["remind#1", "remind#2"]
    assert list(heard.values()) == [[], first, first, both, both]
    told = (await office.owed(HEAD, Kind.BROADCAST))[-1]
    assert (await office.words(told)).startswith(f"⚠️ 1 người chưa quán triệt thông báo {number}")
    assert await slots(office, OTHER) == ["post#0", "remind#2"]


async def test_what_is_older_than_a_month_is_not_sent_to_a_newcomer(office: SmallOffice) -> None:
    number = await post(office, Addressees(people=(office.ids[LEAD],)))
    async with office.database.write() as session:
        await session.execute(update(Broadcast).values(posted_at=MONDAY - timedelta(days=31)))
    await bind_by_code(office, LEAD)
    await look(office, LATER)
    assert await slots(office, LEAD) == []
    async with office.database.read() as session:
        assert await broadcasts.count(session, number) == (0, 0)


async def test_all_the_silent_are_urged_however_many_portions_that_takes(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("usecases.chase.PORTION", 2)
    number, actor = await read_by_all(office), await office.actor(MONITOR)
    await press(office, HEAD, number)
    async with office.database.write() as session:
        urged = await urge_silent(session, actor, number, policy=POLICY, now=LATER)
    assert (urged.count, len(urged.first)) == (5, 4)
    await look(office, LATER)
    assert [who for who in READERS if "urge#1" in await slots(office, who)] == [who for who in READERS if who != HEAD]


async def test_a_withdrawn_one_keeps_its_subject_by_whom_and_who_had_confirmed(office: SmallOffice) -> None:
    number = await read_by_all(office)
    await press(office, LEAD, number)
    await change(office, number, None, now=LATER)
    row = OutboxMessage(kind=Kind.RECEIPTS, priority=0, person_id=office.ids[MONITOR], payload={"broadcast": number})
    row.created_at = LATER
    words = plain((await office.read([row], LATER)).text)
    assert words.startswith(f"📢 Thông báo {number}: 8h")
    assert f"🗑 {MONITOR} thu hồi lúc 09:20" in words
    assert f"Trước khi thu hồi, đã quán triệt 1/6\nĐã quán triệt: {LEAD}" in words
