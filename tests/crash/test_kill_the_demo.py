"""`kill -9` while people write and press and nudges are owed, again and again: what the office then knows and has said.

The whole demo dies each time, the stand-in messenger with it; both remember what they had committed.
"""

import asyncio
import random
import sqlite3
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fakes.demo_process import DemoProcess

KILLS = 20
PEOPLE = range(101, 149)
MARK = "(nhắc lại)"
LEASES_END = 180  # seconds of the service's time
_REPEATED = "error IS NOT 'proved by a press'"
_UNSETTLED = ("ready", "claimed", "sending")


class Crowd:
    """People who write and press what they see; what the messenger took from them is remembered."""

    def __init__(self, url: str, seed: int) -> None:
        self._http = httpx.AsyncClient(base_url=f"{url}/people", timeout=5)
        self._dice = random.Random(seed)
        self._numbers = count()
        self.said: list[str] = []

    async def act_until_killed(self) -> None:
        while True:
            try:
                await self._act()
            except httpx.HTTPError:
                return

    async def wait_for_the_morning(self) -> None:
        """The demo moves its clock to 07:30 when everybody has taken a phone."""
        async with asyncio.timeout(60):
            while "T00:3" not in (await self._http.get("/clock")).json()["now"]:
                await asyncio.sleep(0.2)

    async def move_clock(self, **how: Any) -> None:
        await self._http.post("/clock", json=how)

    async def close(self) -> None:
        await self._http.aclose()

    async def _act(self) -> None:
        who = self._dice.choice(PEOPLE)
        if self._dice.random() < 0.5:
            await self._say(who, f"tin số {next(self._numbers)}")
        else:
            await self._press(who)

    async def _say(self, who: int, words: str) -> None:
        if (await self._http.post(f"/{who}/say", json={"text": words})).is_success:
            self.said.append(words)

    async def _press(self, who: int) -> None:
        messages = (await self._http.get(f"/chats/{who}")).json()["messages"]
        keys = [
            (each["message_id"], key["data"]) for each in messages for row in each.get("buttons") or () for key in row
        ]
        if keys:
            message_id, data = self._dice.choice(keys[-8:])
            await self._http.post(f"/{who}/press", json={"message_id": message_id, "data": data})


class Books:
    """What both sides have written down."""

    def __init__(self, folder: Path) -> None:
        self._office = sqlite3.connect(folder / "office.db")
        self._phones = sqlite3.connect(folder / "phones.db")

    def unsettled(self) -> int:
        marks = ",".join("?" * len(_UNSETTLED))
        waiting = self._one(f"SELECT count(*) FROM outbox WHERE state IN ({marks})", *_UNSETTLED)
        doubted = self._one("SELECT count(*) FROM outbox WHERE state = 'unknown' AND NOT repeat")
        return waiting + doubted + self._one("SELECT count(*) FROM inbox WHERE state = 'new'")

    def heard(self) -> Counter[str]:
        rows = self._office.execute("SELECT raw ->> '$.message.text' FROM inbox WHERE state = 'done'")
        return Counter(text for (text,) in rows if text and text.startswith("tin số"))

    def taken(self) -> Counter[str]:
        """What the messenger took from the people, also when it died before it could say so."""
        rows = self._phones.execute("SELECT content ->> '$.text' FROM messages")
        return Counter(text for (text,) in rows if text and text.startswith("tin số"))

    def messages(self, where: str) -> int:
        """Rows that were a message of their own: no edits, and nothing that went in a digest under another row."""
        return self.rows(f"bundle_id IS NULL AND {where}")

    def rows(self, where: str) -> int:
        """Two rows that were in doubt apart may be told again together: each may stand for a message of its own."""
        return self._one(f"SELECT count(*) FROM outbox WHERE edits IS NULL AND {where}")

    def arrived(self) -> list[str]:
        rows = self._phones.execute("SELECT params ->> '$.text' FROM calls WHERE method = 'sendMessage' AND recorded")
        return [text for (text,) in rows]

    def close(self) -> None:
        self._office.close()
        self._phones.close()

    def _one(self, query: str, *values: object) -> int:
        return int(self._office.execute(query, values).fetchone()[0])


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_twenty_kills_lose_nothing_and_repeat_only_what_was_in_flight(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    seed = random.randrange(10**6)
    dice = random.Random(seed)
    demo = DemoProcess(tmp_path / "demo", unused_tcp_port)
    await demo.start()
    crowd = Crowd(demo.url, seed)
    await crowd.wait_for_the_morning()
    for kill in range(KILLS):
        acting = asyncio.create_task(crowd.act_until_killed())
        if kill % 4 == 1:
            await crowd.move_clock(next="07:30")
        await asyncio.sleep(dice.uniform(0.2, 1.5))
        await demo.kill()
        await acting
        await demo.start()
    await _settle(demo, crowd, tmp_path / "demo", seed)
    await demo.kill()
    _check(Books(tmp_path / "demo"), crowd, seed)


async def _settle(demo: DemoProcess, crowd: Crowd, folder: Path, seed: int) -> None:
    """An open office, and the leases of the dead at their end: then everything owed goes out."""
    await crowd.move_clock(next="07:30")
    await crowd.move_clock(advance=LEASES_END)
    await crowd.close()
    books = Books(folder)
    for _ in range(300):
        if not books.unsettled():
            break
        await asyncio.sleep(0.25)
    books.close()


def _check(books: Books, crowd: Crowd, seed: int) -> None:
    assert books.unsettled() == 0, f"seed {seed}"
    assert set(crowd.said) <= books.taken().keys(), f"seed {seed}"
    assert books.heard() == books.taken(), f"seed {seed}"
    assert books.messages("state IN ('set_aside', 'gone')") == 0, f"seed {seed}"
    arrived = books.arrived()
    marked = sum(text.startswith(MARK) for text in arrived)
    told_again = f"repeat AND {_REPEATED}"
    in_doubt = books.rows("repeat")
    assert books.messages(f"state = 'sent' AND {told_again}") <= marked <= in_doubt, f"seed {seed}"
    once = books.messages(f"state = 'sent' AND NOT ({told_again})")
    assert once <= len(arrived) - marked <= once + in_doubt, f"seed {seed}"
    books.close()
