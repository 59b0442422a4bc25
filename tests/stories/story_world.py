"""The service on a clock that stands still, with people at the other end: each action is followed to its end."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.intake import Intake
from core.calendar import Calendar
from core.deadline import NO_DEADLINE
from core.policy import Policy
from core.roles import Role
from core.task import Urgency
from db import groups
from db.session import Database
from db.tables import Account, Person, Unit
from scheduler.engine import Engine
from scheduler.pacing import Pacing
from tests.fakes.sheets import people
from tests.stories.story_desks import Clock, Desk, Heard
from usecases.assign import NewTask, assign
from usecases.bind import unbind
from usecases.import_office import import_people
from usecases.invite import invite


class _Unhurried(Pacing):
    """How fast a messenger may be spoken to is no part of a story."""

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        yield


class World:
    def __init__(self, database: Database, desk: Desk, clock: Clock, people: dict[str, int]) -> None:
        self.database = database
        self.desk = desk
        self.clock = clock
        self.people = people
        self.policy = Policy(calendar=Calendar(), web_url="https://lich.example.vn")
        self.has_digests = False
        self.has_reports = False
        self.restart()

    def restart(self) -> None:
        """A new process on the same database."""
        name = self.desk.line.channel.name
        self.database.on_commit.clear()
        self.intake = Intake(self.database, {name: self.desk.line}, self.policy, self.clock)
        self.engine = Engine(
            self.database,
            {name: self.desk.line.channel},
            self.policy,
            self.clock,
            owner=uuid.uuid4().hex,
            pacing=_Unhurried(chat_rest=0, group_rest=0),
        )

    async def settle(self) -> list[Heard]:
        """Until nothing moves any more: receive, handle, nudge, deliver."""
        await self.engine.sender.reap()
        while await self.desk.receive() + await self.intake.drain():
            await self.tick()
        await self.tick()
        await self.engine.sender.drain()  # what could not be sent has owed the admin a message
        return await self.desk.heard()

    async def tick(self) -> None:
        """What the clock alone brings about."""
        if self.has_digests:
            await self.engine.digest()
        if self.has_reports:
            await self.engine.report()
        await self.engine.nudge()
        await self.engine.sender.drain()

    async def bind_all(self, but: str = "") -> None:
        """Everybody has bound an account, perhaps but one; how that is done is a story of its own."""
        async with self.database.write() as session:
            session.add_all(self._account(post, person_id) for post, person_id in self.people.items() if post != but)

    async def unbind(self, post: str) -> None:
        async with self.database.write() as session:
            await unbind(session, self.people[post], self.clock.at)

    async def leave(self, post: str) -> None:
        """The office enters a sheet that says so."""
        async with self.database.write() as session:
            person = await session.get_one(Person, self.people[post])
            unit = await session.get_one(Unit, person.unit_id)
            row = {"code": person.code, "name": post, "post": post, "unit": unit.code, "role": person.role}
            await import_people(session, people(row | {"status": "đã nghỉ"}), now=self.clock.at)

    async def add_unit(self, name: str) -> None:
        async with self.database.write() as session:
            session.add(Unit(code=f"u.{name}", name=name, kind="department"))
        await self.hire(name, {f"Giám đốc {name}": Role.HEAD, f"Chuyên viên {name}": Role.OFFICIAL})

    async def hire(self, unit: str, posts: dict[str, Role]) -> None:
        """They press Start, as a bot cannot write first, and have bound their accounts."""
        for post in posts:
            await self.desk.hire(post)
        await self.settle()
        async with self.database.write() as session:
            unit_id = (await session.scalars(select(Unit.id).where(Unit.name == unit))).one()
            people = [
                Person(code=f"p.{post}", name=post, post=post, unit_id=unit_id, role=role)
                for post, role in posts.items()
            ]
            session.add_all(people)
            await session.flush()
            self.people |= {person.name: person.id for person in people}
            session.add_all(self._account(post, self.people[post]) for post in posts)

    async def bind_group(self, title: str, units: list[str]) -> None:
        chat = self.desk.group_of(title)
        async with self.database.write() as session:
            group = await groups.of_chat(session, self.desk.line.channel.name, chat)
            assert group is not None
            ids = await session.scalars(select(Unit.id).where(Unit.name.in_(units)))
            await groups.stand_for(session, group, list(ids), None)

    def _account(self, post: str, person_id: int) -> Account:
        return Account(
            person_id=person_id,
            channel=self.desk.line.channel.name,
            chat_id=self.desk.chat_of(post),
            bound_at=self.clock.at,
            seen_at=self.clock.at,
        )

    async def press_start(self) -> None:
        """A bot cannot write first."""
        for post in self.people:
            await self.desk.say(post, "/start")
        await self.settle()

    async def invite(self, post: str, code: str) -> None:
        async with self.database.write() as session:
            person = await session.get_one(Person, self.people[post])
            await invite(session, person, code, self.policy, self.clock.at)

    async def assign(self, title: str, lead: str, **facts: Any) -> int:
        """`monitor`, `leader`, `coordinators`, `informed` are posts; `due` is the deadline, `target` a Target."""
        async with self.database.write() as session:
            unit_id = (await session.get_one(Person, self.people[lead])).unit_id
            new = NewTask(
                title=title,
                deadline=facts.get("due", NO_DEADLINE),
                urgency=facts.get("urgency", Urgency.NORMAL),
                lead_unit_id=unit_id,
                lead_id=self.people[lead],
                target=facts.get("target"),
                monitor_id=self._id(facts.get("monitor")),
                leader_id=self._id(facts.get("leader")),
                coordinator_ids=frozenset(self.people[post] for post in facts.get("coordinators", ())),
                informed_ids=frozenset(self.people[post] for post in facts.get("informed", ())),
            )
            row = await assign(session, new, actor=None, policy=self.policy, now=self.clock.at)
        return row.id

    def _id(self, post: str | None) -> int | None:
        return self.people[post] if post else None

    def at(self, moment: datetime) -> None:
        self.clock.at = moment
