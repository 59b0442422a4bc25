"""What was said, by whom, and whether to us."""

from typing import Any
from unicodedata import normalize

import pytest

from bot.incoming import Ignored, Said, Unreadable
from bot.telegram.parse import parse
from core.sent_file import FileKind, SentFile
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


def test_a_reply_brings_the_file_and_the_words_of_what_was_forwarded() -> None:
    paper = {"file_id": "BQAC", "file_name": "cv.pdf", "file_size": 9}
    forwarded = {"message_id": 3, "from": LAN, "document": paper, "caption": "V/v điện gió"}
    event = said(text="/giao Sở Công Thương", reply_to_message=forwarded)
    assert event.file is None
    assert event.answered_file == SentFile(
        channel="telegram", kind=FileKind.DOCUMENT, file_id="BQAC", name="cv.pdf", size=9
    )
    assert event.answered_text == "V/v điện gió"


def test_what_we_said_ourselves_is_nothing_that_was_forwarded() -> None:
    event = said(text="xong", reply_to_message=OURS | {"text": "Việc 1"})
    assert (event.answered_file, event.answered_text) == (None, "")


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


SIZES = [{"file_id": "small", "file_size": 900}, {"file_id": "large", "file_size": 90_000}, {"file_id": "medium"}]


@pytest.mark.parametrize(
    ("kind", "content", "file_id"),
    [
        ("photo", SIZES, "large"),
        ("document", {"file_id": "x", "file_name": "bao-cao.pdf", "mime_type": "application/pdf"}, "x"),
        ("voice", {"file_id": "x"}, "x"),
        ("audio", {"file_id": "x"}, "x"),
        ("video", {"file_id": "x"}, "x"),
    ],
)
def test_a_file_may_be_kept(kind: str, content: Any, file_id: str) -> None:
    event = said(**{kind: content})
    assert event.file is not None
    assert (event.file.kind, event.file.file_id, event.text, event.unusable) == (kind, file_id, "", False)


def test_a_file_has_its_name_and_its_size() -> None:
    content = {"file_id": "x", "file_name": "Báo cáo.pdf", "mime_type": "application/pdf", "file_size": 5}
    event = said(document=content)
    assert event.file == SentFile(
        channel="telegram", kind=FileKind.DOCUMENT, file_id="x", name="Báo cáo.pdf", mime="application/pdf", size=5
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"document": {"file_name": "x"}},
        {"document": {"file_id": "x", "file_size": -1}},
        {"document": {"file_id": "x", "file_size": True}},
        {"photo": [1]},
        {"photo": {"file_id": "x"}},
    ],
)
def test_a_file_that_is_not_as_documented_is_unreadable(fields: Any) -> None:
    with pytest.raises(Unreadable):
        said(**fields)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("sticker", {"file_id": "x"}),
        ("contact", {"phone_number": "0"}),
        ("location", {"latitude": 21.0, "longitude": 105.8}),
    ],
)
def test_what_cannot_be_kept_is_told_apart(kind: str, content: Any) -> None:
    event = said(**{kind: content})
    assert (event.file, event.unusable, event.text) == (None, True, "")


def test_a_moving_picture_is_no_paper() -> None:
    event = said(animation={"file_id": "x"}, document={"file_id": "x"})
    assert (event.file, event.unusable) == (None, True)


def test_a_caption_is_the_text() -> None:
    event = said(document={"file_id": "x"}, caption="Báo cáo việc 12")
    assert event.file is not None
    assert event.text == "Báo cáo việc 12"


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
