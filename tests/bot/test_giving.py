"""Giving by words: nothing classified is kept, nothing is given twice, and nobody else's words are taken for it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.incoming import JoinedGroup, Pressed, Said
from core.sent_file import FileKind, SentFile
from core.talk import Waiting
from core.wording import answers, assigning
from db import dialogs
from db.base import Base
from db.outbox import Chat
from db.tables import Dialog, InboxUpdate, TaskRow
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import HEAD, LEAD, LEADER, MONITOR, OTHER, SmallOffice

WHOLE = "/giao Sở Nội vụ rà soát biên chế, hạn 10/12"
CLASSIFIED = "/giao Sở Nội vụ lập phương án Alpha (Mật), hạn 10/12"


class Giving:
    def __init__(self, office: SmallOffice, desk: UpdatesDesk) -> None:
        self.office, self.desk = office, desk
        self._number = 100

    async def says(self, words: str, who: str = MONITOR, **facts: Any) -> None:
        self._number += 1
        said = {"chat_id": who, "sender_id": who, "sender_name": who, "private": True, "text": words}
        await self.desk.do(Said(**({"message_id": str(self._number)} | said | facts)))

    async def presses(self, offer: str, number: int = 0, who: str = MONITOR, turn: int | None = None) -> None:
        code = f"{offer}.{number}.{turn or await self.turn()}"
        await self.desk.do(Pressed(chat_id=who, sender_id=who, sender_name=who, private=True, code=code, press_id="p"))

    async def dialog(self, who: str = MONITOR) -> Dialog | None:
        async with self.office.database.read() as session:
            return await dialogs.current(session, Chat("text", who))

    async def turn(self) -> int:
        dialog = await self.dialog()
        assert dialog is not None
        return dialog.turn

    async def tasks(self) -> int:
        async with self.office.database.read() as session:
            return await session.scalar(select(func.count(TaskRow.id))) or 0

    async def last(self, who: str = MONITOR) -> str:
        return (await self.desk.told(who))[-1]

    async def everything(self) -> str:
        """Every value of every row of every table."""
        async with self.office.database.read() as session:
            rows = [await session.execute(select(table)) for table in Base.metadata.sorted_tables]
        return "\n".join(str(row) for found in rows for row in found)


@pytest.fixture
async def giving(office: SmallOffice, desk: UpdatesDesk) -> Giving:
    await office.bind(MONITOR, LEAD, HEAD, LEADER, OTHER)
    return Giving(office, desk)


def _file(name: str) -> SentFile:
    return SentFile(channel="text", kind=FileKind.DOCUMENT, file_id="f", name=name)


async def test_of_a_classified_assignment_nothing_is_left_in_the_database(giving: Giving) -> None:
    await giving.desk.say(MONITOR, CLASSIFIED)
    assert await giving.last() == assigning.CLASSIFIED.replace("\ue001", "Đồng chí")
    assert "Alpha" not in await giving.everything()
    assert await giving.tasks() == 0
    assert await giving.desk.states() == ["done"]


@pytest.mark.parametrize("who", [LEAD, "a stranger", OTHER], ids=["official", "stranger", "other"])
async def test_whoever_writes_it_a_classified_assignment_is_not_kept(giving: Giving, who: str) -> None:
    await giving.desk.say(who, CLASSIFIED)
    assert "Alpha" not in await giving.everything()


async def test_a_classified_answer_is_not_kept_and_the_question_stays(giving: Giving) -> None:
    await giving.desk.say(MONITOR, "/giao Sở Nội vụ, hạn 10/12")
    await giving.desk.say(MONITOR, "TỐI MẬT: phương án Alpha")
    assert "Alpha" not in await giving.everything()
    await giving.desk.say(MONITOR, "rà soát biên chế")
    assert "Giao Giám đốc Sở Nội vụ: Rà soát biên chế" in await giving.last()


async def test_what_is_not_classified_is_kept_as_ever(giving: Giving) -> None:
    await giving.desk.say(MONITOR, WHOLE)
    async with giving.office.database.read() as session:
        assert (await session.scalars(select(InboxUpdate.raw))).one()["text"] == WHOLE


@pytest.mark.parametrize(
    "facts",
    [
        {"answered_text": "Kế hoạch (Mật)"},
        {"answered_file": _file("[MẬT] ke hoach.pdf")},
        {"file": _file("tối mật.docx")},
    ],
    ids=["text", "file that is answered", "file that came along"],
)
async def test_what_came_along_may_be_classified_too(giving: Giving, facts: dict[str, Any]) -> None:
    await giving.says(WHOLE, **facts)
    assert await giving.dialog() is None
    assert await giving.last() == assigning.CLASSIFIED.replace("\ue001", "Đồng chí")


async def test_an_edit_that_makes_it_classified_puts_the_draft_away(giving: Giving) -> None:
    await giving.says(WHOLE, message_id="7")
    await giving.says(CLASSIFIED, message_id="7", edited=True)
    assert await giving.dialog() is None


async def test_however_often_it_is_confirmed_it_is_given_once(giving: Giving) -> None:
    await giving.says(WHOLE)
    turn = await giving.turn()
    for _ in range(3):
        await giving.presses("give", turn=turn)
    await giving.says("giao")
    assert await giving.tasks() == 1


async def test_nobody_confirms_for_somebody_else(giving: Giving) -> None:
    await giving.says(WHOLE)
    turn = await giving.turn()
    await giving.presses("give", who=LEADER, turn=turn)
    await giving.presses("give", turn=turn + 1)
    assert await giving.tasks() == 0
    assert await giving.last(LEADER) == answers.ANSWERED


@pytest.mark.parametrize(("offer", "number"), [("undated", 0), ("giveto", 1), ("giveless", 0)])
async def test_a_choice_that_is_not_offered_is_refused(giving: Giving, offer: str, number: int) -> None:
    await giving.says(WHOLE)
    await giving.presses(offer, number)
    assert await giving.last() == answers.FORGED.replace("\ue001", "Đồng chí")


async def test_somebody_who_was_not_offered_cannot_be_chosen(giving: Giving) -> None:
    await giving.says("/giao chuyên viên rà soát biên chế, hạn 10/12")
    await giving.presses("giveto", 999)
    assert await giving.last() == answers.FORGED.replace("\ue001", "Đồng chí")


async def test_a_draft_expires_and_is_given_no_more(giving: Giving) -> None:
    await giving.says(WHOLE)
    turn = await giving.turn()
    giving.desk.now += timedelta(days=2)
    await giving.presses("give", turn=turn)
    await giving.says("giao")
    assert await giving.tasks() == 0


@pytest.mark.parametrize("words", ["/giao", "/GIAO  Sở Nội vụ", "/giao\nSở Nội vụ\nrà soát biên chế"])
async def test_the_command_is_heard_however_it_is_typed(giving: Giving, words: str) -> None:
    await giving.says(words)
    dialog = await giving.dialog()
    assert dialog is not None
    assert dialog.step == Waiting.ASSIGNMENT


@pytest.mark.parametrize(
    ("who", "words", "facts"),
    [
        (LEAD, "giao Sở Công Thương làm báo cáo", {}),
        (HEAD, "đề nghị Sở Công Thương cho ý kiến", {}),
        (MONITOR, "giao Sở Nội vụ làm báo cáo", {"reply_to": "5"}),
        (MONITOR, "giao việc 12 cho Sở Nội vụ", {}),
        (MONITOR, "đề nghị báo cáo sớm", {}),
        (MONITOR, "yêu cầu bổ sung hồ sơ", {}),
        (MONITOR, "giao ban mấy giờ em", {}),
    ],
)
async def test_other_words_are_heard_as_ever(giving: Giving, who: str, words: str, facts: dict[str, Any]) -> None:
    await giving.says(words, who, **facts)
    dialog = await giving.dialog(who)
    assert dialog is None or dialog.step != Waiting.ASSIGNMENT


@pytest.mark.parametrize(
    "words", ["giao Sở Nội vụ rà soát", "De nghi so cong thuong bao cao", "yêu cầu SNV báo cáo ngay"]
)
async def test_words_that_give_begin_a_draft(giving: Giving, words: str) -> None:
    await giving.says(words, LEADER)
    dialog = await giving.dialog(LEADER)
    assert dialog is not None
    assert dialog.step == Waiting.ASSIGNMENT


async def test_two_deadlines_are_two_tasks(giving: Giving) -> None:
    await giving.says("/giao Sở Nội vụ rà soát biên chế hạn 10/12, lập dự toán hạn 15/12")
    assert "giao từng việc một" in await giving.last()


async def test_word_of_another_task_puts_the_draft_aside(giving: Giving) -> None:
    number = await giving.office.assign(lead=MONITOR)
    await giving.says(WHOLE)
    await giving.says(f"việc {number} đang làm")
    assert await giving.dialog() is None
    assert await giving.tasks() == 1


async def test_a_whole_new_assignment_takes_the_place_of_the_draft(giving: Giving) -> None:
    await giving.says(WHOLE)
    await giving.says("giao Sở Công Thương báo cáo điện gió, hạn 15/12")
    await giving.says("đúng")
    assert await giving.tasks() == 1
    assert "Đã giao việc 1 cho Giám đốc Sở Công Thương" in await giving.last()


async def test_a_file_that_is_too_large_stays_out_and_is_told_of(giving: Giving) -> None:
    await giving.says(WHOLE, file=SentFile(channel="text", kind=FileKind.VIDEO, file_id="v", size=2**30))
    dialog = await giving.dialog()
    assert dialog is not None
    assert dialog.payload["files"] == []
    assert answers.TOO_LARGE in await giving.last()


@pytest.mark.parametrize("words", ["bỏ qua", "không cần"])
async def test_a_helper_who_is_not_known_can_be_passed_over_in_words(giving: Giving, words: str) -> None:
    await giving.says(f"{WHOLE}, phối hợp Sở Lạ Hoắc")
    await giving.says(words)
    assert "📝 Giao Giám đốc Sở Nội vụ" in await giving.last()


async def test_in_a_group_it_is_answered_in_private(giving: Giving) -> None:
    await giving.desk.do(JoinedGroup(chat_id="-9", title="Họp"))
    await giving.says(WHOLE, chat_id="-9", private=False)
    assert "📝 Giao Giám đốc Sở Nội vụ" in await giving.last()
    assert (await giving.desk.told("-9"))[-1] == "Em đã đọc và trả lời trong tin nhắn riêng."


async def test_only_the_giver_of_a_moment_ago_is_asked_to_take_it_back(giving: Giving) -> None:
    await giving.says(WHOLE)
    await giving.says("giao luôn")
    giving.desk.now += timedelta(minutes=6)
    await giving.says("hoàn tác")
    assert answers.NOTHING_TO_UNDO in await giving.last()
