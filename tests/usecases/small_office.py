"""The small office of the stories on a bare database, and the shortest way to whatever a test looks at."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import select

from core.calendar import OFFICE_ZONE
from core.deadline import day
from core.message import Outgoing, plain
from core.policy import Policy
from core.roles import Actor
from core.task import Task
from db import people, tasks
from db.outbox import Kind
from db.session import Database
from db.tables import Account, LogEntry, OutboxMessage, Person, TaskRow
from tests.stories.story_office import found_office
from usecases.assign import NewTask, assign
from usecases.compose import Letter, compose
from usecases.nudge import nudge

POLICY = Policy()
LEAD, HEAD = "Chuyên viên Sở Nội vụ", "Giám đốc Sở Nội vụ"
OTHER, OTHER_HEAD = "Chuyên viên Sở Công Thương", "Giám đốc Sở Công Thương"
MONITOR, LEADER, ADMIN = "Chuyên viên theo dõi", "Phó Chủ tịch", "Quản trị"


def at(text: str) -> datetime:
    """`30/11/2026 09:00`, on the clock of the office."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=OFFICE_ZONE)


MONDAY = at("30/11/2026 09:00")
DUE = date(2026, 12, 10)


class SmallOffice:
    def __init__(self, database: Database, ids: dict[str, int]) -> None:
        self.database = database
        self.ids = ids

    @classmethod
    async def found(cls, database: Database) -> Self:
        async with database.write() as session:
            return cls(database, await found_office(session))

    async def hire(self, name: str, like: str) -> str:
        """One more person, of the unit and the role of another."""
        async with self.database.write() as session:
            model = await session.get_one(Person, self.ids[like])
            person = Person(code=name, name=name, post=name, unit_id=model.unit_id, role=model.role)
            session.add(person)
            await session.flush()
        self.ids[name] = person.id
        return name

    async def bind(self, *posts: str, channel: str = "text", now: datetime = MONDAY) -> None:
        async with self.database.write() as session:
            for post in posts:
                ids = {"person_id": self.ids[post], "channel": channel, "chat_id": post}
                session.add(Account(**ids, bound_at=now, seen_at=now))

    async def assign(self, lead: str = LEAD, *, title: str = "Báo cáo", now: datetime = MONDAY, **facts: Any) -> int:
        async with self.database.write() as session:
            unit_id = (await session.get_one(Person, self.ids[lead])).unit_id
            new = NewTask(title=title, lead_unit_id=unit_id, lead_id=self.ids[lead], **({"deadline": day(DUE)} | facts))
            return (await assign(session, new, actor=None, policy=POLICY, now=now)).id

    async def actor(self, post: str) -> Actor:
        async with self.database.read() as session:
            found = await people.actor(session, self.ids[post])
        assert found is not None
        return found

    async def take(
        self, verb: Callable[..., Awaitable[object]], post: str, task_id: int, now: datetime = MONDAY, **facts: Any
    ) -> None:
        actor = await self.actor(post)
        async with self.database.write() as session:
            await verb(session, actor, task_id, now=now, **facts)

    async def task(self, task_id: int) -> Task:
        async with self.database.read() as session:
            found = await tasks.load(session, task_id)
        assert found is not None
        return found.task

    async def columns(self, task_id: int) -> dict[str, Any]:
        """All that is stored of the task itself."""
        async with self.database.read() as session:
            row = await session.get_one(TaskRow, task_id)
            return {column.key: getattr(row, column.key) for column in TaskRow.__mapper__.columns}

    async def log(self, task_id: int) -> list[str]:
        """`report: assigned → reported`, with a star when the step is implied."""
        async with self.database.read() as session:
            query = select(LogEntry).where(LogEntry.task_id == task_id).order_by(LogEntry.id)
            entries = (await session.scalars(query)).all()
        return [f"{each.step}{'*' * each.implied}: {each.from_state} → {each.to_state}" for each in entries]

    async def tick(self, now: datetime) -> int:
        async with self.database.write() as session:
            return await nudge(session, POLICY, now)

    async def owed(self, post: str, kind: Kind | None = None) -> Sequence[OutboxMessage]:
        query = select(OutboxMessage).where(OutboxMessage.person_id == self.ids[post]).order_by(OutboxMessage.id)
        async with self.database.read() as session:
            return (await session.scalars(query.where(OutboxMessage.kind == kind) if kind else query)).all()

    async def compose(self, rows: Sequence[OutboxMessage], now: datetime = MONDAY) -> Letter:
        async with self.database.read() as session:
            return await compose(session, rows, POLICY, now)

    async def read(self, rows: Sequence[OutboxMessage], now: datetime = MONDAY) -> Outgoing:
        message = (await self.compose(rows, now)).message
        assert message is not None
        return message

    async def words(self, row: OutboxMessage) -> str:
        return plain((await self.read([row])).text)
