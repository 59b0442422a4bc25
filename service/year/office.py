"""The office of a simulated year: a tree of units, the people in it, and what kind of people they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from random import Random

from core.roles import Actor, Role
from core.wording import year as words
from db import people
from db.session import Session
from db.tables import Account, Document, Person, Unit
from service.year.chance import happens

CHANNEL = "year"
_CLERKS, _LEADERS = 0.05, 0.02
_DEPARTMENT = 20  # people in a department, its offices included
_OFFICE_ROOMS = 2
_NEVER_BOUND = 0.01
_DOCUMENTS = 12  # people per document that is worked from


class Temper(StrEnum):
    """How somebody treats what he is sent. AWAY is prompt but for some weeks; BLOCKING is late, and deaf for some."""

    PROMPT = "prompt"
    LATE = "late"
    SILENT = "silent"
    AWAY = "away"
    BLOCKING = "blocking"


_TEMPERS = {Temper.PROMPT: 50, Temper.LATE: 24, Temper.SILENT: 12, Temper.AWAY: 10, Temper.BLOCKING: 4}


@dataclass(frozen=True, kw_only=True)
class Member:
    """`chat` is where he is reached; None for somebody who never bound an account."""

    actor: Actor
    temper: Temper
    chat: str | None

    @property
    def id(self) -> int:
        return self.actor.person_id

    @property
    def role(self) -> Role:
        return self.actor.role


@dataclass(frozen=True)
class Office:
    members: tuple[Member, ...]
    documents: tuple[int, ...]

    @cached_property
    def by_id(self) -> Mapping[int, Member]:
        return {member.id: member for member in self.members}

    @cached_property
    def by_chat(self) -> Mapping[str, Member]:
        return {member.chat: member for member in self.members if member.chat is not None}

    def of(self, role: Role) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.role is role)

    def doers(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.role in (Role.OFFICIAL, Role.HEAD))

    def beside(self, member: Member) -> tuple[Member, ...]:
        """Those of the same unit."""
        unit = member.actor.unit_id
        return tuple(each for each in self.members if each.actor.unit_id == unit and each.id != member.id)


async def found(session: Session, size: int, chance: Random, now: datetime) -> Office:
    """An office of `size` people, at least eight, in the caller's transaction."""
    hired = await _hire(session, size, chance)
    members = []
    for person in hired:
        actor = await people.actor(session, person.id)
        assert actor is not None
        members.append(_member(session, actor, chance, now))
    papers = [Document(number=words.document_number(n), issued_on=now.date()) for n in range(1, 2 + size // _DOCUMENTS)]
    session.add_all(papers)
    await session.flush()
    return Office(members=tuple(members), documents=tuple(paper.id for paper in papers))


def _member(session: Session, actor: Actor, chance: Random, now: datetime) -> Member:
    """Those who decide and those who keep the service in order are there, whatever else they are."""
    steady = actor.role in (Role.ADMIN, Role.OFFICE)
    [temper] = chance.choices(list(_TEMPERS), list(_TEMPERS.values()))
    temper = Temper.PROMPT if steady else temper
    unbound = not steady and happens(chance, _NEVER_BOUND)
    chat = None if unbound else f"chat-{actor.person_id}"
    if chat is not None:
        session.add(Account(person_id=actor.person_id, channel=CHANNEL, chat_id=chat, bound_at=now, seen_at=now))
    return Member(actor=actor, temper=temper, chat=chat)


async def _hire(session: Session, size: int, chance: Random) -> list[Person]:
    hired: list[Person] = []

    async def unit(name: str, parent: Unit | None) -> Unit:
        made = Unit(code=f"dv{len(hired)}", name=name, kind="department", parent_id=parent.id if parent else None)
        session.add(made)
        await session.flush()
        return made

    def hire(where: Unit, role: Role) -> None:
        name = " ".join(map(chance.choice, (words.FAMILY_NAMES, words.MIDDLE_NAMES, words.GIVEN_NAMES)))
        post = words.POSTS[role]
        hired.append(Person(code=f"cb{len(hired)}", name=name, post=post, unit_id=where.id, role=role))

    top = await unit(words.TOP, None)
    for _ in range(max(1, round(size * _LEADERS))):
        hire(top, Role.LEADER)
    office = await unit(words.OFFICE, top)
    for role in (Role.ADMIN, *[Role.OFFICE] * max(2, round(size * _CLERKS))):
        hire(office, role)
    number = 0
    while len(hired) < size:
        number += 1
        department = await unit(words.department(number), top)
        hire(department, Role.HEAD)
        for room in range(_OFFICE_ROOMS):
            where = await unit(words.room(number, room + 1), department)
            hire(where, Role.HEAD)
            for _ in range(_DEPARTMENT // _OFFICE_ROOMS - 1):
                hire(where, Role.OFFICIAL)
    hired = hired[:size]
    session.add_all(hired)
    await session.flush()
    return hired
