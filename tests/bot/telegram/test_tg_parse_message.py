"""What was said, by whom, and whether to us."""

from typing import Any
from unicodedata import normalize

import pytest

from bot.incoming import (
    Ignored,
    Said,
)
from bot.telegram.parse import parse
from tests.bot.telegram.tg_updates import BOT_ID, GROUP, LAN, OURS, SUPERGROUP, message, read


def said(**fields: Any) -> Said:
    event = read(message=message(**fields))
    assert isinstance(event, Said)
    return event


def in_group(text: str, **fields: Any) -> tuple[str, bool]:
    event = said(chat=GROUP, text=text, **fields)
    return event.text, event.addressed


def test_a_private_message() -> None:
    assert said(text="dạ em xong rồi ạ") == Said(
        chat_id="101",
        sender_id="101",
        sender_name="Lan Nguyễn",
        private=True,
        text="dạ em xong rồi ạ",
        message_id="7",
    )


def test_an_edited_message() -> None:
    event = read(edited_message=message(text="xong 12"))
    assert isinstance(event, Said)
    assert event.edited
    assert event.text == "xong 12"


def test_text_is_nfc_whatever_the_phone_types() -> None:
    assert said(text=normalize("NFD", "Đã hoàn thành việc")).text == "Đã hoàn thành việc"


def test_what_a_database_refuses_is_taken_out() -> None:
    assert said(text="xo\x00ng\ud800").text == "xong"


def test_a_reply_names_its_message() -> None:
    assert said(text="xong", reply_to_message={"message_id": 3}).reply_to == "3"


def test_a_message_in_a_supergroup() -> None:
    event = said(chat=SUPERGROUP, text="mọi người ơi")
    assert (event.chat_id, event.private, event.addressed) == ("-1005", False, False)


@pytest.mark.parametrize(
    ("text", "heard", "addressed"),
    [
        ("/viec", "/viec", True),
        ("/viec 12", "/viec 12", True),
        ("/viec@nhacviec_bot", "/viec", True),
        ("/viec@NhacViec_Bot 12\nhai", "/viec 12\nhai", True),
        ("/viec@khac_bot", "/viec@khac_bot", False),
        ("@nhacviec_bot xong 12", "xong 12", True),
        ("chào @NHACVIEC_BOT, xong 12", "chào xong 12", True),
        ("@nhacviec_bot2 xong", "@nhacviec_bot2 xong", False),
        ("thư a@nhacviec_bot", "thư a@nhacviec_bot", False),
        ("@khac_bot xong", "@khac_bot xong", False),
        ("mai họp nhé", "mai họp nhé", False),
        ("/", "/", False),
        ("10/12", "10/12", False),
    ],
)
def test_who_is_addressed_in_a_group(text: str, heard: str, addressed: bool) -> None:
    assert in_group(text) == (heard, addressed)


def test_a_reply_to_us_is_addressed() -> None:
    assert in_group("xong", reply_to_message=OURS) == ("xong", True)
    assert in_group("xong", reply_to_message={**OURS, "from": LAN}) == ("xong", False)
    assert in_group("/viec@khac_bot", reply_to_message=OURS) == ("/viec@khac_bot", False)


def test_in_private_everything_is_addressed_but_what_names_another_bot() -> None:
    assert said(text="mai họp nhé").addressed
    assert said(text="/viec@nhacviec_bot").text == "/viec"
    assert not said(text="/viec@khac_bot").addressed


def test_a_bot_without_a_name_yet_is_called_by_no_mention() -> None:
    event = parse({"message": message(chat=GROUP, text="@ @x /viec@y")}, BOT_ID, "")
    assert isinstance(event, Said)
    assert (event.text, event.addressed) == ("@ @x /viec@y", False)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("photo", [{"file_id": "x"}]),
        ("document", {"file_id": "x"}),
        ("voice", {"file_id": "x"}),
        ("audio", {"file_id": "x"}),
        ("video", {"file_id": "x"}),
        ("sticker", {"file_id": "x"}),
        ("contact", {"phone_number": "0"}),
        ("location", {"latitude": 21.0, "longitude": 105.8}),
    ],
)
def test_attachments_are_named(kind: str, content: Any) -> None:
    event = said(**{kind: content})
    assert (event.attachment, event.text) == (kind, "")


def test_a_caption_is_the_text() -> None:
    event = said(document={"file_id": "x"}, caption="Báo cáo việc 12")
    assert (event.attachment, event.text) == ("document", "Báo cáo việc 12")


@pytest.mark.parametrize(
    "fields",
    [
        {"from": {**LAN, "is_bot": True}, "text": "hi"},
        {"from": ..., "text": "hi"},
        {"sender_chat": {"id": -100, "type": "channel"}, "text": "hi"},
        {"chat": {"id": -100, "type": "channel"}, "text": "hi"},
        {"chat": GROUP, "new_chat_members": [LAN]},
        {"chat": GROUP, "pinned_message": {}},
        {"poll": {"id": "1"}},
    ],
)
def test_messages_that_ask_nothing_of_us(fields: dict[str, Any]) -> None:
    assert isinstance(read(message=message(**fields)), Ignored)
