"""A report is reckoned beside everybody: while it reads the office, steps are taken and other messages leave."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import update

from core.report_periods import Span, period_on
from core.roles import Role
from db import counts
from db.outbox import Chat, Kind, Priority, State
from db.tables import OutboxMessage, Person, TaskRow
from tests.fakes.post_office import MORNING, PostOffice

WEEK = period_on(Span.WEEK, MORNING.date()).name


class SlowDesk:
    """Stops every count until it is told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at_work, self.go_on = asyncio.Event(), asyncio.Event()
        self._count = counts.counts
        monkeypatch.setattr(counts, "counts", self._slowly)

    async def _slowly(self, *args: Any, **facts: Any) -> Any:
        found = await self._count(*args, **facts)
        self.at_work.set()
        await self.go_on.wait()
        return found


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> SlowDesk:
    return SlowDesk(monkeypatch)


async def ask_for_a_report(office: PostOffice) -> None:
    await office.hire("sep", role=Role.LEADER)
    await office.assign("an")
    facts: dict[str, Any] = {"kind": Kind.REPORT, "payload": {"period": WEEK}, "chat": Chat("fake", "sep")}
    await office.tell("sep", person_id=office.people["sep"], priority=Priority.ANSWER, **facts)


async def test_nobody_waits_for_a_report(office: PostOffice, desk: SlowDesk) -> None:
    await ask_for_a_report(office)
    sender = office.sender()
    running = asyncio.create_task(sender.run())
    try:
        async with asyncio.timeout(5):
            await desk.at_work.wait()
            await office.tell("an", "đã ghi")  # a step and its answer: one short transaction
            sender.wake()
            await office.wait_for_calls(1)
            desk.go_on.set()
            await office.wait_for_calls(2)
    finally:
        desk.go_on.set()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert [call.chat_id for call in office.channel.calls] == ["an", "sep"]
    assert "Tổng số: 1 việc" in office.channel.texts("sep")[0]


async def test_whoever_gives_up_his_phone_meanwhile_is_told_nothing(office: PostOffice, desk: SlowDesk) -> None:
    await ask_for_a_report(office)
    delivery = asyncio.create_task(office.deliver())
    await desk.at_work.wait()
    await office.leave("sep")
    desk.go_on.set()
    await delivery
    assert [call for call in office.channel.calls if call.chat_id == "sep"] == []


async def test_whoever_has_another_post_meanwhile_reads_what_is_his_now(office: PostOffice, desk: SlowDesk) -> None:
    await ask_for_a_report(office)
    delivery = asyncio.create_task(office.deliver())
    await desk.at_work.wait()
    async with office.database.write() as session:
        (await session.get_one(Person, office.people["sep"])).role = Role.OFFICIAL
    desk.go_on.set()
    await delivery
    (told,) = office.channel.texts("sep")
    assert "Báo cáo dành cho Văn phòng" in told


async def test_a_report_that_another_owner_took_meanwhile_is_not_sent_twice(office: PostOffice, desk: SlowDesk) -> None:
    await ask_for_a_report(office)
    delivery = asyncio.create_task(office.deliver())
    await desk.at_work.wait()
    async with office.database.write() as session:
        taken = update(OutboxMessage).where(OutboxMessage.kind == Kind.REPORT)
        await session.execute(taken.values(state=State.SENT, owner="two"))
    desk.go_on.set()
    await delivery
    assert office.channel.calls == []


async def test_what_is_read_in_one_session_is_of_one_moment(office: PostOffice) -> None:
    task_id = await office.assign("an")
    async with office.database.read() as session:
        assert await session.get(Person, office.people["an"]) is not None
        await office.close(task_id)
        assert (await session.get_one(TaskRow, task_id)).state != "done"
