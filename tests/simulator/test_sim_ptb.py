"""The real python-telegram-bot against the simulator, on a real connection."""

import warnings
from collections.abc import AsyncIterator

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, error

from simulator.rates import Rates


def make_bot(url: str, token: str = "1000001:demo") -> telegram.Bot:
    return telegram.Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")


@pytest.fixture
async def bot(url) -> AsyncIterator[telegram.Bot]:
    async with make_bot(url) as made:
        yield made


async def raw_updates(bot: telegram.Bot, **params) -> list[dict]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", telegram.warnings.PTBUserWarning)
        return await bot.do_api_request("getUpdates", params)


KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Xong", callback_data="done:12")]])


async def test_a_whole_turn(sim, bot):
    sent = await bot.send_message(101, "<b>Việc 12</b>", parse_mode="HTML", reply_markup=KEYS)
    sim.press(101, sent.message_id, "done:12")
    ((update),) = await raw_updates(bot, timeout=5, allowed_updates=["message", "callback_query"])
    query = telegram.Update.de_json(update, bot).callback_query
    assert await query.answer("Đã ghi")
    assert await query.edit_message_text("Việc 12 đã xong")
    assert await raw_updates(bot, offset=update["update_id"] + 1, timeout=0) == []
    assert sim.toasts(101)[0]["text"] == "Đã ghi"
    assert sim.chat(101)["messages"][-1]["html"] == "Việc 12 đã xong"


async def test_files(sim, bot):
    sent = await bot.send_document(101, b"%PDF-1", filename="báo cáo.pdf", caption="Tuần 47")
    assert sim.chat(101)["messages"][-1]["document"]["file_name"] == "báo cáo.pdf"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF-1"
    photo = await bot.send_photo(101, b"\x89PNG\r\n\x1a\n", caption="Biểu đồ")
    assert photo.photo[-1].file_size == 8


async def test_commands(sim, bot):
    scope = telegram.BotCommandScopeChat(102)
    await bot.set_my_commands([("overdue", "Việc quá hạn")])
    await bot.set_my_commands([("giao", "Giao việc")], scope=scope)
    assert [person["commands"][0]["command"] for person in sim.state()["people"]] == ["overdue", "giao"]
    assert (await bot.get_my_commands(scope))[0].description == "Giao việc"
    assert await bot.delete_my_commands(scope)
    assert await bot.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
    assert await bot.set_my_description("Nhắc việc")
    assert await bot.set_my_short_description("Nhắc việc")


async def test_looking(sim, bot):
    group = sim.group("Tổ 1", [101])["id"]
    assert (await bot.get_chat(101)).first_name == "Trần An"
    assert (await bot.get_chat_member(group, 101)).status == "member"
    assert (await bot.get_webhook_info()).pending_update_count == 2
    assert await bot.send_chat_action(101, "typing")


async def test_every_kind_of_update_can_be_read(sim, bot):
    message_id = sim.say(101, "a")["message_id"]
    sim.edit(101, message_id, "b")
    sim.send(101, b"x", "a.ogg", kind="voice")
    sim.press(101, 99, "x", forged=True)
    sim.block(101)
    sim.migrate(sim.group("Tổ 1", [102])["id"])
    updates = await bot.get_updates(timeout=0)
    assert [update.update_id for update in updates] == list(range(updates[0].update_id, updates[0].update_id + 9))
    assert not updates[3].callback_query.message.is_accessible
    assert updates[4].my_chat_member.new_chat_member.status == "kicked"


async def test_bad_request(bot):
    with pytest.raises(error.BadRequest, match="Chat not found"):
        await bot.send_message(999, "a")


async def test_forbidden(sim, bot):
    sim.block(101)
    with pytest.raises(error.Forbidden, match="blocked by the user"):
        await bot.send_message(101, "a")


async def test_retry_after(sim, bot, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    sim.world.rates = Rates(strict=True)
    for _ in range(5):
        await bot.send_message(101, "a")
    with pytest.raises(error.RetryAfter) as caught:
        await bot.send_message(101, "a")
    assert caught.value.retry_after.total_seconds() in (4, 5)


async def test_chat_migrated(sim, bot):
    group = sim.group("Tổ 1", [101])["id"]
    new_id = sim.migrate(group)["new_id"]
    with pytest.raises(error.ChatMigrated) as caught:
        await bot.send_message(group, "a")
    assert caught.value.new_chat_id == new_id


async def test_conflict(bot):
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(error.Conflict):
        await bot.get_updates()


async def test_invalid_token(url):
    with pytest.raises(error.InvalidToken):
        async with make_bot(url, "1000001:wrong"):
            pass


async def test_cut_connections(sim, bot):
    sim.fault("cut_after")
    with pytest.raises(error.NetworkError):
        await bot.send_message(101, "a")
    assert len(sim.chat(101)["messages"]) == 2


async def test_bad_gateway(sim, bot):
    sim.fault("5xx")
    with pytest.raises(error.NetworkError):
        await bot.send_message(101, "a")


async def test_read_timeout(sim, bot):
    sim.fault("slow", seconds=0.5)
    with pytest.raises(error.TimedOut):
        await bot.send_message(101, "a", read_timeout=0.1)
    assert len(sim.chat(101)["messages"]) == 2
