"""Urging all that a list shows: each once, the rest counted by why, and after a crash it goes on where it was."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from core.deadline import day
from core.task import Step
from core.wish import Wish
from db.outbox import Chat, Kind
from db.tables import LogEntry, OutboxMessage
from tests.usecases.small_office import LEAD, LEADER, MONDAY, OTHER, POLICY, SmallOffice
from usecases import urge_all
from usecases.note import comment
from usecases.report import report
from usecases.urge import urge
from usecases.urge_all import UnderWay, go_on

LATE = day(date(2026, 11, 20))
CHAT = Chat("text", LEADER)


async def _begin(office: SmallOffice, post: str = LEADER) -> None:
    actor = await office.actor(post)
    async with office.database.write() as session:
        await urge_all.urge_all(session, actor, CHAT, Wish(), now=MONDAY, message_id=None)


async def _step(office: SmallOffice) -> bool:
    async with office.database.write() as session:
        return await go_on(session, POLICY, MONDAY)


async def _finish(office: SmallOffice) -> str:
    while await _step(office):
        pass
    async with office.database.read() as session:
        rows = (await session.scalars(select(OutboxMessage).where(OutboxMessage.kind == Kind.OVERDUE))).all()
        return str(rows[-1].payload["note"])


async def _urgings(office: SmallOffice) -> int:
    async with office.database.read() as session:
        return await session.scalar(select(func.count(LogEntry.id)).where(LogEntry.step == Step.URGE)) or 0


async def test_only_the_silent_are_urged_and_the_others_are_counted(office: SmallOffice) -> None:
    silent, lately, reported, answered, _in_time = [
        await office.assign(deadline=due) for due in (LATE, LATE, LATE, LATE, day(date(2026, 12, 31)))
    ]
    await office.take(urge, LEADER, lately, pause=POLICY.urge_pause)
    await office.take(report, LEAD, reported)
    await office.take(urge, LEADER, answered, MONDAY - timedelta(hours=1), pause=POLICY.urge_pause)
    await office.take(comment, LEAD, answered, words="em đang làm")
    await _begin(office)
    note = await _finish(office)
    assert note.startswith(f"📣 Đã đôn đốc 1 việc tới {LEAD}. Bỏ qua 3: 1 đã trả lời, 1 vừa được đôn đốc, 1 đang chờ")
    assert (await office.log(silent))[-1].startswith("urge")


async def test_it_goes_on_after_a_crash_and_urges_none_twice(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(urge_all, "BATCH", 2)
    for lead in (LEAD, OTHER, LEAD, OTHER, LEAD):
        await office.assign(lead, deadline=LATE)
    await _begin(office)
    await _step(office)
    assert await _urgings(office) == 2
    assert f"Đã đôn đốc 5 việc tới {OTHER}; {LEAD}." in await _finish(office)
    assert await _urgings(office) == 5


async def test_only_one_at_a_time_from_a_chat(office: SmallOffice) -> None:
    await office.assign(deadline=LATE)
    await _begin(office)
    with pytest.raises(UnderWay):
        await _begin(office)
    await _finish(office)
    await _begin(office)
    assert "Không có việc nào được đôn đốc thêm." in await _finish(office)


async def test_an_official_urges_nobody(office: SmallOffice) -> None:
    await office.assign(deadline=LATE)
    await _begin(office, LEAD)
    assert "1 không thuộc quyền đôn đốc" in await _finish(office)
    assert await _urgings(office) == 0
