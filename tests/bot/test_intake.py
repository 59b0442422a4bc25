"""From the inbox to the use cases: once, whole, in order; what cannot be handled stops nobody."""

from datetime import timedelta
from typing import Any

import pytest

from bot import dispatch
from bot.incoming import Ignored
from core.task import State
from db import inbox
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import ADMIN, LEAD, SmallOffice

CARD = [("👀 Đã nhận", "ack.1.0"), ("✅ Xong", "report.1.0")]


async def _card_on_the_phone(office: SmallOffice, desk: UpdatesDesk) -> int:
    await office.bind(LEAD, ADMIN)
    task_id = await office.assign()
    await desk.show(LEAD, CARD, desk.now)
    return task_id


async def test_the_same_update_is_kept_and_handled_once(office: SmallOffice, desk: UpdatesDesk) -> None:
    task_id = await _card_on_the_phone(office, desk)
    for _ in range(2):
        await desk.store({"who": LEAD, "text": "1", "number": "1"}, update_id="77")
        await desk.intake.drain()
    assert await desk.states() == ["done"]
    assert len(await office.log(task_id)) == 2


async def test_a_process_that_dies_before_settling_has_done_nothing(
    office: SmallOffice, desk: UpdatesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The step and the settling are one transaction: the next process finds the update as it was."""
    task_id = await _card_on_the_phone(office, desk)
    with monkeypatch.context() as patch:
        patch.setattr("db.inbox.settle", _die)
        with pytest.raises(SystemExit):
            await desk.say(LEAD, "2")
    assert await office.log(task_id) == ["assign: None → assigned"]
    await desk.intake.drain()
    assert (await office.task(task_id)).state is State.REPORTED
    assert await desk.states() == ["done"]


async def _die(*_: object, **__: object) -> None:
    raise SystemExit


async def test_what_fails_three_times_is_parked_with_an_apology(
    office: SmallOffice, desk: UpdatesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.bind(LEAD, ADMIN)
    monkeypatch.setattr(dispatch, "said", _fail)
    await desk.say(LEAD, "xin chào")
    assert await desk.states() == ["new"]
    await desk.intake.drain()
    await desk.intake.drain()
    assert await desk.states() == ["parked"]
    assert [words[:40] for words in await desk.told(LEAD)] == ["⚠️ Có lỗi phía hệ thống nên tin vừa rồi "]
    assert "không xử lý được, đã để riêng (số 1)" in (await desk.told(ADMIN))[0]


async def _fail(*_: object) -> None:
    raise ZeroDivisionError


async def test_one_that_fails_holds_up_nobody(
    office: SmallOffice, desk: UpdatesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.bind(LEAD)
    monkeypatch.setattr(dispatch, "said", _fail)
    await desk.store({"who": LEAD, "text": "xin chào", "number": "1"})
    await desk.say("ai đó", "xin chào")
    assert await desk.states() == ["new", "done"]


async def test_an_unreadable_update_is_parked_and_the_admin_told_in_one_line(desk: UpdatesDesk) -> None:
    await desk.store({"nonsense": True})
    await desk.say("ai đó", "xin chào")
    assert await desk.states() == ["parked", "done"]
    assert await desk.told(ADMIN) == [
        "⚠️ Một cập nhật từ kênh nhắn tin không xử lý được, đã để riêng (số 1): not a message"
    ]


async def test_a_parser_that_breaks_its_promise_is_parked_too(desk: UpdatesDesk) -> None:
    await desk.store({"as_is": "no such thing"})
    for _ in range(3):
        await desk.intake.drain()
    assert await desk.states() == ["parked"]


async def test_an_update_of_another_kind_is_ignored(desk: UpdatesDesk) -> None:
    await desk.do(Ignored(why="a poll"))
    assert await desk.states() == ["ignored"]


async def test_a_channel_that_was_switched_off_holds_up_no_other(desk: UpdatesDesk) -> None:
    await desk.store({"who": "x", "text": "y", "number": "1"}, channel="zalo")
    await desk.say("ai đó", "xin chào")
    assert await desk.states() == ["new", "done"]


async def test_updates_are_handled_in_the_order_in_which_they_came(office: SmallOffice, desk: UpdatesDesk) -> None:
    task_id = await _card_on_the_phone(office, desk)
    for text in ("1", "2"):
        await desk.store({"who": LEAD, "text": text, "number": "1"})
    await desk.intake.drain()
    assert await desk.states() == ["done", "done"]
    assert (await office.log(task_id))[1:] == ["acknowledge: assigned → acknowledged"]
    assert any("Việc này đã thay đổi sau khi nút được gửi" in words for words in await desk.told(LEAD))


async def test_what_another_calendar_does_is_reckoned_while_others_write(
    office: SmallOffice, desk: UpdatesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the transaction that reads the change back nor the one that decides it looks at the tasks."""
    await office.bind(ADMIN)
    await office.assign()
    monkeypatch.setattr("bot.dialogs.calendar.foresee", _fail)
    await desk.say(ADMIN, "/lich nghỉ 10/12/2026 vì bão")
    assert "lượt nhắc sẽ dời" in (await desk.told(ADMIN))[-1]
    monkeypatch.setattr("usecases.change_calendar.foresee", _fail)
    await desk.say(ADMIN, "đúng")
    assert "lượt nhắc đã dời" in (await desk.told(ADMIN))[-1]
    assert await desk.states() == ["done", "done"]


STAMP = "TỐI MẬT: phương án Alpha"


@pytest.mark.parametrize(
    "raw",
    [
        {"quote": {"text": STAMP}},
        {"external_reply": {"document": {"file_name": "KH_TUYET_MAT_Alpha.pdf"}}},
        {"poll": {"options": [{"text": "x"}, {"text": STAMP}]}},
    ],
    ids=lambda raw: next(iter(raw)),
)
@pytest.mark.parametrize("readable", [True, False])
async def test_nothing_classified_is_kept_wherever_it_stands(
    desk: UpdatesDesk, raw: dict[str, Any], readable: bool
) -> None:
    await desk.store(raw | ({"who": LEAD, "text": "xem ạ", "number": "1"} if readable else {}))
    await desk.intake.drain()
    assert await desk.states() == ["done" if readable else "parked"]
    assert await desk.raw() == [{}]


async def test_of_what_is_ignored_no_word_is_kept(desk: UpdatesDesk) -> None:
    await desk.do(Ignored(why="a poll"))
    assert await desk.raw() == [{}]


async def test_what_is_parked_can_be_looked_at_for_a_month(desk: UpdatesDesk) -> None:
    await desk.store({"nonsense": True})
    await desk.say("ai đó", "xin chào")
    for age, left in ((inbox.KEPT, ["parked", "done"]), (inbox.PARKED_KEPT, ["parked"]), (timedelta(days=31), [])):
        async with desk.office.database.write() as session:
            await inbox.prune(session, desk.now + age)
        assert await desk.states() == left
