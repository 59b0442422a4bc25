"""The table of what is owed: who may go, in which order, and what a dead owner leaves behind."""

from datetime import timedelta

import pytest

from core.nudge import Nudge
from core.slot import Audience
from db import outbox, phones, queue
from db.insert import insert_new
from db.outbox import PASSES_QUIET, REPLACED, Addressed, Chat, Priority, State
from db.queue import Ready, Resting
from db.tables import InboxUpdate
from tests.fakes.post_office import PostOffice

AN, LEASE = Chat("fake", "an"), timedelta(seconds=60)


async def ready(office: PostOffice, *, quiet: bool = False, limit: int = 100, **resting: frozenset[str]) -> list[Ready]:
    async with office.database.write() as session:
        may = PASSES_QUIET if quiet else tuple(Priority)
        found = await queue.ready(session, office.now, priorities=may, resting=Resting(**resting), limit=limit)
    return list(found)


async def reap(office: PostOffice, *mine: int) -> int:
    async with office.database.write() as session:
        return await queue.reap(session, office.now, mine=mine)


async def held(office: PostOffice, state: State, **values: object) -> None:
    """The only row is in the hands of somebody."""
    await office.tell("an", **values)
    await office.set(state=state, owner="dead", lease_until=office.now + LEASE)


class TestReady:
    async def test_the_most_urgent_goes_first_then_the_oldest(self, office: PostOffice) -> None:
        for priority in (Priority.REFRESH, Priority.NUDGE, Priority.ANSWER, Priority.NEWS, Priority.ANSWER):
            await office.tell("an", priority=priority)
        assert [row.id for row in await ready(office)] == [3, 5, 4, 2, 1]

    async def test_only_answers_when_asked(self, office: PostOffice) -> None:
        await office.inform("an")
        await office.tell("binh")
        assert [row.chat for row in await ready(office, quiet=True)] == [Chat("fake", "binh")]

    async def test_not_before_its_time(self, office: PostOffice) -> None:
        await office.tell("an")
        await office.set(not_before=office.now + timedelta(seconds=1))
        assert await ready(office) == []
        office.later(seconds=1)
        assert len(await ready(office)) == 1

    async def test_a_person_is_reached_where_he_was_last_heard(self, office: PostOffice) -> None:
        office.later(hours=1)
        await office.bind("an", "opaque/9", channel="other")
        await office.inform("an")
        assert (await ready(office))[0].chat == Chat("other", "opaque/9")

    async def test_nothing_reaches_somebody_without_an_account(self, office: PostOffice) -> None:
        await office.inform("an")
        await office.leave("an")
        assert (await ready(office))[0].chat is None

    @pytest.mark.parametrize("resting", [{"chats": {"an"}}, {"channels": {"fake"}}])
    async def test_whoever_rests_is_left_out(self, office: PostOffice, resting: dict[str, set[str]]) -> None:
        await office.tell("an")
        await office.inform("an")
        assert await ready(office, **{key: frozenset(names) for key, names in resting.items()}) == []

    async def test_nobody_waits_behind_those_who_rest(self, office: PostOffice) -> None:
        for _ in range(20):
            await office.inform("an")
        await office.inform("binh")
        assert [row.chat for row in await ready(office, limit=5, chats=frozenset({"an"}))] == [Chat("fake", "binh")]

    async def test_nobody_waits_behind_a_messenger_that_rests(self, office: PostOffice) -> None:
        office.later(hours=1)
        await office.bind("an", "opaque/9", channel="other")
        for _ in range(20):
            await office.inform("binh")
        await office.inform("an")
        found = await ready(office, limit=5, channels=frozenset({"fake"}))
        assert [row.chat for row in found] == [Chat("other", "opaque/9")]


class TestNudges:
    async def owe(self, office: PostOffice, task_id: int, slot: str, version: int = 1) -> int:
        nudge = Nudge(task_id=task_id, slot=slot, audience=Audience.LEAD, at=office.now)
        async with office.database.write() as session:
            each = Addressed(nudge=nudge, person_id=office.people["an"], deadline_version=version)
            return await outbox.owe_nudges(session, [each, each], office.now)

    async def test_each_slot_is_owed_once_per_deadline(self, office: PostOffice) -> None:
        task_id = await office.assign("an")
        slots = [("T-3", 1), ("T-3", 1), ("T-1", 1), ("T-3", 2)]
        assert [await self.owe(office, task_id, slot, version) for slot, version in slots] == [1, 0, 1, 1]

    async def test_what_became_of_it_does_not_matter(self, office: PostOffice) -> None:
        task_id = await office.nudge("an", slot="T-3")
        await office.set(state=State.DROPPED)
        async with office.database.read() as session:
            assert await outbox.slots_used(session, [task_id]) == {task_id: {("T-3", Audience.LEAD)}}

    async def test_only_what_is_new_is_counted(self, office: PostOffice) -> None:
        row = {"channel": "c", "raw": {}, "received_at": office.now, "state": "new", "tries": 0}
        async with office.database.write() as session:
            assert await insert_new(session, InboxUpdate, [row | {"update_id": str(n % 4)} for n in range(9)]) == 4
            assert await insert_new(session, InboxUpdate, [row | {"update_id": str(n)} for n in range(6)]) == 2


class TestEdits:
    async def test_a_newer_one_replaces_one_that_waits(self, office: PostOffice) -> None:
        for text in ("cũ", "mới"):
            await office.tell("an", text, edits="m1")
        first, second = await office.rows()
        assert (first.state, first.error, second.state) == (State.DROPPED, REPLACED, State.READY)

    async def test_of_another_message_or_on_its_way_it_is_left_alone(self, office: PostOffice) -> None:
        await office.tell("an", edits="m1")
        await office.set(state=State.CLAIMED)
        for name, message_id in (("an", "m1"), ("an", "m2"), ("binh", "m1")):
            await office.tell(name, edits=message_id)
        assert await office.states() == [State.CLAIMED, State.READY, State.READY, State.READY]

    async def test_a_refresh_does_not_swallow_an_answer(self, office: PostOffice) -> None:
        await office.tell("an", "đã ghi", edits="m1")
        await office.tell("an", edits="m1", priority=Priority.REFRESH)
        row = await office.row()
        assert (row.priority, row.payload["facts"]["text"]) == (Priority.ANSWER, "đã ghi")


class TestReap:
    @pytest.mark.parametrize("state", [State.CLAIMED, State.SENDING])
    async def test_a_lease_is_respected(self, office: PostOffice, state: State) -> None:
        await held(office, state)
        office.later(seconds=59)
        assert await reap(office) == 0
        assert await office.states() == [state]

    async def test_what_was_only_claimed_is_simply_ready(self, office: PostOffice) -> None:
        await held(office, State.CLAIMED)
        office.later(seconds=60)
        assert await reap(office) == 1
        row = await office.row()
        assert (row.state, row.owner, row.repeat) == (State.READY, None, False)

    async def test_what_was_in_flight_goes_once_more_and_is_marked(self, office: PostOffice) -> None:
        await held(office, State.SENDING)
        office.later(seconds=60)
        await reap(office)
        row = await office.row()
        assert (row.state, row.owner, row.repeat) == (State.READY, None, True)

    async def test_there_is_no_third_time(self, office: PostOffice) -> None:
        await held(office, State.SENDING)
        await office.set(repeat=True)
        office.later(seconds=60)
        assert await reap(office) == 1
        assert await reap(office) == 0
        assert await office.states() == [State.UNKNOWN]

    async def test_an_edit_is_simply_made_again(self, office: PostOffice) -> None:
        await held(office, State.SENDING, edits="m1")
        office.later(seconds=60)
        await reap(office)
        row = await office.row()
        assert (row.state, row.repeat) == (State.READY, False)

    async def test_nobody_takes_his_own_call_for_dead(self, office: PostOffice) -> None:
        await held(office, State.SENDING)
        office.later(days=1)
        assert await reap(office, (await office.row()).id) == 0


class TestHands:
    async def test_only_the_owner_moves_a_row(self, office: PostOffice) -> None:
        await held(office, State.SENDING)
        async with office.database.write() as session:
            await outbox.move(session, [1], start=State.SENDING, to=State.SENT, held_by="zombie")
        assert await office.states() == [State.SENDING]

    @pytest.mark.parametrize(
        ("state", "repeat", "after"),
        [
            (State.UNKNOWN, False, State.SENT),
            (State.UNKNOWN, True, State.SENT),
            (State.READY, True, State.SENT),
            (State.READY, False, State.READY),
            (State.SET_ASIDE, False, State.SET_ASIDE),
        ],
    )
    async def test_a_press_proves_delivery(self, office: PostOffice, state: State, repeat: bool, after: State) -> None:
        task_id = await office.nudge("an")
        await office.set(state=state, repeat=repeat)
        async with office.database.write() as session:
            await queue.prove_delivered(session, AN, office.people["an"], task_id)
        assert await office.states() == [after]


class TestWhatIsShown:
    async def shown(self, office: PostOffice, task_id: int) -> list[int]:
        async with office.database.read() as session:
            return [row.id for row in await phones.shown_for(session, task_id)]

    async def test_a_card_shows_its_task(self, office: PostOffice) -> None:
        task_id = await office.nudge("an")
        await office.deliver()
        assert await self.shown(office, task_id) == [1]

    async def test_a_digest_is_nobodys_card(self, office: PostOffice) -> None:
        """Else the list of many tasks would become the card of the first, as soon as that one moves."""
        tasks = [await office.nudge("an") for _ in range(3)]
        await office.deliver()
        assert [row.message_id for row in await office.rows()] == ["m1"] * 3
        assert [await self.shown(office, task_id) for task_id in tasks] == [[], [], []]

    async def test_two_nudges_of_one_task_are_its_card(self, office: PostOffice) -> None:
        task_id = await office.nudge("an", slot="T-1")
        await office.nudge("an", task_id=task_id, slot="due#1")
        await office.deliver()
        assert await self.shown(office, task_id) == [1]


async def test_what_will_be_tried_again_is_waiting_too(office: PostOffice) -> None:
    await office.inform("an")
    await office.set(not_before=office.now + timedelta(hours=1))
    async with office.database.read() as session:
        assert await queue.oldest_waiting(session, quiet=False) == office.now
        assert await queue.oldest_waiting(session, quiet=True) is None


async def test_everything_is_counted_by_its_state(office: PostOffice) -> None:
    await office.tell("an")
    await office.set(state=State.UNKNOWN)
    await office.tell("an")
    async with office.database.read() as session:
        assert await queue.counts(session) == {State.UNKNOWN: 1, State.READY: 1}
