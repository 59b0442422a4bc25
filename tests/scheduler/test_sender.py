"""The sender on real time: it wakes at once, waits for nobody, stops nobody, and ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise

import pytest

from core.message import NotSent, Outgoing, Paper, Sent, Unknown
from core.wording import answers
from db import queue
from db.outbox import MOST_TRIES, State
from scheduler import sender as sender_module
from scheduler.sender import Sender
from tests.fakes.post_office import NIGHT, POLICY, PostOffice
from tests.fakes.scripted_channel import Call
from usecases import deliver
from usecases.compose import REPEAT_MARK


@asynccontextmanager
async def running(office: PostOffice, sender: Sender) -> AsyncIterator[Sender]:
    """The sender's loop, woken by every commit that owes something."""
    office.database.on_commit.append(lambda _: sender.wake())
    task = asyncio.create_task(sender.run())
    await asyncio.sleep(0.05)
    try:
        yield sender
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class TestAtOnce:
    async def test_an_answer_does_not_wait_for_a_tick(self, office: PostOffice) -> None:
        loop, owed = asyncio.get_running_loop(), []
        office.database.on_commit.append(lambda _: owed.append(loop.time()))
        async with running(office, office.sender()):
            for number in range(1, 8):
                await office.tell("an")
                await office.wait_for_calls(number)
        waits = [call.at - at for call, at in zip(office.channel.calls, owed, strict=True)]
        assert min(waits) < 0.05

    async def test_answers_overtake_five_hundred_nudges(self, office: PostOffice) -> None:
        async with office.database.write() as session:
            await office.crowd(session, 500)
        async with running(office, office.sender()):
            await office.wait_for_calls(5)
            await office.tell("an")
            await office.wait_until(lambda: office.channel.texts("an"))
        assert len(office.channel.calls) < 80

    async def test_at_night_nothing_but_answers(self, office: PostOffice) -> None:
        office.now = NIGHT
        await office.nudge("an")
        await office.inform("an")
        await office.tell("binh")
        await office.deliver()
        assert await office.states() == [State.READY, State.READY, State.SENT]


class TestNobodyWaits:
    async def test_for_a_slow_chat(self, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sender_module, "_FAREWELL", 0)
        office.channel.hold["an"] = 60
        async with running(office, office.sender()):
            await office.tell("an")
            for number in range(5):
                await office.tell("binh", str(number))
            await office.wait_until(lambda: len(office.channel.texts("binh")) == 5)
        assert (await office.states())[0] == State.SENDING

    async def test_a_chat_hears_one_thing_after_the_other(self, office: PostOffice) -> None:
        office.channel.hold["an"] = 0.02
        for number in range(5):
            await office.tell("an", str(number))
        await office.deliver()
        assert office.channel.texts() == ["0", "1", "2", "3", "4"]
        times = [call.at for call in office.channel.calls]
        assert all(later - earlier >= 0.02 for earlier, later in pairwise(times))

    async def test_for_a_row_that_cannot_be_worded(self, office: PostOffice) -> None:
        await office.tell("an", payload={"key": "no such saying", "facts": {}})
        for _ in range(MOST_TRIES):
            await office.tell("binh")
            await office.deliver_late()
        assert [row.state for row in await office.rows()] == [State.SET_ASIDE, *[State.SENT] * MOST_TRIES]
        assert office.channel.texts("admin") == ["⚠️ Tin số 1 không gửi được và đã để riêng: KeyError"]

    async def test_for_a_nudge_that_cannot_be_worded(self, office: PostOffice) -> None:
        """The other nudges of the same person are not set aside together with it."""
        await office.nudge("an")
        await office.set(slot="no such slot")
        for _ in range(3):
            await office.nudge("an")
        for _ in range(MOST_TRIES):
            await office.deliver_late()
        assert await office.states() == [State.SET_ASIDE, *[State.SENT] * 3]

    async def test_the_pauses_grow(self, office: PostOffice) -> None:
        await office.tell("an", payload={"key": "no such saying", "facts": {}})
        pauses = []
        for _ in range(MOST_TRIES - 1):
            await office.deliver()
            until = (await office.row()).not_before
            pauses.append((until - office.now).total_seconds())
            office.now = until
        assert pauses == [10, 20, 40, 80]

    async def test_an_alarm_that_cannot_be_worded_raises_no_alarm(self, office: PostOffice) -> None:
        await office.inform("an", payload={"key": "no such saying", "facts": {}, "about": "x"})
        for _ in range(MOST_TRIES):
            await office.deliver_late()
        assert [row.state for row in await office.rows(to_admin=True)] == [State.SET_ASIDE]


class TestOurOwnFaults:
    """What fails after the call has begun may have arrived: it is in doubt, and not simply tried again."""

    async def test_a_channel_that_raises(self, office: PostOffice) -> None:
        await office.tell("an")
        office.channel.will("an", RuntimeError("a bug"), RuntimeError("a bug"))
        for _ in range(4):
            await office.deliver_late()
        assert office.channel.texts() == ["chào", f"{REPEAT_MARK} chào"]
        assert await office.states() == [State.UNKNOWN]

    async def test_a_verdict_that_cannot_be_written_down(
        self, office: PostOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def broken(*_: object) -> None:
            raise OSError("disk full")

        monkeypatch.setattr(deliver, "_sent", broken)
        await office.tell("an")
        for _ in range(4):
            await office.deliver_late()
        assert office.channel.texts() == ["chào", f"{REPEAT_MARK} chào"]


class TestTrouble:
    async def test_the_channel_rests_until_it_answers_and_then_everything_goes(
        self, office: PostOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sender_module, "_FIRST_PAUSE", 0.02)
        office.channel.up = False
        office.channel.will("an", NotSent("refused"))
        async with running(office, office.sender()):
            await office.tell("an")
            await office.wait_until(lambda: office.channel.asked > 2)
            await office.tell("binh")
            await asyncio.sleep(0.05)
            assert len(office.channel.calls) == 1
            office.channel.up = True
            await office.wait_for_calls(2)
            office.later(seconds=5)
            await office.wait_for_calls(3)
        assert await office.states() == [State.SENT, State.SENT]

    async def test_a_repeat_is_spent_on_nobody_who_cannot_hear_it(
        self, office: PostOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sender_module, "_FIRST_PAUSE", 0.02)
        office.channel.up = False
        office.channel.will("an", Unknown("ReadTimeout"))
        async with running(office, office.sender()) as sender:
            await office.tell("an")
            await office.wait_until(lambda: office.channel.asked > 2)
            office.later(minutes=1)
            await sender.reap()
            await asyncio.sleep(0.05)
            assert len(office.channel.calls) == 1
            office.channel.up = True
            await office.wait_for_calls(2)

    async def test_after_a_429_the_whole_channel_waits_and_nothing_is_lost(self, office: PostOffice) -> None:
        office.channel.will("an", NotSent("429", pause=timedelta(seconds=0.4)))
        async with running(office, office.sender()):
            await office.tell("an")
            await office.wait_for_calls(1)
            await office.tell("binh")
            office.later(seconds=1)
            await office.wait_for_calls(3)
        refused, *others = office.channel.calls
        assert min(call.at for call in others) - refused.at > 0.39
        assert await office.states() == [State.SENT, State.SENT]


class TestFences:
    async def claim(self, office: PostOffice, owner: str) -> list[deliver.Claim]:
        resting = queue.Resting()
        async with office.database.write() as session:
            return await deliver.claim(session, POLICY, office.now, owner=owner, resting=resting, limit=9)

    async def make_ready(self, office: PostOffice, claim: deliver.Claim) -> deliver.Parcel | None:
        features = office.channel.features
        async with office.database.write() as session:
            return await deliver.make_ready(session, claim, POLICY, office.now, features=features)

    async def settle(self, office: PostOffice, parcel: deliver.Parcel, *verdicts: object) -> None:
        async with office.database.write() as session:
            for verdict in verdicts:
                await deliver.settle(session, parcel, verdict, office.now)  # type: ignore[arg-type]

    async def test_a_zombie_whose_lease_is_over_cannot_send(self, office: PostOffice) -> None:
        await office.tell("an")
        (zombie,) = await self.claim(office, "zombie")
        await office.deliver_late()
        assert await self.make_ready(office, zombie) is None
        assert len(office.channel.calls) == 1

    async def test_nor_when_another_one_holds_it(self, office: PostOffice) -> None:
        await office.tell("an")
        (zombie,) = await self.claim(office, "zombie")
        office.later(minutes=5)
        await office.sender("heir").reap()
        (heir,) = await self.claim(office, "heir")
        assert await self.make_ready(office, zombie) is None
        assert await self.make_ready(office, heir) is not None

    @pytest.mark.parametrize("verdict", [NotSent("refused"), Unknown("late"), Sent("m1")])
    async def test_a_zombie_has_no_say_in_the_repeat_of_another(self, office: PostOffice, verdict: object) -> None:
        """Else "not sent", said of the first call, would send the second one a third time."""
        await office.tell("an")
        (claimed,) = await self.claim(office, "zombie")
        late = await self.make_ready(office, claimed)
        office.later(minutes=5)
        await office.sender("heir").reap()
        (heir,) = await self.claim(office, "heir")
        again = await self.make_ready(office, heir)
        assert late
        assert again
        await self.settle(office, late, verdict)
        assert await office.states() == [State.SENDING]

    async def test_a_clock_that_jumps_during_a_call_causes_no_repeat(self, office: PostOffice) -> None:
        office.channel.hold["an"] = 0.1
        await office.tell("an")
        sender = office.sender()
        await sender.round()
        await office.wait_for_calls(1)
        office.later(days=1)
        assert await sender.reap() == 0
        await sender.drain()
        assert office.channel.texts() == ["chào"]
        assert await office.states() == [State.SENT]


class TestTheEnd:
    async def test_what_is_in_flight_lands(self, office: PostOffice) -> None:
        office.channel.hold["an"] = 0.1
        await office.tell("an")
        async with running(office, office.sender()):
            await office.wait_for_calls(1)
        assert await office.states() == [State.SENT]

    async def test_what_hangs_is_not_waited_for(self, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sender_module, "_FAREWELL", 0.05)
        office.channel.hold["an"] = 60
        await office.tell("an")
        async with asyncio.timeout(5), running(office, office.sender()):
            await office.wait_for_calls(1)
        assert await office.states() == [State.SENDING]
        office.channel.hold.clear()
        await office.deliver_late()
        assert office.channel.texts()[-1] == f"{REPEAT_MARK} chào"

    async def test_nobody_goes_on_asking_for_a_channel(self, office: PostOffice) -> None:
        office.channel.up = False
        office.channel.will("an", NotSent("refused"))
        before = asyncio.all_tasks()
        async with running(office, office.sender()):
            await office.tell("an")
            await office.wait_until(lambda: office.channel.asked)
        assert asyncio.all_tasks() == before

    async def test_draining_does_not_wait_for_a_channel_in_trouble(self, office: PostOffice) -> None:
        office.channel.up = False
        office.channel.will("an", NotSent("refused"))
        await office.tell("an")
        async with asyncio.timeout(5):
            await office.deliver()
        assert await office.states() == [State.READY]

    async def test_draining_waits_for_those_who_only_rest(self, office: PostOffice) -> None:
        for _ in range(3):
            await office.tell("an")
        await office.deliver(pacing=sender_module.Pacing(chat_rest=0.05))
        assert await office.states() == [State.SENT] * 3


async def test_a_sender_that_failed_can_run_again(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    sender = office.sender()
    with monkeypatch.context() as broken:
        broken.setattr(deliver, "claim", _fails)
        with pytest.raises(OSError, match="the database is away"):
            await sender.run()
    await office.tell("an")
    async with running(office, sender):
        await office.wait_for_calls(1)
    assert isinstance(office.channel.calls[0], Call)


async def _fails(*_: object, **__: object) -> None:
    raise OSError("the database is away")


@pytest.mark.parametrize("turns", range(6))
async def test_the_end_is_heard_also_at_the_moment_of_waking(office: PostOffice, turns: int) -> None:
    """Before Python 3.12 `asyncio.wait_for` swallows a cancellation that comes together with what it waits for."""
    sender = office.sender()
    task = asyncio.create_task(sender.run())
    await asyncio.sleep(0.1)
    sender.wake()
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=3)
    assert done
    assert task.cancelled()


class TestPapers:
    async def test_are_made_between_the_transactions(self, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
        paper = Paper(name="a.txt", make=lambda: b"made")
        monkeypatch.setitem(answers.SAYINGS, "text", lambda text: Outgoing(text=(text,), file=paper))
        await office.tell("an")
        await office.deliver()
        assert [call.paper for call in office.channel.calls] == [b"made"]
        assert await office.states() == [State.SENT]

    async def test_one_that_cannot_be_made_is_set_aside(
        self, office: PostOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paper = Paper(name="a.txt", make=lambda: bytes(-1))
        monkeypatch.setitem(answers.SAYINGS, "text", lambda text: Outgoing(text=(text,), file=paper))
        await office.tell("an")
        await office.deliver()
        assert State.SET_ASIDE in await office.states()
        assert all(call.paper is None for call in office.channel.calls)
