"""The sample office at the beginning of a demo: work under way, something due today, something late, something unread.

The directive's dates are years old, so they are moved around the demo's own day; the weeks before it are lived through
with the real use cases, on a moved clock.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import cycle

from core.calendar import Calendar
from core.policy import Policy
from db import outbox, people, tasks
from db.session import Session
from service import sample
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.import_office import import_people, import_units
from usecases.import_tasks import import_tasks
from usecases.nudge import nudge
from usecases.papers.sheet import Row, Sheet
from usecases.progress import progress
from usecases.report import report

MORNING = time(7, 30)
_BEGAN = -15  # working days before the demo's day
_LIVED = 5  # working days whose nudges went out before the demo began
_DAYS = (-6, 2, 12, -2, 5, 20, 1, 9, 30, 15)  # deadlines, in working days from the demo's day
_OWN_DAYS = {"N4-09": 0, "N4-05": 1, "N3-02": -1, "N3-04": 3, "N4-07": -4, "N4-01": 7}
_UNREAD = frozenset({"N4-05", "N3-04", "N2-04", "N3-09"})  # given out yesterday afternoon, not acknowledged
_REPORTED = frozenset({"N3-08", "N4-10", "N2-03"})
_DONE = frozenset({"N3-13", "N4-04"})


def first_day(now: datetime, calendar: Calendar) -> date:
    """The last working day that is followed by another: tomorrow morning must have something to show."""
    days = calendar.days_from(calendar.day_of(now), -1)
    return next(day for day in days if calendar.is_working_day(day + timedelta(days=1)))


async def found(session: Session, policy: Policy, day: date, *, with_tasks: bool = True) -> None:
    """The office, its tasks and what became of them until the morning of `day`, in the caller's transaction."""
    await import_units(session, sample.sheet("units.csv"))
    await import_people(session, sample.sheet("people.csv"), now=policy.calendar.at(day, policy.plan.morning))
    if not with_tasks:
        return
    await _give_out(session, policy, day)
    await _live_through(session, policy, day)
    await outbox.forget(session, "before the demo began")


async def _give_out(session: Session, policy: Policy, day: date) -> None:
    sheet = _moved(sample.sheet("tasks.csv"), policy.calendar, day)
    read = tuple(row for row in sheet.rows if row["code"] not in _UNREAD)
    unread = tuple(row for row in sheet.rows if row["code"] in _UNREAD)
    for rows, at in ((read, _at(policy, day, _BEGAN, time(9))), (unread, _at(policy, day, -1, time(15)))):
        await import_tasks(session, replace(sheet, rows=rows), actor=None, policy=policy, now=at)


def _moved(sheet: Sheet, calendar: Calendar, day: date) -> Sheet:
    days = cycle(_DAYS)

    def move(row: Row) -> Row:
        if not row["deadline"]:
            return row
        on = calendar.shift(day, _OWN_DAYS.get(row["code"], next(days)))
        return Row(row.number, {**row.cells, "deadline": on.isoformat()})

    return replace(sheet, rows=tuple(move(row) for row in sheet.rows))


async def _live_through(session: Session, policy: Policy, day: date) -> None:
    """The steps that people took, then the nudges of the last week, so that the demo's morning owes only its own."""
    codes = await tasks.ids_by_code(session)
    for code, task_id in codes.items():
        if code not in _UNREAD:
            await _work_on(session, policy, day, code, task_id)
    for back in range(-_LIVED, 0):
        for hour in (policy.plan.morning, time(11), policy.plan.afternoon, time(16, 59)):
            while await nudge(session, policy, _at(policy, day, back, hour)):
                pass


async def _work_on(session: Session, policy: Policy, day: date, code: str, task_id: int) -> None:
    found = await tasks.load(session, task_id)
    lead = await people.actor(session, found.task.lead_id) if found else None
    if found is None or lead is None:
        return
    await acknowledge(session, lead, task_id, now=_at(policy, day, _BEGAN, time(14)))
    if task_id % 3:
        await progress(session, lead, task_id, now=_at(policy, day, -8, time(10)))
    if code in _REPORTED | _DONE:
        await report(session, lead, task_id, now=_at(policy, day, -1, time(16)), evidence=f"{task_id + 100}/BC")
    monitor = await people.actor(session, found.task.monitor_id or 0)
    if code in _DONE and monitor is not None:
        await accept(session, monitor, task_id, policy=policy, now=_at(policy, day, -1, time(16, 30)))


def _at(policy: Policy, day: date, working_days: int, hour: time) -> datetime:
    return policy.calendar.at(policy.calendar.shift(day, working_days), hour)


def morning_of(day: date, calendar: Calendar) -> datetime:
    return calendar.at(day, MORNING)
