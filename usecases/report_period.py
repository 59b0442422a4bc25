"""Report on a period: the lead of a task without an end tells what was done, what comes next and what is difficult."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.periods import is_owed, named
from core.roles import Actor
from core.task import Step
from core.vietnamese.period_report import PeriodReport
from usecases.news import accepters, tell
from usecases.steps import AlreadyTaken, allowed, take


async def report_period(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    period: str,
    report: PeriodReport,
    words: str,
    now: datetime,
    promised_on: date | None = None,
    shown: int | None = None,
) -> None:
    """A progress step with the slots in its log; nobody asks for this period or an older one any more.

    `period` is the name of a `core.periods.Period`. Raises AlreadyTaken when it is reported on, and what `take` raises.
    """
    about = named(period)
    task = (await allowed(session, actor, task_id, Step.PROGRESS)).task
    if not is_owed(task, about):
        raise AlreadyTaken
    told = {"period": period, **{name: said for name, said in asdict(report).items() if said}}
    detail = told | ({"promised_on": promised_on.isoformat()} if promised_on else {})
    found = await take(session, actor, task_id, Step.PROGRESS, now=now, shown=shown, words=words, detail=detail)
    found.row.reported_through = about.last
    if promised_on is not None:
        found.row.promised_on = promised_on
    to = await accepters(session, task, now)
    await tell(session, Step.PROGRESS, task, to, by=actor, now=now, report=told)
