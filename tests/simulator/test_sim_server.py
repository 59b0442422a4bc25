"""The server: any free port, a prompt end, no lost word over `kill -9`."""

import asyncio
import signal
import sys
import time
from pathlib import Path

import httpx
import pytest

from simulator import Simulator

ROOT = Path(__file__).parents[2]


async def test_it_ends_at_once_with_streams_and_polls_open(sim):
    async with httpx.AsyncClient(trust_env=False) as client, sim.serve() as url:
        sim.fault("slow", seconds=60)
        body = {"chat_id": 101, "text": "a", "timeout": 50}
        calls = [
            asyncio.create_task(client.get(f"{url}/people/events")),
            asyncio.create_task(client.post(f"{url}/bot1000001:demo/getUpdates", json=body)),
            asyncio.create_task(client.post(f"{url}/bot1000001:demo/sendMessage", json=body)),
        ]
        await asyncio.sleep(0.1)
        started = time.monotonic()
    assert time.monotonic() - started < 0.6
    answers = await asyncio.gather(*calls)
    assert [answer.status_code for answer in answers] == [200, 200, 200]


async def test_it_can_be_started_again(sim):
    for _ in range(2):
        async with sim.serve() as url, httpx.AsyncClient(trust_env=False) as client:
            assert (await client.get(f"{url}/people/clock")).status_code == 200


async def test_a_port_that_is_taken(sim):
    async with sim.serve() as url:
        other = Simulator()
        with pytest.raises(OSError, match="in use"):
            async with other.serve(port=int(url.rpartition(":")[2])):
                pass
        other.close()


async def test_signals_are_left_alone(sim):
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    async with sim.serve():
        assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


class Process:
    """`python -m simulator` on one state file, to be killed and started again."""

    def __init__(self, state: Path) -> None:
        self._state = state

    async def __aenter__(self) -> httpx.AsyncClient:
        command = [sys.executable, "-m", "simulator", "--port", "0", "--state", str(self._state), "--token", "7:t"]
        self._process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
        assert self._process.stdout is not None
        line = (await asyncio.wait_for(self._process.stdout.readline(), 15)).decode()
        self._client = httpx.AsyncClient(base_url=line.split()[-1], trust_env=False)
        return self._client

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()
        await self.end(signal.SIGKILL)

    async def end(self, number: signal.Signals) -> int:
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self._process.wait()


async def test_kill_9_loses_nothing_that_was_answered(tmp_path):
    process = Process(tmp_path / "phones.db")
    async with process as client:
        await client.post("/people", json={"id": 101, "name": "An"})
        await client.post("/people/101/start", json={})
        keys = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
        body = {"chat_id": 101, "text": "một", "reply_markup": keys}
        sent = (await client.post("/bot7:t/sendMessage", json=body)).json()["result"]
        await client.post("/people/101/send", files={"file": ("a.txt", b"abc")})
        await client.post("/people/faults", json={"kind": "5xx", "times": 3})
        await client.post("/people/clock", json={"advance": 3600})
        before = (await client.get("/people/state")).json()
        waiting = (await client.post("/bot7:t/getUpdates")).json()["result"]
    async with process as client:
        after = (await client.get("/people/state")).json()
        assert (after["people"], after["chats"]) == (before["people"], before["chats"])
        assert after["clock"]["offset"] == 3600
        assert (await client.post("/bot7:t/getUpdates")).json()["result"] == waiting
        assert (await client.get("/people/faults")).json()[0]["times"] == 3
        assert (await client.get("/people/calls")).json()[0]["method"] == "sendMessage"
        await client.delete("/people/faults")
        again = (await client.post("/bot7:t/sendMessage", json={"chat_id": 101, "text": "hai"})).json()["result"]
        assert again["message_id"] > sent["message_id"]
        pressed = await client.post("/people/101/press", json={"message_id": sent["message_id"], "data": "x"})
        assert pressed.status_code == 200


async def test_sigterm_ends_it_in_good_order(tmp_path):
    process = Process(tmp_path / "phones.db")
    async with process:
        assert await process.end(signal.SIGTERM) == 0


def test_a_thousand_messages_are_there_at_once(tmp_path):
    sim = Simulator(state=tmp_path / "phones.db")
    sim.person(id=101, name="An")
    sim.start(101)
    with sim.world.store.transaction():
        for number in range(1000):
            sim.say(101, f"{number}")
    sim.close()
    started = time.monotonic()
    again = Simulator(state=tmp_path / "phones.db")
    assert len(again.state()["chats"][0]["messages"]) == 60
    assert time.monotonic() - started < 0.5
    again.close()


def test_the_disk_has_it_before_the_answer(tmp_path):
    sim = Simulator(state=tmp_path / "deep" / "phones.db")
    store = sim.world.store
    assert (store.one("PRAGMA journal_mode")[0], store.number("PRAGMA synchronous")) == ("wal", 2)
    sim.close()


def test_a_failure_in_the_middle_leaves_nothing(sim):
    def broken_off() -> None:
        with sim.world.store.transaction():
            sim.say(101, "a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert len(sim.chat(101)["messages"]) == 1
    assert sim.world.updates.count() == 0
