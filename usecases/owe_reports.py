"""Reports that come by themselves: on the first working morning after a week, a month, a quarter, a half, a year.

What is owed follows from the calendar and from which period was reported on last: a restart repeats nothing, and after
an outage the newest period is made up for as long as anybody still waits for it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.periods import Period
from core.policy import Policy
from core.report_periods import Span, before, period_on, reported_from, span_of
from core.roles import DUTIES, Duty, Role
from db import facts, outbox, people
from db.outbox import Kind, Priority

MADE_UP_FOR = timedelta(days=10)
"""So long after its morning a report is still news; with the week the next one has come."""


async def owe_reports(session: AsyncSession, policy: Policy, now: datetime) -> int:
    """Several that fall on one morning come as one message, the longest first; returns to how many people."""
    today = policy.calendar.day_of(now)
    if not policy.calendar.is_open(now) or now < policy.calendar.at(today, policy.plan.weekly):
        return 0
    if not await facts.turn(session, "reports", today.isoformat()):
        return 0
    due = await _due(session, policy, now)
    if not due:
        return 0
    to = await people.reachable(session, DUTIES[Duty.REPORT])
    payload: dict[str, object] = {"period": due[0].name, "also": [period.name for period in due[1:]]}
    for person_id in to:
        await _owe(session, Kind.REPORT, person_id, now, payload)
    if any(span_of(period) is Span.WEEK for period in due):
        for person_id in await people.reachable(session, {Role.LEADER}):
            await _owe(session, Kind.BURNING, person_id, now, {})
    return len(to)


async def _due(session: AsyncSession, policy: Policy, now: datetime) -> Sequence[Period]:
    """Those that are over and were not reported on yet, the longest first."""
    today = policy.calendar.day_of(now)
    found = []
    for span in reversed(Span):
        period = before(period_on(span, today))
        begins = reported_from(period, policy.calendar, policy.plan.weekly)
        if begins <= now < begins + MADE_UP_FOR and await facts.turn(session, f"report of a {span}", period.name):
            found.append(period)
    return found


async def _owe(session: AsyncSession, kind: Kind, person_id: int, now: datetime, payload: dict[str, object]) -> None:
    await outbox.owe(session, kind, now=now, person_id=person_id, priority=Priority.DIGEST, payload=payload)
