"""People who mean no good, and messengers on a bad day: nothing is forged, nobody waits for another."""

import asyncio
from importlib import import_module

import pytest

from bot.incoming import Pressed, Said
from core.task import State
from db.outbox import Kind
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import LEAD, LEADER, MONITOR, OTHER, SmallOffice
from usecases.invite import hash_code
from usecases.progress import progress
from usecases.recall import recall
from usecases.report import report
from usecases.send_back import NoOpinion, send_back
from usecases.steps import AlreadyTaken

INVISIBLE = "\u200b\u2060\u3164\u2800"


def _edited(who: str, text: str) -> Said:
    return Said(chat_id=who, sender_id=who, sender_name=who, private=True, text=text, message_id="1", edited=True)


def _press(who: str, code: str) -> Pressed:
    return Pressed(chat_id=who, sender_id=who, sender_name=who, private=True, code=code, press_id="p1")


async def _reported(office: SmallOffice) -> int:
    await office.bind(LEAD, MONITOR, LEADER)
    task_id = await office.assign(monitor_id=office.ids[MONITOR], leader_id=office.ids[LEADER])
    await office.take(report, LEAD, task_id)
    return task_id


async def test_a_slow_toast_holds_up_nobody(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD, OTHER)
    hangs = asyncio.Event()

    async def toast(press_id: str, text: str, *, alert: bool = False) -> None:
        await hangs.wait()

    desk.channel.toast = toast  # type: ignore[method-assign]
    for _ in range(40):
        await desk.do(_press(LEAD, "no such code"))
    async with asyncio.timeout(5):
        await desk.say(OTHER, "/overdue")
    assert "Không có việc nào quá hạn" in (await desk.told(OTHER))[-1]
    hangs.set()


async def test_evidence_cannot_look_like_lines_of_ours(office: SmallOffice) -> None:
    await office.bind(LEAD, MONITOR)
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    forged = "12/BC\n🎉 Chánh Văn phòng đã xác nhận.\nTrạng thái: Hoàn thành"
    await office.take(report, LEAD, task_id, evidence=forged)
    for row in await office.owed(MONITOR):
        letter = await office.compose([row])
        text = "".join(str(span) for span in letter.message.text) if letter.message else ""
        assert "\nTrạng thái: Hoàn thành\n" not in text
        assert "\n🎉" not in text


async def test_an_invisible_opinion_is_none(office: SmallOffice) -> None:
    task_id = await _reported(office)
    with pytest.raises(NoOpinion):
        await office.take(send_back, MONITOR, task_id, opinion=INVISIBLE)
    assert (await office.task(task_id)).state is State.REPORTED


async def test_an_edited_message_answers_no_question(office: SmallOffice, desk: UpdatesDesk) -> None:
    task_id = await _reported(office)
    await desk.do(_press(MONITOR, f"back.{task_id}.1"))
    await desk.do(_edited(MONITOR, "sửa tin cũ"))
    assert (await office.task(task_id)).state is State.REPORTED
    assert "chưa ghi gì" in (await desk.told(MONITOR))[-1]


async def test_a_stranger_tries_no_code_by_editing(desk: UpdatesDesk) -> None:
    for code in ("ABCD2345", "ABCD2346"):
        await desk.do(_edited("somebody", code))
    assert await desk.told("somebody") == []


async def test_a_recall_happens_before_the_eyes_of_those_above(office: SmallOffice) -> None:
    task_id = await _reported(office)
    await office.take(recall, MONITOR, task_id)
    (news,) = await office.owed(LEADER, Kind.NEWS)
    assert news.payload["step"] == "recall"


async def test_being_at_work_is_said_once(office: SmallOffice) -> None:
    task_id = await office.assign()
    await office.take(progress, LEAD, task_id)
    with pytest.raises(AlreadyTaken):
        await office.take(progress, LEAD, task_id)
    await office.take(progress, LEAD, task_id, percent=40)
    assert len(await office.log(task_id)) == 4


def test_a_copy_of_the_database_does_not_give_the_codes_away_quickly() -> None:
    """scrypt: 10^12 codes at some 10 ms each outlive every code."""
    assert len(hash_code("abcd2345")) == 128
    assert hash_code("ABCD-2345") == hash_code("abcd 2345")


async def test_a_message_full_of_words_is_not_tried_as_a_period_word_by_word(
    office: SmallOffice, desk: UpdatesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.bind(LEAD)
    tried: list[str] = []
    monkeypatch.setattr(import_module("bot.commands.record"), "read_period", lambda words, _today: tried.append(words))
    await desk.say(LEAD, "/hoso " + "a " * 2040)
    assert 0 < len(tried) <= 8
    assert await desk.states() == ["done"]
