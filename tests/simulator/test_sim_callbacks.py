"""Presses of buttons and the toasts that answer them."""

import pytest

from simulator.people.errors import NotThere

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def message_id(api) -> int:
    keys = {"inline_keyboard": [[{"text": "Xong", "callback_data": "done:12"}]]}
    sent = await api("sendMessage", chat_id=101, text="Việc 12", reply_markup=keys)
    return sent.result["message_id"]


async def test_a_press_reaches_the_bot(sim, updates, message_id):
    press = sim.press(101, message_id, "done:12")["callback_query_id"]
    ((update),) = await updates()
    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (press, "done:12", 101)
    assert query["message"]["message_id"] == message_id


async def test_only_a_button_that_is_there_now(sim, api, message_id):
    await api("editMessageReplyMarkup", chat_id=101, message_id=message_id)
    with pytest.raises(NotThere):
        sim.press(101, message_id, "done:12")


async def test_a_forged_press(sim, updates, message_id):
    sim.press(101, message_id, "accept:99", forged=True)
    assert (await updates())[0]["callback_query"]["data"] == "accept:99"


async def test_the_message_of_a_press_may_be_inaccessible(sim, api, updates, message_id):
    await api("deleteMessage", chat_id=101, message_id=message_id)
    sim.press(101, message_id, "done:12", forged=True)
    message = (await updates())[0]["callback_query"]["message"]
    assert (message["date"], message["message_id"]) == (0, message_id)


async def test_a_toast_is_seen_by_the_one_who_pressed(sim, api, message_id):
    press = sim.press(101, message_id, "done:12")["callback_query_id"]
    await api("answerCallbackQuery", callback_query_id=press, text="Đã ghi", show_alert=True)
    ((toast),) = sim.toasts(101)
    assert (toast["callback_query_id"], toast["text"], toast["show_alert"]) == (press, "Đã ghi", True)
    assert sim.toasts(102) == []


async def test_toasts_have_200_characters(sim, api, message_id):
    press = sim.press(101, message_id, "done:12")["callback_query_id"]
    assert (await api("answerCallbackQuery", callback_query_id=press, text="đ" * 200)).result
    answer = await api("answerCallbackQuery", callback_query_id=press, text="đ" * 201)
    assert answer.error == (400, "Bad Request: MESSAGE_TOO_LONG")


async def test_answers_that_come_too_late(sim, api, message_id):
    press = sim.press(101, message_id, "done:12")["callback_query_id"]
    sim.clock.advance(15 * 60 + 1)
    assert (await api("answerCallbackQuery", callback_query_id=press)).error == (400, TOO_OLD)


@pytest.mark.parametrize("press", ["", "999", "x"])
async def test_answers_to_nothing(api, press):
    assert (await api("answerCallbackQuery", callback_query_id=press)).error == (400, TOO_OLD)
