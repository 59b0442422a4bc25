"""Silence is loud, and a moved clock is not silence."""

from datetime import timedelta

import pytest

from core.health import LIMITS, Organ
from core.wording import health
from db import inbox
from db.outbox import State
from db.tables import OutboxMessage
from scheduler.watchdog import Watchdog
from tests.fakes.post_office import PostOffice

NO_TICK = health.tick_missed(timedelta(seconds=91))
NO_MAIL = health.outbox_stands(LIMITS[Organ.OUTBOX])
NO_EAR = health.inbox_stands(LIMITS[Organ.INBOX])


class Watch:
    """Looks every thirty seconds of the loop's clock, as the engine does."""

    def __init__(self, office: PostOffice) -> None:
        self.office = office
        self.clock = 1000.0
        self.watchdog = Watchdog(office.database)

    async def look(self, *, quiet: bool = False, silent_for: timedelta = timedelta()) -> list[str]:
        return await self.watchdog.look(silent_for=silent_for, quiet=quiet, clock=self.clock, now=self.office.now)

    async def over(self, seconds: float, *, quiet: bool = False) -> list[str]:
        """Everything that was found wrong in that time."""
        wrong: set[str] = set()
        for _ in range(int(seconds // 30)):
            self.clock += 30
            self.office.later(seconds=30)
            wrong |= set(await self.look(quiet=quiet))
        return sorted(wrong)


@pytest.fixture
async def watch(office: PostOffice) -> Watch:
    watch = Watch(office)
    assert await watch.look() == []
    return watch


async def hear(office: PostOffice, update_id: str) -> None:
    async with office.database.write() as session:
        await inbox.store(session, "fake", [(update_id, {})], office.now)


class TestTick:
    async def test_ninety_seconds_are_in_order(self, watch: Watch) -> None:
        assert await watch.look(silent_for=LIMITS[Organ.TICK]) == []

    async def test_more_are_not(self, watch: Watch) -> None:
        assert await watch.look(silent_for=LIMITS[Organ.TICK] + timedelta(seconds=1)) == [NO_TICK]


class TestOutbox:
    async def test_five_minutes_are_in_order(self, watch: Watch) -> None:
        await watch.office.inform("an")
        assert await watch.over(5 * 60) == []

    async def test_more_are_not(self, watch: Watch) -> None:
        await watch.office.inform("an")
        assert await watch.over(6 * 60) == [NO_MAIL]

    async def test_a_row_that_is_tried_again_and_again_stands_still_too(self, watch: Watch) -> None:
        await watch.office.inform("an")
        wrong = []
        for _ in range(12):
            await watch.office.set(not_before=watch.office.now + timedelta(seconds=5))
            wrong += await watch.over(30)
        assert NO_MAIL in wrong

    async def test_a_queue_that_moves_does_not_stand_still(self, watch: Watch) -> None:
        for _ in range(20):
            await watch.office.inform("an")
            assert await watch.over(60) == []
            await watch.office.deliver()

    async def test_at_night_only_answers_are_late(self, watch: Watch) -> None:
        await watch.office.inform("an")
        assert await watch.over(8 * 60, quiet=True) == []
        await watch.office.tell("an")
        assert await watch.over(8 * 60, quiet=True) == [NO_MAIL]

    async def test_what_the_night_held_back_has_its_five_minutes(self, watch: Watch) -> None:
        await watch.office.inform("an")
        await watch.over(8 * 60, quiet=True)
        assert await watch.over(5 * 60) == []


class TestInbox:
    async def test_a_minute_is_in_order(self, watch: Watch) -> None:
        await hear(watch.office, "1")
        assert await watch.over(60) == []

    async def test_more_is_not(self, watch: Watch) -> None:
        await hear(watch.office, "1")
        assert await watch.over(120) == [NO_EAR]

    async def test_what_is_handled_is_forgotten(self, watch: Watch) -> None:
        await hear(watch.office, "1")
        await watch.over(60)
        async with watch.office.database.write() as session:
            await inbox.settle(session, 1, inbox.DONE, watch.office.now)
        await hear(watch.office, "2")
        assert await watch.over(60) == []


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(hours=-7)])
class TestMovedClock:
    async def test_it_raises_no_alarm(self, watch: Watch, jump: timedelta) -> None:
        await watch.office.inform("an")
        await hear(watch.office, "1")
        watch.office.now += jump
        assert await watch.over(30) == []

    async def test_it_hides_none(self, watch: Watch, jump: timedelta) -> None:
        await watch.office.inform("an")
        await watch.over(3 * 60)
        watch.office.now += jump
        assert await watch.over(3 * 60) == [NO_MAIL]


async def test_the_admin_is_told_once_an_hour(watch: Watch) -> None:
    await watch.office.tell("an", "kẹt")
    await watch.over(30 * 60)
    told = await watch.office.rows(to_admin=True)
    assert [row.payload["facts"] for row in told] == [{"what": NO_MAIL}]
    await watch.over(60 * 60)
    assert len(await watch.office.rows(to_admin=True)) == 1  # nobody is helped by a second one behind it
    async with watch.office.database.write() as session:
        (await session.get_one(OutboxMessage, told[0].id)).state = State.SENT
    await watch.over(60 * 60)
    assert len(await watch.office.rows(to_admin=True)) == 2
