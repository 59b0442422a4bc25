"""Urge: a manager's one-tap nudge to those of lead and coordinators who stay silent; the answer comes back to him."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.roles import Actor, may
from core.task import Step, is_legal, path
from core.urging import Deed, silent, words_since
from core.wording.urging import Reply
from db import log, people, tasks
from db.tables import TaskRow
from usecases.directory import AmbiguousUnit, Directory, EndedUnit, UnknownUnit
from usecases.news import tell
from usecases.receivers import meant_by
from usecases.spoken import spoken
from usecases.steps import allowed, take


class UrgedLately(Exception):
    """Somebody (`by`, a name) urged this task a moment ago; `wait` is how long until it may be urged again."""

    def __init__(self, wait: timedelta, by: str, at: datetime) -> None:
        super().__init__(f"urged lately, wait {wait}")
        self.wait, self.by, self.at = wait, by, at


class NobodySilent(Exception):
    """Everybody has answered since the task was last urged; `said` is the last word of each."""

    def __init__(self, said: Sequence[Reply]) -> None:
        super().__init__("nobody is silent")
        self.said = said


async def urge(
    session: AsyncSession, actor: Actor, task_id: int, *, now: datetime, pause: timedelta, surely: bool = False
) -> frozenset[int]:
    """At most once per `pause` and task. Nobody is urged who has answered, but `surely`, when all have, the lead.

    Returns whom it urges. Raises UrgedLately, NobodySilent, and what `take` raises.
    """
    task = (await allowed(session, actor, task_id, Step.URGE)).task
    path(Step.URGE, task.state)
    await _check_pause(session, task_id, now, pause)
    deeds = await log.deeds(session, task_id)
    to = silent(task, deeds, now) - {actor.person_id}
    if not to and not surely:
        raise NobodySilent(await spoken(session, _last_of_each(words_since(task, deeds, now))))
    to = to or frozenset({task.lead_id})
    found = await take(session, actor, task_id, Step.URGE, now=now, detail={"to": sorted(to)})
    await tell(session, Step.URGE, found.task, to, by=actor, now=now)
    return to


async def urged(session: AsyncSession, task_id: int) -> list[str]:
    """The names of those to whom the last urging of the task was addressed."""
    last = await log.newest_of(session, task_id, Step.URGE)
    names = await people.names(session, last.detail.get("to", ()) if last else ())
    return sorted(names.values())


async def may_be_urged(session: AsyncSession, actor: Actor, whom: str, now: datetime) -> list[int]:
    """The tasks under way of the unit or the person so called that this actor may urge, the most pressing first."""
    query = select(TaskRow.id).where(tasks.is_under_way(), await _led_by(session, whom, now))
    found = await tasks.load_many(session, await session.scalars(query))
    mine = [
        each for each in found.values() if may(actor, Step.URGE, each.task) and is_legal(Step.URGE, each.task.state)
    ]
    return [each.task.id for each in sorted(mine, key=lambda each: (each.task.deadline.on or date.max, each.task.id))]


async def stands_behind(session: AsyncSession, task_ids: Collection[int], whom: str, now: datetime) -> bool:
    """Whether the unit or the person so called leads all of these tasks."""
    query = select(TaskRow.id).where(TaskRow.id.in_(task_ids), await _led_by(session, whom, now))
    return len((await session.scalars(query)).all()) == len(task_ids)


async def _led_by(session: AsyncSession, whom: str, now: datetime) -> ColumnElement[bool]:
    directory = await Directory.load(session)
    people = [person.id for person in meant_by(directory, whom, now)]
    try:
        unit_ids = [directory.today(directory.unit(whom), local(now).date()).id]
    except (UnknownUnit, AmbiguousUnit, EndedUnit):
        unit_ids = []
    return or_(TaskRow.lead_id.in_(people), TaskRow.lead_unit_id.in_(unit_ids))


async def _check_pause(session: AsyncSession, task_id: int, now: datetime, pause: timedelta) -> None:
    last = await log.newest_of(session, task_id, Step.URGE)
    if last is not None and now - last.at < pause:
        names = await people.names(session, [last.actor_id])
        raise UrgedLately(pause - (now - last.at), names[last.actor_id or 0], last.at)


def _last_of_each(deeds: Sequence[Deed]) -> list[int]:
    return sorted({deed.by: deed.entry for deed in deeds}.values())
