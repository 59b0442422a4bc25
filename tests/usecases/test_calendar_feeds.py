"""A calendar shows the dated open tasks of a list, to whoever holds its link, as long as its owner may see them."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from core.deadline import NO_DEADLINE, day
from core.roles import NotAllowed
from db import people
from db.base import Base
from db.outbox import Chat
from db.session import Database
from db.tables import Person
from tests.fakes.calendar_links import POLICY, link_of, token_in
from tests.usecases.small_office import HEAD, LEAD, LEADER, MONDAY, MONITOR, OTHER, OTHER_HEAD, SmallOffice, at
from usecases import read_calendar as reading
from usecases.accept import accept
from usecases.bind import bind, unbind
from usecases.delegate import delegate
from usecases.invite import invite
from usecases.letters import Desk
from usecases.pause import pause
from usecases.read_calendar import Sheet, read_calendar
from usecases.recall import recall
from usecases.report import report
from usecases.set_deadline import set_deadline
from usecases.share_calendar import StaleFeed, ask, hash_token, letter, renew, withdraw


@pytest.fixture
async def office(database: Database) -> SmallOffice:
    office = await SmallOffice.found(database)
    await office.bind(LEAD, HEAD, OTHER, OTHER_HEAD, MONITOR, LEADER)
    return office


async def read(office: SmallOffice, token: str, now: datetime = MONDAY) -> Sheet | None:
    async with office.database.read() as session:
        return await read_calendar(session, token, POLICY, now)


async def numbers(office: SmallOffice, token: str, now: datetime = MONDAY) -> list[int]:
    sheet = await read(office, token, now)
    assert sheet is not None
    return [entry.number for entry in sheet.entries]


async def summary(office: SmallOffice, token: str, now: datetime = MONDAY) -> str:
    sheet = await read(office, token, now)
    assert sheet is not None
    (entry,) = sheet.entries
    return entry.summary


class TestWhatIsInIt:
    async def test_the_own_tasks_that_have_a_date(self, office: SmallOffice) -> None:
        mine, _ = await office.assign(), await office.assign(OTHER)
        await office.assign(deadline=NO_DEADLINE)
        helped = await office.assign(
            OTHER, coordinator_ids=frozenset({office.ids[LEAD]}), deadline=day(date(2026, 12, 4))
        )
        assert await numbers(office, await link_of(office, LEAD)) == [helped, mine]

    async def test_what_is_done_or_recalled_leaves(self, office: SmallOffice) -> None:
        monitor = {"monitor_id": office.ids[MONITOR]}
        done, recalled, left = [await office.assign(**monitor) for _ in range(3)]
        token = await link_of(office, LEAD)
        await office.take(report, LEAD, done)
        assert await numbers(office, token) == [done, recalled, left]
        await office.take(accept, MONITOR, done, policy=POLICY)
        await office.take(recall, MONITOR, recalled)
        assert await numbers(office, token) == [left]

    async def test_what_waits_for_the_reader_is_there_too(self, office: SmallOffice) -> None:
        task = await office.assign(monitor_id=office.ids[MONITOR])
        token = await link_of(office, MONITOR)
        assert await numbers(office, token) == []
        await office.take(report, LEAD, task)
        assert await numbers(office, token) == [task]

    async def test_a_unit_has_what_it_leads(self, office: SmallOffice) -> None:
        first, _, second = await office.assign(), await office.assign(OTHER), await office.assign(HEAD)
        for reader in (HEAD, MONITOR, LEADER):
            assert await numbers(office, await link_of(office, reader, LEAD)) == [first, second]

    async def test_a_substitute_sees_it_as_long_as_he_stands_in(self, office: SmallOffice) -> None:
        task = await office.assign()
        actor, token = await office.actor(LEAD), await link_of(office, HEAD)
        days = {"first": date(2026, 12, 1), "last": date(2026, 12, 3)}
        who = {"person_id": office.ids[LEAD], "substitute_id": office.ids[HEAD]}
        async with office.database.write() as session:
            await delegate(session, actor, **who, **days, policy=POLICY, now=MONDAY)
        looks = [at(f"{on}/2026 09:00") for on in ("30/11", "02/12", "05/12")]
        assert [await numbers(office, token, now) for now in looks] == [[], [task], []]

    async def test_of_too_many_the_pressing_ones(self, office: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "MOST", 2)
        late, *_, first = [await office.assign(deadline=day(date(2026, 12, on))) for on in (30, 20, 10, 4)]
        sheet = await read(office, await link_of(office, LEAD))
        assert sheet is not None
        assert (sheet.entries[0].number, len(sheet.entries), sheet.note.split()[1]) == (first, 2, "2")
        assert late not in [entry.number for entry in sheet.entries]


class TestHowItIsTold:
    @pytest.mark.parametrize(
        ("now", "light"),
        [
            ("30/11/2026 09:00", "🟢 Trong hạn"),
            ("08/12/2026 09:00", "🟡 Sắp đến hạn"),
            ("11/12/2026 09:00", "🔴 Quá hạn"),
        ],
    )
    async def test_the_light_with_its_word(self, office: SmallOffice, now: str, light: str) -> None:
        number = await office.assign()
        said = await summary(office, await link_of(office, LEAD), at(now))
        assert said == f"{light} · Việc {number}: Báo cáo"

    async def test_what_waits_or_rests_says_so(self, office: SmallOffice) -> None:
        number = await office.assign(monitor_id=office.ids[MONITOR])
        token = await link_of(office, LEAD)
        await office.take(pause, MONITOR, number, reason="chờ Bộ")
        assert (await summary(office, token)).startswith("⏸ Tạm dừng · ")
        sheet = await read(office, token)
        assert sheet is not None
        assert not sheet.entries[0].is_firm

    async def test_another_deadline_is_another_version(self, office: SmallOffice) -> None:
        number = await office.assign(monitor_id=office.ids[MONITOR])
        token = await link_of(office, LEAD)
        later = {"until": day(date(2026, 12, 20)), "reason": "chờ số liệu"}
        before = await read(office, token)
        await office.take(set_deadline, MONITOR, number, now=at("01/12/2026 09:00"), **later)
        after = await read(office, token, at("01/12/2026 10:00"))
        assert before is not None
        assert after is not None
        assert [before.entries[0].version, after.entries[0].version] == [1, 2]
        assert (after.entries[0].deadline.on, after.entries[0].modified_at) == (
            date(2026, 12, 20),
            at("01/12/2026 09:00"),
        )


class TestTheLink:
    async def test_it_stands_nowhere_in_the_database(self, office: SmallOffice) -> None:
        token = await link_of(office, LEAD)
        async with office.database.read() as session:
            tables = [await session.execute(select(table)) for table in Base.metadata.sorted_tables]
            kept = repr([row for rows in tables for row in rows.all()])
        assert token not in kept
        assert hash_token(token) in kept

    async def test_no_two_are_alike(self, office: SmallOffice) -> None:
        assert await link_of(office, LEAD) != await link_of(office, OTHER)

    async def test_a_new_one_replaces_the_old_at_once(self, office: SmallOffice) -> None:
        old, actor = await link_of(office, LEAD), await office.actor(LEAD)
        async with office.database.write() as session:
            feed = await renew(session, actor, 1, MONDAY, shown=1)
        assert await read(office, old) is None
        async with office.database.write() as session:
            desk = Desk(session=session, viewer=actor, policy=POLICY, now=MONDAY)
            new = token_in(await letter(desk, feed.id, feed.version, is_new=True))
        assert await read(office, new) is not None

    async def test_a_message_that_goes_once_more_has_a_new_one(self, office: SmallOffice) -> None:
        first, actor = await link_of(office, LEAD), await office.actor(LEAD)
        async with office.database.write() as session:
            desk = Desk(session=session, viewer=actor, policy=POLICY, now=MONDAY)
            again = token_in(await letter(desk, 1, 1, is_new=True))
        assert [await read(office, first), await read(office, again) is None] == [None, False]

    async def test_a_message_that_was_overtaken_shows_nothing(self, office: SmallOffice) -> None:
        await link_of(office, LEAD)
        actor = await office.actor(LEAD)
        async with office.database.write() as session:
            await withdraw(session, actor, 1, shown=1)
            desk = Desk(session=session, viewer=actor, policy=POLICY, now=MONDAY)
            assert await letter(desk, 1, 1, is_new=True) is None

    async def test_it_is_withdrawn_at_once(self, office: SmallOffice) -> None:
        token, actor = await link_of(office, LEAD), await office.actor(LEAD)
        async with office.database.write() as session:
            await withdraw(session, actor, 1, shown=1)
        assert await read(office, token) is None

    async def test_an_old_button_changes_nothing(self, office: SmallOffice) -> None:
        token, actor = await link_of(office, LEAD), await office.actor(LEAD)
        with pytest.raises(StaleFeed):
            async with office.database.write() as session:
                await withdraw(session, actor, 1, shown=0)
        assert await read(office, token) is not None

    async def test_nobody_touches_that_of_another(self, office: SmallOffice) -> None:
        token, stranger = await link_of(office, LEAD), await office.actor(OTHER)
        for verb in (renew, withdraw):
            facts = {"now": MONDAY} if verb is renew else {}
            with pytest.raises(NotAllowed):
                async with office.database.write() as session:
                    await verb(session, stranger, 1, **facts, shown=1)
        assert await read(office, token) is not None


class TestWho:
    @pytest.mark.parametrize("reader", [LEAD, OTHER, OTHER_HEAD, "Quản trị"])
    async def test_a_unit_is_not_for_everybody(self, office: SmallOffice, reader: str) -> None:
        with pytest.raises(NotAllowed):
            await link_of(office, reader, LEAD)

    async def test_a_borrowed_hat_gets_no_link(self, office: SmallOffice) -> None:
        head = await office.actor(HEAD)
        days = {"first": date(2026, 11, 30), "last": date(2026, 12, 3)}
        who = {"person_id": office.ids[HEAD], "substitute_id": office.ids[LEAD]}
        async with office.database.write() as session:
            await delegate(session, head, **who, **days, policy=POLICY, now=MONDAY)
            substitute = await people.actor(session, office.ids[LEAD], MONDAY)
            assert substitute is not None
            assert substitute.principals == (head,)
            with pytest.raises(NotAllowed):
                await ask(session, substitute, head.unit_id, MONDAY)

    async def test_a_head_who_moves_loses_the_old_unit(self, office: SmallOffice) -> None:
        own, unit = await link_of(office, HEAD), await link_of(office, HEAD, LEAD)
        elsewhere = (await office.actor(OTHER)).unit_id
        async with office.database.write() as session:
            await session.execute(update(Person).where(Person.id == office.ids[HEAD]).values(unit_id=elsewhere))
        assert await read(office, unit) is None
        assert await read(office, own) is not None

    async def test_what_he_may_see_no_more_he_may_still_withdraw(self, office: SmallOffice) -> None:
        await link_of(office, HEAD, LEAD)
        moved = replace(await office.actor(HEAD), unit_ids=frozenset())
        async with office.database.write() as session:
            with pytest.raises(NotAllowed):
                await renew(session, moved, 1, MONDAY, shown=1)
            assert (await withdraw(session, moved, 1, shown=1)).made_at is None

    async def test_whoever_has_left_has_no_calendar(self, office: SmallOffice) -> None:
        token = await link_of(office, LEAD)
        async with office.database.write() as session:
            await session.execute(update(Person).where(Person.id == office.ids[LEAD]).values(active=False))
        assert await read(office, token) is None

    async def test_a_lost_phone_takes_its_links_along(self, office: SmallOffice) -> None:
        token = await link_of(office, LEAD)
        async with office.database.write() as session:
            await unbind(session, office.ids[LEAD], MONDAY)
        assert await read(office, token) is None
        await office.bind(LEAD)
        assert await read(office, token) is None

    async def test_so_does_one_that_somebody_else_holds_now(self, office: SmallOffice) -> None:
        token = await link_of(office, LEAD)
        async with office.database.write() as session:
            await invite(session, await session.get_one(Person, office.ids["Quản trị"]), "ABCD2345", POLICY, MONDAY)
            await bind(session, Chat("text", LEAD), "ABCD2345", MONDAY)
        await office.bind(LEAD, channel="other")
        assert await read(office, token) is None

    async def test_any_other_word_is_no_link(self, office: SmallOffice) -> None:
        token = await link_of(office, LEAD)
        for word in ("", "x" * 43, token[:-1], token.swapcase(), hash_token(token)):
            assert await read(office, word) is None
