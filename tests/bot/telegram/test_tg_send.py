"""What the official sees on the phone after a send, an edit and a toast."""

import logging
from typing import Any

import pytest

from bot.telegram.send import TelegramChannel
from core.message import Channel, Choice, Gone, Link, MadePaper, Outgoing, Rejected, Sent, Strong, Unknown
from core.sent_file import FileKind
from simulator import Simulator

LAN = "101"
CARD = Outgoing(
    text=("Việc ", Strong("12"), ": báo cáo điện gió ", Link("văn bản", "https://example.vn/12")),
    choices=((Choice(label="Đã nhận", code="ack.12.1"),),),
)


def newest(sim: Simulator) -> dict[str, Any]:
    found: dict[str, Any] = sim.chat(101)["messages"][-1]
    return found


def params(sim: Simulator, method: str = "sendMessage") -> dict[str, Any]:
    found: dict[str, Any] = sim.calls(method=method)[-1]["params"]
    return found


async def sent(channel: TelegramChannel, message: Outgoing = CARD) -> str:
    result = await channel.send(LAN, message)
    assert isinstance(result, Sent)
    assert result.message_id is not None
    return result.message_id


def test_it_is_a_channel(channel: TelegramChannel) -> None:
    as_channel: Channel = channel
    assert (as_channel.name, as_channel.features.text_limit) == ("telegram", 4096)
    assert as_channel.features.buttons
    assert as_channel.features.edits


def test_its_repr_shows_no_token(channel: TelegramChannel) -> None:
    assert repr(channel) == "TelegramChannel(bot 1000001)"


async def test_a_card_arrives_with_marks_and_buttons(channel: TelegramChannel, sim: Simulator) -> None:
    message_id = await sent(channel)
    seen = newest(sim)
    assert str(seen["message_id"]) == message_id
    assert seen["text"] == "Việc 12: báo cáo điện gió văn bản"
    assert [entity["type"] for entity in seen["entities"]] == ["bold", "text_link"]
    assert [[button["text"] for button in row] for row in seen["buttons"]] == [["Đã nhận"]]


async def test_links_are_not_previewed(channel: TelegramChannel, sim: Simulator) -> None:
    await sent(channel)
    assert "is_disabled" in str(params(sim)["link_preview_options"])


@pytest.mark.parametrize("silent", [True, False])
async def test_a_silent_message_does_not_ring(channel: TelegramChannel, sim: Simulator, silent: bool) -> None:
    await sent(channel, Outgoing(text=("Bản tin sáng",), silent=silent))
    assert str(params(sim)["disable_notification"]).lower() == str(silent).lower()


async def test_the_longest_message_is_taken(channel: TelegramChannel) -> None:
    await sent(channel, Outgoing(text=("🟡<&" * 5000,)))


@pytest.mark.parametrize(
    "message", [Outgoing(text=("",)), Outgoing(text=("x",), choices=((Choice(label="x", code="x" * 65),),))]
)
async def test_what_cannot_be_said_is_rejected_without_asking(channel: Any, sim: Simulator, message: Outgoing) -> None:
    assert isinstance(await channel.send(LAN, message), Rejected)
    assert isinstance(await channel.edit(LAN, "1", message), Rejected)
    assert sim.calls(method="sendMessage") == sim.calls(method="editMessageText") == []


async def test_an_edit_changes_words_and_buttons(channel: TelegramChannel, sim: Simulator) -> None:
    message_id = await sent(channel)
    assert await channel.edit(LAN, message_id, Outgoing(text=("Việc 12: đã nhận",))) == Sent(message_id)
    assert (newest(sim)["text"], newest(sim)["buttons"]) == ("Việc 12: đã nhận", [])


async def test_an_edit_that_changes_nothing_is_sent(channel: TelegramChannel) -> None:
    message_id = await sent(channel)
    assert await channel.edit(LAN, message_id, CARD) == Sent(message_id)


async def test_an_edit_of_what_is_not_there_is_rejected(channel: TelegramChannel) -> None:
    assert await channel.edit(LAN, "999", CARD) == Rejected("Message to edit not found")


async def test_an_edit_of_what_is_not_ours_is_rejected(channel: TelegramChannel, sim: Simulator) -> None:
    theirs = sim.say(101, "xong")["message_id"]
    assert await channel.edit(LAN, str(theirs), CARD) == Rejected("Message can't be edited")


@pytest.mark.parametrize("message_id", ["", "abc", "-1", "²"])
async def test_an_edit_of_what_no_message_is_called_is_rejected(channel: TelegramChannel, message_id: str) -> None:
    assert isinstance(await channel.edit(LAN, message_id, CARD), Rejected)


async def test_an_edit_fails_as_a_send_does(channel: TelegramChannel, sim: Simulator) -> None:
    message_id = await sent(channel)
    sim.fault("5xx")
    assert isinstance(await channel.edit(LAN, message_id, Outgoing(text=("x",))), Unknown)
    sim.block(101)
    assert isinstance(await channel.edit(LAN, message_id, Outgoing(text=("x",))), Gone)


async def pressed(channel: TelegramChannel, sim: Simulator) -> str:
    message_id = await sent(channel)
    return str(sim.press(101, int(message_id), "ack.12.1")["callback_query_id"])


@pytest.mark.parametrize("alert", [True, False])
async def test_a_toast_answers_the_press(channel: TelegramChannel, sim: Simulator, alert: bool) -> None:
    await channel.toast(await pressed(channel, sim), "Đã ghi nhận.", alert=alert)
    (toast,) = sim.toasts(101)
    assert (toast["text"], toast["show_alert"]) == ("Đã ghi nhận.", alert)


async def test_a_long_toast_is_shortened(channel: TelegramChannel, sim: Simulator) -> None:
    await channel.toast(await pressed(channel, sim), "Việc này đã được nghiệm thu. " * 20)
    assert sim.toasts(101)[0]["text"].endswith("…")


async def test_a_late_toast_is_logged_and_forgotten(channel: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "bot.telegram.send"):
        await channel.toast("12345", "Đã ghi nhận.")
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert "query is too old" in caplog.text.lower()
    assert "Đã ghi nhận" not in caplog.text


async def test_a_toast_into_the_void_raises_nothing(make: Any) -> None:
    async with make("http://127.0.0.1:1") as bot:
        await TelegramChannel(bot).toast("1", "Đã ghi nhận.")


async def test_it_is_reachable(channel: TelegramChannel) -> None:
    assert await channel.reachable()


async def test_it_is_reachable_while_it_asks_to_wait(channel: TelegramChannel, sim: Simulator) -> None:
    sim.fault("429", method="getMe")
    assert await channel.reachable()


async def test_it_is_not_reachable_when_nobody_answers(make: Any) -> None:
    async with make("http://127.0.0.1:1") as bot:
        assert not await TelegramChannel(bot).reachable()


async def test_it_is_not_reachable_with_a_refused_token(make: Any, url: str) -> None:
    async with make(url, token="1:x", known=False) as bot:
        assert not await TelegramChannel(bot).reachable()


async def test_a_paper_of_ours_arrives_under_its_name(channel: TelegramChannel, sim: Simulator) -> None:
    paper = MadePaper(name="Báo cáo tuần 48.xlsx", content=b"PK\x03\x04", kind=FileKind.DOCUMENT)
    await sent(channel, Outgoing(text=("Báo cáo tuần",), file=paper))
    seen = newest(sim)
    assert (seen["text"], seen["document"]["file_name"]) == ("Báo cáo tuần", "Báo cáo tuần 48.xlsx")
    assert seen["document"]["size"] == 4


async def test_what_is_meant_for_a_topic_stands_there(channel: TelegramChannel, sim: Simulator) -> None:
    group = sim.group("Điều hành", [101], supergroup=True)["id"]
    sim.say(101, "/ketnoi", group, thread=7)
    await channel.send(str(group), Outgoing(text=("Thông báo",), thread="7"))
    assert sim.chat(group)["messages"][-1]["thread"] == 7


async def test_when_the_topic_is_no_more_it_goes_to_the_group(channel: TelegramChannel, sim: Simulator) -> None:
    group = sim.group("Điều hành", [101], supergroup=True)["id"]
    assert isinstance(await channel.send(str(group), Outgoing(text=("Thông báo",), thread="9")), Sent)
    assert "thread" not in sim.chat(group)["messages"][-1]
