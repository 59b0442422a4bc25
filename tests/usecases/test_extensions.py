"""More time: asked for by the lead, decided by the giving side, and only a grant moves the deadline."""

from collections.abc import Awaitable, Callable

import pytest

from core.deadline import Deadline, DeadlineKind, day, hour
from core.task import IllegalStep, Step
from db import extensions, log
from db.outbox import Kind
from db.tables import Extension
from tests.usecases.small_office import DUE, HEAD, LEAD, MONITOR, POLICY, SmallOffice, at
from usecases.ask_extension import AskedAlready, ask_extension
from usecases.ask_return import ask_return, refuse_return
from usecases.decide_extension import (
    PassedAlready,
    decline_offer,
    grant_extension,
    offer_extension,
    refuse_extension,
    take_offer,
)
from usecases.nudge import nudge
from usecases.report import report
from usecases.send_back import NoOpinion, send_back
from usecases.steps import AlreadyTaken, StaleStep
from usecases.undo import undo

Verb = Callable[..., Awaitable[None]]
LATER = day(at("20/12/2026 00:00").date())
EARLIER = day(at("15/12/2026 00:00").date())
DECISIONS: list[tuple[Verb, dict[str, object]]] = [
    (grant_extension, {}),
    (refuse_extension, {"opinion": "Đã đủ thời gian"}),
    (offer_extension, {"until": EARLIER}),
]
GROWS = {"revision", "requests", "deadline_versions", "look_at"}


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


async def offered(office: SmallOffice, until: Deadline = EARLIER, **facts: object) -> int:
    task_id = await asked(office)
    await office.take(offer_extension, MONITOR, task_id, until=until, **facts)
    return task_id


async def test_an_offer_moves_nothing_and_waits_for_the_lead(office: SmallOffice) -> None:
    task_id = await offered(office, reason="trình ngày 17")
    task = await office.task(task_id)
    assert (task.deadline, task.waits_for_answer, task.waits_for_decision) == (day(DUE), True, False)
    (news,) = await office.owed(LEAD, Kind.NEWS)
    assert "đến 17:00 Thứ Ba 15/12" in await office.words(news)
    assert "trình ngày 17" in await office.words(news)


@pytest.mark.parametrize("until", [EARLIER, hour(at("15/12/2026 16:30"))])
async def test_an_offer_that_is_taken_moves_the_deadline_as_a_grant_does(office: SmallOffice, until: Deadline) -> None:
    task_id = await offered(office, until)
    await office.take(take_offer, LEAD, task_id)
    task = await office.task(task_id)
    assert (task.deadline, task.deadline_version, task.waits_for_answer) == (until, 2, False)
    assert "đồng ý ngày đề xuất" in await office.words((await office.owed(MONITOR, Kind.NEWS))[-1])


async def test_an_offer_that_is_declined_gives_the_request_back(office: SmallOffice) -> None:
    task_id = await offered(office)
    with pytest.raises(NoOpinion):
        await office.take(decline_offer, LEAD, task_id, opinion=" ")
    await office.take(decline_offer, LEAD, task_id, opinion="18/12 mới có số liệu")
    task = await office.task(task_id)
    assert (task.deadline, task.waits_for_answer, task.waits_for_decision) == (day(DUE), False, True)
    assert "18/12 mới có số liệu" in await office.words((await office.owed(MONITOR, Kind.NEWS))[-1])
    await office.take(grant_extension, MONITOR, task_id)
    assert (await office.task(task_id)).deadline == LATER


async def test_while_the_lead_must_answer_nobody_else_decides_and_nothing_new_is_asked(office: SmallOffice) -> None:
    task_id = await offered(office)
    for decide, facts in DECISIONS:
        with pytest.raises((StaleStep, AlreadyTaken)):
            await office.take(decide, MONITOR, task_id, **facts)
    with pytest.raises(AskedAlready):
        await office.take(ask_extension, LEAD, task_id, wanted=LATER, reason="vẫn chờ")


@pytest.mark.parametrize("answer", [take_offer, decline_offer])
async def test_an_answer_without_an_offer_is_stale(office: SmallOffice, answer: Verb) -> None:
    task_id = await asked(office)
    facts = {"opinion": "không"} if answer is decline_offer else {}
    with pytest.raises(StaleStep):
        await office.take(answer, LEAD, task_id, **facts)


async def test_another_offer_than_the_one_shown_is_not_answered(office: SmallOffice) -> None:
    task_id = await offered(office)
    shown = (await office.task(task_id)).requests
    await office.take(decline_offer, LEAD, task_id, opinion="chưa đủ", turn=shown)
    await office.take(offer_extension, MONITOR, task_id, until=day(at("17/12/2026 00:00").date()))
    with pytest.raises(StaleStep):
        await office.take(take_offer, LEAD, task_id, turn=shown)
    await office.take(take_offer, LEAD, task_id, turn=shown + 2)
    with pytest.raises(AlreadyTaken):
        await office.take(take_offer, LEAD, task_id, turn=shown + 2)


async def test_a_day_that_has_gone_by_is_neither_offered_nor_taken(office: SmallOffice) -> None:
    with pytest.raises(PassedAlready):
        await offered(office, day(at("29/11/2026 00:00").date()))
    task_id = await offered(office)
    with pytest.raises(PassedAlready):
        await office.take(take_offer, LEAD, task_id, at("16/12/2026 08:00"))
    assert (await office.task(task_id)).waits_for_answer


async def test_each_answer_can_be_taken_back(office: SmallOffice) -> None:
    task_id = await asked(office)
    request = await columns_and_request(office, task_id)
    await office.take(offer_extension, MONITOR, task_id, until=EARLIER, reason="trình ngày 17")
    offer = await columns_and_request(office, task_id)
    for who, verb, facts in ((LEAD, take_offer, {}), (LEAD, decline_offer, {"opinion": "chưa đủ"})):
        await office.take(verb, who, task_id, **facts)
        await take_back(office, who, task_id)
        assert await columns_and_request(office, task_id) == offer
    await office.take(decline_offer, LEAD, task_id, opinion="chưa đủ")
    await take_back(office, LEAD, task_id)
    await office.take(decline_offer, LEAD, task_id, opinion="chưa đủ")
    await office.take(offer_extension, MONITOR, task_id, until=LATER)
    await take_back(office, MONITOR, task_id)
    assert await columns_and_request(office, task_id) == request


async def test_of_the_two_sides_only_the_one_whose_turn_it_is_is_nudged(office: SmallOffice) -> None:
    task_id = await asked(office)
    await office.take(offer_extension, MONITOR, task_id, at("30/11/2026 10:00"), until=EARLIER)
    await office.tick(at("01/12/2026 10:01"))
    reminder = (await office.owed(LEAD, Kind.NUDGE))[-1]
    assert reminder.slot == "offer#2"
    assert not await office.owed(MONITOR, Kind.NUDGE)
    await office.take(decline_offer, LEAD, task_id, at("01/12/2026 10:02"), opinion="chưa đủ")
    await office.tick(at("02/12/2026 10:03"))
    assert [row.slot for row in await office.owed(MONITOR, Kind.NUDGE)] == ["decide#3"]
    assert (await office.compose([reminder], at("02/12/2026 10:04"))).message is None


async def test_the_third_extension_is_flagged_to_whoever_decides(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    for nth, on in enumerate(("15/12/2026", "20/12/2026", "25/12/2026"), 1):
        until = day(at(f"{on} 00:00").date())
        await office.take(ask_extension, LEAD, task_id, wanted=until, reason="chờ Sở Tài chính")
        news = await office.words((await office.owed(MONITOR, Kind.NEWS))[-1])
        assert ("⚠️ Gia hạn nhiều lần: đã cho 2 lần, nay xin lần thứ 3" in news) is (nth == 3)
        async with office.database.read() as session:
            entry = await log.newest_of(session, task_id, Step.ASK_EXTENSION)
        assert entry is not None
        assert entry.detail["nth"] == nth
        await office.take(grant_extension, MONITOR, task_id)
    assert "⚠️ Gia hạn nhiều lần: đã cho 3 lần" in await office.words((await office.owed(LEAD, Kind.NEWS))[-1])


async def take_back(office: SmallOffice, who: str, task_id: int) -> None:
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    await office.take(undo, who, task_id, entry_id=entry.id, window=POLICY.undo_window)


async def columns_and_request(office: SmallOffice, task_id: int) -> dict[str, object]:
    """All that is stored of the task and its request, but for what only ever grows."""
    async with office.database.read() as session:
        request = await extensions.newest(session, task_id)
        held = {each.key: getattr(request, each.key) for each in Extension.__mapper__.columns}
    task = await office.columns(task_id)
    return held | {key: value for key, value in task.items() if key not in GROWS}


async def test_a_grant_that_comes_too_late_changes_nothing_though_it_is_answered(office: SmallOffice) -> None:
    """Whoever answers a refusal keeps the transaction: nothing half-done may be in it."""
    task_id = await asked(office)
    before, logged = await columns_and_request(office, task_id), await office.log(task_id)
    late, actor = at("31/12/2026 08:00"), await office.actor(MONITOR)
    async with office.database.write() as session:
        with pytest.raises(PassedAlready):
            await grant_extension(session, actor, task_id, now=late)
    assert (await columns_and_request(office, task_id), await office.log(task_id)) == (before, logged)


@pytest.mark.parametrize("is_offered", [False, True])
async def test_more_time_that_was_asked_for_waits_again_when_the_task_is_not_taken_back(
    office: SmallOffice, is_offered: bool
) -> None:
    task_id = await (offered(office) if is_offered else asked(office))
    await office.take(ask_return, LEAD, task_id, reason="không thuộc chức năng")
    await office.take(refuse_return, MONITOR, task_id, opinion="đúng việc của Sở")
    task = await office.task(task_id)
    assert (task.waits_for_decision, task.waits_for_answer) == (not is_offered, is_offered)
