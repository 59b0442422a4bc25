"""How fast a messenger is spoken to, measured on real time at a messenger that answers at once."""

import asyncio
from collections.abc import Sequence
from itertools import pairwise

import pytest

from db.outbox import Chat, Priority
from db.tables import Group
from scheduler.pacing import Pacing
from tests.fakes.post_office import POLICY, PostOffice
from tests.fakes.scripted_channel import ScriptedChannel
from usecases import deliver

AN = Chat("fake", "an")


async def make_group(office: PostOffice, chat_id: str) -> None:
    async with office.database.write() as session:
        session.add(Group(channel="fake", chat_id=chat_id, title="Nhóm", joined_at=office.now))


def most_in_a_second(times: Sequence[float]) -> int:
    return max(sum(start <= at < start + 1 for at in times) for start in times)


class TestRests:
    async def test_two_messages_to_a_chat_are_a_second_apart(self, office: PostOffice) -> None:
        for _ in range(3):
            await office.tell("an")
        await office.deliver(pacing=Pacing())
        times = [call.at for call in office.channel.calls]
        assert all(later - earlier >= 1 for earlier, later in pairwise(times))

    @pytest.mark.parametrize("joined", [False, True])
    async def test_a_group_rests_for_longer(self, office: PostOffice, joined: bool) -> None:
        await make_group(office, "an" if joined else "x")
        for _ in range(2):
            await office.tell("an", priority=Priority.BROADCAST)
        await office.deliver(pacing=Pacing(chat_rest=0.05, group_rest=1))
        first, second = office.channel.calls
        assert (second.at - first.at >= 1) is joined

    async def test_an_answer_to_a_group_waits_for_no_post_and_no_counter(self, office: PostOffice) -> None:
        await make_group(office, "an")
        for number in range(8):
            await office.tell("an", f"số đếm {number}", priority=Priority.REFRESH)
        sender = office.sender(pacing=Pacing(chat_rest=0.05, group_rest=0.5))
        draining = asyncio.create_task(sender.drain())
        await office.wait_for_calls(2)
        await office.tell("an", "trả lời")
        sender.wake()
        await draining
        said = [call.text for call in office.channel.calls]
        assert said.index("trả lời") == 2
        assert office.channel.calls[2].at - office.channel.calls[1].at < 0.5

    async def test_a_group_hears_less_than_twenty_in_any_minute(self) -> None:
        pacing, group = Pacing(chat_rest=0.0001, group_rest=0.0001), Chat("fake", "g")
        for _ in range(19):
            assert pacing.resting().chats == frozenset()
            pacing.begin(group)
            pacing.end(group, to_group=True)
            await asyncio.sleep(0.001)
        assert pacing.resting().chats == {"g"}
        assert 58 < (pacing.next_wake() or 0) < 60

    def test_the_rests_keep_the_messengers_limits(self) -> None:
        pacing = Pacing()
        assert pacing._chat_rest > 1
        assert 60 / pacing._group_rest < 15

    async def test_a_chat_that_is_written_to_rests_until_the_end(self) -> None:
        pacing = Pacing(chat_rest=0.01)
        pacing.begin(AN)
        await asyncio.sleep(0.02)
        assert pacing.resting().chats == {"an"}
        pacing.end(AN, to_group=False)
        await asyncio.sleep(0.02)
        assert pacing.resting().chats == frozenset()

    async def test_the_longest_pause_counts(self) -> None:
        pacing = Pacing()
        pacing.pause("fake", 5)
        pacing.pause("fake", 1)
        assert (pacing.next_wake() or 0) > 4
        assert pacing.resting().channels == {"fake"}

    async def test_when_nobody_rests_nobody_is_waited_for(self) -> None:
        assert Pacing().next_wake() is None


class TestOverall:
    async def test_never_more_than_thirty_in_any_second(self, office: PostOffice) -> None:
        async with office.database.write() as session:
            await office.crowd(session, 70)
        await office.deliver()
        times = [call.at for call in office.channel.calls]
        assert len(times) == 70
        assert most_in_a_second(times) <= 30
        assert times[-1] - times[0] < 10

    async def test_nor_after_the_database_stood_still(
        self, office: PostOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A crowd that has had its turn must not gather behind the database, to leave all at once."""
        make_ready, freed = deliver.make_ready, asyncio.Event()

        async def slow(*args: object, **facts: object) -> object:
            await freed.wait()
            return await make_ready(*args, **facts)  # type: ignore[arg-type]

        monkeypatch.setattr(deliver, "make_ready", slow)
        async with office.database.write() as session:
            await office.crowd(session, 45)
        asyncio.get_running_loop().call_later(1.2, freed.set)
        await office.deliver()
        assert most_in_a_second([call.at for call in office.channel.calls]) <= 30

    async def test_each_messenger_has_its_own_limit(self, office: PostOffice) -> None:
        other = ScriptedChannel(name="other")
        async with office.database.write() as session:
            await office.crowd(session, 12)
            await office.crowd(session, 12, channel="other")
        pacing = Pacing(chat_rest=0, per_second=10)
        await office.sender(channels={"fake": office.channel, "other": other}, pacing=pacing).drain()
        together = [call.at for call in (*office.channel.calls, *other.calls)]
        assert len(together) == 24
        assert max(together) - min(together) < 21 / 10


async def test_a_second_look_ahead_is_no_second_message(office: PostOffice) -> None:
    """However many rows of one chat are seen at once, one of them is taken."""
    for _ in range(5):
        await office.tell("an")
    async with office.database.write() as session:
        resting = Pacing().resting()
        claims = await deliver.claim(session, POLICY, office.now, owner="one", resting=resting, limit=30)
    assert [claim.row_ids for claim in claims] == [(1,)]
