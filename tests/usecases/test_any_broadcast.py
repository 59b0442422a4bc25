"""Whatever people press, correct and withdraw, and whenever the clock looks or a message arrives.

The count shown is the receipts, who has confirmed is let alone, and in the end every phone shows what is true.
"""

import asyncio
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.addressees import Addressees
from core.broadcast import ASKING, Screen
from core.message import Sent, plain
from db.broadcast_tables import Broadcast, Receipt
from db.outbox import State
from db.session import Database
from db.tables import OutboxMessage
from tests.usecases.small_office import HEAD, LEAD, MONDAY, MONITOR, OTHER, OTHER_HEAD, POLICY, SmallOffice, at
from tests.usecases.test_broadcasts import group_of, look, post, press
from tests.usecases.test_broadcasts_in_trouble import depart
from usecases import deliver
from usecases.broadcast import tend
from usecases.chase import NotPosted
from usecases.correct import correct, withdraw
from usecases.deliver import Parcel

WHO = (LEAD, HEAD, OTHER, OTHER_HEAD)
READ = (("depart", None), ("arrive", None))
THE_END = at("31/12/2026 09:00")
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("press"), st.sampled_from(WHO)),
        st.tuples(st.just("press the old"), st.sampled_from(WHO)),
        st.tuples(st.just("wait"), st.integers(1, 40)),
        st.tuples(st.just("step"), st.none()),
        st.tuples(st.just("depart"), st.none()),
        st.tuples(st.just("arrive"), st.none()),
        st.tuples(st.just("correct"), st.booleans()),
        st.tuples(st.sampled_from(["withdraw", "press"]), st.sampled_from(WHO)),
    ),
    max_size=14,
)
chosen = st.builds(lambda group, people: (group, people), st.booleans(), st.sets(st.sampled_from(WHO), min_size=1))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@example(deeds=[*READ, ("press", LEAD), ("correct", False), ("step", None)], chosen=(True, {OTHER}))
@example(deeds=[*READ, ("correct", True), ("step", None), ("correct", False)], chosen=(True, {LEAD}))
@example(deeds=[*READ, ("correct", False), ("wait", 30), ("withdraw", LEAD)], chosen=(True, {LEAD}))
@example(deeds=[("depart", None), ("correct", False), ("step", None), ("arrive", None)], chosen=(True, {OTHER}))
@given(deeds=deeds, chosen=chosen)
def test_any_life_of_a_broadcast(
    sqlite_template: Path, deeds: Sequence[tuple[str, object]], chosen: tuple[bool, set[str]]
) -> None:
    path = sqlite_template.with_name("life.db")
    shutil.copyfile(sqlite_template, path)
    asyncio.run(_live(f"sqlite:///{path}", deeds, *chosen))


async def _live(url: str, deeds: Sequence[tuple[str, object]], in_group: bool, people: set[str]) -> None:
    database = Database(url)
    life = await Life.begin(database, in_group, people)
    for verb, what in deeds:
        await life.do(verb, what)
        await life.agrees()
    await life.do("arrive", None)
    life.now = max(life.now, THE_END)
    await life.come_to_rest()
    await life.is_told_to_all()
    await database.close()


@dataclass
class Life:
    """`confirmed` is the newest version that each has confirmed, `phones` what each message shows."""

    office: SmallOffice
    number: int
    in_group: bool
    now: datetime = MONDAY
    version: int = 0
    to_confirm: int = 0
    text: str = "bản 0."
    withdrawn: bool = False
    confirmed: dict[str, int] = field(default_factory=dict)
    parcels: list[Parcel] = field(default_factory=list)
    phones: dict[tuple[str, str], str] = field(default_factory=dict)
    messages: int = 0

    @classmethod
    async def begin(cls, database: Database, in_group: bool, people: set[str]) -> "Life":
        office = await SmallOffice.found(database)
        await office.bind(*WHO)
        groups = (await group_of(office, "Sở Nội vụ"),) if in_group else ()
        to = Addressees(groups=groups, people=tuple(office.ids[who] for who in people))
        return cls(office, await post(office, to, text="bản 0."), in_group)

    async def do(self, verb: str, what: object) -> None:
        match verb:
            case "press" | "press the old":
                await self._press(str(what), self.version if verb == "press" else max(0, self.version - 1))
            case "wait":
                assert isinstance(what, int)
                self.now += timedelta(hours=what)
                await look(self.office, self.now)
            case "step":
                await self._step()
            case "depart":
                self.parcels += await depart(self.office, self.now)
            case "arrive":
                await self._arrive()
            case "correct":
                await self._correct(minor=bool(what))
            case "withdraw":
                await self._withdraw()

    async def _press(self, who: str, shown: int) -> None:
        await press(self.office, who, self.number, self.now, shown)
        before = self.confirmed.get(who, -1)
        if not self.withdrawn and (before < 0 or before < self.to_confirm <= shown):
            self.confirmed[who] = shown

    async def _step(self) -> None:
        """The process dies after one look."""
        async with self.office.database.write() as session:
            await tend(session, POLICY, self.now)

    async def _arrive(self) -> None:
        parcels, self.parcels = self.parcels, []
        for parcel in parcels:
            self.messages += 1
            name = parcel.edits or str(self.messages)
            self.phones[parcel.chat.chat_id, name] = plain(parcel.message.text)
            async with self.office.database.write() as session:
                await deliver.settle(session, parcel, Sent(name), self.now)

    async def _correct(self, *, minor: bool) -> None:
        text, actor = f"bản {self.version + 1}.", await self.office.actor(MONITOR)
        async with self.office.database.write() as session:
            try:
                await correct(session, actor, self.number, text, self.now, minor=minor)
            except NotPosted:
                assert self.withdrawn
                return
        self.version, self.text = self.version + 1, text
        self.to_confirm = self.to_confirm if minor else self.version

    async def _withdraw(self) -> None:
        actor = await self.office.actor(MONITOR)
        async with self.office.database.write() as session:
            await withdraw(session, actor, self.number, self.now)
        self.withdrawn = True

    async def come_to_rest(self) -> None:
        for _ in range(12):
            self.now += timedelta(seconds=30)
            await look(self.office, self.now)
            await self.do("depart", None)
            await self._arrive()

    async def agrees(self) -> None:
        """What would be sent now shows the receipts, and reminds nobody who has confirmed."""
        async with self.office.database.read() as session:
            receipts = (await session.scalars(select(Receipt))).all()
            waiting = (await session.scalars(select(OutboxMessage).where(OutboxMessage.state == State.READY))).all()
        ids = {self.office.ids[who]: version for who, version in self.confirmed.items()}
        assert {each.person_id: each.version for each in receipts if each.version is not None} == {
            each.person_id: ids[each.person_id] for each in receipts if each.person_id in ids
        }
        done = {who for who, version in ids.items() if version >= self.to_confirm}
        here = [each for each in receipts if each.person_id in (self.office.ids[LEAD], self.office.ids[HEAD])]
        for row in waiting:
            message = (await self.office.compose([row], self.now)).message
            words = plain(message.text) if message else ""
            if words and row.payload["screen"] in ("reminder", "notice") and row.edits is None and row.person_id:
                assert row.person_id not in done
            if not self.withdrawn and (shown := re.search(r"Đã quán triệt(?: bản đính chính)? (\d+)/(\d+)", words)):
                assert self.in_group
                assert tuple(map(int, shown.groups())) == (sum(each.person_id in done for each in here), len(here))

    async def is_told_to_all(self) -> None:
        """Who is counted was sent his copy, and nothing that stands on a phone shows an older text."""
        async with self.office.database.read() as session:
            row = await session.get_one(Broadcast, self.number)
            owed = (await session.scalars(select(OutboxMessage).where(OutboxMessage.slot == "post#0"))).all()
            receipts = (await session.scalars(select(Receipt))).all()
            sent = select(OutboxMessage).where(OutboxMessage.state == State.SENT, OutboxMessage.edits.is_(None))
            standing = (await session.scalars(sent)).all()
        assert row.mended_to is None
        assert {each.person_id for each in owed} == {each.person_id for each in receipts}
        for each in standing:
            is_a_line = each.person_id is None and each.payload.get("screen") == Screen.NOTICE
            if each.payload.get("screen") in ASKING and each.message_id and not is_a_line:
                words = self.phones[each.chat_id or "", each.message_id]
                assert ("thu hồi" if self.withdrawn else self.text) in words
