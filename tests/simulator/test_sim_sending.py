"""sendMessage and what it refuses, in the real words."""

import pytest


def keys(*rows: int) -> dict:
    """A keyboard with so many buttons in each row."""
    return {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * count for count in rows]}


async def test_a_message_stands_in_the_chat(sim, api):
    sent = (await api("sendMessage", chat_id=101, text="Chào đồng chí")).result
    (_, seen) = sim.chat(101)["messages"]
    assert sent["message_id"] == seen["message_id"]
    assert seen["text"] == sent["text"] == "Chào đồng chí"
    assert seen["from"] == {"id": 1000001, "name": "Nhắc Việc", "is_bot": True}


async def test_form_fields_are_strings_with_json_inside(sim, people):
    form = {"chat_id": "101", "text": "a", "reply_markup": '{"inline_keyboard":[[{"text":"x","callback_data":"d"}]]}'}
    assert (await people.post("/bot1000001:demo/sendMessage", data=form)).json()["ok"]
    assert sim.chat(101)["messages"][-1]["buttons"] == [[{"text": "x", "data": "d"}]]


async def test_get_works_too(sim, people):
    answer = await people.get("/bot1000001:demo/sendmessage", params={"chat_id": 101, "text": "hay"})
    assert answer.json()["result"]["text"] == "hay"


async def test_wrong_token(people):
    answer = await people.post("/bot1:wrong/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")


async def test_unknown_method(api):
    assert (await api("sendTelegram")).error == (404, "Not Found")


async def test_logging_out_is_refused(api):
    assert (await api("logOut")).status == 400


@pytest.mark.parametrize("text", ["", "  \n ", None])
async def test_empty_text(api, text):
    assert (await api("sendMessage", chat_id=101, text=text)).error == (400, "Bad Request: message text is empty")


async def test_length_is_counted_in_utf16_units_after_entities(api):
    assert (await api("sendMessage", chat_id=101, text="😀" * 2048)).result
    assert (await api("sendMessage", chat_id=101, text="<b>" + "a" * 4096 + "</b>", parse_mode="HTML")).result
    too_long = await api("sendMessage", chat_id=101, text="😀" * 2048 + "a")
    assert too_long.error == (400, "Bad Request: message is too long")


async def test_broken_html(sim, api):
    answer = await api("sendMessage", chat_id=101, text="<b>x", parse_mode="HTML")
    assert answer.error == (
        400,
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    )
    assert len(sim.chat(101)["messages"]) == 1


async def test_other_parse_modes_are_not_spoken(api):
    answer = await api("sendMessage", chat_id=101, text="*x*", parse_mode="MarkdownV2")
    assert answer.error == (400, "Bad Request: unsupported parse_mode")


@pytest.mark.parametrize("data", ["", "đ" * 33, "x" * 65, 7])
async def test_callback_data_has_1_to_64_bytes(api, data):
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
    answer = await api("sendMessage", chat_id=101, text="a", reply_markup=markup)
    assert answer.error == (400, "Bad Request: BUTTON_DATA_INVALID")


async def test_64_bytes_of_callback_data_pass(api):
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "đ" * 32}]]}
    assert (await api("sendMessage", chat_id=101, text="a", reply_markup=markup)).result


@pytest.mark.parametrize("rows", [[9], [8] * 13])
async def test_keyboards_that_are_too_large(api, rows):
    answer = await api("sendMessage", chat_id=101, text="a", reply_markup=keys(*rows))
    assert answer.error == (400, "Bad Request: reply markup is too long")


async def test_a_keyboard_of_100_buttons_passes(api):
    assert (await api("sendMessage", chat_id=101, text="a", reply_markup=keys(*[8] * 12, 4))).result


@pytest.mark.parametrize(
    "button",
    [
        {"text": "x"},
        {"callback_data": "x"},
        {"text": "x", "url": "javascript:1"},
        {"text": "x", "url": "tg://", "style": "?"},
        5,
    ],
)
async def test_buttons_that_are_none(api, button):
    assert (await api("sendMessage", chat_id=101, text="a", reply_markup={"inline_keyboard": [[button]]})).status == 400


@pytest.mark.parametrize("markup", ["{", "[]", {"inline_keyboard": {}}, {"inline_keyboard": [5]}])
async def test_markup_that_is_none(api, markup):
    assert (await api("sendMessage", chat_id=101, text="a", reply_markup=markup)).status == 400


async def test_what_the_people_see_of_buttons(sim, api):
    row = [
        {"text": "A", "callback_data": "a", "style": "success"},
        {"text": "B", "url": "https://x.vn"},
        {"text": "C", "web_app": {"url": "https://y.vn"}},
        {"text": "D", "copy_text": {"text": "12"}},
    ]
    await api("sendMessage", chat_id=101, text="a", reply_markup={"inline_keyboard": [row]})
    assert sim.chat(101)["messages"][-1]["buttons"][0] == [
        {"text": "A", "data": "a", "style": "success"},
        {"text": "B", "url": "https://x.vn"},
        {"text": "C", "url": "https://y.vn"},
        {"text": "D", "copy": "12"},
    ]


@pytest.mark.parametrize(
    ("chat_id", "words"),
    [(None, "chat_id is empty"), (999, "chat not found"), ("@an", "chat not found"), (10**30, "chat not found")],
)
async def test_chats_that_are_not_there(api, chat_id, words):
    assert (await api("sendMessage", chat_id=chat_id, text="a")).error == (400, f"Bad Request: {words}")


async def test_a_person_who_never_pressed_start(sim, api):
    sim.person(id=103, name="Phạm Chi")
    answer = await api("sendMessage", chat_id=103, text="a")
    assert answer.error == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_a_person_who_blocked_the_bot(sim, api):
    sim.block(101)
    assert (await api("sendMessage", chat_id=101, text="a")).error == (403, "Forbidden: bot was blocked by the user")
    sim.unblock(101)
    assert (await api("sendMessage", chat_id=101, text="a")).result


async def test_a_person_who_is_gone(sim, api):
    sim.change_person(101, deactivated=True)
    assert (await api("sendMessage", chat_id=101, text="a")).error == (403, "Forbidden: user is deactivated")


async def test_replies(sim, api):
    first = sim.say(101, "dạ")["message_id"]
    sent = (await api("sendMessage", chat_id=101, text="a", reply_parameters={"message_id": first})).result
    assert sent["reply_to_message"]["text"] == "dạ"
    assert sim.chat(101)["messages"][-1]["reply_to"] == first


async def test_a_reply_to_nothing(api):
    lost = {"message_id": 999}
    answer = await api("sendMessage", chat_id=101, text="a", reply_parameters=lost)
    assert answer.error == (400, "Bad Request: message to be replied not found")
    lenient = {**lost, "allow_sending_without_reply": True}
    assert "reply_to_message" not in (await api("sendMessage", chat_id=101, text="a", reply_parameters=lenient)).result


@pytest.mark.parametrize(
    "body",
    [
        b'{"chat_id": 101, "text": "\\ud83d"}',
        b'{"chat_id": 101, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "\\ud83d", "url": "tg://a"}]]}}',
    ],
)
async def test_half_a_surrogate_pair_is_no_text(people, body):
    answer = await people.post(
        "/bot1000001:demo/sendMessage", content=body, headers={"content-type": "application/json"}
    )
    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


@pytest.mark.parametrize("body", [b"[]", b"{", b'"x"'])
async def test_a_body_that_is_no_object(people, body):
    answer = await people.post("/bot1000001:demo/getMe", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


async def test_numbers_that_are_none(api):
    assert (await api("editMessageText", chat_id=101, message_id="first", text="a")).status == 400


async def test_typing_lasts_until_the_next_message(sim, api):
    assert (await api("sendChatAction", chat_id=101, action="typing")).result is True
    assert [person["typing"] for person in sim.state()["people"]] == [True, False]
    await api("sendMessage", chat_id=101, text="a")
    assert [person["typing"] for person in sim.state()["people"]] == [False, False]


async def test_typing_ends_by_itself(sim, api, monkeypatch):
    monkeypatch.setattr("simulator.typing_marks.LASTS", 0.0)
    await api("sendChatAction", chat_id=101, action="typing")
    assert not sim.state()["people"][0]["typing"]


async def test_unknown_actions(api):
    answer = await api("sendChatAction", chat_id=101, action="thinking")
    assert answer.error == (400, "Bad Request: wrong parameter action in request")
