"""The table of failures, row by row, against python-telegram-bot and a server: what may be said of each."""

import asyncio
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, Conflict, EndPointNotFound, Forbidden, TelegramError

from bot.telegram.send import TelegramChannel
from bot.telegram.verdict import verdict
from core.message import Gone, Moved, NotSent, Outgoing, Rejected, Sent, Unknown, Verdict
from simulator import Simulator

HELLO = Outgoing(text=("Đồng chí có việc mới.",))
LAN = "101"


def arrived(sim: Simulator) -> int:
    return sum(message["from"]["is_bot"] for message in sim.chat(101)["messages"])


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def full_port() -> Iterator[int]:
    """A port whose queue of connections is full: the kernel drops what comes, so connecting hangs."""
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for client in (first, second):
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


async def test_a_refused_connection_is_not_sent(make: Any, free_port: int) -> None:
    async with make(f"http://127.0.0.1:{free_port}") as bot:
        assert await TelegramChannel(bot).send(LAN, HELLO) == NotSent("ConnectError")


async def test_a_name_that_is_not_found_is_not_sent(make: Any) -> None:
    async with make("http://nowhere.invalid", known=False) as bot:
        assert await TelegramChannel(bot).send(LAN, HELLO) == NotSent("ConnectError")


async def test_a_connection_that_never_comes_is_not_sent(make: Any, full_port: int) -> None:
    async with make(f"http://127.0.0.1:{full_port}", connect=0.1) as bot:
        assert await TelegramChannel(bot).send(LAN, HELLO) == NotSent("ConnectTimeout")


async def test_a_full_pool_is_not_sent(make: Any, sim: Simulator, url: str) -> None:
    async with make(url, connections=1, pool=0.1) as bot:
        sim.fault("slow", seconds=0.5)
        channel = TelegramChannel(bot)
        first, second = await asyncio.gather(channel.send(LAN, HELLO), channel.send(LAN, HELLO))
    assert isinstance(first, Sent)
    assert second == NotSent("PoolTimeout")
    assert arrived(sim) == 1


async def test_a_proxy_that_refuses_is_not_sent(answering: Any) -> None:
    from bot.telegram.client import make_bot

    async with answering(b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n") as proxy:
        bot = make_bot("1:x", "https://telegram.invalid/bot", proxy=proxy)
        assert await TelegramChannel(bot).send(LAN, HELLO) == NotSent("ProxyError")
        await bot.request.shutdown()


async def test_a_late_answer_is_unknown_and_it_did_arrive(make: Any, sim: Simulator, url: str) -> None:
    async with make(url, read=0.1) as bot:
        sim.fault("slow", seconds=0.4)
        assert await TelegramChannel(bot).send(LAN, HELLO) == Unknown("ReadTimeout")
    assert arrived(sim) == 1


async def test_a_hanging_server_is_unknown(make: Any, sim: Simulator, url: str) -> None:
    async with make(url, read=0.1) as bot:
        sim.fault("hang", seconds=0.4)
        assert await TelegramChannel(bot).send(LAN, HELLO) == Unknown("ReadTimeout")
    assert arrived(sim) == 0


@pytest.mark.parametrize(("kind", "messages"), [("cut_before", 0), ("cut_after", 1)])
async def test_a_cut_connection_is_unknown(channel: Any, sim: Simulator, kind: str, messages: int) -> None:
    sim.fault(kind)
    result = await channel.send(LAN, HELLO)
    assert isinstance(result, Unknown)
    assert result.why in ("RemoteProtocolError", "ReadError")
    assert arrived(sim) == messages


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_in_trouble_is_unknown(channel: Any, sim: Simulator, status: int, recorded: bool) -> None:
    sim.fault("5xx", status=status, recorded=recorded)
    assert isinstance(await channel.send(LAN, HELLO), Unknown)
    assert arrived(sim) == recorded


async def test_too_many_requests_is_not_sent_and_says_how_long(channel: Any, sim: Simulator) -> None:
    sim.fault("429", retry_after=7)
    assert await channel.send(LAN, HELLO) == NotSent("429", pause=timedelta(seconds=7))
    assert arrived(sim) == 0


async def test_a_bad_request_is_rejected(channel: Any, sim: Simulator) -> None:
    sim.fault("400", description="Bad Request: can't parse entities: whatever")
    assert await channel.send(LAN, HELLO) == Rejected("Can't parse entities: whatever")


async def test_a_blocked_bot_finds_nobody(channel: Any, sim: Simulator) -> None:
    sim.block(101)
    assert await channel.send(LAN, HELLO) == Gone("Forbidden: bot was blocked by the user")


async def test_a_deactivated_person_is_gone(channel: Any, sim: Simulator) -> None:
    sim.change_person(101, deactivated=True)
    assert await channel.send(LAN, HELLO) == Gone("Forbidden: user is deactivated")


async def test_who_never_pressed_start_is_gone(channel: Any, sim: Simulator) -> None:
    sim.person(id=102, name="Minh")
    assert isinstance(await channel.send("102", HELLO), Gone)


async def test_a_chat_that_never_was_is_gone(channel: Any) -> None:
    assert await channel.send("404", HELLO) == Gone("Chat not found")


async def test_a_group_that_put_us_out_is_gone(channel: Any, sim: Simulator) -> None:
    group = sim.group("Tổ công tác", [101])["id"]
    sim.leave(group)
    assert isinstance(await channel.send(str(group), HELLO), Gone)


async def test_a_group_that_became_a_supergroup_moved(channel: Any, sim: Simulator) -> None:
    group = sim.group("Tổ công tác", [101])["id"]
    new = sim.migrate(group)["new_id"]
    assert await channel.send(str(group), HELLO) == Moved(str(new))


async def test_a_refused_token_costs_no_message(make: Any, url: str) -> None:
    async with make(url, token="1000001:revoked", known=False) as bot:
        assert isinstance(await TelegramChannel(bot).send(LAN, HELLO), NotSent)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (BadRequest("PEER_ID_INVALID"), Gone),
        (BadRequest("Bad Request: user not found"), Gone),
        (BadRequest("not enough rights to send text messages to the chat"), Rejected),
        (Forbidden("bot was kicked from the supergroup chat"), Gone),
        (Conflict("terminated"), NotSent),
        (EndPointNotFound("sendMessage"), NotSent),
        (TelegramError("anything else"), Unknown),
        (KeyError("result"), Unknown),
    ],
)
def test_words_that_the_stand_in_does_not_say(error: Exception, kind: type[Verdict]) -> None:
    assert isinstance(verdict(error), kind)
