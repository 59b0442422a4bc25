"""Edits and deletions: only what is there, only the bot's own, only what changes something."""

import pytest

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
KEYS = {"inline_keyboard": [[{"text": "Xong", "callback_data": "x"}]]}


@pytest.fixture
async def sent(api) -> dict:
    message = (await api("sendMessage", chat_id=101, text="cũ", reply_markup=KEYS)).result
    return {"chat_id": 101, "message_id": message["message_id"]}


async def test_a_new_text_takes_the_buttons_away(sim, api, sent):
    edited = (await api("editMessageText", **sent, text="<b>mới</b>", parse_mode="HTML")).result
    seen = sim.chat(101)["messages"][-1]
    assert (seen["html"], seen["buttons"], edited["text"]) == ("<b>mới</b>", [], "mới")
    assert seen["edited_at"]
    assert edited["edit_date"]


async def test_new_buttons_leave_the_text(sim, api, sent):
    new = {"inline_keyboard": [[{"text": "Hoàn tác", "callback_data": "u"}]]}
    await api("editMessageReplyMarkup", **sent, reply_markup=new)
    seen = sim.chat(101)["messages"][-1]
    assert (seen["text"], seen["buttons"]) == ("cũ", [[{"text": "Hoàn tác", "data": "u"}]])


async def test_no_buttons(sim, api, sent):
    await api("editMessageReplyMarkup", **sent)
    assert sim.chat(101)["messages"][-1]["buttons"] == []


async def test_an_edit_that_changes_nothing(sim, api, sent):
    assert (await api("editMessageText", **sent, text="cũ", reply_markup=KEYS)).error == (400, NOT_MODIFIED)
    assert (await api("editMessageReplyMarkup", **sent, reply_markup=KEYS)).error == (400, NOT_MODIFIED)
    assert "edited_at" not in sim.chat(101)["messages"][-1]


async def test_editing_what_is_not_there(api, sent):
    not_found = (400, "Bad Request: message to edit not found")
    assert (await api("editMessageText", chat_id=101, message_id=99, text="a")).error == not_found
    assert (await api("editMessageText", chat_id=102, message_id=sent["message_id"], text="a")).error == not_found
    assert (await api("editMessageText", inline_message_id="q", text="a")).error == not_found


async def test_editing_what_is_not_the_bots(sim, api):
    message_id = sim.say(101, "dạ")["message_id"]
    answer = await api("editMessageText", chat_id=101, message_id=message_id, text="a")
    assert answer.error == (400, "Bad Request: message can't be edited")


async def test_a_file_has_no_text_to_edit(api, people):
    form = {"chat_id": "101"}
    sent = await people.post("/bot1000001:demo/sendDocument", data=form, files={"document": ("a.txt", b"a")})
    answer = await api("editMessageText", chat_id=101, message_id=sent.json()["result"]["message_id"], text="b")
    assert answer.error == (400, "Bad Request: there is no text in the message to edit")


async def test_editing_at_a_person_who_blocked_the_bot(sim, api, sent):
    sim.block(101)
    assert (await api("editMessageText", **sent, text="a")).status == 403


async def test_a_deleted_message_is_marked(sim, api, sent):
    assert (await api("deleteMessage", **sent)).result is True
    assert sim.chat(101)["messages"][-1]["deleted"] is True
    assert (await api("deleteMessage", **sent)).error == (400, "Bad Request: message to delete not found")
    assert (await api("editMessageText", **sent, text="a")).error == (400, "Bad Request: message to edit not found")


async def test_deleting_after_48_hours(sim, api, sent):
    sim.clock.advance(48 * 3600 + 1)
    assert (await api("deleteMessage", **sent)).error == (400, "Bad Request: message can't be deleted for everyone")


async def test_what_people_said_is_deleted_in_private_only(sim, api):
    group = sim.group("Tổ 1", [101])["id"]
    private, public = sim.say(101, "a")["message_id"], sim.say(101, "b", group)["message_id"]
    assert (await api("deleteMessage", chat_id=101, message_id=private)).result
    answer = await api("deleteMessage", chat_id=group, message_id=public)
    assert answer.error == (400, "Bad Request: message can't be deleted")
