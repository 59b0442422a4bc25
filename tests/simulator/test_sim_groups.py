"""Groups: privacy mode, coming and going, and the move to a supergroup."""

import pytest

from simulator.people.errors import NotThere, Refused


@pytest.fixture
async def group(sim, updates) -> int:
    chat = sim.group("Tổ giúp việc", [101, 102])
    await updates()
    return chat["id"]


async def heard(updates) -> list[str]:
    """What the bot got, in short."""
    shorts = []
    for update in await updates():
        (kind,) = update.keys() - {"update_id"}
        body = update[kind]
        shorts.append(body.get("text") or next((key for key in body if "chat_" in key or "member" in key), kind))
    return shorts


async def test_the_bot_hears_that_it_was_put_in(sim, updates):
    chat = sim.group("Tổ 1", [101])
    standing, service = await updates()
    assert standing["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["group_chat_created"] is True
    assert chat["messages"][0]["service"] == "Trần An đã tạo nhóm"


async def test_of_plain_talk_the_bot_hears_nothing(sim, group, updates):
    for words in ("chào cả tổ", "ăn / uống", "@nhacviec_bot ơi", "/done@other_bot", "/done,", "/"):
        sim.say(101, words, group)
    assert await heard(updates) == []


async def test_commands_are_heard(sim, group, updates):
    sim.say(101, "/overdue", group)
    sim.say(102, "/overdue@NhacViec_bot tuần này", group)
    assert await heard(updates) == ["/overdue", "/overdue@NhacViec_bot tuần này"]


async def test_replies_to_the_bot_are_heard(sim, api, group, updates):
    asked = (await api("sendMessage", chat_id=group, text="Đã nhận chưa ạ?")).result["message_id"]
    said = sim.say(101, "rồi", group, reply_to=asked)["message_id"]
    sim.say(102, "tôi cũng vậy", group, reply_to=said)
    assert await heard(updates) == ["rồi"]


async def test_a_press_in_a_group(sim, api, group, updates):
    keys = {"inline_keyboard": [[{"text": "Đã nhận", "callback_data": "ack"}]]}
    message_id = (await api("sendMessage", chat_id=group, text="a", reply_markup=keys)).result["message_id"]
    sim.press(102, message_id, "ack", group)
    assert (await updates())[0]["callback_query"]["message"]["chat"]["id"] == group


async def test_people_come_and_go(sim, group, updates):
    sim.person(id=103, name="Chi")
    sim.join(group, 103)
    sim.leave(group, 101)
    joined, left = await updates()
    assert joined["message"]["new_chat_members"][0]["id"] == 103
    assert left["message"]["left_chat_member"]["id"] == 101
    assert sim.chat(group)["members"] == [102, 103]
    assert [m["service"] for m in sim.chat(group)["messages"]][1:] == ["Chi đã vào nhóm", "Trần An đã rời nhóm"]


async def test_the_bot_is_put_out_and_comes_back(sim, api, group, updates):
    sim.leave(group)
    service, standing = await updates()
    assert service["message"]["left_chat_member"]["id"] == 1000001
    assert standing["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    answer = await api("sendMessage", chat_id=group, text="a")
    assert answer.error == (403, "Forbidden: bot was kicked from the group chat")
    sim.say(101, "/overdue", group)
    sim.join(group)
    assert await heard(updates) == ["old_chat_member", "new_chat_members"]
    assert (await api("sendMessage", chat_id=group, text="a")).result


async def test_a_supergroup_says_so_when_it_puts_the_bot_out(sim, api):
    chat = sim.group("Sở", [101], supergroup=True)["id"]
    assert str(chat).startswith("-100")
    sim.leave(chat)
    answer = await api("sendMessage", chat_id=chat, text="a")
    assert answer.error == (403, "Forbidden: bot was kicked from the supergroup chat")


async def test_a_group_without_the_bot_is_unknown_to_it(sim, api, updates):
    chat = sim.group("Kín", [101], bot=False)["id"]
    sim.say(101, "/overdue", chat)
    assert await updates() == []
    assert (await api("sendMessage", chat_id=chat, text="a")).error == (400, "Bad Request: chat not found")


async def test_migration(sim, api, group, updates):
    new_id = sim.migrate(group)["new_id"]
    to, origin = [update["message"] for update in await updates()]
    assert (to["chat"]["id"], to["migrate_to_chat_id"]) == (group, new_id)
    assert (origin["chat"]["id"], origin["migrate_from_chat_id"]) == (new_id, group)
    refused = await api("sendMessage", chat_id=group, text="a")
    assert refused.error == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert refused.body["parameters"] == {"migrate_to_chat_id": new_id}
    assert (await api("sendMessage", chat_id=new_id, text="a")).result


async def test_the_old_id_is_dead_for_people_too(sim, group):
    new_id = sim.migrate(group)["new_id"]
    with pytest.raises(Refused):
        sim.say(101, "a", group)
    sim.say(101, "a", new_id)
    assert [chat["id"] for chat in sim.state()["chats"]] == [101, 102, new_id]
    with pytest.raises(Refused):
        sim.migrate(group)


def test_what_a_group_cannot_be(sim):
    with pytest.raises(Refused):
        sim.group("a", [])
    with pytest.raises(Refused):
        sim.group("a", [101], id=5)
    with pytest.raises(Refused):
        sim.group("a", [101], id=-1001234567890)
    with pytest.raises(NotThere):
        sim.group("a", [999])


def test_steps_that_lead_nowhere(sim):
    group = sim.group("a", [101])["id"]
    for step in (lambda: sim.join(group), lambda: sim.leave(group, 102), lambda: sim.leave(101)):
        with pytest.raises(Refused):
            step()
    sim.leave(group)
    with pytest.raises(Refused):
        sim.leave(group)
    sim.leave(group, 101)
    with pytest.raises(Refused):
        sim.join(group)
    with pytest.raises(Refused):
        sim.migrate(sim.group("b", [101], supergroup=True)["id"])


def test_only_members_speak(sim):
    group = sim.group("a", [101])["id"]
    with pytest.raises(Refused):
        sim.say(102, "a", group)


async def test_the_bot_speaks_in_a_topic_once_somebody_has(sim, api, updates):
    chat_id = sim.group("Điều hành", [101], supergroup=True)["id"]
    unknown = await api("sendMessage", chat_id=chat_id, text="a", message_thread_id=7)
    assert unknown.error == (400, "Bad Request: message thread not found")
    sim.say(101, "/ketnoi", chat_id, thread=7)
    heard_last = (await updates())[-1]["message"]
    assert (heard_last["message_thread_id"], heard_last["is_topic_message"]) == (7, True)
    await api("sendMessage", chat_id=chat_id, text="a", message_thread_id=7)
    assert sim.chat(chat_id)["messages"][-1]["thread"] == 7


def test_a_plain_group_has_no_topics(sim, group):
    with pytest.raises(Refused, match="no topics"):
        sim.say(101, "a", group, thread=7)
