"""More time: asked for by the lead, decided by the giving side, and only a grant moves the deadline."""

from collections.abc import Awaitable, Callable

import pytest

from core.deadline import Deadline, DeadlineKind, day, hour
from core.task import IllegalStep
from db.outbox import Kind
from tests.usecases.small_office import DUE, HEAD, LEAD, MONITOR, POLICY, SmallOffice, at
from usecases.ask_extension import AskedAlready, ask_extension
from usecases.decide_extension import grant_extension, refuse_extension
from usecases.nudge import nudge
from usecases.report import report
from usecases.send_back import NoOpinion, send_back
from usecases.steps import StaleStep

Verb = Callable[..., Awaitable[None]]
LATER = day(at("20/12/2026 00:00").date())


async def asked(office: SmallOffice, wanted: Deadline = LATER, **facts: object) -> int:
    task_id = await office.assign(monitor_id=office.ids[MONITOR], **facts)
    await office.take(ask_extension, LEAD, task_id, wanted=wanted, reason="chờ Sở Tài chính")
    return task_id


async def test_asking_moves_nothing_and_tells_whoever_decides(office: SmallOffice) -> None:
    task_id = await asked(office)
    task = await office.task(task_id)
    assert (task.deadline, task.deadline_version) == (day(DUE), 1)
    (news,) = await office.owed(MONITOR, Kind.NEWS)
    assert "chờ Sở Tài chính" in await office.words(news)


async def test_one_request_at_a_time(office: SmallOffice) -> None:
    task_id = await asked(office)
    with pytest.raises(AskedAlready):
        await office.take(ask_extension, LEAD, task_id, wanted=LATER, reason="vẫn chờ")
    await office.take(refuse_extension, MONITOR, task_id, opinion="Đã đủ thời gian")
    await office.take(ask_extension, LEAD, task_id, wanted=LATER, reason="vẫn chờ")


@pytest.mark.parametrize("wanted", [LATER, hour(at("20/12/2026 16:30"))])
async def test_a_grant_moves_the_deadline_and_its_version(office: SmallOffice, wanted: Deadline) -> None:
    task_id = await asked(office, wanted)
    await office.take(grant_extension, MONITOR, task_id)
    task = await office.task(task_id)
    assert (task.deadline, task.deadline_version) == (wanted, 2)
    assert len(await office.owed(LEAD, Kind.NEWS)) == 1


async def test_a_window_keeps_its_beginning(office: SmallOffice) -> None:
    window = Deadline(kind=DeadlineKind.WINDOW, starts_on=at("01/12/2026 00:00").date(), on=DUE)
    task_id = await asked(office, deadline=window)
    await office.take(grant_extension, MONITOR, task_id)
    moved = (await office.task(task_id)).deadline
    assert (moved.kind, moved.starts_on, moved.on) == (window.kind, window.starts_on, LATER.on)


async def test_nudges_of_the_old_deadline_go_stale(office: SmallOffice) -> None:
    task_id = await asked(office)
    async with office.database.write() as session:
        await nudge(session, POLICY, at("09/12/2026 09:00"))
    owed = await office.owed(LEAD, Kind.NUDGE)
    assert owed
    await office.take(grant_extension, MONITOR, task_id, at("09/12/2026 09:01"))
    assert (await office.compose(owed, at("09/12/2026 09:02"))).message is None


async def test_a_refusal_says_why_and_moves_nothing(office: SmallOffice) -> None:
    task_id = await asked(office)
    with pytest.raises(NoOpinion):
        await office.take(refuse_extension, MONITOR, task_id, opinion=" ")
    await office.take(refuse_extension, MONITOR, task_id, opinion="Đã đủ thời gian")
    assert (await office.task(task_id)).deadline == day(DUE)
    (news,) = await office.owed(LEAD, Kind.NEWS)
    assert "Đã đủ thời gian" in await office.words(news)


async def test_another_request_than_the_one_shown_is_not_decided(office: SmallOffice) -> None:
    task_id = await asked(office)
    with pytest.raises(StaleStep):
        await office.take(grant_extension, MONITOR, task_id, request_id=404)
    with pytest.raises(StaleStep):
        await office.take(refuse_extension, MONITOR, task_id, opinion="không", request_id=404)


@pytest.mark.parametrize("decide", [grant_extension, refuse_extension])
async def test_a_decision_without_a_request_is_stale(office: SmallOffice, decide: Verb) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    facts = {"opinion": "không"} if decide is refuse_extension else {}
    with pytest.raises(StaleStep):
        await office.take(decide, MONITOR, task_id, **facts)


async def test_the_unit_head_is_told_nothing_until_it_is_decided(office: SmallOffice) -> None:
    await asked(office)
    assert not await office.owed(HEAD)


async def test_whoever_has_reported_needs_no_more_time_unless_it_comes_back(office: SmallOffice) -> None:
    task_id = await asked(office)
    await office.take(report, LEAD, task_id)
    with pytest.raises(IllegalStep):
        await office.take(grant_extension, MONITOR, task_id)
    await office.take(send_back, MONITOR, task_id, opinion="Thiếu phụ lục")
    await office.take(grant_extension, MONITOR, task_id)
    assert (await office.task(task_id)).deadline == LATER
