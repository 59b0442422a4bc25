"""What another calendar does: which days it tells apart, which nudges it moves, and how far."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar, Decided, Override
from core.calendar_talk import CalendarTalk
from core.nudge import planned
from core.plan import DEFAULT_PLAN
from core.replan import Effect, moves
from core.roles import Actor, Duty, NotAllowed, Role, check_duty
from core.special_days import special_days, working_days
from core.task import State
from tests.core.office import CALENDAR, SWAPPED, a_task, at, on
from tests.core.test_core_calendar import lengths, minutes

STORM = Override(off=True, why="Nghỉ tránh bão")
BUSY = Override(off=False, why="Họp Hội đồng")


def test_a_later_decision_wins_and_can_be_taken_back() -> None:
    storm = CALENDAR.decided({on("09/12/2026"): STORM, on("10/01/2026"): STORM})
    assert storm.overrides[on("10/01/2026")] == STORM
    back = storm.decided({on("09/12/2026"): None, on("10/01/2026"): SWAPPED[on("10/01/2026")]})
    assert back == CALENDAR


def test_taking_back_what_a_file_says_leaves_the_calendar_of_the_state() -> None:
    assert CALENDAR.decided(dict.fromkeys(SWAPPED)) == Calendar()


def test_days_in_a_row_with_one_reason_stand_on_one_line() -> None:
    days = list(special_days(CALENDAR, on("31/12/2025"), on("17/01/2026")))
    told = [(each.first.day, each.last.day, each.off, each.decided) for each in days]
    assert told == [(1, 1, True, False), (2, 2, True, True), (10, 10, False, True)]


def test_plain_weeks_hold_nothing_special() -> None:
    assert list(special_days(CALENDAR, on("30/11/2026"), on("31/12/2026"))) == []


@given(st.integers(2020, 2040), st.integers(1, 300))
def test_working_days_are_counted_one_by_one(year: int, length: int) -> None:
    first = date(year, 1, 1)
    last = first + timedelta(days=length)
    counted = sum(CALENDAR.is_working_day(first + timedelta(days=n)) for n in range(length + 1))
    assert working_days(CALENDAR, first, last) == counted


@given(minutes, minutes, lengths)
def test_office_time_backwards_agrees_with_office_time_forwards(start, now, length) -> None:  # type: ignore[no-untyped-def]
    has_passed = CALENDAR.add_office_time(start, length) <= now
    assert has_passed is (start <= CALENDAR.office_time_before(now, length))


def test_a_day_off_before_the_deadline_moves_what_comes_before_it() -> None:
    """Thursday 17/12 is due; with Wednesday off, T-1 comes on Tuesday, T-3 on Friday, T-7 one day earlier."""
    task, now = a_task(state=State.WORKING), at("01/12/2026 09:00")
    after = CALENDAR.decided({on("16/12/2026"): STORM})
    found = moves(task, frozenset(), DEFAULT_PLAN, CALENDAR, after, now)
    assert {(each.slot, each.by.days) for each in found if each.by} == {("T-1", 1), ("T-3", 3), ("T-7", 1)}


def test_what_was_sent_does_not_move() -> None:
    task, now = a_task(state=State.WORKING), at("08/12/2026 09:00")
    after = CALENDAR.decided({on("16/12/2026"): STORM})
    sent = frozenset({("T-7", audience) for audience, _ in _audiences(task)})
    assert {each.slot for each in moves(task, sent, DEFAULT_PLAN, CALENDAR, after, now)} == {"T-1", "T-3"}


def _audiences(task):  # type: ignore[no-untyped-def]
    return [(each.audience, each) for each in moves(task, frozenset(), DEFAULT_PLAN, CALENDAR, _NONE_WORKED, NOW)]


NOW = at("01/12/2026 09:00")
_NONE_WORKED = CALENDAR.decided({on(f"{day:02}/12/2026"): STORM for day in range(2, 17)})


def test_a_day_off_tomorrow_moves_the_daily_nudge_of_a_late_task() -> None:
    task, now = a_task("20/11/2026", state=State.WORKING), at("08/12/2026 09:00")
    after = CALENDAR.decided({on("09/12/2026"): STORM})
    assert [each.by for each in moves(task, frozenset(), DEFAULT_PLAN, CALENDAR, after, now)] == [timedelta(days=1)]


@given(
    st.dates(date(2026, 11, 20), date(2027, 1, 10)),
    st.dictionaries(st.dates(date(2026, 12, 1), date(2027, 2, 1)), st.sampled_from([STORM, BUSY]), max_size=4),
    st.sampled_from([State.ASSIGNED, State.WORKING, State.REPORTED]),
)
def test_where_nothing_moves_the_plan_is_the_same(due_on: date, days: Decided, state: State) -> None:
    """Also where the plan is over before the first day that is decided."""
    task = a_task(f"{due_on:%d/%m/%Y}", state=state, reported_at=at("30/11/2026 10:00"))
    after = CALENDAR.decided(days)
    by = {
        (each.slot, each.audience) for each in moves(task, frozenset(), DEFAULT_PLAN, CALENDAR, after, NOW) if each.by
    }
    then, instead = (planned(task, DEFAULT_PLAN, calendar, NOW) for calendar in (CALENDAR, after))
    both = [(then[what], instead[what]) for what in then.keys() & instead.keys()]
    assert by == {(new.name, new.audience) for old, new in both if max(old.at, NOW) != max(new.at, NOW)}


@pytest.mark.parametrize("state", [State.DONE, State.RECALLED])
def test_nothing_moves_for_a_task_that_is_over(state: State) -> None:
    assert moves(a_task(state=state), frozenset(), DEFAULT_PLAN, CALENDAR, _NONE_WORKED, NOW) == []


@given(st.dictionaries(st.dates(), st.sampled_from([STORM, BUSY, None]), min_size=1, max_size=9), st.integers(0, 99))
def test_a_question_about_the_calendar_survives_being_stored(days: Decided, number: int) -> None:
    talk = CalendarTalk(
        days=days, version=number, effect=Effect(deadlines=1, moved=number, furthest=timedelta(hours=number))
    )
    assert CalendarTalk.from_json(talk.to_json()) == talk


@pytest.mark.parametrize(
    ("duty", "roles"),
    [
        (Duty.KEEP_CALENDAR, {Role.OFFICE, Role.ADMIN}),
        (Duty.WATCH, {Role.OFFICE, Role.LEADER, Role.HEAD}),
        (Duty.REPORT, {Role.OFFICE, Role.LEADER, Role.HEAD}),
        (Duty.PRAISE, {Role.OFFICE}),
        (Duty.BROADCAST, {Role.OFFICE, Role.LEADER, Role.HEAD, Role.ADMIN}),
        (Duty.BIND_GROUP, {Role.OFFICE, Role.ADMIN}),
    ],
)
@pytest.mark.parametrize("role", Role)
def test_every_role_against_every_duty(role: Role, duty: Duty, roles: set[Role]) -> None:
    actor = Actor(person_id=1, name="An", role=role, unit_id=1)
    if role in roles:
        check_duty(actor, duty)
    else:
        with pytest.raises(NotAllowed, match=duty):
            check_duty(actor, duty)
