"""The nudge tick: whatever the tasks owe at this moment goes to the outbox, each slot once."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.nudge import Nudge, due, next_look
from core.plan import Plan
from core.policy import Policy
from core.slot import Audience
from core.task import Task
from db import outbox, tasks
from db.tasks import Loaded
from usecases.news import accepters

BATCH = 200


async def nudge(session: AsyncSession, policy: Policy, now: datetime, limit: int = BATCH) -> int:
    """Looks at the tasks whose moment has come, at most `limit`; returns how many that were."""
    batch = await tasks.to_look_at(session, now, limit)
    used = await outbox.slots_used(session, [found.task.id for found in batch])
    for found in batch:
        plan = Plan.from_json(found.row.plan)
        owed = due(found.task, frozenset(used.get(found.task.id, ())), plan, policy.calendar, now)
        await _owe(session, found, owed, now)
        found.row.look_at = next_look(found.task, plan, policy.calendar, now)
    return len(batch)


async def _owe(session: AsyncSession, found: Loaded, owed: Iterable[Nudge], now: datetime) -> None:
    addressed = [(nudge, person) for nudge in owed for person in await _people(session, found.task, nudge.audience)]
    await outbox.owe_nudges(session, addressed, found.task.deadline_version, now)


async def _people(session: AsyncSession, task: Task, audience: Audience) -> list[int]:
    if audience is Audience.ACCEPTER:
        return await accepters(session, task)
    return sorted(set(_named(task, audience)))


def _named(task: Task, audience: Audience) -> Iterator[int]:
    """A lead who is also something else on the task hears of it once, as its lead."""
    match audience:
        case Audience.LEAD:
            yield task.lead_id
        case Audience.COORDINATORS:
            yield from task.coordinator_ids - {task.lead_id}
        case Audience.INFORMED:
            yield from task.informed_ids - {task.lead_id}
        case _:
            above = {
                Audience.UNIT_HEAD: task.head_id,
                Audience.MONITOR: task.monitor_id,
                Audience.LEADER: task.leader_id,
            }[audience]
            if above not in (None, task.lead_id):
                yield above
