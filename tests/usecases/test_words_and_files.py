"""What else comes with a reply: questions and answers, obstacles, words of coordinators, files, wrong addresses."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.roles import NotAllowed
from core.sent_file import FileKind, SentFile
from core.task import State
from db.outbox import Kind
from db.tables import Evidence, Question
from tests.usecases.small_office import (
    LEAD,
    LEADER,
    MONDAY,
    MONITOR,
    OTHER,
    OTHER_HEAD,
    SmallOffice,
    at,
)
from usecases.ask_return import NoReason, ask_return, refuse_return
from usecases.attach import attach
from usecases.block import block
from usecases.note import note
from usecases.progress import progress
from usecases.question import NoAnswer, answer, ask
from usecases.report import report
from usecases.send_back import NoOpinion

PHOTO = SentFile(channel="telegram", kind=FileKind.PHOTO, file_id="AgAC", size=120_000)


async def put(office: SmallOffice, post: str, words: str, task_id: int | None = None) -> int:
    """The number of the question."""
    async with office.database.write() as session:
        await ask(session, await office.actor(post), words, now=MONDAY, task_id=task_id)
        return (await session.scalars(select(Question.id).order_by(Question.id.desc()))).first() or 0


async def reply(office: SmallOffice, post: str, question: int, words: str) -> None:
    async with office.database.write() as session:
        await answer(session, await office.actor(post), question, words, now=MONDAY)


class TestQuestions:
    async def test_it_goes_to_the_monitor_and_the_answer_comes_back(self, office: SmallOffice) -> None:
        task_id = await office.assign(monitor_id=office.ids[MONITOR])
        question = await put(office, LEAD, "Nộp bản giấy hay bản mềm ạ?", task_id)
        (forwarded,) = await office.owed(MONITOR, Kind.QUESTION)
        assert "bản giấy hay bản mềm" in await office.words(forwarded)
        await reply(office, MONITOR, question, "Bản mềm thôi nhé")
        (back,) = await office.owed(LEAD, Kind.ANSWER)
        assert "Bản mềm thôi nhé" in await office.words(back)

    async def test_what_happens_to_the_task_does_not_wipe_it_off_the_phone(self, office: SmallOffice) -> None:
        await office.bind(MONITOR)
        task_id = await office.assign(monitor_id=office.ids[MONITOR])
        await put(office, LEAD, "Nộp bản giấy hay bản mềm ạ?", task_id)
        (asked,) = await office.owed(MONITOR, Kind.QUESTION)
        sent = {
            "state": "sent",
            "message_id": "7",
            "channel": "text",
            "chat_id": MONITOR,
            "choices": [["Trả lời", "x"]],
        }
        async with office.database.write() as session:
            row = await session.merge(asked)
            for column, value in sent.items():
                setattr(row, column, value)
        await office.take(progress, LEAD, task_id, percent=40)
        await office.take(report, LEAD, task_id)
        assert not [row for row in await office.owed(MONITOR) if row.edits == "7"]

    async def test_about_no_task_it_goes_to_the_whole_office(self, office: SmallOffice) -> None:
        colleague = await office.hire("Phó Văn phòng", like=MONITOR)
        question = await put(office, LEAD, "Tuần này giao ban mấy giờ?")
        assert [len(await office.owed(post, Kind.QUESTION)) for post in (MONITOR, colleague, LEADER)] == [1, 1, 0]
        with pytest.raises(NotAllowed):
            await reply(office, OTHER, question, "8 giờ")
        await reply(office, colleague, question, "8 giờ")

    async def test_only_who_was_asked_may_answer(self, office: SmallOffice) -> None:
        question = await put(office, LEAD, "Mẫu nào ạ?", await office.assign(monitor_id=office.ids[MONITOR]))
        for post, number in ((OTHER, question), (LEAD, question), (MONITOR, 404)):
            with pytest.raises(NotAllowed):
                await reply(office, post, number, "Mẫu 2")

    async def test_an_answer_has_words_and_may_be_put_right(self, office: SmallOffice) -> None:
        question = await put(office, LEAD, "Mẫu nào ạ?", await office.assign(monitor_id=office.ids[MONITOR]))
        with pytest.raises(NoAnswer):
            await reply(office, MONITOR, question, " \n")
        await reply(office, MONITOR, question, "Mẫu 1")
        await reply(office, MONITOR, question, "À nhầm, mẫu 2")
        told = [await office.words(row) for row in await office.owed(LEAD, Kind.ANSWER)]
        assert ["Mẫu 1" in told[0], "mẫu 2" in told[1]] == [True, True]

    async def test_whoever_has_nothing_to_do_with_a_task_asks_nothing_about_it(self, office: SmallOffice) -> None:
        task_id = await office.assign(monitor_id=office.ids[MONITOR])
        with pytest.raises(NotAllowed):
            await put(office, OTHER_HEAD, "Việc gì vậy?", task_id)


class TestObstacles:
    async def test_monitor_and_leader_hear_at_once(self, office: SmallOffice) -> None:
        ids = office.ids
        task_id = await office.assign(monitor_id=ids[MONITOR], leader_id=ids[LEADER])
        await office.take(block, LEAD, task_id, why="Bộ chưa có hướng dẫn")
        for post in (MONITOR, LEADER):
            (news,) = await office.owed(post, Kind.NEWS)
            assert "Bộ chưa có hướng dẫn" in await office.words(news)
        assert (await office.columns(task_id))["blocked_at"] == MONDAY

    async def test_nobody_above_then_the_office(self, office: SmallOffice) -> None:
        await office.take(block, LEAD, await office.assign(), why="thiếu số liệu")
        assert len(await office.owed(MONITOR, Kind.NEWS)) == 1

    @pytest.mark.parametrize("goes_on", [progress, report])
    async def test_going_on_ends_it(self, office: SmallOffice, goes_on: Callable[..., Awaitable[None]]) -> None:
        task_id = await office.assign()
        await office.take(block, LEAD, task_id, why="thiếu số liệu")
        await office.take(goes_on, LEAD, task_id, at("01/12/2026 09:00"))
        assert (await office.columns(task_id))["blocked_at"] is None


class TestWords:
    async def test_a_coordinator_tells_the_lead_and_changes_nothing(self, office: SmallOffice) -> None:
        task_id = await office.assign(coordinator_ids=frozenset({office.ids[OTHER]}))
        before = await office.task(task_id)
        await office.take(note, OTHER, task_id, words="phần của Sở em xong rồi")
        (news,) = await office.owed(LEAD, Kind.NEWS)
        assert "phần của Sở em xong rồi" in await office.words(news)
        assert (await office.task(task_id)).state is before.state


class TestWrongAddress:
    async def test_the_office_hears_why_and_whose_it_may_be(self, office: SmallOffice) -> None:
        task_id = await office.assign(monitor_id=office.ids[MONITOR])
        await office.take(ask_return, LEAD, task_id, reason="không thuộc chức năng", to_whom="Sở Công Thương")
        (news,) = await office.owed(MONITOR, Kind.NEWS)
        told = await office.words(news)
        assert "không thuộc chức năng" in told
        assert "Sở Công Thương" in told
        assert (await office.task(task_id)).state is State.RETURNING

    async def test_it_needs_a_reason_and_its_refusal_an_opinion(self, office: SmallOffice) -> None:
        task_id = await office.assign(monitor_id=office.ids[MONITOR])
        with pytest.raises(NoReason):
            await office.take(ask_return, LEAD, task_id, reason="")
        await office.take(ask_return, LEAD, task_id, reason="không thuộc chức năng")
        with pytest.raises(NoOpinion):
            await office.take(refuse_return, MONITOR, task_id, opinion="\t")
        await office.take(refuse_return, MONITOR, task_id, opinion="Vẫn do Sở Nội vụ chủ trì")
        assert (await office.task(task_id)).state is State.ACKNOWLEDGED
        (news,) = await office.owed(LEAD, Kind.NEWS)
        assert "Vẫn do Sở Nội vụ chủ trì" in await office.words(news)


class TestFiles:
    async def test_a_file_is_kept_with_where_it_is_had_again(self, office: SmallOffice) -> None:
        task_id = await office.assign()
        await office.take(attach, LEAD, task_id, file=PHOTO, caption="ảnh hiện trường")
        async with office.database.read() as session:
            (kept,) = (await session.scalars(select(Evidence))).all()
        assert (kept.task_id, kept.person_id, kept.channel, kept.kind, kept.file_id, kept.size, kept.caption) == (
            task_id,
            office.ids[LEAD],
            "telegram",
            "photo",
            "AgAC",
            120_000,
            "ảnh hiện trường",
        )

    async def test_whoever_must_confirm_hears_of_what_came_after_the_report(self, office: SmallOffice) -> None:
        task_id = await office.assign(monitor_id=office.ids[MONITOR])
        await office.take(attach, LEAD, task_id, file=PHOTO)
        assert not await office.owed(MONITOR)
        await office.take(report, LEAD, task_id)
        for _ in range(2):  # what the task has already is not kept twice
            await office.take(attach, LEAD, task_id, file=replace(PHOTO, file_id="BgBD"))
        assert [row.payload["step"] for row in await office.owed(MONITOR, Kind.NEWS)] == ["report", "attach"]

    async def test_nobody_else_adds_to_it(self, office: SmallOffice) -> None:
        task_id = await office.assign()
        with pytest.raises(NotAllowed):
            await office.take(attach, OTHER_HEAD, task_id, file=PHOTO)
