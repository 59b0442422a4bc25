"""What is asked is answered once, by whom it was asked, while it is asked; forged and stale choices do nothing."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.incoming import Pressed, Said
from core.sent_file import FileKind, SentFile
from core.task import State
from core.wording import answers
from db import log
from db.tables import Dialog, Evidence
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import LEAD, MONITOR, OTHER, POLICY, SmallOffice
from usecases.progress import progress

DONE = "dạ xong rồi ạ"


def pressed(who: str, code: str) -> Pressed:
    return Pressed(chat_id=who, sender_id=who, sender_name=who, private=True, code=code, press_id="p1")


def sent(who: str, text: str = "", **facts: Any) -> Said:
    return Said(chat_id=who, sender_id=who, sender_name=who, private=True, text=text, message_id="9", **facts)


def a_file(kind: FileKind, size: int | None = 1000) -> SentFile:
    return SentFile(channel="text", kind=kind, file_id="f", name="BC.pdf", size=size)


async def turn_of(office: SmallOffice, who: str) -> int:
    async with office.database.read() as session:
        dialog = await session.scalar(select(Dialog).where(Dialog.chat_id == who))
    assert dialog is not None
    return dialog.turn


@pytest.fixture
async def task_id(office: SmallOffice) -> int:
    await office.bind(LEAD, MONITOR, OTHER)
    return await office.assign(monitor_id=office.ids[MONITOR])


async def test_a_choice_counts_once(office: SmallOffice, desk: UpdatesDesk, task_id: int) -> None:
    await desk.say(LEAD, DONE)
    yes = pressed(LEAD, f"yes.0.{await turn_of(office, LEAD)}")
    await desk.do(yes)
    steps = await office.log(task_id)
    assert (await office.task(task_id)).state is State.REPORTED
    await desk.do(yes)
    assert await office.log(task_id) == steps
    assert answers.ANSWERED in (await desk.told(LEAD))[-1]


async def test_the_choice_of_an_earlier_question_does_nothing(
    office: SmallOffice, desk: UpdatesDesk, task_id: int
) -> None:
    await desk.say(LEAD, DONE)
    earlier = await turn_of(office, LEAD)
    await desk.say(LEAD, "xin gia hạn đến 20/12 vì mưa lũ")
    await desk.do(pressed(LEAD, f"yes.0.{earlier}"))
    assert (await office.log(task_id)) == ["assign: None → assigned"]


async def test_nobody_answers_for_another(office: SmallOffice, desk: UpdatesDesk, task_id: int) -> None:
    await desk.say(LEAD, DONE)
    turn = await turn_of(office, LEAD)
    for offer in ("yes", "fix", "no", "pick", "pickall", "days", "otherday", "nopaper"):
        await desk.do(pressed(OTHER, f"{offer}.{task_id}.{turn}"))
    assert (await office.task(task_id)).state is State.ASSIGNED
    assert await turn_of(office, LEAD) == turn
    assert not any("Báo cáo" in told for told in await desk.told(OTHER))


async def test_a_question_of_another_kind_is_not_answered(office: SmallOffice, desk: UpdatesDesk, task_id: int) -> None:
    await desk.say(LEAD, "cho em xin gia hạn với ạ")
    turn = await turn_of(office, LEAD)
    for offer in ("yes", "fix", "pick", "pickall"):
        await desk.do(pressed(LEAD, f"{offer}.{task_id}.{turn}"))
    assert await office.log(task_id) == ["assign: None → assigned"]


async def test_somebody_elses_task_cannot_be_picked(office: SmallOffice, desk: UpdatesDesk, task_id: int) -> None:
    foreign = await office.assign(OTHER)
    await office.assign(title="Kế hoạch")
    await desk.say(LEAD, DONE)
    await desk.do(pressed(LEAD, f"pick.{foreign}.{await turn_of(office, LEAD)}"))
    assert (await office.task(foreign)).state is State.ASSIGNED
    assert answers.NOT_FOUND in (await desk.told(LEAD))[-1]


@pytest.mark.parametrize("days", [0, 31, 999_999_999])
async def test_so_many_days_were_not_offered(office: SmallOffice, desk: UpdatesDesk, task_id: int, days: int) -> None:
    await desk.say(LEAD, "cho em xin gia hạn vì mưa lũ")
    await desk.do(pressed(LEAD, f"days.{days}.{await turn_of(office, LEAD)}"))
    assert "Nút này không hợp lệ" in (await desk.told(LEAD))[-1]
    assert await office.log(task_id) == ["assign: None → assigned"]


async def test_an_answer_that_comes_too_late_writes_nothing(
    office: SmallOffice, desk: UpdatesDesk, task_id: int
) -> None:
    await desk.say(LEAD, DONE)
    turn = await turn_of(office, LEAD)
    desk.now += POLICY.dialog_life
    await desk.do(pressed(LEAD, f"yes.0.{turn}"))
    await desk.say(LEAD, "đúng rồi ạ")
    assert await office.log(task_id) == ["assign: None → assigned"]
    assert answers.EXPIRED_QUESTION in (await desk.told(LEAD))[-1]


async def test_undo_is_for_ones_own_step_for_five_minutes(office: SmallOffice, desk: UpdatesDesk, task_id: int) -> None:
    await office.take(progress, LEAD, task_id, percent=70)
    async with office.database.read() as session:
        entry = await log.last_entry(session, task_id)
    assert entry is not None
    undo = f"undo.{task_id}.{entry.id}"
    await desk.do(pressed(OTHER, undo))
    await desk.do(pressed(MONITOR, undo))
    await desk.do(pressed(LEAD, f"undo.{task_id}.{entry.id - 1}"))
    assert (await office.task(task_id)).percent == 70
    desk.now += POLICY.undo_window + timedelta(seconds=1)
    await desk.do(pressed(LEAD, undo))
    assert (await office.task(task_id)).percent == 70
    assert answers.TOO_LATE_TO_UNDO in (await desk.told(LEAD))[-1]


async def test_a_file_that_is_too_large_is_not_kept_but_its_words_are(
    office: SmallOffice, desk: UpdatesDesk, task_id: int
) -> None:
    await desk.do(sent(LEAD, "đang làm, khoảng 70%", file=a_file(FileKind.VIDEO, POLICY.largest_file + 1)))
    told = await desk.told(LEAD)
    assert answers.TOO_LARGE in told
    assert (await office.task(task_id)).percent == 70
    async with office.database.read() as session:
        assert not (await session.scalars(select(Evidence))).all()


@pytest.mark.parametrize("size", [None, POLICY.largest_file])
async def test_a_file_for_the_only_task_is_kept(
    office: SmallOffice, desk: UpdatesDesk, task_id: int, size: int | None
) -> None:
    await desk.do(sent(LEAD, file=a_file(FileKind.DOCUMENT, size)))
    async with office.database.read() as session:
        (kept,) = (await session.scalars(select(Evidence))).all()
    assert (kept.task_id, kept.name) == (task_id, "BC.pdf")


async def test_a_voice_is_kept_and_not_understood(office: SmallOffice, desk: UpdatesDesk, task_id: int) -> None:
    await desk.do(sent(LEAD, file=a_file(FileKind.VOICE)))
    assert answers.VOICE in (await desk.told(LEAD))[-1]
    assert (await office.task(task_id)).state is State.ASSIGNED


async def test_a_sticker_is_answered(desk: UpdatesDesk, task_id: int) -> None:
    await desk.do(sent(LEAD, unusable=True))
    assert "Em chưa đọc được tin này" in (await desk.told(LEAD))[-1]


async def test_an_edited_caption_takes_back_nothing_that_was_there_before(
    office: SmallOffice, desk: UpdatesDesk, task_id: int
) -> None:
    await office.take(progress, LEAD, task_id, percent=70)
    await desk.do(sent(LEAD, "ảnh đây", file=a_file(FileKind.PHOTO)))
    await desk.do(sent(LEAD, "ảnh đây ạ", edited=True))
    assert (await office.task(task_id)).percent == 70
