"""`kill -9` of the real service at random moments, against the messenger over HTTP, while people write and press.

More kills: `NHACVIEC_KILLS=100 NHACVIEC_SEED=7 pytest tests/crash/test_kill.py`
"""

import asyncio
import os
import random
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.task import Step
from db import inbox
from db.outbox import PROVED, UNDER_WAY, Kind, State
from db.session import Database
from db.tables import InboxUpdate, LogEntry, OutboxMessage
from simulator import Simulator
from tests.crash.mortal_service import TOKEN, Life, born
from tests.fakes.post_office import MORNING, PostOffice
from usecases.compose import REPEAT_MARK

KILLS = int(os.environ.get("NHACVIEC_KILLS", "12"))
SEED = int(os.environ.get("NHACVIEC_SEED", random.randrange(10**6)))
PEOPLE = [str(number) for number in range(101, 125)]
ACKNOWLEDGE = "Đã nhận"


@dataclass
class Office:
    """The people at their phones, and what they did."""

    sim: Simulator
    post: PostOffice
    life: Life
    chance: random.Random
    tasks: list[int] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    pressed: dict[tuple[str, int], int] = field(default_factory=dict)

    async def assign(self) -> None:
        self.post.now = self.life.now()
        self.tasks.append(await self.post.assign(self.chance.choice(PEOPLE)))

    def say(self) -> None:
        who = self.chance.choice(PEOPLE)
        self.said[who] += 1
        self.sim.say(int(who), "/quahan")

    def press(self) -> None:
        """One card that asks to be acknowledged, on one phone; every copy of it counts."""
        cards = [(who, message) for who in PEOPLE for message in self.messages(who) if _button(message)]
        fresh = [card for card in cards if (card[0], card[1]["message_id"]) not in self.pressed]
        if fresh:
            who, message = self.chance.choice(fresh)
            self.pressed[who, message["message_id"]] = int(re.findall(r"Việc (\d+):", message["text"])[0])
            self.sim.press(int(who), message["message_id"], _button(message))

    def spoil(self) -> None:
        kind, options = self.chance.choice([("cut_after", {}), ("slow", {"seconds": 0.6}), ("5xx", {"recorded": True})])
        self.sim.fault(kind, **options)

    def messages(self, who: str) -> list[dict[str, Any]]:
        return [each for each in self.sim.chat(int(who))["messages"] if each["from"]["is_bot"]]

    async def live_and_die(self) -> None:
        process = await asyncio.to_thread(born, self.life)
        loop = asyncio.get_running_loop()
        end = loop.time() + self.chance.uniform(0.3, 1.5)
        while loop.time() < end:
            await self.chance.choice([self.assign, self.act])()
            await asyncio.sleep(self.chance.uniform(0, 0.08))
        process.kill()
        await asyncio.to_thread(process.join)

    async def act(self) -> None:
        self.chance.choice([self.say, self.press, self.press, self.spoil])()

    async def live_in_peace(self) -> None:
        self.sim.clear_faults()
        process = await asyncio.to_thread(born, self.life)
        try:
            async with asyncio.timeout(60):
                while await self.is_busy():
                    await asyncio.sleep(0.1)
        finally:
            process.kill()
            await asyncio.to_thread(process.join)

    async def is_busy(self) -> bool:
        rows = await self.post.rows()
        waits = any(row.state in UNDER_WAY or (row.state == State.UNKNOWN and not row.repeat) for row in rows)
        async with self.post.database.read() as session:
            unheard = await inbox.oldest_waiting(session) is not None
        unseen = len(await self.post.rows(Kind.NUDGE)) < len(self.tasks)
        return waits or unheard or unseen or self.sim.world.updates.count() > 0


def _button(message: dict[str, Any]) -> str:
    buttons = [button for row in message.get("buttons") or [] for button in row]
    return next((button["data"] for button in buttons if ACKNOWLEDGE in button["text"]), "")


@asynccontextmanager
async def founded(url: str, folder: Path) -> AsyncIterator[Office]:
    database = Database(url)
    sim = Simulator(token=TOKEN)
    post = PostOffice(database, channel_name="telegram")
    await post.open(*PEOPLE)
    async with sim.serve() as api:
        for who in PEOPLE:
            sim.person(id=int(who), name=who)
            sim.start(int(who))
        life = Life(database_url=url, api=api, log=str(folder / "service.log"), offset=MORNING - datetime.now(UTC))
        yield Office(sim, post, life, random.Random(SEED))
    sim.close()
    await database.close()


@pytest.mark.slow
@pytest.mark.timeout(110 + 4 * KILLS)
async def test_kill_at_random(sqlite_url: str, tmp_path: Path) -> None:
    print(f"NHACVIEC_SEED={SEED}")
    async with founded(sqlite_url, tmp_path) as office:
        for _ in range(KILLS):
            await office.live_and_die()
        await office.live_in_peace()
        await the_people_were_heard(office)
        await nothing_owed_is_lost(office)
        await only_what_was_in_flight_repeats(office)


async def the_people_were_heard(office: Office) -> None:
    """Everything that they said or pressed has had its effect, once."""
    async with office.post.database.read() as session:
        states = Counter((await session.scalars(select(InboxUpdate.state))).all())
        acknowledged = select(LogEntry.task_id).where(LogEntry.step == Step.ACKNOWLEDGE)
        steps = Counter((await session.scalars(acknowledged)).all())
    assert states == {inbox.DONE: office.said.total() + len(office.pressed) + len(PEOPLE)}
    assert steps == dict.fromkeys(office.pressed.values(), 1)
    lists = [row for row in await office.post.rows(Kind.OVERDUE) if not row.edits]
    assert Counter(row.chat_id for row in lists) == office.said
    shown = {(who, each["message_id"]): _button(each) for who in PEOPLE for each in office.messages(who)}
    assert [card for card in office.pressed if shown[card]] == []


async def nothing_owed_is_lost(office: Office) -> None:
    """Every task has been told to its lead; given up is only what was in doubt twice."""
    rows = await office.post.rows()
    nudges = [row for row in rows if row.kind == Kind.NUDGE]
    assert {row.task_id for row in nudges} == set(office.tasks)
    assert [row.id for row in rows if row.state not in (State.SENT, State.UNKNOWN) and not _may_drop(row)] == []
    assert [row.id for row in rows if row.state == State.UNKNOWN and not row.repeat] == []
    lost = [
        row.id
        for row in nudges
        if row.state == State.SENT and row.error != PROVED and _at(row) not in first_words(office)
    ]
    assert lost == []


def _may_drop(row: OutboxMessage) -> bool:
    """A waiting edit that a newer one replaced, and a digest for somebody who has nothing to do."""
    return row.state == State.DROPPED and (row.edits is not None or row.kind == Kind.DIGEST)


async def only_what_was_in_flight_repeats(office: Office) -> None:
    """A message that no row knows was in flight: in each chat there are no more of them than rows in doubt."""
    rows = [row for row in await office.post.rows() if not row.edits]
    known = {_at(row) for row in rows}
    in_doubt = Counter(row.chat_id for row in rows if row.repeat or row.error == PROVED)
    said = first_words(office)
    orphans = Counter(who for who, number in said if (who, number) not in known and not _marked(said[who, number]))
    assert orphans <= in_doubt
    repeats = [_at(row) for row in rows if row.repeat and row.message_id]
    assert [said[at] for at in repeats if not _marked(said[at])] == []
    print(
        f"{len(said)} messages; {in_doubt.total()} in doubt, {orphans.total()} of them arrived; {len(repeats)} repeats"
    )


def _at(row: OutboxMessage) -> tuple[str, str]:
    return row.chat_id or "", row.message_id or ""


def _marked(text: str) -> bool:
    return text.startswith(REPEAT_MARK)


def first_words(office: Office) -> dict[tuple[str, str], str]:
    """(chat, message) → what it said when it came, whatever it was edited to since."""
    calls = [call for call in office.sim.calls(method="sendMessage") if call["recorded"]]
    found: dict[tuple[str, str], str] = {}
    for who in PEOPLE:
        texts = [call["params"]["text"] for call in calls if str(call["params"]["chat_id"]) == who]
        numbers = [str(each["message_id"]) for each in office.messages(who)]
        found |= {(who, number): text for number, text in zip(numbers, texts, strict=True)}
    return found
