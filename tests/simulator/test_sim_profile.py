"""getMe, menus of commands, descriptions, and what the bot may look at."""

import pytest

MENU = [{"command": "overdue", "description": "Việc quá hạn"}]


def menus(sim) -> list[list[str]]:
    return [[item["command"] for item in person["commands"]] for person in sim.state()["people"]]


async def test_get_me(api):
    me = (await api("getMe")).result
    assert (me["id"], me["username"], me["is_bot"]) == (1000001, "nhacviec_bot", True)


async def test_a_menu_for_all(sim, api):
    await api("setMyCommands", commands=MENU)
    assert menus(sim) == [["overdue"], ["overdue"]]
    assert (await api("getMyCommands")).result == MENU


async def test_the_narrower_scope_wins(sim, api):
    await api("setMyCommands", commands=MENU)
    await api("setMyCommands", commands=[{**MENU[0], "command": "giao"}], scope={"type": "chat", "chat_id": 102})
    await api("setMyCommands", commands=[{**MENU[0], "command": "nhom"}], scope={"type": "all_group_chats"})
    assert menus(sim) == [["overdue"], ["giao"]]
    await api("deleteMyCommands", scope={"type": "chat", "chat_id": 102})
    assert menus(sim) == [["overdue"], ["overdue"]]


async def test_the_persons_language_wins(sim, api):
    await api("setMyCommands", commands=MENU)
    await api("setMyCommands", commands=[{**MENU[0], "command": "viet"}], language_code="vi")
    assert menus(sim)[0] == ["viet"]


@pytest.mark.parametrize(
    ("command", "description", "words"),
    [
        ("Overdue", "x", "BOT_COMMAND_INVALID"),
        ("", "x", "BOT_COMMAND_INVALID"),
        ("a" * 33, "x", "BOT_COMMAND_INVALID"),
        ("a", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("a", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_commands_that_are_none(api, command, description, words):
    commands = [{"command": command, "description": description}]
    assert (await api("setMyCommands", commands=commands)).error == (400, f"Bad Request: {words}")


async def test_more_than_100_commands(api):
    assert (await api("setMyCommands", commands=MENU * 101)).status == 400


@pytest.mark.parametrize("scope", [{"type": "planet"}, {"type": "chat"}, {"type": "chat", "chat_id": 999}, "x"])
async def test_scopes_that_are_none(api, scope):
    assert (await api("setMyCommands", commands=MENU, scope=scope)).status == 400


async def test_descriptions(api):
    assert (await api("setMyDescription", description="Không chậm, không sai, không sót việc")).result
    assert (await api("setMyShortDescription", short_description="a" * 121)).status == 400
    assert (await api("setChatMenuButton", menu_button={"type": "commands"})).result
    assert (await api("setChatMenuButton", menu_button={"type": "door"})).status == 400


async def test_looking_at_chats(sim, api):
    group = sim.group("Tổ 1", [101])["id"]
    sim.person(id=103, name="Chi")
    assert (await api("getChat", chat_id=group)).result["title"] == "Tổ 1"
    assert (await api("getChat", chat_id=101)).result["first_name"] == "Trần An"
    assert (await api("getChat", chat_id=103)).error == (400, "Bad Request: chat not found")


async def test_looking_at_members(sim, api):
    group = sim.group("Tổ 1", [101])["id"]

    async def status(user_id: int) -> str:
        return (await api("getChatMember", chat_id=group, user_id=user_id)).result["status"]

    assert [await status(101), await status(102), await status(1000001)] == ["member", "left", "member"]
    assert (await api("getChatMember", chat_id=group, user_id=999)).status == 400
