"""The nudge tick: whatever the tasks owe at this moment goes to the outbox, each slot once."""

import asyncio
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.nudge import Nudge, Sent, due, next_look
from core.plan import copied
from core.policy import Policy
from core.slot import Audience
from core.task import Task
from core.wording import health
from db import outbox, tasks
from db.tasks import Loaded
from usecases.answer import QUIET_AFTER_ALARM, alarm
from usecases.hand_over import hand_over
from usecases.news import accepters

BATCH = 200


async def nudge(session: AsyncSession, policy: Policy, now: datetime, limit: int = BATCH) -> int:
    """Looks at the tasks whose moment has come, at most `limit`; returns how many that were.

    Whoever stands in for somebody hears of that first.
    """
    await hand_over(session, policy, now)
    batch = await tasks.to_look_at(session, now, limit)
    used = await outbox.slots_used(session, [found.task.id for found in batch])
    addressed: list[outbox.Addressed] = []
    for found in batch:
        try:
            owed, found.row.look_at = _judge(found, frozenset(used.get(found.task.id, ())), policy, now)
        except Exception as failure:  # a task that cannot be judged stops no other
            await _put_off(session, found, type(failure).__name__, now)
            continue
        addressed += await _addressed(session, found.task, owed, now)
        await asyncio.sleep(0)  # the rules never wait for anything: others must have their turn between two tasks
    await outbox.owe_nudges(session, addressed, now)
    return len(batch)


def _judge(found: Loaded, used: Sent, policy: Policy, now: datetime) -> tuple[Iterable[Nudge], datetime | None]:
    plan = copied(found.row.plan)
    return due(found.task, used, plan, policy.calendar, now), next_look(found.task, plan, policy.calendar, now)


async def _put_off(session: AsyncSession, found: Loaded, why: str, now: datetime) -> None:
    found.row.look_at = now + QUIET_AFTER_ALARM
    words = health.task_unjudged(found.task.id, why)
    await alarm(session, "silence", now, about=f"task:{found.task.id}", what=words)


async def _addressed(session: AsyncSession, task: Task, owed: Iterable[Nudge], now: datetime) -> list[outbox.Addressed]:
    return [
        outbox.Addressed(nudge=nudge, person_id=person_id, deadline_version=task.deadline_version)
        for nudge in owed
        for person_id in await _people(session, task, nudge.audience, now)
    ]


async def _people(session: AsyncSession, task: Task, audience: Audience, now: datetime) -> list[int]:
    if audience is Audience.ACCEPTER:
        return await accepters(session, task, now)
    return sorted(set(named(task, audience)))


def named(task: Task, audience: Audience) -> Iterator[int]:
    """A lead who is also something else on the task hears of it once, as its lead."""
    match audience:
        case Audience.LEAD:
            yield task.lead_id
        case Audience.COORDINATORS:
            yield from task.waiting_ids
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
