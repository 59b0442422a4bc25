"""Broadcasts in trouble: what fails, is in flight, or was refused stops nobody, doubles nothing, and is put right."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select

import usecases.broadcast
from core.addressees import Addressees
from core.broadcast import State
from core.broadcast_draft import Ask, CastDraft
from core.message import Features, Rejected, Sent, Verdict, plain
from core.roles import NotAllowed
from core.wording.broadcasting import prompt
from db import broadcasts, groups, outbox, queue
from db.broadcast_tables import Broadcast, Receipt
from db.outbox import Kind
from db.tables import OutboxMessage, Person
from tests.usecases.small_office import ADMIN, HEAD, LEAD, MONDAY, MONITOR, OTHER, POLICY, SmallOffice, at
from tests.usecases.test_broadcasts import EVERYBODY, NEXT_MORNING, group_of, look, post, press
from usecases import deliver
from usecases.broadcast import broadcast
from usecases.casting import chosen
from usecases.confirm import Confirmed
from usecases.correct import correct, withdraw
from usecases.deliver import Parcel

FEATURES = Features(edits=True, buttons=True, text_limit=4096)
_names = count(1000)


async def depart(office: SmallOffice, now: datetime = MONDAY) -> Sequence[Parcel]:
    """Everything that may leave now is on its way."""
    async with office.database.write() as session:
        claims = await deliver.claim(session, POLICY, now, owner="a", resting=queue.Resting(), limit=50)
    parcels = []
    for claim in claims:
        async with office.database.write() as session:
            parcels.append(await deliver.make_ready(session, claim, POLICY, now, features=FEATURES))
    return [each for each in parcels if each is not None]


async def arrive(
    office: SmallOffice, parcels: Sequence[Parcel], now: datetime = MONDAY, verdict: Verdict | None = None
) -> list[tuple[str, str]]:
    """What arrived: the chat, and the text with a pencil before an edit."""
    for parcel in parcels:
        async with office.database.write() as session:
            await deliver.settle(session, parcel, verdict or Sent(str(next(_names))), now)
    return [(each.chat.chat_id, ("✎ " if each.edits else "") + plain(each.message.text)) for each in parcels]


async def arrive_all(office: SmallOffice, now: datetime) -> list[tuple[str, str]]:
    arrived = []
    while parcels := await depart(office, now):
        arrived += await arrive(office, parcels, now)
    return arrived


def in_the_group(arrived: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was told there, before or after it moved; the same is told in private as well."""
    return [each for each in arrived if each[0] in ("g", "G")]


async def in_chat(office: SmallOffice, chat: str) -> Sequence[OutboxMessage]:
    async with office.database.read() as session:
        query = select(OutboxMessage).where(OutboxMessage.chat_id == chat, OutboxMessage.kind == Kind.BROADCAST)
        return (await session.scalars(query.order_by(OutboxMessage.id))).all()


async def test_one_that_fails_halfway_is_put_off_and_the_next_goes_out(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.bind(LEAD, ADMIN)
    real = usecases.broadcast._copy
    monkeypatch.setattr(usecases.broadcast, "_copy", lambda row: real(row) if row.text != "x" else real(None))
    group = await group_of(office, "Sở Nội vụ")
    bad = await post(office, Addressees(groups=(group,)), text="x")
    await post(office, Addressees(people=(office.ids[LEAD],)))
    async with office.database.read() as session:
        row = await session.get_one(Broadcast, bad)
        assert (row.state, row.look_at) == (State.SCHEDULED, MONDAY + timedelta(hours=1))
    assert len(await office.owed(LEAD, Kind.BROADCAST)) == 1
    assert len(await office.owed(ADMIN, Kind.SAY)) == 1


SOON = MONDAY + timedelta(minutes=1)


async def change(office: SmallOffice, number: int, text: str | None, by: str = MONITOR, now: datetime = MONDAY) -> None:
    """Corrects it to this text, or withdraws it."""
    actor = await office.actor(by)
    async with office.database.write() as session:
        await (withdraw(session, actor, number, now) if text is None else correct(session, actor, number, text, now))
    await look(office, now)


async def in_a_group(office: SmallOffice) -> int:
    await office.bind(LEAD, HEAD)
    return await post(office, Addressees(groups=(await group_of(office, "Sở Nội vụ"),)))


async def move(office: SmallOffice) -> None:
    async with office.database.write() as session:
        await groups.moved(session, "text", "g", "G")
        await outbox.follow_chat(session, "text", "g", "G")


@pytest.mark.parametrize("state", ["claimed", "sending", "unknown", "set_aside", "gone"])
async def test_a_confirmation_posts_nothing_anew(office: SmallOffice, state: str) -> None:
    number = await in_a_group(office)
    (row,) = await in_chat(office, "g")
    async with office.database.write() as session:
        (await session.get_one(OutboxMessage, row.id)).state = state
    await press(office, LEAD, number)
    assert [each.id for each in await in_chat(office, "g")] == [row.id]


async def test_what_was_confirmed_while_the_post_was_on_its_way_is_counted_in_one_edit(office: SmallOffice) -> None:
    number = await in_a_group(office)
    parcels = await depart(office)
    await press(office, LEAD, number)
    await press(office, HEAD, number)
    ((_, first),) = in_the_group(await arrive(office, parcels))
    ((_, then),) = in_the_group(await arrive_all(office, SOON))
    assert "0/2" in first
    assert then.startswith("✎")
    assert "2/2" in then


async def test_a_post_that_a_group_refuses_raises_one_alarm(office: SmallOffice) -> None:
    number = await in_a_group(office)
    await office.bind(ADMIN)
    to_group, *others = sorted(await depart(office), key=lambda each: each.chat.chat_id != "g")
    await arrive(office, [to_group], verdict=Rejected("no rights"))
    await arrive(office, others)
    for who in (LEAD, HEAD):
        await press(office, who, number)
    arrived = await arrive_all(office, SOON)
    assert [each[0] for each in arrived if each[0] not in (LEAD, HEAD)] == [ADMIN]


@pytest.mark.parametrize(("text", "then"), [("14h", "Đã đính chính"), (None, "Đã thu hồi")])
async def test_what_was_on_its_way_is_put_right_when_it_arrives(
    office: SmallOffice, text: str | None, then: str
) -> None:
    await office.bind(LEAD)
    number = await post(office, Addressees(people=(office.ids[LEAD],)), text="8h")
    parcels = await depart(office)
    await change(office, number, text)
    await arrive(office, parcels)
    edit, *notices = [words for _, words in await arrive_all(office, SOON)]
    assert edit.startswith("✎")
    assert then in edit
    assert len(notices) == (text is not None)


@pytest.mark.parametrize(("text", "then"), [("14h", "14h"), (None, "Đã thu hồi")])
async def test_what_stayed_in_the_old_group_is_posted_once_more(
    office: SmallOffice, text: str | None, then: str
) -> None:
    number = await in_a_group(office)
    await arrive(office, await depart(office))
    await move(office)
    await change(office, number, text)
    ((chat, words),) = in_the_group(await arrive_all(office, SOON))
    assert chat == "G"
    assert not words.startswith("✎")
    assert then in words


async def test_after_a_move_each_correction_edits_one_post_and_tells_once(office: SmallOffice) -> None:
    number = await in_a_group(office)
    await arrive(office, await depart(office))
    await move(office)
    await press(office, LEAD, number)
    await arrive_all(office, SOON)
    await change(office, number, "14h", now=SOON)
    edit, notice = [words for _, words in in_the_group(await arrive_all(office, SOON + timedelta(minutes=1)))]
    assert edit.startswith("✎ 📢 Thông báo 1")
    assert notice.startswith("✏️ Thông báo 1 vừa được đính chính")


async def test_a_withdrawal_that_waits_while_the_group_moves_is_told_there(office: SmallOffice) -> None:
    number = await in_a_group(office)
    await arrive(office, await depart(office))
    await change(office, number, None)
    await move(office)
    ((chat, words),) = in_the_group(await arrive_all(office, SOON))
    assert (chat, "Đã thu hồi" in words) == ("G", True)


async def test_what_was_deleted_is_sent_anew_once_and_edited_from_then_on(office: SmallOffice) -> None:
    number = await in_a_group(office)
    await arrive(office, await depart(office))
    await change(office, number, "14h")
    edits = [each for each in await depart(office) if each.edits and each.chat.chat_id == "g"]
    await arrive(office, edits, verdict=Rejected("message to edit not found"))
    await arrive_all(office, SOON)
    await change(office, number, None, now=SOON)
    ((_, words),) = in_the_group(await arrive_all(office, SOON + timedelta(minutes=1)))
    assert words.startswith("✎ 🗑")


async def scheduled(office: SmallOffice, to: Addressees, by: str, send_at: datetime, *, urgent: bool = False) -> int:
    actor = await office.actor(by)
    draft = CastDraft(text="x", to=to, send_at=send_at, urgent=urgent)
    async with office.database.write() as session:
        return await broadcast(session, actor, draft, policy=POLICY, now=MONDAY)


async def transfer(office: SmallOffice, who: str, like: str) -> None:
    async with office.database.write() as session:
        unit_id = (await session.get_one(Person, office.ids[like])).unit_id
        (await session.get_one(Person, office.ids[who])).unit_id = unit_id


async def leave(office: SmallOffice, who: str) -> None:
    async with office.database.write() as session:
        (await session.get_one(Person, office.ids[who])).active = False


async def test_one_that_finds_nobody_when_its_hour_comes_is_told_to_its_author_and_the_admin(
    office: SmallOffice,
) -> None:
    await office.bind(LEAD, MONITOR, ADMIN)
    number = await scheduled(office, Addressees(people=(office.ids[LEAD],)), MONITOR, SOON)
    await leave(office, LEAD)
    await look(office, SOON)
    ((_, told), (_, alarm)) = sorted(await arrive_all(office, SOON), reverse=True, key=lambda each: each[0] == MONITOR)
    assert told.startswith(f"⚠️ Thông báo {number} đến giờ gửi nhưng không còn ai nhận")
    assert "không còn ai nhận" in alarm


async def test_who_is_left_out_is_not_asked_in_his_group_either(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD)
    group = await group_of(office, "Sở Nội vụ")
    number = await post(office, Addressees(groups=(group,), but_people=(office.ids[LEAD],)))
    assert await press(office, LEAD, number) is Confirmed.NOT_MEANT
    async with office.database.read() as session:
        assert list(await session.scalars(select(Receipt.person_id))) == [office.ids[HEAD]]


async def test_who_is_left_out_is_read_back(office: SmallOffice) -> None:
    to = Addressees(everybody=True, but_people=(office.ids[LEAD],))
    draft = CastDraft(text="x", to=to, asked=Ask.CONFIRM)
    async with office.database.read() as session:
        facts = await chosen(session, await office.actor(MONITOR), draft, MONDAY)
    assert f"trừ {LEAD}" in plain(prompt(draft, facts, 1, POLICY.calendar, MONDAY).text)


async def test_who_has_left_is_not_waited_for(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD)
    number = await post(office, Addressees(people=(office.ids[LEAD], office.ids[HEAD])))
    await leave(office, LEAD)
    async with office.database.read() as session:
        assert [each.name for each in await broadcasts.standings(session, number)] == [HEAD]
        assert await broadcasts.count(session, number) == (0, 1)


async def test_a_head_who_has_gone_to_another_house_leaves_what_he_told_the_old_one(office: SmallOffice) -> None:
    await office.bind(LEAD)
    number = await post(office, EVERYBODY, by=HEAD)
    await transfer(office, HEAD, OTHER)
    with pytest.raises(NotAllowed):
        await change(office, number, "14h", by=HEAD)


async def test_the_names_of_the_silent_do_not_follow_a_head_to_another_house(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD)
    await post(office, Addressees(people=(office.ids[LEAD],)))
    await look(office, at("02/12/2026 07:30"))
    (row,) = await office.owed(HEAD, Kind.BROADCAST)
    assert LEAD in await office.words(row)
    await transfer(office, HEAD, OTHER)
    assert (await office.compose([row])).message is None


async def test_corrections_ring_once_in_ten_minutes_and_none_is_forgotten(office: SmallOffice) -> None:
    await office.bind(LEAD)
    number = await post(office, Addressees(people=(office.ids[LEAD],)), by=HEAD)
    rung = []
    for minute in range(0, 22, 2):
        arrived = await arrive_all(office, MONDAY + timedelta(minutes=minute))
        rung += [(minute, words.splitlines()[1]) for _, words in arrived if words.startswith("✏️")]
        if minute < 10:
            await change(office, number, f"bản {minute}", by=HEAD, now=MONDAY + timedelta(minutes=minute + 1))
    assert rung == [(2, "bản 0"), (12, "bản 8")]


async def test_only_three_of_one_author_wake_the_house_by_night(office: SmallOffice) -> None:
    await office.bind(LEAD)
    night, to = at("01/12/2026 02:00"), Addressees(people=(office.ids[LEAD],))
    numbers = [await scheduled(office, to, HEAD, night, urgent=True) for _ in range(5)]
    await scheduled(office, to, MONITOR, night, urgent=True)
    await look(office, night)
    assert len(await arrive_all(office, night)) == 4
    async with office.database.read() as session:
        assert [(await session.get_one(Broadcast, each)).state for each in numbers[3:]] == [State.SCHEDULED] * 2
    await look(office, NEXT_MORNING)
    assert len([row for row in await office.owed(LEAD) if row.slot == "post#0"]) == 6
