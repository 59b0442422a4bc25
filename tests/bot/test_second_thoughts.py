"""People who change their minds, their words, their subject, and those who send too much at once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.incoming import Pressed, Said
from core.deadline import day
from core.sent_file import FileKind, SentFile
from core.task import State
from core.wording import answers
from db import dialogs, extensions
from db.outbox import Chat, Kind
from db.tables import Evidence, Question
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import HEAD, LEAD, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.decide_extension import offer_extension
from usecases.report import report
from usecases.send_back import send_back

DUE = day(at("10/12/2026 00:00").date())


class Chatting:
    """The lead, with two tasks, and the monitor who follows both."""

    def __init__(self, office: SmallOffice, desk: UpdatesDesk, first: int, second: int) -> None:
        self.office, self.desk, self.first, self.second = office, desk, first, second
        self._number = 100

    async def says(self, words: str, who: str = LEAD, **facts: Any) -> str:
        """The id of the message."""
        self._number += 1
        ids = {"message_id": str(self._number)} | facts
        said = {"chat_id": who, "sender_id": who, "sender_name": who, "private": True, "text": words}
        await self.desk.do(Said(**(said | ids)))
        return str(ids["message_id"])

    async def presses(self, offer: str, number: int = 0, who: str = LEAD) -> None:
        async with self.office.database.read() as session:
            dialog = await dialogs.current(session, Chat("text", who))
        assert dialog is not None
        code = f"{offer}.{number}.{dialog.turn}"
        await self.desk.do(Pressed(chat_id=who, sender_id=who, sender_name=who, private=True, code=code, press_id="p"))

    async def last(self, who: str = LEAD) -> str:
        return (await self.desk.told(who))[-1]

    async def stored(self, task_id: int) -> dict[str, Any]:
        return await self.office.columns(task_id)

    async def files(self) -> list[tuple[int, str]]:
        async with self.office.database.read() as session:
            kept = await session.scalars(select(Evidence).order_by(Evidence.id))
            return [(each.task_id, each.file_id) for each in kept]


@pytest.fixture
async def chat(office: SmallOffice, desk: UpdatesDesk) -> Chatting:
    await office.bind(LEAD, MONITOR, OTHER)
    first = await office.assign(title="Báo cáo cải cách hành chính", monitor_id=office.ids[MONITOR])
    second = await office.assign(title="Kế hoạch chuyển đổi số", monitor_id=office.ids[MONITOR])
    return Chatting(office, desk, first, second)


def a_photo(name: str) -> SentFile:
    return SentFile(channel="text", kind=FileKind.PHOTO, file_id=name)


async def reported(chat: Chatting) -> None:
    await chat.says(f"việc {chat.first} xong rồi ạ")
    await chat.presses("yes")
    assert (await chat.office.task(chat.first)).state is State.REPORTED


class TestTheProductOfAReport:
    @pytest.mark.parametrize(
        "words",
        [
            "cảm ơn em nhé",
            "đang làm được 70% rồi",
            "kế hoạch chuyển đổi số xong rồi",
            "việc 2 xong rồi, gửi anh bản mềm",
            "chiều nay họp mấy giờ vậy chị?",
            "xin gia hạn việc 2 đến 20/12 vì mưa",
        ],
    )
    async def test_is_not_whatever_is_said_next(self, chat: Chatting, words: str) -> None:
        await reported(chat)
        await chat.says(words)
        assert (await chat.stored(chat.first))["evidence"] is None

    @pytest.mark.parametrize("words", ["215/BC-SNV", "Báo cáo 215/BC-SNV ngày 30/11", "CV 77/SNV-TH", "Biên bản họp"])
    async def test_is_a_document_or_its_name(self, chat: Chatting, words: str) -> None:
        await reported(chat)
        await chat.says(words)
        assert (await chat.stored(chat.first))["evidence"] == words

    @pytest.mark.parametrize("words", ["cảm ơn em nhé", "hôm nay mưa lớn quá mọi người đi cẩn thận nha"])
    async def test_is_still_waited_for_after_talk(self, chat: Chatting, words: str) -> None:
        await reported(chat)
        await chat.says(words)
        await chat.says("215/BC-SNV")
        assert (await chat.stored(chat.first))["evidence"] == "215/BC-SNV"

    async def test_a_file_for_another_task_goes_there(self, chat: Chatting) -> None:
        await reported(chat)
        await chat.says(f"việc {chat.second} xong rồi", file=a_photo("a"))
        await chat.presses("yes")
        assert await chat.files() == [(chat.second, "a")]

    async def test_an_hour_later_nobody_waits_for_it(self, chat: Chatting) -> None:
        await reported(chat)
        chat.desk.now += timedelta(hours=1)
        await chat.says("cuộc họp dời sang phòng 2")
        assert (await chat.stored(chat.first))["evidence"] is None

    async def test_words_of_a_group_do_not_answer_it(self, chat: Chatting) -> None:
        await reported(chat)
        await chat.says("Biên bản họp", chat_id="group", private=False)
        assert (await chat.stored(chat.first))["evidence"] is None


class TestTakingBack:
    @pytest.mark.parametrize("then", ["215/BC-SNV", None])
    async def test_a_report_goes_back_with_what_came_for_it(self, chat: Chatting, then: str | None) -> None:
        await reported(chat)
        if then:
            await chat.says(then)
        await chat.says("hoàn tác")
        stored = await chat.stored(chat.first)
        assert (stored["state"], stored["evidence"]) == (State.ASSIGNED, None)

    async def test_seven_photos_are_not_in_the_way(self, chat: Chatting) -> None:
        await chat.says(f"việc {chat.first} xong rồi ạ", file=a_photo("0"))
        for n in range(1, 7):
            await chat.says("", file=a_photo(str(n)))
        await chat.presses("yes")
        assert len(await chat.files()) == 7
        await chat.says("hoàn tác")
        assert (await chat.office.task(chat.first)).state is State.ASSIGNED

    async def test_a_file_that_was_sent_since_stays_and_nothing_older_goes(self, chat: Chatting) -> None:
        await chat.says(f"việc {chat.first} được 50%")
        chat.desk.now += timedelta(minutes=1)
        await chat.says(f"việc {chat.first}", file=a_photo("a"))
        await chat.says("hoàn tác")
        assert (await chat.office.task(chat.first)).percent == 50
        assert "vẫn giữ" in await chat.last()

    async def test_a_decision_is_taken_back_by_its_choice_only(self, chat: Chatting) -> None:
        await chat.office.take(report, LEAD, chat.first)
        await chat.office.take(send_back, MONITOR, chat.first, opinion="Thiếu phụ lục")
        await chat.says("rút lại báo cáo đi em", who=MONITOR)
        await chat.says("hoàn tác", who=MONITOR)
        assert (await chat.office.task(chat.first)).state is State.WORKING
        assert answers.TAP_TO_UNDO in await chat.last(MONITOR)

    async def test_a_mistaken_report_is_withdrawn_by_saying_so(self, chat: Chatting) -> None:
        await reported(chat)
        await chat.says("nhầm, chưa xong")
        assert "sẽ được rút lại" in await chat.last()
        await chat.presses("yes")
        stored = await chat.stored(chat.first)
        assert (stored["state"], stored["said"]) == (State.ASSIGNED, "nhầm, chưa xong")


class TestEditing:
    async def test_another_number_is_another_meaning(self, chat: Chatting) -> None:
        message = await chat.says(f"việc {chat.first} được 45%")
        await chat.says(f"việc {chat.second} được 45%", message_id=message, edited=True)
        await chat.presses("yes")
        percents = [(await chat.office.task(each)).percent for each in (chat.first, chat.second)]
        assert percents == [None, 45]

    async def test_what_moved_on_meanwhile_is_not_reported_again(self, chat: Chatting) -> None:
        message = await chat.says(f"việc {chat.first} đang làm 50%")
        await chat.says(f"việc {chat.second} xong rồi", message_id=message, edited=True)
        await chat.office.take(report, LEAD, chat.second)
        await chat.office.take(send_back, MONITOR, chat.second, opinion="Thiếu phụ lục, làm lại")
        await chat.presses("yes")
        assert (await chat.office.task(chat.second)).state is State.WORKING

    async def test_what_can_no_longer_be_taken_back_stops_the_new_step(self, chat: Chatting) -> None:
        message = await chat.says(f"việc {chat.first} đang làm 50%")
        await chat.says(f"việc {chat.second} được 50%", message_id=message, edited=True)
        chat.desk.now += POLICY.undo_window + timedelta(seconds=1)
        await chat.presses("yes")
        percents = [(await chat.office.task(each)).percent for each in (chat.first, chat.second)]
        assert percents == [50, None]
        assert answers.NOTHING_WRITTEN in await chat.last()

    async def test_photos_that_came_in_between_are_kept(self, chat: Chatting) -> None:
        message = await chat.says(f"việc {chat.first} xong rồi", file=a_photo("a"))
        await chat.says("", file=a_photo("b"))
        await chat.says(f"việc {chat.first} xong rồi ạ", message_id=message, edited=True, file=a_photo("a"))
        await chat.presses("yes")
        assert await chat.files() == [(chat.first, "a"), (chat.first, "b")]


class TestSeveralAtOnce:
    async def test_the_reason_goes_to_the_one_that_lacks_it(self, chat: Chatting) -> None:
        await chat.says(f"việc {chat.first} xong rồi, việc {chat.second} xin gia hạn đến 22/12")
        assert f"Xin gia hạn việc {chat.second}" in await chat.last()
        await chat.says("mưa lũ kéo dài")
        read_back = await chat.last()
        assert f"việc {chat.first} đã hoàn thành" in read_back
        assert f"xin gia hạn việc {chat.second} đến 17:00 Thứ Ba 22/12 (mưa lũ kéo dài)" in read_back

    async def test_the_day_goes_to_the_one_that_is_asked_about(self, chat: Chatting) -> None:
        asked = f"việc {chat.first} xin gia hạn đến 22/12 vì mưa, việc {chat.second} xin gia hạn đến 8/12 vì bão"
        await chat.says(asked)
        await chat.says("30/12")
        read_back = await chat.last()
        assert f"việc {chat.first} đến 17:00 Thứ Ba 22/12" in read_back
        assert f"việc {chat.second} đến 17:00 Thứ Tư 30/12" in read_back

    async def test_one_of_several_is_said_otherwise(self, chat: Chatting) -> None:
        await chat.says(f"việc {chat.first} xong rồi, việc {chat.second} xong rồi")
        await chat.says(f"sửa: việc {chat.second} chưa xong")
        await chat.presses("yes")
        states = [(await chat.office.task(each)).state for each in (chat.first, chat.second)]
        assert states == [State.REPORTED, State.ASSIGNED]

    async def test_a_share_beside_a_request_is_not_lost(self, chat: Chatting) -> None:
        await chat.says(f"việc {chat.first} chưa xong, mới được 60%, xin thêm 3 ngày vì mưa lũ")
        assert "hiện đạt 60%" in await chat.last()
        await chat.presses("yes")
        stored = await chat.stored(chat.first)
        assert (stored["percent"], stored["requests"]) == (60, 1)

    async def test_everything_at_once_is_listed_and_asked(self, chat: Chatting) -> None:
        await chat.says("tất cả xong rồi ạ")
        assert "Em hiểu 2 việc như sau" in await chat.last()

    async def test_everything_but_one_leaves_that_one_alone(self, chat: Chatting) -> None:
        await chat.says(f"mọi việc đều xong, trừ việc {chat.second}")
        await chat.presses("yes")
        states = [(await chat.office.task(each)).state for each in (chat.first, chat.second)]
        assert states == [State.REPORTED, State.ASSIGNED]

    async def test_no_task_number_makes_a_report_a_question(self, chat: Chatting) -> None:
        await chat.says("xong rồi ạ")
        for _ in range(2):
            await chat.says("việc 0")
        await chat.presses("pick", 0)
        async with chat.office.database.read() as session:
            assert (await session.scalars(select(Question))).all() == []

    async def test_what_is_refused_is_said_beside_what_is_done(self, chat: Chatting) -> None:
        await chat.says(f"việc {chat.first} được 80%, việc 99 được 20%")
        assert (await chat.office.task(chat.first)).percent == 80
        assert any("99" in told for told in await chat.desk.told(LEAD))

    @pytest.mark.parametrize("words", ["cả 2 việc xong rồi ạ", "hai việc này em làm xong", "ca hai viec deu xong"])
    async def test_both_are_listed_and_one_tap_means_both(self, chat: Chatting, words: str) -> None:
        await chat.says(words)
        async with chat.office.database.read() as session:
            dialog = await dialogs.current(session, Chat("text", LEAD))
        assert dialog is not None
        assert dialog.payload["several"]  # "Cả 2 việc" is offered
        await chat.presses("pickall")
        assert "Em hiểu 2 việc như sau" in await chat.last()
        await chat.presses("yes")
        states = [(await chat.office.task(each)).state for each in (chat.first, chat.second)]
        assert states == [State.REPORTED, State.REPORTED]


class TestMoreTime:
    async def test_the_day_that_was_read_back_is_asked_for_even_tomorrow(self, chat: Chatting) -> None:
        chat.desk.now = at("11/12/2026 09:00")  # the deadline has passed: the days count from today
        await chat.says(f"việc {chat.first} xin thêm 3 ngày vì mưa lũ")
        assert "đến 17:00 Thứ Hai 14/12" in await chat.last()
        chat.desk.now = at("12/12/2026 08:59")
        await chat.presses("yes")
        async with chat.office.database.read() as session:
            request = await extensions.open_of(session, chat.first)
        assert request is not None
        assert request.wanted_on == at("14/12/2026 00:00").date()

    @pytest.mark.parametrize("again", ["việc {0} xin gia hạn", "xin gia hạn", "em xin lùi việc {0}"])
    async def test_a_whole_new_sentence_replaces_the_reason_too(self, chat: Chatting, again: str) -> None:
        await chat.says(f"việc {chat.first} xin gia hạn đến hôm qua vì bận")
        assert "Xin đến ngày nào?" in await chat.last()
        await chat.says(f"{again} đến 22/12 vì chờ số liệu".format(chat.first))
        read_back = await chat.last()
        assert "đến 17:00 Thứ Ba 22/12" in read_back
        assert "Lý do: chờ số liệu" in read_back
        assert "bận" not in read_back

    async def test_a_whole_new_sentence_is_no_reason(self, chat: Chatting) -> None:
        await chat.says(f"việc {chat.first} xin gia hạn đến 22/12")
        await chat.says(f"việc {chat.first} xin gia hạn đến 23/12 vì chờ số liệu")
        read_back = await chat.last()
        assert "đến 17:00 Thứ Tư 23/12" in read_back
        assert "Lý do: chờ số liệu" in read_back


class TestQuestions:
    async def test_whoever_follows_a_task_asks_its_lead(self, chat: Chatting) -> None:
        await chat.says(f"việc {chat.first} đến đâu rồi, vướng chỗ nào?", who=MONITOR, file=a_photo("a"))
        (question,) = await chat.office.owed(LEAD, Kind.QUESTION)
        await chat.desk.do(
            Pressed(
                chat_id=LEAD,
                sender_id=LEAD,
                sender_name=LEAD,
                private=True,
                code=f"reply.{question.payload['question']}",
                press_id="p",
            )
        )
        await chat.says("đang chờ số liệu của xã")
        assert len(await chat.office.owed(MONITOR, Kind.ANSWER)) == 1
        assert await chat.files() == []


class TestPartsAndNods:
    async def test_a_part_is_of_a_task_that_he_helps_with(self, chat: Chatting) -> None:
        helps = frozenset({chat.office.ids[LEAD]})
        part = await chat.office.assign(OTHER, title="Hội nghị xúc tiến", coordinator_ids=helps)
        await chat.says(f"việc {chat.first} được 20%")
        await chat.says("phần bên em xong rồi ạ")
        assert f"đã xong phần phối hợp của mình trong việc {part}" in await chat.last()

    async def test_of_several_parts_it_is_asked_which(self, chat: Chatting) -> None:
        helps = frozenset({chat.office.ids[LEAD]})
        for title in ("Phần mềm một cửa", "Hội nghị bên lề"):
            await chat.office.assign(OTHER, title=title, coordinator_ids=helps)
        await chat.says(f"việc {chat.first} được 20%")
        await chat.says("phần bên em xong rồi ạ")
        asked = await chat.last()
        assert "của việc nào ạ?" in asked
        assert "Phần mềm một cửa" in asked
        assert "Báo cáo cải cách" not in asked

    @pytest.mark.parametrize("nod", ["👍", "ok ạ", "👌"])
    async def test_a_nod_where_nothing_is_asked_names_no_task(self, chat: Chatting, nod: str) -> None:
        await chat.says(f"việc {chat.first} được 20%")
        await chat.says(nod)
        assert (await chat.last()).startswith("Dạ. Cần báo việc gì")

    async def test_a_nod_signs_for_a_task_that_has_just_been_told_of(self, chat: Chatting) -> None:
        new = await chat.office.assign(OTHER, title="Rà soát biên chế")
        await chat.says("👍", who=OTHER)
        assert (await chat.office.task(new)).state is State.ACKNOWLEDGED


async def asked_for_an_opinion(chat: Chatting) -> None:
    """The monitor is about to send the report of the first task back."""
    if (await chat.office.task(chat.first)).state is not State.REPORTED:
        await chat.office.take(report, LEAD, chat.first)
    code = f"back.{chat.first}.{(await chat.office.task(chat.first)).revision}"
    ids = {"chat_id": MONITOR, "sender_id": MONITOR, "sender_name": MONITOR}
    await chat.desk.do(Pressed(**ids, private=True, code=code, press_id="p"))


class TestSecondThoughts:
    @pytest.mark.parametrize("words", ["khoan, để anh hỏi lại sếp đã", "à mà thôi", "thôi khỏi", "từ từ đã em"])
    async def test_hesitation_is_no_opinion(self, chat: Chatting, words: str) -> None:
        await asked_for_an_opinion(chat)
        await chat.says(words, who=MONITOR)
        assert (await chat.office.task(chat.first)).state is State.REPORTED

    @pytest.mark.parametrize("words", ["à mà thôi để em làm", "thôi khỏi", "thôi để em làm"])
    async def test_a_change_of_mind_is_no_reason(self, chat: Chatting, words: str) -> None:
        await chat.says(f"việc {chat.first} em xin trả lại")
        assert "Chuyển trả việc" in await chat.last()
        await chat.says(words)
        assert await chat.last() == answers.NOTHING_WRITTEN
        assert (await chat.office.task(chat.first)).state is State.ASSIGNED

    async def test_word_of_another_task_is_no_opinion(self, chat: Chatting) -> None:
        await asked_for_an_opinion(chat)
        await chat.says(f"việc {chat.second} đồng ý gia hạn", who=MONITOR)
        await asked_for_an_opinion(chat)
        await chat.says(f"việc {chat.second} xong rồi nhé", who=MONITOR)
        assert (await chat.office.task(chat.first)).state is State.REPORTED

    async def test_a_bare_no_is_told_that_a_reason_is_needed(self, chat: Chatting) -> None:
        await asked_for_an_opinion(chat)
        await chat.says("không", who=MONITOR)
        assert (await chat.last(MONITOR)).startswith("✏️ Như vậy người nhận chưa biết vì sao")

    async def test_a_whole_sentence_after_an_expired_question_is_read(self, chat: Chatting) -> None:
        await chat.says(f"việc {chat.first} xong rồi")
        chat.desk.now += POLICY.dialog_life
        await chat.says(f"việc {chat.second} được 50%")
        assert (await chat.office.task(chat.second)).percent == 50
        assert (await chat.office.task(chat.first)).state is State.ASSIGNED

    async def test_a_number_that_no_task_has_is_not_overheard(self, chat: Chatting) -> None:
        for number in ("12345678901", "999999999999999999999999"):
            await chat.says(f"việc {number} đang làm 20%")
            assert "Không có việc số này" in await chat.last()
        assert [(await chat.office.task(each)).percent for each in (chat.first, chat.second)] == [None, None]


class TestSomebodyElsesYes:
    """What is passed on says what somebody else thinks."""

    async def test_it_is_no_answer_to_what_is_asked(self, chat: Chatting) -> None:
        await chat.says(f"xin gia hạn việc {chat.first} đến 25/12 vì chờ số liệu")
        await chat.says("Ok", forwarded=True)
        async with chat.office.database.read() as session:
            assert not await extensions.open_among(session, [chat.first])
            assert await dialogs.current(session, Chat("text", LEAD)) is not None

    async def test_it_decides_nothing(self, chat: Chatting) -> None:
        await chat.office.bind(HEAD)
        number = await chat.office.assign(title="Kế hoạch tuyển dụng", monitor_id=chat.office.ids[HEAD])
        await chat.says(f"xin gia hạn việc {number} đến 25/12 vì chờ số liệu")
        await chat.presses("yes")
        await chat.says(f"Đồng ý gia hạn việc {number}", HEAD, forwarded=True)
        assert "cho gia hạn việc" not in await chat.last(HEAD)
        await chat.says(f"Đồng ý gia hạn việc {number}", HEAD)
        assert "cho gia hạn việc" in await chat.last(HEAD)

    async def test_it_declines_no_offer(self, chat: Chatting) -> None:
        await chat.says(f"xin gia hạn việc {chat.first} đến 25/12 vì chờ số liệu")
        await chat.presses("yes")
        await chat.office.take(offer_extension, MONITOR, chat.first, until=day(at("15/12/2026 00:00").date()))
        await chat.says("không đồng ý vì quá gấp", forwarded=True)
        async with chat.office.database.read() as session:
            assert await extensions.offered_to(session, chat.office.ids[LEAD]) == [chat.first]
