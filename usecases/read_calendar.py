"""Read a calendar: whoever holds the link sees the dated open tasks of a person's own list, or of a unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_
from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor, may_see_unit
from core.standing import Standing, standing
from core.task import State
from core.wording import feeds as words
from core.wording.views import TaskView
from db import feeds, people, tasks
from db.tables import Feed, TaskRow, Unit
from db.tasks import Beside, Loaded
from usecases import my_tasks
from usecases.papers.ics import Entry
from usecases.share_calendar import hash_token

MOST = 500
"""Of more tasks than this a calendar shows the most pressing ones, and says how many it leaves out."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What `usecases.papers.ics` writes down."""

    name: str
    entries: Sequence[Entry]
    note: str


async def read_calendar(session: AsyncSession, token: str, policy: Policy, now: datetime) -> Sheet | None:
    """None for a link that was never made, is withdrawn, or belongs to somebody who may not see this any more."""
    feed = await feeds.by_hash(session, hash_token(token))
    if feed is None:
        return None
    return await (_of_person if feed.unit_id is None else _of_unit)(session, feed, policy, now)


async def _of_person(session: AsyncSession, feed: Feed, policy: Policy, now: datetime) -> Sheet | None:
    """Also what he does in place of somebody who is on leave now: it stands in his list as well."""
    owner = await people.actor(session, feed.person_id, now)
    return await _sheet(session, owner.name, my_tasks.of(owner), policy, now) if owner else None


async def _of_unit(session: AsyncSession, feed: Feed, policy: Policy, now: datetime) -> Sheet | None:
    """The rights of its owner count at every look, and only his own: another hat is taken off again."""
    owner = await people.actor(session, feed.person_id)
    return await unit_sheet(session, owner, feed.unit_id, policy, now) if owner and feed.unit_id is not None else None


async def unit_sheet(session: AsyncSession, viewer: Actor, unit_id: int, policy: Policy, now: datetime) -> Sheet | None:
    """What this unit and those below it lead; None for somebody who may not see it."""
    if not may_see_unit(viewer, unit_id):
        return None
    unit = await session.get_one(Unit, unit_id)
    below = await people.units_below(session, unit.id)
    wanted = and_(tasks.is_under_way(), tasks.seen_by(viewer), TaskRow.lead_unit_id.in_(below))
    return await _sheet(session, unit.name, wanted, policy, now)


async def _sheet(
    session: AsyncSession, whose: str, wanted: ColumnElement[bool], policy: Policy, now: datetime
) -> Sheet:
    page = await tasks.page_of(session, and_(wanted, tasks.is_dated()), tasks.BY_DEADLINE, 1, MOST)
    beside = await tasks.beside(session, [each.task.id for each in page.tasks])
    names = await people.names(session, (each.task.lead_id for each in page.tasks))
    left = page.total - len(page.tasks)
    return Sheet(
        name=words.name(whose),
        entries=[_entry(each, names[each.task.lead_id], beside[each.task.id], policy, now) for each in page.tasks],
        note=words.left_out(left) if left else "",
    )


def _entry(found: Loaded, lead: str, beside: Beside, policy: Policy, now: datetime) -> Entry:
    task = found.task
    view = TaskView(
        task=task,
        standing=standing(task, policy.calendar, now, policy.soon_days),
        calendar=policy.calendar,
        now=now,
        lead=lead,
        lead_unit=beside.unit,
        document=beside.document,
    )
    return Entry(
        number=task.id,
        version=task.deadline_version,
        modified_at=_modified_at(view, beside.moved_at),
        deadline=task.deadline,
        summary=words.summary(view),
        description=words.description(view),
        is_firm=task.state is not State.PAUSED,
    )


def _modified_at(view: TaskView, moved_at: datetime | None) -> datetime:
    """The last step of the task, or since when it is late: that changes what is shown as well."""
    moments = [view.task.assigned_at, moved_at]
    if view.standing is Standing.OPEN_LATE:
        moments.append(view.deadline.ends_at)
    return max(moment for moment in moments if moment is not None)
