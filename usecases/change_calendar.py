"""Change the calendar: what the office decided about single days counts at once, and the nudges follow."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import Calendar, Decided, Override
from core.plan import Plan
from core.replan import Effect, moves
from core.roles import Actor, Duty, check_duty
from core.slot import Audience
from core.task import Task
from core.vietnamese.day_changes import DayChange, Misread, Stretch, Trouble, Verb
from core.wording import calendar as words
from db import calendar as days_kept
from db import outbox, tasks
from db.session import LOOK
from usecases.nudge import BATCH, named


class CalendarMoved(Exception):
    """Somebody else has changed the calendar since this change was read back."""


def decisions(change: DayChange, calendar: Calendar) -> Decided:
    """What is to be decided about which day. Raises Misread for what is so already, or cannot be."""
    if change.verb is Verb.TAKE_BACK:
        return dict.fromkeys(_those(change.days, calendar.overrides.__contains__, Trouble.NOT_DECIDED))
    if change.verb is Verb.WORK:
        worked = _those(change.days, lambda day: not calendar.is_working_day(day), Trouble.WORKED_ALREADY)
        return dict.fromkeys(worked, Override(off=False, why=change.why or words.WORKED))
    rest = _those(change.days, calendar.is_working_day, Trouble.OFF_ALREADY)
    if both := {day for each in change.instead for day in each} & set(rest):
        raise Misread(Trouble.BOTH, min(both))
    instead = _those(change.instead, lambda day: not calendar.is_working_day(day), Trouble.WORKED_ALREADY)
    off = Override(off=True, why=change.why or words.rest_for(instead))
    work = Override(off=False, why=words.worked_for(rest))
    return {**dict.fromkeys(rest, off), **dict.fromkeys(instead, work)}


def _those(stretches: Sequence[Stretch], fits: Callable[[date], bool], trouble: Trouble) -> list[date]:
    """Of a longer stretch the days that fit, at least one; a day that is named alone must fit."""
    found = []
    for each in stretches:
        fitting = [day for day in each if fits(day)]
        if not fitting:
            raise Misread(trouble, each.first)
        found += fitting
    return sorted(set(found))


async def foresee(session: AsyncSession, calendar: Calendar, days: Decided, now: datetime) -> Effect:
    """What the change would do. It looks at every open task: to be asked beside the writer, who cannot wait for it."""
    after = calendar.decided(days)
    closed = [day for day in days if calendar.is_working_day(day) and not after.is_working_day(day)]
    distances = [by async for by in _distances(session, calendar, after, now)]
    return Effect(
        deadlines=await tasks.count_due_on(session, closed),
        moved=len(distances),
        furthest=max(distances, default=timedelta()),
    )


async def _distances(
    session: AsyncSession, before: Calendar, after: Calendar, now: datetime
) -> AsyncIterator[timedelta]:
    """One for each nudge of each person who hears it."""
    plans: dict[str, Plan] = {}  # thousands of tasks have a handful of plans
    async for batch in tasks.open_in_batches(session, BATCH):
        used = await outbox.slots_used(session, [found.task.id for found in batch])
        for found in batch:
            copied = str(found.row.plan)
            try:
                plan = plans[copied] = plans.get(copied) or Plan.from_json(found.row.plan)
            except ValueError:  # the tick tells the admins of it; a task that cannot be judged stops no decision
                continue
            for move in moves(found.task, frozenset(used.get(found.task.id, ())), plan, before, after, now):
                for _ in _heard_by(found.task, move.audience):
                    yield move.by
            await asyncio.sleep(0)


def _heard_by(task: Task, audience: Audience) -> Iterator[int | None]:
    if audience is Audience.ACCEPTER:
        yield task.accepter_id
    else:
        yield from set(named(task, audience))


async def change_calendar(
    session: AsyncSession, actor: Actor, days: Decided, *, calendar: Calendar, version: int, now: datetime
) -> None:
    """Decides, and has every open task looked at again; `version` is the calendar under which it was read back.

    Nudges that wait and have not left are forgotten: the tick owes anew, batch by batch, what is still owed under the
    new calendar. What that does was told when it was read back.
    Raises NotAllowed, CalendarMoved, Misread for a day that is over by now.
    """
    check_duty(actor, Duty.KEEP_CALENDAR)
    if version != await days_kept.claim(session):
        raise CalendarMoved
    if (first := min(days)) < calendar.day_of(now):
        raise Misread(Trouble.PAST, first)
    await decide(session, days, by=actor.person_id, now=now)


async def decide(session: AsyncSession, days: Decided, *, by: int | None, now: datetime) -> None:
    """The same without asking who decides: for the office's own file."""
    await days_kept.decide(session, days, by=by, now=now)
    await outbox.forget_waiting_nudges(session)
    await tasks.look_at_all(session, now)
    session.info[LOOK] = True
