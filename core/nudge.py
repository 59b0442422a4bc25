"""Which nudge is owed now.

Level-triggered: what is owed follows from the task, the slots already used and `now` alone, so a restart, a moved
clock or a week of silence is caught up by itself. Each audience of a task has one track of slots; of the slots that
have come, only the latest counts: the missed ones collapse into it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from math import ceil

from core.calendar import Calendar
from core.deadline import Deadline
from core.escalation import acknowledge_levels, after, late_levels
from core.periods import Period, asked, asks_at, due_day, following, is_owed, named, rhythm_of
from core.plan import Plan, Wait
from core.slot import Audience, Slot, of_deadline, of_morning, outlasts_lead
from core.task import State, Task


@dataclass(frozen=True, kw_only=True)
class Nudge:
    task_id: int
    slot: str
    audience: Audience
    at: datetime
    at_once: bool = False


Sent = frozenset[tuple[str, Audience]]
_DAY = "@"  # in the name of a slot that has a day in it, or the end of the deadline


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
    AGAIN = "again"
    PERIOD = "period"
    OFFER = "offer"


WITHOUT_DEADLINE = frozenset(NudgeKind) - {NudgeKind.BEFORE, NudgeKind.DUE, NudgeKind.OVERDUE, NudgeKind.LATE}
"""Slots that do not count from the deadline: a new deadline owes none of them again."""


def kind_of(slot: str) -> NudgeKind:
    """`T-3` → BEFORE, `overdue@2026-12-08` → OVERDUE, `late+1` → LATE, `period:2026-11#1` → PERIOD."""
    for mark in ":#-+@":
        slot = slot.partition(mark)[0]
    return NudgeKind(slot)


def lasts(slot: str) -> bool:
    """Whether the slot is used up for good, whatever becomes of the deadline: also one that is named by it."""
    return kind_of(slot) in WITHOUT_DEADLINE or (kind_of(slot) is NudgeKind.LATE and _DAY in slot)


def due(task: Task, sent: Sent, plan: Plan, calendar: Calendar, now: datetime) -> tuple[Nudge, ...]:
    """The nudges this task owes at `now`, at most one per audience; in quiet hours only what goes at once."""
    if task.is_silent:
        return ()
    is_open = may_nudge(plan, calendar, now)
    latest: dict[Audience, Slot] = {}
    for slot in sorted(_slots(task, plan, calendar, now), key=lambda slot: slot.at):
        if _has_come(slot, task, now) and (is_open or slot.at_once):
            latest[slot.audience] = slot
    return tuple(
        Nudge(task_id=task.id, slot=slot.name, audience=slot.audience, at=slot.at, at_once=slot.at_once)
        for slot in latest.values()
        if (slot.name, slot.audience) not in sent
    )


def _has_come(slot: Slot, task: Task, now: datetime) -> bool:
    """What came while the task rested is not made up for; only that it was assigned must be heard at all."""
    rested = task.resumed_at is not None and slot.at < task.resumed_at
    return slot.at <= now and (not rested or kind_of(slot.name) is NudgeKind.ASSIGNED)


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
        case NudgeKind.AGAIN:
            return not reported and task.snoozed_until is not None and slot == _again_slot(task.snoozed_until)
        case NudgeKind.ACCEPT:
            return reported and _turn_of(slot) == _accept_slot(task)
        case NudgeKind.DECIDE:
            return task.waits_for_decision and _turn_of(slot) == _decide_slot(task)
        case NudgeKind.PERIOD:
            return not reported and rhythm_of(task.deadline) is not None and is_owed(task, _period_in(slot))
        case NudgeKind.OFFER:
            return task.waits_for_answer and _turn_of(slot) == _offer_slot(task)
        case _:
            return not reported and _is_of_deadline(slot, task.deadline)


def _turn_of(slot: str) -> str:
    """The same on every morning; in version 0.1 a morning had a number behind a dot."""
    return slot.partition(_DAY)[0].partition(".")[0]


def _is_of_deadline(slot: str, deadline: Deadline) -> bool:
    if deadline.ends_at is None:
        return False
    return (
        kind_of(slot) is not NudgeKind.LATE or _DAY not in slot or slot == of_deadline(_turn_of(slot), deadline.ends_at)
    )


def is_of_version(task: Task, slot: str, audience: Audience, version: int) -> bool:
    """Whether what was owed under a version of the deadline may still be said: a new lead makes another version, but
    that the task is late he does not change.
    """
    return version == task.deadline_version or (
        outlasts_lead(audience) and kind_of(slot) is NudgeKind.LATE and _DAY in slot
    )


def next_look(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> datetime | None:
    """The next instant at which this task may owe something; None when it never will by itself."""
    if task.is_silent:
        return None
    is_open = may_nudge(plan, calendar, now)
    coming = [slot.at for slot in _slots(task, plan, calendar, now) if slot.at > now and (is_open or slot.at_once)]
    if not is_open:
        coming.append(next_nudge_time(plan, calendar, now))
    return min(coming, default=None)


def planned(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> dict[tuple[str, Audience], Slot]:
    """What comes or came, by what it is under any calendar; of what comes every morning, the latest and the next."""
    slots = () if task.is_silent else _slots(task, plan, calendar, now)
    return {(_under_any_calendar(slot, now), slot.audience): slot for slot in slots}


def _under_any_calendar(slot: Slot, now: datetime) -> str:
    stem, mark, _ = slot.name.partition(_DAY)
    return f"{stem}{mark}{'next' if mark and slot.at > now else ''}"


def may_nudge(plan: Plan, calendar: Calendar, now: datetime) -> bool:
    """Nothing outside office hours, and nothing before the morning round: what the night left merges into it."""
    return calendar.is_open(now) and now >= calendar.at(calendar.day_of(now), plan.morning)


def next_nudge_time(plan: Plan, calendar: Calendar, now: datetime) -> datetime:
    opens = calendar.next_open(now)
    return max(opens, calendar.at(calendar.day_of(opens), plan.morning))


def _slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """The plan's, but for what a lead who wants to be nudged later has put off until then."""
    until = task.snoozed_until
    for slot in _planned(task, plan, calendar, now):
        if until is None or slot.audience is not Audience.LEAD or slot.at >= until:
            yield slot
    if until is not None and task.state is not State.REPORTED:
        yield Slot(at=until, name=_again_slot(until), audience=Audience.LEAD)


def _again_slot(until: datetime) -> str:
    """By its moment: a snooze that is taken back leads to one that has had its nudge already."""
    return f"again#{until.astimezone(UTC):%Y%m%d%H%M}"


def _planned(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """Of two slots at one instant the later here counts: whoever has not heard of a task hears of it first."""
    if task.state is State.ASSIGNED:
        yield from _acknowledge_slots(task, plan, calendar, now)
        yield from acknowledge_levels(task, plan, calendar)
    if task.waits_for_answer:
        yield from _offer_slots(task, plan, calendar, now)
    if task.state is State.REPORTED:
        yield from _accept_slots(task, plan, calendar, now)
    else:
        yield from _deadline_slots(task.deadline, plan, calendar, now)
        yield from late_levels(task, plan, calendar)
        yield from _period_slots(task, plan, calendar, now)
    if task.waits_for_decision:
        yield from _decide_slots(task, plan, calendar, now)
    yield from _assignment_slots(task, plan, calendar)


def _assignment_slots(task: Task, plan: Plan, calendar: Calendar) -> Iterator[Slot]:
    """The news goes when nudges may. Once the task is reported, it is news only to those who need do nothing.

    That the task has a new lead is told to the others when it happens.
    """
    in_turn = next_nudge_time(plan, calendar, task.assigned_at)
    at = task.assigned_at if plan.at_once else in_turn
    doers = (Audience.LEAD,) if task.assignments > 1 else (Audience.LEAD, Audience.COORDINATORS)
    count = "" if task.assignments == 1 else f"#{task.assignments}"
    for audience in () if task.state is State.REPORTED else doers:
        yield Slot(at=at, name=f"assigned{count}", audience=audience, at_once=plan.at_once)
    if task.assignments == 1:
        yield Slot(at=in_turn, name="assigned", audience=Audience.INFORMED)


def _acknowledge_slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """After some hours, then every working morning, or every so often, until it is signed for."""
    first = after(task.assigned_at, plan.acknowledge_within, plan, calendar)
    stem = "ack" if task.assignments == 1 else f"ack#{task.assignments}"
    count = f"{stem}#" if task.assignments == 1 else f"{stem}."
    yield Slot(at=first, name=f"{count}1", audience=Audience.LEAD, at_once=plan.at_once)
    if plan.acknowledge_every is not None:
        yield from _again_and_again(first, plan.acknowledge_every, count, plan, calendar, now)
        return
    for morning in _mornings(plan, calendar, calendar.day_of(first), now):
        yield Slot(at=morning, name=of_morning(stem, morning), audience=Audience.LEAD)


def _again_and_again(
    first: datetime, every: Wait, count: str, plan: Plan, calendar: Calendar, now: datetime
) -> Iterator[Slot]:
    """The latest that has come and the next that will."""
    pause = every.length(calendar.hours)
    passed = max(0, (now - first) // pause)
    for number in (passed, passed + 1):
        at = first + number * pause
        yield Slot(at=at, name=f"{count}{1 + number}", audience=Audience.LEAD, at_once=plan.at_once)


def _deadline_slots(deadline: Deadline, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """Counted from the last working day on or before the deadline: nobody is nudged on a Sunday.

    But of what goes at once, the day itself counts, whatever day it is.
    """
    if (on := deadline.on) is None:
        return
    last = on if plan.at_once else next(calendar.days_from(on, -1))
    for wait in plan.before:
        at = _before(deadline, last, wait, plan, calendar)
        for audience in (Audience.LEAD, Audience.COORDINATORS):
            yield Slot(at=at, name=f"T-{wait.tag}", audience=audience, at_once=plan.at_once)
    yield from _due_day_slots(deadline, last, plan, calendar)
    for morning in _mornings(plan, calendar, on, now):
        yield Slot(at=morning, name=of_morning("overdue", morning), audience=Audience.LEAD)


def _before(deadline: Deadline, last: date, wait: Wait, plan: Plan, calendar: Calendar) -> datetime:
    """Days before: a morning. Hours before: so many of the office until it closes, or of the clock."""
    if wait.days:
        return calendar.at(calendar.shift(last, -ceil(wait.days)), plan.morning)
    ends = deadline.at if deadline.at and last == deadline.on else calendar.at(last, calendar.hours.closes)
    length = wait.length(calendar.hours)
    return _by_day(ends - length, plan, calendar) if plan.at_once else calendar.office_time_before(ends, length)


_EVENING = time(21)


def _by_day(at: datetime, plan: Plan, calendar: Calendar) -> datetime:
    """Who has signed for a task is left to sleep: what would come at night comes the evening before."""
    day = calendar.day_of(at)
    if at < calendar.at(day, plan.morning):
        return calendar.at(day - timedelta(days=1), _EVENING)
    return min(at, calendar.at(day, _EVENING))


def _due_day_slots(deadline: Deadline, last: date, plan: Plan, calendar: Calendar) -> Iterator[Slot]:
    """Of an hour's deadline only the slots before it: afterwards nothing is "due today"."""
    for number, hour in enumerate((plan.morning, plan.afternoon), 1):
        at = calendar.at(last, hour)
        if not deadline.passed(at):
            yield Slot(at=at, name=f"due#{number}", audience=Audience.LEAD, at_once=plan.at_once)


def _period_slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """The report of a period: some days before it is due, on its day, and then each morning until it is in."""
    if (rhythm := rhythm_of(task.deadline)) is None:
        return
    period, coming = asked(rhythm, plan, calendar, now)
    coming = coming if is_owed(task, coming) else following(rhythm, coming)
    yield Slot(at=asks_at(coming, plan, calendar), name=f"period:{coming.name}#1", audience=Audience.LEAD)
    if not is_owed(task, period):
        return
    name, last = f"period:{period.name}", due_day(period, calendar)
    yield Slot(at=asks_at(period, plan, calendar), name=f"{name}#1", audience=Audience.LEAD)
    yield Slot(at=calendar.at(last, plan.morning), name=f"{name}#2", audience=Audience.LEAD)
    for morning in _mornings(plan, calendar, last, now):
        yield Slot(at=morning, name=of_morning(name, morning), audience=Audience.LEAD)
    late = calendar.at(calendar.shift(last, plan.period_late), plan.morning)
    yield Slot(at=late, name=f"{name}+{plan.period_late}", audience=Audience.MONITOR)


def _period_in(slot: str) -> Period:
    return named(slot.partition(":")[2].partition("#")[0].partition("+")[0].partition(_DAY)[0])


def _accept_slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """No report waits unseen."""
    if task.reported_at is not None:
        patience = plan.accept_within.length(calendar.hours)
        yield from _waiting_slots(_accept_slot(task), task.reported_at, patience, plan, calendar, now)


def _accept_slot(task: Task) -> str:
    return f"accept#{task.reports}"


def _decide_slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """Nor does a request for more time, or to be rid of the task."""
    if task.asked_at is not None:
        patience = plan.decide_within.length(calendar.hours)
        yield from _waiting_slots(_decide_slot(task), task.asked_at, patience, plan, calendar, now)


def _decide_slot(task: Task) -> str:
    return f"decide#{task.requests}"


def _offer_slots(task: Task, plan: Plan, calendar: Calendar, now: datetime) -> Iterator[Slot]:
    """Nor another day that the lead was offered. On a morning that the deadline speaks, it speaks for both."""
    if task.offered_at is not None:
        patience = plan.decide_within.length(calendar.hours)
        slots = _waiting_slots(_offer_slot(task), task.offered_at, patience, plan, calendar, now)
        yield from (replace(slot, audience=Audience.LEAD) for slot in slots)


def _offer_slot(task: Task) -> str:
    return f"offer#{task.requests}"


def _waiting_slots(
    name: str, since: datetime, patience: timedelta, plan: Plan, calendar: Calendar, now: datetime
) -> Iterator[Slot]:
    """After whoever must answer has had his working days, then every working morning."""
    first = calendar.add_office_time(since, patience)
    yield Slot(at=first, name=name, audience=Audience.ACCEPTER)
    for morning in _mornings(plan, calendar, calendar.day_of(first), now):
        yield Slot(at=morning, name=of_morning(name, morning), audience=Audience.ACCEPTER)


def _mornings(plan: Plan, calendar: Calendar, after: date, now: datetime) -> Iterator[datetime]:
    """The latest working morning that has come and the next that will, both after the day `after`."""
    today = calendar.day_of(now)
    came = now >= calendar.at(today, plan.morning)
    latest = next(calendar.days_from(today if came else today - timedelta(days=1), -1))
    for day in (latest, calendar.shift(max(latest, after), 1)):
        if day > after:
            yield calendar.at(day, plan.morning)
