"""Which nudge is owed now.

Level-triggered: what is owed follows from the task, the slots already used and `now` alone, so a restart, a moved
clock or a week of silence is caught up by itself. Each audience of a task has one track of slots; of the slots that
have come, only the latest counts: the missed ones collapse into it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.calendar import Calendar
from core.deadline import Deadline
from core.escalation import acknowledge_levels, late_levels
from core.plan import Plan
from core.slot import Audience, Slot
from core.task import State, Task


@dataclass(frozen=True, kw_only=True)
class Nudge:
    task_id: int
    slot: str
    audience: Audience
    at: datetime


Sent = frozenset[tuple[str, Audience]]


class NudgeKind(StrEnum):
    """What a slot is about; its words are in `core.wording`."""

    ASSIGNED = "assigned"
    ACKNOWLEDGE = "ack"
    BEFORE = "T"
    DUE = "due"
    OVERDUE = "overdue"
    LATE = "late"
    UNACKNOWLEDGED = "unack"
    ACCEPT = "accept"
    DECIDE = "decide"


WITHOUT_DEADLINE = frozenset(NudgeKind) - {NudgeKind.BEFORE, NudgeKind.DUE, NudgeKind.OVERDUE, NudgeKind.LATE}
"""Slots that do not count from the deadline: a new deadline owes none of them again."""


def kind_of(slot: str) -> NudgeKind:
    """`T-3` → BEFORE, `overdue#4` → OVERDUE, `late+1` → LATE."""
    for mark in "#-+":
        slot = slot.partition(mark)[0]
    return NudgeKind(slot)


def due(task: Task, sent: Sent, plan: Plan, calendar: Calendar, now: datetime) -> tuple[Nudge, ...]:
    """The nudges this task owes at `now`, at most one per audience."""
    if task.is_silent or not may_nudge(plan, calendar, now):
        return ()
    latest: dict[Audience, Slot] = {}
    for slot in sorted(_slots(task, plan, calendar, now), key=lambda slot: slot.at):
        if slot.at <= now:
            latest[slot.audience] = slot
    owed = (slot for slot in latest.values() if (slot.name, slot.audience) not in sent)
    return tuple(Nudge(task_id=task.id, slot=slot.name, audience=slot.audience, at=slot.at) for slot in owed)


def still_owed(task: Task, slot: str, audience: Audience) -> bool:
    """Whether a nudge that waited is still true at the moment of sending: nothing goes out after the fact."""
    if task.is_silent:
        return False
    reported = task.state is State.REPORTED
    match kind_of(slot):
        case NudgeKind.ASSIGNED:
            return audience is Audience.INFORMED or not reported
        case NudgeKind.ACKNOWLEDGE | NudgeKind.UNACKNOWLEDGED:
            return task.state is State.ASSIGNED
        case NudgeKind.ACCEPT:
            return reported and slot.partition(".")[0] == _accept_slot(task)
        case NudgeKind.DECIDE:
            return task.waits_for_decision and slot.partition(".")[0] == _decide_slot(task)
        case _:
            return not reported and task.deadline.on is not None


def next_look(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> datetime | None:
    """The next instant at which this task may owe something; None when it never will by itself."""
    if task.is_silent:
        return None
    if not may_nudge(plan, calendar, now):
        return next_nudge_time(plan, calendar, now)
    coming = (slot.at for slot in _slots(task, plan, calendar, now) if slot.at > now)
    return min(coming, default=None)


def may_nudge(plan: Plan, calendar: Calendar, now: datetime) -> bool:
    """Nothing outside office hours, and nothing before the morning round: what the night left merges into it."""
    return calendar.is_open(now) and now >= calendar.at(calendar.day_of(now), plan.morning)


def next_nudge_time(plan: Plan, calendar: Calendar, now: datetime) -> datetime:
    opens = calendar.next_open(now)
    return max(opens, calendar.at(calendar.day_of(opens), plan.morning))


def _slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """Of two slots at one instant the later here counts: whoever has not heard of a task hears of it first."""
    if task.state is State.ASSIGNED:
        yield from _acknowledge_slots(task, plan, calendar, now)
        yield from acknowledge_levels(task, plan, calendar)
    if task.state is State.REPORTED:
        yield from _accept_slots(task, plan, calendar, now)
    else:
        yield from _deadline_slots(task.deadline, plan, calendar, now)
        yield from late_levels(task, plan, calendar)
    if task.waits_for_decision:
        yield from _decide_slots(task, plan, calendar, now)
    yield from _assignment_slots(task, plan, calendar)


def _assignment_slots(task: Task, plan: Plan, calendar: Calendar) -> Iterator[Slot]:
    """The news goes when nudges may. Once the task is reported, it is news only to those who need do nothing.

    That the task has a new lead is told to the others when it happens.
    """
    at = next_nudge_time(plan, calendar, task.assigned_at)
    doers = (Audience.LEAD,) if task.assignments > 1 else (Audience.LEAD, Audience.COORDINATORS)
    others = () if task.assignments > 1 else (Audience.INFORMED,)
    count = "" if task.assignments == 1 else f"#{task.assignments}"
    for audience in (*(() if task.state is State.REPORTED else doers), *others):
        yield Slot(at=at, name=f"assigned{count}", audience=audience)


def _acknowledge_slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """After some office hours, then every working morning until it is signed for."""
    first = calendar.add_office_time(task.assigned_at, plan.acknowledge_within)
    count = "ack#" if task.assignments == 1 else f"ack#{task.assignments}."
    yield Slot(at=first, name=f"{count}1", audience=Audience.LEAD)
    since = calendar.day_of(first)
    for morning in _mornings(plan, calendar, since, now):
        number = 1 + calendar.working_days_between(since, morning.date())
        yield Slot(at=morning, name=f"{count}{number}", audience=Audience.LEAD)


def _deadline_slots(deadline: Deadline, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """Counted from the last working day on or before the deadline: nobody is nudged on a Sunday."""
    if (on := deadline.on) is None:
        return
    last = next(calendar.days_from(on, -1))
    for distance in plan.before:
        at = calendar.at(calendar.shift(last, -distance), plan.morning)
        for audience in (Audience.LEAD, Audience.COORDINATORS):
            yield Slot(at=at, name=f"T-{distance}", audience=audience)
    yield from _due_day_slots(deadline, last, plan, calendar)
    for morning in _mornings(plan, calendar, on, now):
        number = calendar.working_days_between(on, morning.date())
        yield Slot(at=morning, name=f"overdue#{number}", audience=Audience.LEAD)


def _due_day_slots(deadline: Deadline, last: date, plan: Plan, calendar: Calendar) -> Iterator[Slot]:
    """Of an hour's deadline only the slots before it: afterwards nothing is "due today"."""
    for number, hour in enumerate((plan.morning, plan.afternoon), 1):
        at = calendar.at(last, hour)
        if not deadline.passed(at):
            yield Slot(at=at, name=f"due#{number}", audience=Audience.LEAD)


def _accept_slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """No report waits unseen."""
    if task.reported_at is not None:
        patience = plan.accept_within_days * calendar.hours.working_day
        yield from _waiting_slots(_accept_slot(task), task.reported_at, patience, plan, calendar, now)


def _accept_slot(task: Task) -> str:
    return f"accept#{task.reports}"


def _decide_slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """Nor does a request for more time, or to be rid of the task."""
    if task.asked_at is not None:
        patience = plan.decide_within_days * calendar.hours.working_day
        yield from _waiting_slots(_decide_slot(task), task.asked_at, patience, plan, calendar, now)


def _decide_slot(task: Task) -> str:
    return f"decide#{task.requests}"


def _waiting_slots(
    name: str, since: datetime, patience: timedelta, plan: Plan, calendar: Calendar, now: datetime
) -> Iterator[Slot]:
    """After whoever must answer has had his working days, then every working morning."""
    first = calendar.add_office_time(since, patience)
    yield Slot(at=first, name=name, audience=Audience.ACCEPTER)
    first_day = calendar.day_of(first)
    for morning in _mornings(plan, calendar, first_day, now):
        number = 1 + calendar.working_days_between(first_day, morning.date())
        yield Slot(at=morning, name=f"{name}.{number}", audience=Audience.ACCEPTER)


def _mornings(plan: Plan, calendar: Calendar, after: date, now: datetime) -> Iterator[datetime]:
    """The latest working morning that has come and the next that will, both after the day `after`."""
    today = calendar.day_of(now)
    came = now >= calendar.at(today, plan.morning)
    latest = next(calendar.days_from(today if came else today - timedelta(days=1), -1))
    for day in (latest, calendar.shift(max(latest, after), 1)):
        if day > after:
            yield calendar.at(day, plan.morning)
