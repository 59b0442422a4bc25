"""What is no answer of the Bot API, or one that makes no sense, is in doubt: it may have been delivered."""

from datetime import timedelta
from typing import Any

import pytest

from bot.telegram.send import TelegramChannel
from core.message import NotSent, Outgoing, Rejected, Unknown, Verdict

HELLO = Outgoing(text=("Đồng chí có việc mới.",))
LAN = "101"
PAGE = b"content-type: text/html\r\ncontent-length: 22\r\n\r\n<html>try later</html>"


@pytest.mark.parametrize(
    "status", [b"200 OK", b"400 Bad Request", b"403 Forbidden", b"404 Not Found", b"502 Bad Gateway"]
)
async def test_a_gateways_page_is_no_word_of_the_messenger(make: Any, answering: Any, status: bytes) -> None:
    async with answering(b"HTTP/1.1 " + status + b"\r\n" + PAGE) as url, make(url) as bot:
        result = await TelegramChannel(bot).send(LAN, HELLO)
    assert isinstance(result, Unknown)
    assert "not an answer of the Bot API" in result.why


def answer(status: str, body: bytes) -> bytes:
    return f"HTTP/1.1 {status}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"ok":true}',
        b'{"ok":true,"result":7}',
        b'{"ok":true,"result":{}}',
        b'{"ok":true,"result":{"message_id":{}}}',
        b'{"ok":"yes","result":{}}',
        b'{"ok":false,"description":[]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
async def test_an_answer_that_makes_no_sense_is_unknown(make: Any, answering: Any, body: bytes) -> None:
    async with answering(answer("200 OK", body)) as url, make(url) as bot:
        assert isinstance(await TelegramChannel(bot).send(LAN, HELLO), Unknown)


@pytest.mark.parametrize(
    ("status", "body", "result"),
    [
        ("429 Too Many", b'{"ok":false}', NotSent("429", pause=timedelta(seconds=1))),
        ("429 Too Many", b'{"ok":false,"parameters":{"retry_after":0}}', NotSent("429", pause=timedelta(seconds=1))),
        ("400 Bad", b'{"ok":false,"description":"Bad Request: x","parameters":{}}', Rejected("X")),
    ],
)
async def test_an_answer_that_says_too_little(
    make: Any, answering: Any, status: str, body: bytes, result: Verdict
) -> None:
    async with answering(answer(status, body)) as url, make(url) as bot:
        assert await TelegramChannel(bot).send(LAN, HELLO) == result


@pytest.mark.parametrize("parameters", [b"[]", b'"x"', b'{"retry_after":"x"}', b'{"retry_after":1e999}', b"7"])
async def test_parameters_that_make_no_sense_are_unknown(make: Any, answering: Any, parameters: bytes) -> None:
    body = b'{"ok":false,"description":"?","parameters":' + parameters + b"}"
    async with answering(answer("400 Bad", body)) as url, make(url) as bot:
        assert isinstance(await TelegramChannel(bot).send(LAN, HELLO), Unknown)
