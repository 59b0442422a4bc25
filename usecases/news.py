"""News of a step: owed to those whom it concerns, in the transaction of the step itself."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.manners import IN_NO_HURRY
from core.policy import Policy
from core.roles import Actor, Role
from core.task import Step, Task, Urgency
from core.urging import answered, speaks
from db import delegations, log, outbox, people, tasks
from db.outbox import Kind, Priority


async def tell(
    session: AsyncSession,
    step: Step,
    task: Task,
    to: Iterable[int],
    *,
    by: Actor,
    now: datetime,
    words: str | None = None,
    until: str | None = None,
    closes: bool = False,
    report: dict[str, Any] | None = None,
) -> None:
    """Whoever took the step knows it already; whoever has urged him hears of it as the answer.

    `until` is the day or the instant that it is about, `closes` tells that what the lead had asked for is over with it,
    `report` holds the slots of a progress report of a period.
    """
    payload: dict[str, Any] = {"step": step, "by": by.person_id, "words": words, "until": until, "closes": closes}
    if report:
        payload["report"] = report
    heard = set(to) - {by.person_id}
    for person_id in sorted(heard):
        await _owe(session, task, person_id, payload, now)
    await answer_urging(session, step, task, heard, by=by, now=now)


async def answer_urging(
    session: AsyncSession, step: Step, task: Task, heard: Collection[int], *, by: Actor, now: datetime
) -> None:
    """The first word of somebody who was urged goes to whoever urged last, unless he hears of this step anyway."""
    if not speaks(step) or await log.newest_of(session, task.id, Step.URGE) is None:
        return
    deeds = await log.deeds(session, task.id)
    urging = answered(deeds)
    if urging is None or urging.by is None or urging.by in heard:
        return
    payload = {"step": step, "by": by.person_id, "words": None, "answer": deeds[-1].entry}
    await _owe(session, task, urging.by, payload, now)


async def _owe(session: AsyncSession, task: Task, person_id: int, payload: dict[str, Any], now: datetime) -> None:
    """Of what is hỏa tốc everybody hears at once, if it asks something of him: words alone wake nobody at night."""
    pressing = task.urgency is Urgency.TOP_URGENT and payload["step"] not in IN_NO_HURRY
    await outbox.owe(
        session,
        Kind.NEWS,
        now=now,
        person_id=person_id,
        task_id=task.id,
        priority=Priority.URGENT if pressing else Priority.NEWS,
        payload=payload,
    )


def everybody(task: Task) -> set[int]:
    """All whom it concerns that a task rests, goes on or ends: those who do it, who are informed, and who gave it."""
    giving = {who for who in (task.assigner_id, task.monitor_id, task.leader_id) if who is not None}
    return {task.lead_id} | task.coordinator_ids | task.informed_ids | giving


async def heard_later(session: AsyncSession, task_id: int | None, policy: Policy, now: datetime) -> bool:
    """Whether what happens to this task now is told only when the office opens."""
    if not policy.is_quiet(now):
        return False
    found = await tasks.load(session, task_id) if task_id is not None else None
    return found is None or found.task.urgency is not Urgency.TOP_URGENT


async def accepters(session: AsyncSession, task: Task, now: datetime) -> list[int]:
    """Who is asked to confirm: the person of the task, else the office, so that no report waits for nobody.

    While whoever would hear of it leads the task himself, or stands in for its lead, that is the office as well.
    """
    away = await delegations.substitutes(session, now)
    barred = {task.lead_id, away.get(task.lead_id, task.lead_id)}
    office = await people.with_role(session, Role.OFFICE)
    asked = [task.accepter_id] if task.accepter_id is not None else list(office)
    free = [who for who in asked if not barred & {who, away.get(who, who)}]
    if free or task.accepter_id is None:
        return free
    return [who for who in office if not barred & {who, away.get(who, who)}] or asked
