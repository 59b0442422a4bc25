"""The people's side over HTTP: what each hand does, and what it is refused."""

import pytest


@pytest.fixture
def post(people):
    async def call(path: str, **body) -> tuple[int, dict]:
        response = await people.post(f"/people{path}", json=body)
        return response.status_code, response.json()

    return call


async def test_a_new_person_has_not_pressed_start(post, people):
    status, person = await post("", name="Phạm Chi", title="Chánh Văn phòng")
    assert (status, person["id"], person["started"], person["shown"]) == (200, 103, False, True)
    assert (await people.get("/people/state")).json()["people"][2] == person


async def test_the_same_id_again_changes_the_person(post):
    status, person = await post("", id=101, name="Trần Văn An", title="Giám đốc", shown=False)
    assert (status, person["name"], person["title"], person["shown"]) == (200, "Trần Văn An", "Giám đốc", False)
    assert person["started"] is True


async def test_patch(people):
    answer = await people.patch("/people/101", json={"deactivated": True, "shown": False})
    assert (answer.json()["deactivated"], answer.json()["shown"]) == (True, False)
    assert (await people.post("/people/101/say", json={"text": "a"})).status_code == 400


async def test_start_with_a_code(post, updates):
    await post("", id=103, name="Chi")
    _, message = await post("/103/start", payload="moi-7f3a")
    assert message["text"] == "/start moi-7f3a"
    bot_side = (await updates())[0]["message"]
    assert bot_side["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert bot_side["chat"] == {"id": 103, "type": "private", "first_name": "Chi"}


async def test_saying_and_editing(post, updates):
    _, said = await post("/101/say", text=" dạ em sắp song ")
    _, edited = await post("/101/edit", message_id=said["message_id"], text="dạ em sắp xong")
    first, second = await updates()
    assert first["message"]["text"] == "dạ em sắp song"
    assert second["edited_message"]["text"] == edited["text"] == "dạ em sắp xong"
    assert second["edited_message"]["edit_date"]


async def test_blocking_and_pressing_start_again(sim, post, updates):
    assert (await post("/101/block"))[1]["blocked"] is True
    assert (await post("/101/say", text="a"))[0] == 400
    assert (await post("/101/start"))[0] == 200
    blocked, lifted, start = await updates()
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert lifted["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start"
    assert not sim.state()["people"][0]["blocked"]


async def test_unblocking(sim, post, updates):
    await post("/101/block")
    await post("/101/block")
    await post("/101/unblock")
    assert [update["my_chat_member"]["old_chat_member"]["status"] for update in await updates()] == ["member", "kicked"]


async def test_pressing_and_reading_the_toast(api, people, post):
    keys = {"inline_keyboard": [[{"text": "Xong", "callback_data": "x"}]]}
    message_id = (await api("sendMessage", chat_id=101, text="a", reply_markup=keys)).result["message_id"]
    _, pressed = await post("/101/press", message_id=message_id, data="x")
    await api("answerCallbackQuery", **pressed, text="Đã ghi")
    assert (await people.get("/people/101/toasts")).json()[0]["text"] == "Đã ghi"
    assert (await post("/101/press", message_id=message_id, data="y"))[0] == 404


async def test_groups_over_http(post, people):
    _, chat = await post("/groups", title="Tổ 1", members=[101])
    assert (await post(f"/groups/{chat['id']}/join", person=102))[1]["members"] == [101, 102]
    assert (await post(f"/groups/{chat['id']}/leave"))[1]["bot"] == "kicked"
    new_id = (await post(f"/groups/{chat['id']}/migrate"))[1]["new_id"]
    assert (await people.get(f"/people/chats/{new_id}")).json()["type"] == "supergroup"


async def test_a_chat_from_a_message_on(sim, people):
    first = sim.say(101, "một")["message_id"]
    sim.say(101, "hai")
    seen = (await people.get("/people/chats/101", params={"after": first})).json()
    assert [message["text"] for message in seen["messages"]] == ["hai"]


async def test_the_state_shows_the_newest_60(sim, people):
    for number in range(70):
        sim.say(101, f"{number}")
    an, binh = (await people.get("/people/state")).json()["chats"]
    assert [message["text"] for message in an["messages"]] == [str(number) for number in range(10, 70)]
    assert (an["more"], binh["more"]) == (True, False)


async def test_the_state_names_bot_and_clock(people):
    state = (await people.get("/people/state")).json()
    assert state["bot"] == {"id": 1000001, "username": "nhacviec_bot", "name": "Nhắc Việc"}
    assert state["clock"]["offset"] == 0


async def test_an_update_of_any_shape(people, updates):
    answer = await people.post("/people/updates", json={"body": 1, "message": "not an object"})
    assert await updates() == [{**answer.json(), "body": 1, "message": "not an object"}]
    assert (await people.post("/people/updates", json={"update_id": 5})).status_code == 400


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/999/say", {"text": "a"}, 404),
        ("/101/say", {}, 400),
        ("/101/say", {"text": 5}, 400),
        ("/101/say", {"text": "a", "loud": True}, 400),
        ("/101/say", {"text": "  "}, 400),
        ("/101/say", {"text": "\ud83d"}, 400),
        ("/101/say", {"text": "a", "chat_id": 999}, 404),
        ("/101/say", {"text": "a", "chat_id": 102}, 400),
        ("/101/say", {"text": "a", "reply_to": 999}, 404),
        ("/101/edit", {"message_id": 999, "text": "a"}, 404),
        ("/an/say", {"text": "a"}, 400),
        (f"/{10**30}/say", {"text": "a"}, 400),
        ("", {"name": "x", "id": -3}, 400),
        ("", {"name": "x", "id": True}, 400),
        ("/groups", {"title": "x", "members": ["101"]}, 400),
        ("/groups/5/join", {}, 404),
    ],
)
async def test_refusals(people, path, body, status):
    import json

    answer = await people.post(f"/people{path}", content=json.dumps(body), headers={"content-type": "application/json"})
    assert (answer.status_code, list(answer.json())) == (status, ["error"])


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_bodies_that_are_no_objects(people, body):
    answer = await people.post("/people/101/say", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


async def test_nobody_edits_the_words_of_others(sim, api, post):
    message_id = (await api("sendMessage", chat_id=101, text="a")).result["message_id"]
    assert (await post("/101/edit", message_id=message_id, text="b"))[0] == 400


async def test_nobody_speaks_before_start(post):
    await post("", id=103, name="Chi")
    assert (await post("/103/say", text="a"))[0] == 400
