"""Objections: each waits until somebody else upholds or dismisses it; the log has both, and who objected is told."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.deadline import day
from core.message import Features, Sent, plain
from core.roles import NotAllowed
from core.watch import Watch
from core.wording import cards
from core.wording.voice import cited_together
from db import decisions, objections, queue, tasks
from db import watch as watched
from db.outbox import Kind
from tests.usecases.small_office import HEAD, LEAD, LEADER, MONDAY, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases import deliver
from usecases.accept import accept
from usecases.object import object_to
from usecases.report import report
from usecases.send_back import NoOpinion
from usecases.settle_objection import dismiss, uphold
from usecases.steps import AlreadyTaken, StaleStep
from usecases.undo import last_on, undo
from usecases.views import views_of

PHONE = Features(edits=True, buttons=True, text_limit=4096)


async def contested(office: SmallOffice, *, by: str = LEAD, times: int = 1, now: datetime = MONDAY) -> tuple[int, int]:
    """A task, and the newest objection to it."""
    task_id = await office.assign(monitor_id=office.ids[MONITOR], coordinator_ids=frozenset({office.ids[OTHER]}))
    for _ in range(times):
        await office.take(object_to, by, task_id, now, words="Sở Công Thương chưa gửi số liệu")
    return task_id, (await waiting(office, task_id))[-1]


async def waiting(office: SmallOffice, task_id: int) -> list[int]:
    async with office.database.read() as session:
        found = await objections.open_among(session, [task_id])
    return [each.id for each in found.get(task_id, ())]


async def piled(office: SmallOffice, who: str) -> list[tuple[int, str]]:
    async with office.database.read() as session:
        pile = await decisions.pile(session, await office.actor(who), 1, 9)
    return [(each.task_id, each.decision) for each in pile.waiting]


async def watched_by(office: SmallOffice, who: str, now: datetime) -> int:
    async with office.database.read() as session:
        return (await watched.counts(session, await office.actor(who), POLICY.calendar, now))[Watch.CONTESTED]


async def take_back(office: SmallOffice, who: str, task_id: int, now: datetime) -> None:
    actor = await office.actor(who)
    async with office.database.write() as session:
        entry = await last_on(session, task_id, actor)
        assert entry is not None
        await undo(session, actor, task_id, entry_id=entry.id, now=now, window=POLICY.undo_window)


async def test_an_objection_that_is_upheld_says_what_is_corrected(office: SmallOffice) -> None:
    task_id, objection = await contested(office)
    await office.take(uphold, MONITOR, task_id, correction="Tính hạn từ 05/12", objection_id=objection)
    (news,) = await office.owed(LEAD, Kind.NEWS)
    assert "chấp nhận khiếu nại" in await office.words(news)
    assert "Tính hạn từ 05/12" in await office.words(news)
    assert (await office.log(task_id))[1:] == ["object: assigned → assigned", "uphold: assigned → assigned"]
    assert await waiting(office, task_id) == []


async def test_one_that_is_dismissed_says_why(office: SmallOffice) -> None:
    task_id, objection = await contested(office, by=OTHER)
    await office.take(dismiss, MONITOR, task_id, reason="Hạn đã thống nhất", objection_id=objection)
    (news,) = await office.owed(OTHER, Kind.NEWS)
    assert "không chấp nhận khiếu nại" in await office.words(news)
    assert await office.owed(LEAD, Kind.NEWS) == []


async def test_an_answer_needs_words(office: SmallOffice) -> None:
    task_id, objection = await contested(office)
    for verb, said in ((uphold, "correction"), (dismiss, "reason")):
        with pytest.raises(NoOpinion):
            await office.take(verb, MONITOR, task_id, objection_id=objection, **{said: " \n"})
    assert await waiting(office, task_id) == [objection]


async def test_the_second_answer_is_explained_and_changes_nothing(office: SmallOffice) -> None:
    task_id, objection = await contested(office)
    await office.take(dismiss, MONITOR, task_id, reason="Hạn đã thống nhất", objection_id=objection)
    with pytest.raises(AlreadyTaken):
        await office.take(dismiss, MONITOR, task_id, reason="Hạn đã thống nhất", objection_id=objection)
    with pytest.raises(StaleStep):
        await office.take(uphold, MONITOR, task_id, correction="Sửa", objection_id=objection)
    with pytest.raises(StaleStep):
        await office.take(uphold, MONITOR, task_id, correction="Sửa", objection_id=objection + 1)
    assert len(await office.owed(LEAD, Kind.NEWS)) == 1


async def test_one_answer_is_for_all_that_was_said_until_then(office: SmallOffice) -> None:
    task_id, last = await contested(office, times=3)
    await office.take(object_to, LEAD, task_id, words="Vẫn chưa có số liệu")
    await office.take(object_to, OTHER, task_id, words="Đã gửi rồi")
    await office.take(dismiss, MONITOR, task_id, reason="Hạn đã thống nhất", objection_id=last)
    assert await waiting(office, task_id) == [last + 1, last + 2]


async def test_nobody_settles_his_own_or_that_of_whom_he_stands_in_for(office: SmallOffice) -> None:
    task_id = await office.assign(coordinator_ids=frozenset({office.ids[MONITOR]}))
    await office.take(object_to, MONITOR, task_id, words="Phần của tôi đã xong")
    (objection,) = await waiting(office, task_id)
    clerk = await office.actor(await office.hire("Văn thư", like=MONITOR))
    himself = await office.actor(MONITOR)
    for actor in (himself, replace(clerk, principals=(himself,)), clerk):
        async with office.database.write() as session:
            pile = await decisions.pile(session, actor, 1, 9)
            assert [each.decision for each in pile.waiting] == ["objection"] * (actor is clerk)
            about = {"correction": "Sửa", "now": MONDAY, "objection_id": objection}
            with nullcontext() if actor is clerk else pytest.raises(NotAllowed):
                await uphold(session, actor, task_id, **about)


async def test_who_does_the_task_or_is_above_it_does_not_decide(office: SmallOffice) -> None:
    task_id, objection = await contested(office, by=OTHER)
    for who in (LEAD, HEAD, LEADER):
        with pytest.raises(NotAllowed):
            await office.take(uphold, who, task_id, correction="Sửa", objection_id=objection)
        assert await piled(office, who) == []
    assert await piled(office, MONITOR) == [(task_id, "objection")]


async def test_the_record_of_a_closed_task_is_contested_and_answered_too(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR], deadline=day(date(2026, 11, 20)))
    await office.take(report, LEAD, task_id)
    await office.take(accept, MONITOR, task_id, policy=POLICY)
    await office.take(object_to, LEAD, task_id, words="Giao khi đã quá hạn")
    assert await piled(office, MONITOR) == [(task_id, "objection")]
    (objection,) = await waiting(office, task_id)
    await office.take(uphold, MONITOR, task_id, correction="Ghi nhận đúng hạn", objection_id=objection)
    assert await piled(office, MONITOR) == []


async def test_an_objection_that_is_taken_back_waits_no_more(office: SmallOffice) -> None:
    task_id, _ = await contested(office)
    await take_back(office, LEAD, task_id, MONDAY + timedelta(minutes=1))
    assert (await waiting(office, task_id), await piled(office, MONITOR)) == ([], [])


async def test_an_answer_that_is_taken_back_is_owed_again(office: SmallOffice) -> None:
    task_id, objection = await contested(office, times=2)
    await office.take(dismiss, MONITOR, task_id, reason="Nhầm việc", objection_id=objection)
    await take_back(office, MONITOR, task_id, MONDAY + timedelta(minutes=1))
    assert await waiting(office, task_id) == [objection - 1, objection]
    await office.take(uphold, MONITOR, task_id, correction="Sửa", objection_id=objection)


@pytest.mark.parametrize(
    ("now", "waits"),
    [("30/11/2026 09:01", 0), ("03/12/2026 23:59", 0), ("04/12/2026 00:00", 1), ("07/12/2026 09:00", 1)],
)
async def test_it_is_watched_after_three_working_days(office: SmallOffice, now: str, waits: int) -> None:
    task_id, objection = await contested(office)
    assert [await watched_by(office, who, at(now)) for who in (MONITOR, LEADER, HEAD)] == [waits] * 3
    await office.take(dismiss, MONITOR, task_id, reason="Hạn đã thống nhất", objection_id=objection)
    assert await watched_by(office, MONITOR, at(now)) == 0


async def test_news_of_an_objection_are_stale_once_it_has_its_answer(office: SmallOffice) -> None:
    await office.bind(MONITOR)
    task_id, objection = await contested(office)
    (news,) = await office.owed(MONITOR, Kind.NEWS)
    told = await office.read([news])
    assert [choice.label for row in told.choices for choice in row][:2] == ["⚖️ Chấp nhận", "⚖️ Không chấp nhận"]
    assert "chưa gửi số liệu" in plain(told.text)
    await office.take(dismiss, MONITOR, task_id, reason="Hạn đã thống nhất", objection_id=objection)
    assert (await office.compose([news])).message is None


async def test_all_that_somebody_objects_is_shown_to_whoever_decides(office: SmallOffice) -> None:
    await office.bind(MONITOR)
    task_id, _ = await contested(office)
    await office.take(object_to, LEAD, task_id, words="Hạn ghi sai")
    *_, news = await office.owed(MONITOR, Kind.NEWS)
    assert "Trước đó, cũng đang chờ trả lời: “Sở Công Thương chưa gửi số liệu”" in await office.words(news)
    async with office.database.read() as session:
        found = await tasks.load(session, task_id)
        assert found is not None
        (view,) = await views_of(session, [found], await office.actor(MONITOR), POLICY, MONDAY)
    assert view.objection is not None
    assert view.objection.words == ("Sở Công Thương chưa gửi số liệu", "Hạn ghi sai")
    assert "“Sở Công Thương chưa gửi số liệu · Hạn ghi sai”" in plain(cards.card(view).text)


def test_long_objections_share_the_room() -> None:
    told = cited_together(["một " * 100, "hai " * 100], 80)
    assert ("một" in told, "hai" in told, len(told) < 100) == (True, True, True)


async def test_twenty_objections_do_not_ring_twenty_times(office: SmallOffice) -> None:
    await office.bind(LEAD, MONITOR)
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    rang = 0
    for minute in range(20):
        now = MONDAY + timedelta(minutes=minute)
        await office.take(object_to, LEAD, task_id, now, words=f"khiếu nại {minute}")
        async with office.database.write() as session:
            claims = await deliver.claim(session, POLICY, now, owner="a", resting=queue.Resting(), limit=50)
            parcels = [await deliver.make_ready(session, each, POLICY, now, features=PHONE) for each in claims]
            for parcel in filter(None, parcels):
                rang += parcel.chat.chat_id == MONITOR
                await deliver.settle(session, parcel, Sent(str(minute)), now)
    assert rang == POLICY.most_words
