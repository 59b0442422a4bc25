"""What the rules alone would have owed, walked through the life of a task; held against what the outbox has."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from core.deadline import Deadline, DeadlineKind, Rhythm
from core.nudge import Nudge, due, lasts, next_look
from core.plan import Plan
from core.roles import Role
from core.slot import Audience
from core.task import State, Step, Task
from db.record import Entry, Kept
from service.year.record import Record, Stay

_SAMPLE = 250  # tasks: a walk costs some milliseconds
_MOMENT = timedelta(seconds=5)  # between two steps so close the clock need not have ticked
_ASKS = frozenset({Step.ASK_EXTENSION, Step.ASK_RETURN})


def owed_nudges(record: Record) -> Iterator[tuple[int, Nudge, datetime]]:
    """Every nudge of a task of the sample that the rules owed and the outbox does not know."""
    known = {(row.task_id, row.slot, row.audience, row.deadline_version) for row in record.outbox if row.slot}
    step = max(1, len(record.tasks) // _SAMPLE)
    for task_id in list(record.tasks)[::step]:
        for nudge, task, at in _walk(record, record.tasks[task_id]):
            key = (task_id, nudge.slot, nudge.audience, task.deadline_version)
            if key not in known and _hears(task, nudge.audience):
                yield task_id, nudge, at


def _walk(record: Record, kept: Kept) -> Iterator[tuple[Nudge, Task, datetime]]:
    plan, calendar = Plan.from_json(dict(kept.plan)), record.world.calendar
    used: set[tuple[str, Audience, int | None]] = set()
    for task, begin, end in _lives(record, kept):
        now: datetime | None = begin
        while now is not None and (now := record.awake_at(now)) + _MOMENT < end:
            version = task.deadline_version
            sent = frozenset((slot, audience) for slot, audience, under in used if under in (None, version))
            for nudge in due(task, sent, plan, calendar, now):
                used.add((nudge.slot, nudge.audience, None if lasts(nudge.slot) else version))
                yield nudge, task, now
            now = next_look(task, plan, calendar, now)


def _lives(record: Record, kept: Kept) -> Iterator[tuple[Task, datetime, datetime]]:
    """The task as it was, from one step to the next."""
    reports = requests = 0
    assignments = 1
    taken = [entry for entry in record.entries_of[kept.task.id] if not entry.implied]
    for entry, stay in zip(taken, record.stays_of[kept.task.id], strict=True):
        reports += entry.step == Step.REPORT
        requests += entry.step in _ASKS or _waits_again(entry, stay)
        assignments += entry.step == Step.REASSIGN
        counts = {"reports": reports, "requests": requests, "assignments": assignments}
        yield _as_it_was(record, kept.task, stay.facts, counts), stay.begin, stay.end or record.world.end


def _waits_again(entry: Entry, stay: Stay) -> bool:
    """More time that was asked for before the task was to be returned."""
    return entry.step == Step.REFUSE_RETURN and stay.facts["asked_at"] is not None


def _as_it_was(record: Record, task: Task, facts: Mapping[str, Any], counts: Mapping[str, Any]) -> Task:
    heads = [member for member in record.office.of(Role.HEAD) if member.actor.unit_id == facts["lead_unit_id"]]
    return replace(
        task,
        state=State(facts["state"]),
        deadline=_deadline(facts),
        deadline_version=facts["deadline_version"],
        lead_id=facts["lead_id"],
        lead_unit_id=facts["lead_unit_id"],
        head_id=heads[0].id if heads else None,
        assigned_at=datetime.fromisoformat(facts["assigned_at"]),
        reported_at=_instant(facts["reported_at"]),
        asked_at=_instant(facts["asked_at"]),
        snoozed_until=_instant(facts["snoozed_until"]),
        **counts,
    )


def _deadline(facts: Mapping[str, Any]) -> Deadline:
    return Deadline(
        kind=DeadlineKind(facts["deadline_kind"]),
        on=_day(facts["deadline_on"]),
        at=_instant(facts["deadline_at"]),
        starts_on=_day(facts["deadline_starts_on"]),
        rhythm=Rhythm(facts["rhythm"]) if facts["rhythm"] else None,
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _hears(task: Task, audience: Audience) -> bool:
    """Whether there is anybody to tell."""
    match audience:
        case Audience.LEAD | Audience.ACCEPTER:
            return True
        case Audience.COORDINATORS:
            return bool(task.coordinator_ids - {task.lead_id})
        case Audience.INFORMED:
            return bool(task.informed_ids - {task.lead_id})
        case Audience.UNIT_HEAD:
            return task.head_id not in (None, task.lead_id)
        case Audience.MONITOR:
            return task.monitor_id not in (None, task.lead_id)
        case Audience.LEADER:
            return task.leader_id not in (None, task.lead_id)
