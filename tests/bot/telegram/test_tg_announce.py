"""The menus that Telegram's clients show, and that nothing depends on them."""

import logging
from typing import Any

import pytest
from telegram import Bot, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.telegram.announce import announce
from simulator import Simulator

PRIVATE = [("viec", "Việc của tôi"), ("overdue", "Danh sách quá hạn"), ("trogiup", "Trợ giúp")]
GROUPS = [("viec", "Việc của tôi")]
ABOUT = "Nhắc việc: không chậm, không sai, không sót việc."


async def announced(bot: Bot, **words: Any) -> None:
    await announce(bot, **{"private": PRIVATE, "groups": GROUPS, "description": ABOUT, **words})


async def test_private_chats_and_groups_have_menus_of_their_own(bot: Bot) -> None:
    await announced(bot)
    in_private = await bot.get_my_commands(BotCommandScopeAllPrivateChats())
    in_groups = await bot.get_my_commands(BotCommandScopeAllGroupChats())
    assert [(command.command, command.description) for command in in_private] == PRIVATE
    assert [(command.command, command.description) for command in in_groups] == GROUPS


async def test_a_person_sees_the_menu_and_the_description(bot: Bot, sim: Simulator) -> None:
    await announced(bot)
    assert [command["command"] for command in sim.state()["people"][0]["commands"]] == ["viec", "overdue", "trogiup"]
    assert sim.calls(method="setMyDescription")[-1]["params"]["description"] == ABOUT


async def test_what_fails_is_named_and_the_rest_goes_on(
    bot: Bot, sim: Simulator, caplog: pytest.LogCaptureFixture
) -> None:
    sim.fault("5xx", method="setMyCommands")
    await announced(bot, groups=[("Tiếng Việt", "x")])
    messages = [record.message for record in caplog.records if record.levelno == logging.WARNING]
    assert messages == [
        "the menu of private chats could not be set: NetworkError: Bad Gateway",
        "the menu of groups could not be set: BadRequest: Bot_command_invalid",
    ]
    assert sim.calls(method="setMyDescription")[-1]["ok"]


async def test_silence_is_no_reason_to_stop(make: Any, caplog: pytest.LogCaptureFixture) -> None:
    async with make("http://127.0.0.1:1") as bot:
        await announced(bot)
    assert caplog.text.count("could not be set: ConnectError") == 3
