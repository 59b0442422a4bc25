"""See off: somebody works here no more. Nothing reaches him, and what he had to do goes to those who can pass it on."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor, Role
from core.wording import leave as words
from core.wording.views import ListView
from db import delegations, dialogs, outbox, people, tasks
from db.outbox import Kind, Priority
from db.tables import Person, TaskPerson, TaskRow
from db.tasks import COORDINATOR
from usecases.bind import unbind
from usecases.views import list_of

PAGE = 8
LED, FOLLOWED = 0, 1


async def see_off(session: AsyncSession, person_ids: Collection[int], now: datetime) -> None:
    """They are inactive already. One list per head, and one for the office of what they followed."""
    if not person_ids:
        return
    for person_id in sorted(person_ids):
        await dialogs.close_of(session, person_id)
        await unbind(session, person_id, now)
        await delegations.end_for(session, person_id, now)
    note = words.left([name for _, name in sorted((await people.names(session, person_ids)).items())])
    for head_id in await _heads_with_work(session, person_ids):
        await _owe(session, [head_id], LED, note, now)
    keepers = await people.keepers(session)
    if await _some(session, _led_by(person_ids), ~_has_head()):
        await _owe(session, keepers, LED, note, now)
    if await _some(session, followed_by(person_ids)):
        await _owe(session, keepers, FOLLOWED, note, now)


async def _heads_with_work(session: AsyncSession, person_ids: Collection[int]) -> list[int]:
    query = select(TaskRow.lead_unit_id).where(tasks.is_open(), _led_by(person_ids)).distinct()
    return sorted(set((await people.heads_of(session, await session.scalars(query))).values()))


async def _some(session: AsyncSession, *wanted: ColumnElement[bool]) -> bool:
    return bool(await session.scalar(select(func.count(TaskRow.id)).where(tasks.is_open(), *wanted)))


async def _owe(session: AsyncSession, to: Iterable[int], part: int, note: str, now: datetime) -> None:
    for person_id in to:
        payload = {"part": part, "note": note}
        await outbox.owe(session, Kind.LEFT, now=now, person_id=person_id, priority=Priority.NEWS, payload=payload)


async def left_behind(
    session: AsyncSession, viewer: Actor, part: int, policy: Policy, now: datetime, page: int = 1
) -> ListView:
    """The open tasks that people who have left still lead, for whoever may pass them on; or follow, for the office."""
    gone = select(Person.id).where(Person.active.is_(False))
    wanted = followed_by(gone) if part == FOLLOWED else TaskRow.lead_id.in_(gone) & _passed_on_by(viewer)
    reach = tasks.seen_by(viewer)
    found = await tasks.page_of(session, tasks.is_open() & wanted & reach, tasks.BY_DEADLINE, page, PAGE)
    return await list_of(session, found, viewer, policy, now)


def _passed_on_by(viewer: Actor) -> ColumnElement[bool]:
    ruled = TaskRow.lead_unit_id.in_(tasks.ruled_units(viewer))
    cares_for_all = any(each.role in (Role.OFFICE, Role.LEADER) for each in viewer.hats)
    return or_(ruled, ~_has_head()) if cares_for_all else ruled


def _led_by(person_ids: Collection[int]) -> ColumnElement[bool]:
    return TaskRow.lead_id.in_(person_ids)


def _has_head() -> ColumnElement[bool]:
    heads = select(Person.unit_id).where(Person.role == Role.HEAD, Person.active)
    return TaskRow.lead_unit_id.in_(heads)


def followed_by(person_ids: Collection[int] | Select[int]) -> ColumnElement[bool]:
    """Monitored, assigned, overseen or coordinated by these people."""
    helps = select(TaskPerson.task_id).where(TaskPerson.person_id.in_(person_ids), TaskPerson.part == COORDINATOR)
    named = (TaskRow.monitor_id, TaskRow.assigner_id, TaskRow.leader_id)
    return or_(*(who.in_(person_ids) for who in named), TaskRow.id.in_(helps))
