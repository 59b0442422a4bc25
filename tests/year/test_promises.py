"""A small year is lived once; then its record is tampered with, and each time the promise that is broken is named."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.calendar import local
from core.slot import Audience
from core.task import State as TaskState
from core.task import Step
from db.outbox import Kind, Priority, State
from db.record import Entry, Owed
from service.year.post import Call, Fate
from service.year.promises import judge
from service.year.record import NONSENSE, Record
from service.year.run import Size, live
from service.year.world import Faults, Sleep, Span
from usecases.compose import REPEAT_MARK

pytestmark = pytest.mark.timeout(900)  # of which the year takes all; on a busy machine it is a long one
SEED = 9
NIGHT = timedelta(hours=15)  # from the morning round to the middle of the night


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("year")
    faults = Faults(lost_answer=0.01, lost_question=0.004, refused=0.01, crash=0.003)
    return asyncio.run(live(folder, Size(people=24, tasks=40, months=2), seed=SEED, faults=faults))


def broken(record: Record) -> set[int]:
    return {number for number, places in judge(record).items() if places}


def places(record: Record, number: int) -> list[str]:
    return [each.what for each in judge(record)[number] or ()]


def first(record: Record, fits: Callable[[Owed], bool]) -> Owed:
    return next(row for row in record.outbox if fits(row))


def with_row(record: Record, before: Owed, after: Owed) -> Record:
    return replace(record, outbox=[after if row is before else row for row in record.outbox])


def with_call(record: Record, before: Call, after: Call) -> Record:
    return replace(record, calls=[after if call is before else call for call in record.calls])


def a_nudge(row: Owed) -> bool:
    return row.kind == Kind.NUDGE and row.state == State.SENT and row.slot is not None and row.slot.startswith("T-")


def test_a_small_year_keeps_every_promise_that_it_can_judge(year: Record) -> None:
    judged = judge(year)
    assert [number for number, places in judged.items() if places is None] == [1, 9, 10]
    assert [places for places in judged.values() if places] == []


def test_the_year_was_no_quiet_one(year: Record) -> None:
    """A year in which nothing goes wrong proves nothing."""
    fates = {call.fate for call in year.calls}
    assert {Fate.ARRIVED, Fate.ANSWER_LOST, Fate.REFUSED} <= fates
    assert {why for why, _ in year.asleep} >= {Sleep.HOURS, Sleep.NIGHT}
    assert {Step.ACKNOWLEDGE, Step.REPORT, Step.ACCEPT, Step.NOTE} <= {each.step for each in year.log}
    assert {"tapped", "typed"} <= year.done.keys()
    assert sum(row.audience == Audience.UNIT_HEAD for row in year.outbox) > 0


def test_a_nudge_that_vanished_is_missed(year: Record) -> None:
    gone = first(year, lambda row: a_nudge(row) and row.audience == Audience.LEAD)
    assert 2 in broken(replace(year, outbox=[row for row in year.outbox if row is not gone]))


def test_a_nudge_that_was_dropped_for_no_reason_is_missed(year: Record) -> None:
    """Nothing has happened to its task since it was owed, nor was there news of it."""
    row = first(year, a_nudge)
    task_id, stay = row.task_id or 0, year.stay_at(row.task_id or 0, row.created_at)
    assert stay is not None
    others = [each for each in year.outbox if (each.kind, each.task_id) != (Kind.NEWS, task_id)]
    still = replace(
        year,
        outbox=others,
        log=[entry for entry in year.log if entry.task_id != task_id or entry.at <= row.created_at],
        tasks={**year.tasks, task_id: replace(year.tasks[task_id], now=stay.facts)},
    )
    dropped = replace(row, state=State.DROPPED, error="stale", sent_at=None)
    assert any("dropped" in what for what in places(with_row(still, row, dropped), 2))


def test_a_repeat_without_a_doubt_is_seen(year: Record) -> None:
    """In a chat where every answer came at once."""
    doubtful = {call.chat for call in year.calls if call.fate is not Fate.ARRIVED}
    call = next(call for call in year.calls if call.chat not in doubtful and call.edits is None)
    assert broken(with_call(year, call, replace(call, text=f"{REPEAT_MARK} {call.text}"))) == {2}


def test_a_message_that_the_outbox_does_not_know_is_seen(year: Record) -> None:
    call = next(call for call in year.calls if call.fate is Fate.ARRIVED and call.edits is None)
    assert 2 in broken(replace(year, calls=[*year.calls, replace(call, message_id="m0")]))


def test_a_nudge_after_the_task_was_done_is_seen(year: Record) -> None:
    row = first(year, lambda row: a_nudge(row) and year.tasks[row.task_id or 0].task.is_closed)
    closed_at = year.stays_of[row.task_id or 0][-1].begin
    at = year.world.calendar.next_open(closed_at + timedelta(days=1))
    assert 3 in broken(with_row(year, row, replace(row, sent_at=at, bundle_id=None)))


def test_a_nudge_under_an_old_deadline_is_seen(year: Record) -> None:
    row = first(year, lambda row: a_nudge(row) and row.bundle_id is None)
    assert 3 in broken(with_row(year, row, replace(row, deadline_version=99)))


def test_a_message_at_night_is_seen(year: Record) -> None:
    row = first(year, lambda row: a_nudge(row) and row.bundle_id is None and local(row.created_at).hour == 7)
    call = next(call for call in year.calls if (call.chat, call.message_id) == (row.chat_id, row.message_id))
    assert broken(with_call(year, call, replace(call, at=call.at + NIGHT))) == {4}


def test_a_double_escalation_is_seen(year: Record) -> None:
    row = first(year, lambda row: row.audience == Audience.UNIT_HEAD and row.state == State.SENT)
    assert 5 in broken(replace(year, outbox=[*year.outbox, row]))


def test_a_missing_row_of_the_log_is_seen(year: Record) -> None:
    middle = next(entry for entry in year.log if entry.step == Step.ACKNOWLEDGE)
    assert 6 in broken(replace(year, log=[entry for entry in year.log if entry is not middle]))


def test_an_illegal_step_is_seen(year: Record) -> None:
    def forged(entry: Entry) -> Entry:
        return replace(entry, to_state=TaskState.DONE) if entry is middle else entry

    middle = next(entry for entry in year.log if entry.step == Step.REPORT)
    assert 6 in broken(replace(year, log=[forged(entry) for entry in year.log]))


def test_a_state_that_no_step_led_to_is_seen(year: Record) -> None:
    task_id, kept = next((task_id, kept) for task_id, kept in year.tasks.items() if kept.task.state is TaskState.DONE)
    moved = replace(kept, task=replace(kept.task, state=TaskState.WORKING))
    assert broken(replace(year, tasks={**year.tasks, task_id: moved})) == {6}


def test_a_bad_row_that_is_tried_for_ever_is_seen(year: Record) -> None:
    row = first(year, lambda row: row.payload.get("key") == NONSENSE)
    assert broken(with_row(year, row, replace(row, state=State.READY, tries=9))) == {7}


def test_an_admin_who_was_not_told_is_missed(year: Record) -> None:
    others = [row for row in year.outbox if row.payload.get("key") != "set_aside"]
    assert 7 in broken(replace(year, outbox=others))


def test_a_message_that_waited_behind_others_is_seen(year: Record) -> None:
    row = first(year, lambda row: row.kind == Kind.NEWS and row.state == State.SENT and row.edits is None)
    assert row.sent_at is not None
    assert 7 in broken(with_row(year, row, replace(row, sent_at=row.sent_at + timedelta(hours=2), bundle_id=None)))


def test_only_the_time_in_which_the_service_ran_is_waiting(year: Record) -> None:
    begin = year.world.start
    spans = [Span(begin + timedelta(minutes=n), begin + timedelta(minutes=n + 9)) for n in (1, 11)]
    twice_down = replace(year, asleep=[(Sleep.CRASH, span) for span in spans])
    assert twice_down.awake_between(begin, begin + timedelta(minutes=20)) == timedelta(minutes=2)
    assert twice_down.awake_between(begin + timedelta(minutes=5), begin + timedelta(minutes=15)) == timedelta(minutes=1)


def test_two_messages_after_an_outage_are_seen(year: Record) -> None:
    """A digest that came as single messages, after hours in which the service did not run."""
    row = first(year, lambda row: row.kind == Kind.NUDGE and row.bundle_id is not None)
    together = [each for each in year.outbox if (each.bundle_id or each.id) == row.bundle_id]
    begin = min(each.created_at for each in together) - timedelta(hours=9)
    span = Span(begin, row.created_at)
    split = [
        replace(each, bundle_id=None, payload={"at": begin.isoformat()}) if each in together else each
        for each in year.outbox
    ]
    assert 8 in broken(replace(year, outbox=split, asleep=[(Sleep.HOURS, span)]))


def test_more_messages_a_day_than_the_office_allows_are_seen(year: Record) -> None:
    assert 4 in broken(replace(year, policy=replace(year.policy, daily_cap=1)))


def test_an_answer_may_leave_at_night(year: Record) -> None:
    row = first(year, lambda row: row.priority == Priority.ANSWER and row.state == State.SENT and row.edits is None)
    call = next(call for call in year.calls if (call.chat, call.message_id) == (row.chat_id, row.message_id))
    assert broken(with_call(year, call, replace(call, at=call.at + timedelta(days=5, hours=9)))) == set()
