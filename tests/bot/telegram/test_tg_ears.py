"""From a thumb on a phone to the neutral event, over the wire: each kind of update that the messenger makes."""

from typing import Any

import pytest
from telegram import Bot

from bot.incoming import Blocked, GroupMoved, Ignored, Incoming, JoinedGroup, LeftGroup, Pressed, Said, Unblocked
from bot.telegram.parse import parse
from bot.telegram.send import TelegramChannel
from core.message import Choice, Outgoing, Sent
from simulator import Simulator

LAN = 101


@pytest.fixture
def heard(bot: Bot) -> Any:
    """`await heard()`: the events that are new."""
    seen = 0

    async def events() -> list[Incoming]:
        nonlocal seen
        updates = await bot.do_api_request("get_UPDATES", {"offset": seen + 1})
        seen = max((update["update_id"] for update in updates), default=seen)
        return [parse(update, bot.id, bot.username) for update in updates]

    return events


async def asked(channel: TelegramChannel, chat_id: int = LAN) -> str:
    question = Outgoing(text=("Việc 12?",), choices=((Choice(label="Đã nhận", code="ack.12.3"),),))
    sent = await channel.send(str(chat_id), question)
    assert isinstance(sent, Sent)
    return sent.message_id or ""


async def test_a_person_starts_speaks_and_corrects_themselves(sim: Simulator, heard: Any) -> None:
    sim.start(LAN, "m4m0i")
    said = sim.say(LAN, "xong 13")
    sim.edit(LAN, said["message_id"], "xong 12")
    events = await heard()
    assert [(event.text, event.edited, event.addressed) for event in events] == [
        ("/start m4m0i", False, True),
        ("xong 13", False, True),
        ("xong 12", True, True),
    ]
    assert events[1].message_id == events[2].message_id == str(said["message_id"])


async def test_a_person_replies_to_us(sim: Simulator, channel: TelegramChannel, heard: Any) -> None:
    message_id = await asked(channel)
    sim.say(LAN, "xong rồi ạ", reply_to=int(message_id))
    (event,) = await heard()
    assert (event.reply_to, event.text) == (message_id, "xong rồi ạ")


async def test_a_person_presses(sim: Simulator, channel: TelegramChannel, heard: Any) -> None:
    message_id = await asked(channel)
    press_id = sim.press(LAN, int(message_id), "ack.12.3")["callback_query_id"]
    (event,) = await heard()
    assert event == Pressed(
        chat_id="101",
        sender_id="101",
        sender_name="Lan",
        private=True,
        code="ack.12.3",
        press_id=str(press_id),
        message_id=message_id,
    )


@pytest.mark.parametrize("kind", ["document", "photo", "voice"])
async def test_a_person_sends_a_file(sim: Simulator, heard: Any, kind: str) -> None:
    sim.send(LAN, b"x", "bao-cao.pdf", kind=kind, caption="Báo cáo việc 12")
    (event,) = await heard()
    assert (event.file.kind, event.text) == (kind, "Báo cáo việc 12")
    assert (event.file.channel, event.file.size) == ("telegram", 1)


async def test_a_person_blocks_and_unblocks(sim: Simulator, heard: Any) -> None:
    sim.block(LAN)
    sim.unblock(LAN)
    assert await heard() == [Blocked(chat_id="101"), Unblocked(chat_id="101")]


async def test_a_group_takes_us_in_speaks_and_puts_us_out(sim: Simulator, heard: Any) -> None:
    group = sim.group("Tổ công tác", [LAN])["id"]
    sim.say(LAN, "/viec@NhacViec_bot 12", chat_id=group)
    sim.leave(group)
    joined, said, left = [event for event in await heard() if not isinstance(event, Ignored)]
    assert joined == JoinedGroup(chat_id=str(group), title="Tổ công tác")
    assert isinstance(said, Said)
    assert (said.text, said.addressed, said.private) == ("/viec 12", True, False)
    assert left == LeftGroup(chat_id=str(group))


async def test_a_group_replies_to_us(sim: Simulator, channel: TelegramChannel, heard: Any) -> None:
    group = sim.group("Tổ công tác", [LAN])["id"]
    sim.say(LAN, "đã rõ", chat_id=group, reply_to=int(await asked(channel, group)))
    assert (await heard())[-1].addressed


async def test_a_group_becomes_a_supergroup(sim: Simulator, heard: Any) -> None:
    group = sim.group("Tổ công tác", [LAN])["id"]
    await heard()
    new = sim.migrate(group)["new_id"]
    moved = GroupMoved(old_chat_id=str(group), new_chat_id=str(new))
    assert [event for event in await heard() if isinstance(event, GroupMoved)] == [moved, moved]


async def test_what_nobody_can_read_is_ignored(sim: Simulator, heard: Any) -> None:
    sim.update({"unheard_of": {}})
    assert await heard() == [Ignored(why="an update of another kind")]
