"""The ten promises of the design, each held against the whole record of a year; what cannot be judged here says so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from core.calendar import local
from core.manners import TALK
from core.nudge import NudgeKind, kind_of, next_nudge_time
from core.slot import Audience
from core.task import STEPS, UNDECIDED, Step, Urgency
from core.task import State as TaskState
from core.wording import year_report as words
from db.outbox import MOST_TRIES, PASSES_QUIET, Kind, Priority, State
from db.record import Entry, Owed
from service.year.owed import owed_nudges
from service.year.post import IN_DOUBT, Call, Fate
from service.year.record import NONSENSE, Record, Stay
from service.year.world import Sleep
from usecases.compose import REPEAT_MARK

_PATIENCE = timedelta(minutes=15)  # from the first minute at which a message may leave
_HELD_BACK = timedelta(hours=1)  # an outage that holds nothing back for so long is none to speak of
_AT_ONCE = timedelta(minutes=1)  # what is owed later is owed for what people have done since
_ESCALATED = frozenset({Audience.UNIT_HEAD, Audience.MONITOR, Audience.LEADER})
_EARLY = frozenset({Kind.DIGEST, Kind.REPORT, Kind.BURNING})
_WITHOUT_STEP = frozenset({TaskState.DONE, TaskState.RECALLED, TaskState.PAUSED})


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One place at which a promise was not kept."""

    number: int
    what: str
    task_id: int | None = None
    person_id: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Promise:
    """`check` is None for what a simulated year cannot show; the words say why."""

    number: int
    check: Callable[[Record], Iterator[Broken]] | None


def judge(record: Record) -> dict[int, list[Broken] | None]:
    """Number → where it was broken; None for a promise that is not judged here."""
    return {each.number: list(each.check(record)) if each.check else None for each in PROMISES}


def nothing_owed_is_lost(record: Record) -> Iterator[Broken]:
    """2: every nudge ended well or for a reason that holds; what the rules owe was owed; repeats are few and marked."""
    for row in record.outbox:
        if row.kind == Kind.NUDGE and not _ended_well(record, row):
            yield _of_row(2, words.not_sent(row.slot or "", row.state, row.error), row)
    for task_id, nudge, at in owed_nudges(record):
        yield Broken(number=2, what=words.never_owed(nudge.slot, nudge.audience), task_id=task_id, at=at)
    yield from _repeats(record)


def _ended_well(record: Record, row: Owed) -> bool:
    match row.state:
        case State.SENT:
            return True
        case State.GONE:
            return _is_unreachable(record, row)
        case State.DROPPED:
            return _had_to_be_dropped(record, row)
        case State.UNKNOWN:
            return row.repeat
        case _:
            return False


def _is_unreachable(record: Record, row: Owed) -> bool:
    """Never bound, or has blocked the bot by then."""
    member = record.office.by_id[row.person_id or 0]
    block = record.world.blocks.get(member.id)
    return member.chat is None or (block is not None and row.sent_at is not None and block.begin <= row.sent_at)


def _had_to_be_dropped(record: Record, row: Owed) -> bool:
    """At some time after it was owed it was no longer true, or news of the task had told it."""
    since = (stay for stay in record.stays_of[row.task_id or 0] if stay.end is None or stay.end > row.created_at)
    came_at = datetime.fromisoformat(row.payload["at"])
    heard = record.news_heard.get((row.person_id, row.task_id), ())
    return any(not _is_true(row, stay) for stay in since) or any(at >= came_at for at in heard)


def _is_true(row: Owed, stay: Stay) -> bool:
    """The rule of what may still be said, written down a second time."""
    facts = stay.facts
    state = TaskState(facts["state"])
    reported = state is TaskState.REPORTED
    if state in _WITHOUT_STEP or not _is_of_deadline(row, facts):
        return False
    if row.audience == Audience.LEAD and facts["lead_id"] != row.person_id:
        return False
    match kind_of(row.slot or ""):
        case NudgeKind.ASSIGNED:
            return row.audience == Audience.INFORMED or not reported
        case NudgeKind.ACKNOWLEDGE | NudgeKind.UNACKNOWLEDGED:
            return state is TaskState.ASSIGNED
        case NudgeKind.ACCEPT:
            return reported
        case NudgeKind.DECIDE:
            return facts["asked_at"] is not None and state in UNDECIDED
        case NudgeKind.BEFORE | NudgeKind.DUE | NudgeKind.OVERDUE | NudgeKind.LATE:
            return not reported and facts["deadline_on"] is not None
        case NudgeKind.AGAIN:
            return not reported and facts["snoozed_until"] is not None
    return True


def _is_of_deadline(row: Owed, facts: Mapping[str, Any]) -> bool:
    """Those above are told of a deadline, whoever leads the task; everybody else of one of its versions."""
    _, named, deadline = (row.slot or "").partition("@")
    if not named or row.audience not in (Audience.MONITOR, Audience.LEADER):
        return bool(facts["deadline_version"] == row.deadline_version)
    ends_at = facts["deadline_ends_at"]
    return ends_at is not None and datetime.fromisoformat(ends_at).astimezone(UTC).strftime("%Y%m%d%H%M") == deadline


def _repeats(record: Record) -> Iterator[Broken]:
    """In each chat there are no more marked messages than calls in doubt, and every message has its row."""
    doubts: dict[str, int] = {}
    for call in record.calls:
        if call.edits is not None:
            continue
        if call.text.startswith(REPEAT_MARK):
            doubts[call.chat] = doubts.get(call.chat, 0) - (call.fate is Fate.ARRIVED)
            if doubts[call.chat] < 0:
                yield _of_call(record, 2, words.REPEATED_WITHOUT_DOUBT, call)
        elif call.fate in IN_DOUBT:
            doubts[call.chat] = doubts.get(call.chat, 0) + 1
        if call.fate is Fate.ARRIVED and (call.chat, call.message_id) not in record.message_rows:
            yield _of_call(record, 2, words.SENT_WITHOUT_ROW, call)


def nothing_after_the_fact(record: Record) -> Iterator[Broken]:
    """3: when a nudge left, the task was open, with that deadline and that lead."""
    for row in record.outbox:
        if row.kind == Kind.NUDGE and row.state == State.SENT and row.sent_at is not None:
            stay = record.stay_at(row.task_id or 0, row.sent_at)
            together = record.told_together[row.bundle_id or row.id, row.task_id]
            if stay is None or not any(_is_true(each, stay) for each in together):
                state = stay.facts["state"] if stay else ""
                yield _of_row(3, words.after_the_fact(row.slot or "", state), row)


def nothing_at_night(record: Record) -> Iterator[Broken]:
    """4: outside office hours only answers leave, and what is most urgent by name; and nobody gets too many a day."""
    for call in record.calls:
        if _is_quiet(record, call.at) and not any(
            _may_leave_at_night(record, row, call.at) for row in record.rows_of(call)
        ):
            yield _of_call(record, 4, words.AT_NIGHT, call)
    most = record.policy.daily_cap
    for (person_id, day), messages in record.unasked_on.items():
        if len(messages) > most:
            at = record.world.calendar.at(day, record.policy.plan.morning)
            yield Broken(number=4, what=words.too_many(len(messages), most), person_id=person_id, at=at)


def _is_quiet(record: Record, moment: datetime) -> bool:
    here, calendar = local(moment), record.world.calendar
    in_hours = any(begin <= here.time() < end for begin, end in calendar.hours.sittings)
    return not (in_hours and calendar.is_working_day(here.date()) and here.time() >= record.policy.plan.morning)


def _may_leave_at_night(record: Record, row: Owed, moment: datetime) -> bool:
    """The digest of a working day goes a little before the morning round, and so do the reports of a week."""
    kept = record.tasks.get(row.task_id or 0)
    here = local(moment)
    early = row.kind in _EARLY and here.time() >= record.policy.plan.weekly
    return (
        row.priority == Priority.ANSWER
        or (kept is not None and kept.task.urgency is Urgency.TOP_URGENT)
        or (early and record.world.calendar.is_open(moment))
    )


def each_level_once(record: Record) -> Iterator[Broken]:
    """5: nobody above hears of the same level of the same deadline twice."""
    told: set[tuple[object, ...]] = set()
    for row in record.outbox:
        if row.state == State.SENT and row.audience in _ESCALATED:
            version = row.deadline_version if "@" not in (row.slot or "") else None
            key = (row.task_id, row.person_id, row.audience, row.slot, version)
            if key in told:
                yield _of_row(5, words.escalated_twice(row.slot or ""), row)
            told.add(key)


def no_step_without_its_row(record: Record) -> Iterator[Broken]:
    """6: the log has no holes, every step in it was legal, and the tasks are where their logs left them."""
    for before, entry in zip(record.log, record.log[1:], strict=False):
        if entry.id != before.id + 1:
            yield Broken(number=6, what=words.missing_entry(before.id + 1), task_id=entry.task_id, at=entry.at)
    for task_id, kept in record.tasks.items():
        entries = record.entries_of[task_id]
        state: str | None = None
        for entry in entries:
            if entry.from_state != state or not _is_legal(entry, record):
                yield Broken(number=6, what=words.illegal(entry.step, state), task_id=task_id, at=entry.at)
            state = entry.to_state
        if state != kept.task.state:
            yield Broken(number=6, what=words.state_without_step(kept.task.state, state), task_id=task_id)


def _is_legal(entry: Entry, record: Record) -> bool:
    step = Step(entry.step)
    if step is Step.ASSIGN:
        return entry.from_state is None and entry.to_state == TaskState.ASSIGNED
    if step is Step.UNDO:
        undone = record.entry(entry.detail["of"])
        return undone is not None and bool(undone.detail["before"]["state"] == entry.to_state)
    move = STEPS[step]
    return entry.from_state in move.start and entry.to_state == (move.to or entry.from_state)


def one_bad_row_stops_nobody(record: Record) -> Iterator[Broken]:
    """7: what cannot be worded was set aside after five tries and the admin told; and nobody else waited."""
    told = {row.payload["about"] for row in record.outbox if row.payload.get("key") == "set_aside"}
    for row in record.outbox:
        if row.payload.get("key") == NONSENSE:
            if (row.state, row.tries) != (State.SET_ASIDE, MOST_TRIES):
                yield _of_row(7, words.not_set_aside(row.state, row.tries), row)
            elif str(row.id) not in told:
                yield _of_row(7, words.ADMIN_NOT_TOLD, row)
        elif _was_late(record, row):
            yield _of_row(7, words.LATE, row)


def _was_late(record: Record, row: Owed) -> bool:
    if row.state != State.SENT or row.sent_at is None or row.repeat or row.edits is not None or _is_talk(row):
        return False
    if row.sent_at - row.created_at <= _PATIENCE:
        return False
    return record.awake_between(_may_leave_at(record, row), row.sent_at) > _PATIENCE


def _is_talk(row: Owed) -> bool:
    """Of one person's words on one task only the first of a day come by themselves."""
    return row.kind == Kind.NEWS and row.payload.get("step") in TALK


def _may_leave_at(record: Record, row: Owed) -> datetime:
    """When the office is open, the service runs, and its person has not had his messages of that day."""
    calendar, plan = record.world.calendar, record.policy.plan
    at, before = row.created_at, None
    while at != before:
        before = at
        if row.priority not in PASSES_QUIET:
            at = next_nudge_time(plan, calendar, at)
            day = calendar.day_of(at)
            if record.heard_on.get((row.person_id or 0, day), 0) >= record.policy.daily_cap:
                at = calendar.at(next(calendar.days_from(day + timedelta(days=1))), plan.morning)
        at = record.awake_at(at)
    return at


def one_message_after_an_outage(record: Record) -> Iterator[Broken]:
    """8: whatever an outage held back, each person gets in one message."""
    for why, span in record.asleep:
        if why is Sleep.CRASH:
            continue
        messages: dict[int | None, dict[int, datetime]] = {}
        opens = next_nudge_time(record.policy.plan, record.world.calendar, span.end)
        for row in record.nudges_between(span.end, opens + _AT_ONCE):
            came_at = datetime.fromisoformat(row.payload["at"])
            if span.holds(came_at) and row.state == State.SENT and not row.repeat and row.tries == 0:
                mine = messages.setdefault(row.person_id, {})
                mine[row.bundle_id or row.id] = min(came_at, mine.get(row.bundle_id or row.id, came_at))
        for person_id, told in messages.items():
            if len(told) > 1 and min(told.values()) < span.end - _HELD_BACK:
                yield Broken(number=8, what=words.several_after(len(told)), person_id=person_id, at=span.end)


def _of_row(number: int, what: str, row: Owed) -> Broken:
    at = row.sent_at or row.created_at
    return Broken(number=number, what=what, task_id=row.task_id, person_id=row.person_id, at=at)


def _of_call(record: Record, number: int, what: str, call: Call) -> Broken:
    member = record.office.by_chat.get(call.chat)
    return Broken(number=number, what=what, person_id=member.id if member else None, at=call.at)


PROMISES = (
    Promise(number=1, check=None),
    Promise(number=2, check=nothing_owed_is_lost),
    Promise(number=3, check=nothing_after_the_fact),
    Promise(number=4, check=nothing_at_night),
    Promise(number=5, check=each_level_once),
    Promise(number=6, check=no_step_without_its_row),
    Promise(number=7, check=one_bad_row_stops_nobody),
    Promise(number=8, check=one_message_after_an_outage),
    Promise(number=9, check=None),
    Promise(number=10, check=None),
)
