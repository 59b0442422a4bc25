"""An office whose people can be written to: what is owed, a sender, a scripted messenger, and a clock that stands."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from core.calendar import OFFICE_ZONE, Calendar
from core.deadline import day
from core.message import Channel
from core.nudge import Nudge
from core.policy import Policy
from core.roles import Role
from core.slot import Audience
from core.task import State as TaskState
from db import outbox
from db.outbox import LEASE, Addressed, Chat, Kind, Priority
from db.session import Database, Session
from db.tables import Account, OutboxMessage, Person, TaskRow, Unit
from scheduler.pacing import Pacing
from scheduler.sender import Sender
from tests.fakes.scripted_channel import ScriptedChannel
from usecases.assign import NewTask, assign

MORNING = datetime(2026, 12, 7, 8, 0, tzinfo=OFFICE_ZONE)
NIGHT = datetime(2026, 12, 7, 22, 0, tzinfo=OFFICE_ZONE)
POLICY = Policy(calendar=Calendar())
ADMIN = "admin"


@dataclass
class PostOffice:
    """People are named by the id of their chat; the admin's is `admin`."""

    database: Database
    now: datetime = MORNING
    channel: ScriptedChannel = field(default_factory=ScriptedChannel)
    people: dict[str, int] = field(default_factory=dict)
    channel_name: str = "fake"

    async def open(self, *names: str) -> None:
        async with self.database.write() as session:
            unit = Unit(code="snv", name="Sở Nội vụ", kind="department")
            session.add(unit)
            await session.flush()
            self._unit_id = unit.id
        await self.hire(ADMIN, role=Role.ADMIN)
        for name in names:
            await self.hire(name)

    async def hire(self, name: str, role: Role = Role.OFFICIAL) -> None:
        async with self.database.write() as session:
            person = Person(code=name, name=name, post=name, unit_id=self._unit_id, role=role)
            session.add(person)
            await session.flush()
            self.people[name] = person.id
        await self.bind(name, name)

    async def bind(self, name: str, chat_id: str, channel: str | None = None) -> None:
        channel = channel or self.channel_name
        async with self.database.write() as session:
            facts = {"bound_at": self.now, "seen_at": self.now}
            session.add(Account(person_id=self.people[name], channel=channel, chat_id=chat_id, **facts))

    async def leave(self, name: str) -> None:
        """Gives up every account."""
        async with self.database.write() as session:
            await session.execute(delete(Account).where(Account.person_id == self.people[name]))

    async def assign(self, lead: str, title: str = "Báo cáo quý") -> int:
        new = NewTask(title=title, deadline=day(MORNING.date()), lead_unit_id=self._unit_id, lead_id=self.people[lead])
        async with self.database.write() as session:
            return (await assign(session, new, actor=None, policy=POLICY, now=self.now)).id

    async def nudge(self, name: str, *, task_id: int | None = None, slot: str = "due#1") -> int:
        """Owes a nudge that is true now; returns its task."""
        task_id = task_id or await self.assign(name)
        nudge = Nudge(task_id=task_id, slot=slot, audience=Audience.LEAD, at=self.now)
        async with self.database.write() as session:
            each = Addressed(nudge=nudge, person_id=self.people[name], deadline_version=1)
            await outbox.owe_nudges(session, [each], self.now)
        return task_id

    async def tell(self, name: str, text: str = "chào", **facts: Any) -> None:
        """Owes an answer to a chat."""
        said = {"kind": Kind.SAY, "payload": {"key": "text", "facts": {"text": text}}}
        async with self.database.write() as session:
            await outbox.owe(session, now=self.now, **said | {"chat": Chat("fake", name)} | facts)

    async def inform(self, name: str, text: str = "tin", **facts: Any) -> None:
        """Owes something less urgent to a person, wherever he is reached."""
        await self.tell(name, text, **{"chat": None, "person_id": self.people[name], "priority": Priority.NEWS} | facts)

    async def close(self, task_id: int) -> None:
        async with self.database.write() as session:
            (await session.get_one(TaskRow, task_id)).state = TaskState.DONE

    async def set(self, **values: Any) -> None:
        """Changes every row of the outbox."""
        async with self.database.write() as session:
            await session.execute(update(OutboxMessage).values(**values))

    async def rows(self, kind: Kind | None = None, *, to_admin: bool = False) -> list[OutboxMessage]:
        """Oldest first; alarms apart."""
        async with self.database.read() as session:
            rows = (await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))).all()
        return [row for row in rows if kind in (None, row.kind) and ("about" in row.payload) == to_admin]

    async def row(self) -> OutboxMessage:
        (row,) = await self.rows()
        return row

    async def states(self) -> list[str]:
        return [row.state for row in await self.rows()]

    def sender(
        self,
        owner: str = "one",
        *,
        channels: Mapping[str, Channel] | None = None,
        database: Database | None = None,
        pacing: Pacing | None = None,
        lease: timedelta = LEASE,
    ) -> Sender:
        """Without rests between messages, unless `pacing` says otherwise."""
        return Sender(
            database or self.database,
            channels or {self.channel.name: self.channel},
            POLICY,
            lambda: self.now,
            owner=owner,
            pacing=pacing or Pacing(chat_rest=0, group_rest=0),
            lease=lease,
        )

    async def deliver(self, **facts: Any) -> None:
        """Everything that may go now, by a sender that is new."""
        await self.sender(**facts).drain()

    async def deliver_late(self, **facts: Any) -> None:
        """After every lease and every pause is over."""
        self.later(minutes=5)
        sender = self.sender(**facts)
        await sender.reap()
        await sender.drain()

    async def wait_until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(10):
            while not true():
                await asyncio.sleep(0.002)

    async def wait_for_calls(self, number: int) -> None:
        await self.wait_until(lambda: len(self.channel.calls) >= number)

    async def crowd(self, session: Session, size: int, channel: str = "fake") -> None:
        """Owes something less urgent than an answer to as many chats."""
        payload = {"key": "text", "facts": {"text": "nhắc"}}
        for number in range(size):
            chat = Chat(channel, f"crowd/{number}")
            priority = Priority.NUDGE
            await outbox.owe(session, Kind.SAY, now=self.now, chat=chat, priority=priority, payload=payload)

    def later(self, **length: float) -> None:
        self.now += timedelta(**length)
