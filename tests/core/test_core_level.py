"""Level-triggered: however the clock ticks, sleeps or jumps, the same is owed; each once, and nothing is lost."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import deadline
from core.deadline import Deadline, DeadlineKind, Rhythm
from core.nudge import due, may_nudge, next_look, still_owed
from core.plan import DEFAULT_PLAN, Plan
from core.slot import Audience
from core.task import SILENT, State, Task, Urgency
from tests.core.office import CALENDAR, PLANS, Walk, a_task, at

TEN_MINUTES, FIVE_MINUTES = timedelta(minutes=10), timedelta(minutes=5)  # half a working day is 4:15
START = at("28/12/2026 00:00")  # New Year is near, Tết within reach


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


instants = st.integers(0, 45 * 144).map(lambda tens: after(10 * tens))
dates = st.dates(date(2026, 12, 1), date(2027, 2, 28))
deadlines = (
    dates.map(deadline.day)
    | st.builds(lambda on, hour: deadline.hour(CALENDAR.at(on, time(hour))), dates, st.integers(0, 23))
    | st.builds(
        lambda on, days: Deadline(kind=DeadlineKind.WINDOW, on=on, starts_on=on - timedelta(days=days)),
        dates,
        st.integers(0, 20),
    )
    | st.just(deadline.NO_DEADLINE)
    | st.sampled_from(Rhythm).map(lambda rhythm: Deadline(kind=DeadlineKind.ONGOING, rhythm=rhythm))
)


@st.composite
def tasks(draw: st.DrawFn, states: Any = tuple(State)) -> Task:
    assigned_at = draw(instants)
    state = draw(st.sampled_from(states))
    reported_at = assigned_at + TEN_MINUTES * draw(st.integers(1, 9 * 144)) if state is State.REPORTED else None
    return a_task(
        None,
        state=state,
        deadline=draw(deadlines),
        assigned_at=assigned_at,
        reported_at=reported_at,
        reports=int(reported_at is not None),
        urgency=draw(st.sampled_from(Urgency)),
    )


def walk_every(task: Task, step: timedelta, length: timedelta = timedelta(days=21), plan: Plan | None = None) -> Walk:
    office = Walk(task, plan)
    while office.now < task.assigned_at + length:
        office.tick(office.now)
        office.now += step
    return office


def looks(task: Task, plan: Plan, now: datetime, until: datetime) -> Iterator[datetime]:
    """The moments after `now` for which the task asks."""
    while (look := next_look(task, plan, CALENDAR, now)) is not None and look < until:
        assert look > now, "the clock stands still"
        yield look
        now = look


def walk_by_look(task: Task, length: timedelta = timedelta(days=21), plan: Plan | None = None) -> Walk:
    office = Walk(task, plan)
    office.tick(office.now)
    for look in looks(task, office.plan, office.now, task.assigned_at + length):
        office.tick(look)
    return office


@given(tasks())
@settings(max_examples=40, deadline=None)
def test_looking_only_when_told_to_sees_what_ticking_all_the_time_sees(task: Task) -> None:
    assert walk_by_look(task).nudges == walk_every(task, FIVE_MINUTES).nudges


@pytest.mark.parametrize("state", [State.ASSIGNED, State.WORKING])
def test_and_so_it_does_with_a_plan_that_names_hardly_anything(state: State) -> None:
    bare = Plan(before=(), late_levels=(), unacknowledged_levels=())
    task = a_task(None, state=state, deadline=deadline.hour(at("03/12/2026 07:00")))
    week = timedelta(days=8)
    assert walk_by_look(task, week, bare).nudges == walk_every(task, TEN_MINUTES, week, bare).nudges


def test_and_so_does_a_tick_every_thirty_seconds() -> None:
    task = a_task("03/12/2026", assigned_at=at("30/11/2026 09:00"))
    week = timedelta(days=6)
    assert walk_by_look(task, week).nudges == walk_every(task, timedelta(seconds=30), week).nudges


@given(tasks(), st.lists(instants, min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_ticks_at_random_skip_only_what_a_later_slot_replaced(task: Task, ticks: list[datetime]) -> None:
    office = Walk(task)
    for now in sorted(now for now in ticks if now >= task.assigned_at):
        office.tick(now)
    all_the_time = walk_by_look(task, timedelta(days=80))
    assert office.sent <= all_the_time.sent
    for slot, audience in all_the_time.sent - office.sent:
        came, told = next(each for each in all_the_time.nudges if (each[1].slot, each[1].audience) == (slot, audience))
        later = [nudge.at for _, nudge in office.nudges if nudge.audience is audience and nudge.at >= came]
        seen = [now for now in ticks if now >= came and (told.at_once or may_nudge(DEFAULT_PLAN, CALENDAR, now))]
        assert later or not seen


@given(tasks(), instants)
@settings(max_examples=60, deadline=None)
def test_sleeping_until_the_next_look_loses_nothing(task: Task, now: datetime) -> None:
    office = Walk(task)
    office.tick(max(now, task.assigned_at))
    look = next_look(task, office.plan, CALENDAR, office.now)
    wakes = look or office.now + timedelta(days=30)
    assert wakes > office.now
    asleep = office.now + TEN_MINUTES
    while asleep < wakes:
        assert office.tick(asleep) == ()
        asleep += TEN_MINUTES


@given(tasks(), st.lists(instants, max_size=60))
def test_each_slot_goes_once_to_each_and_one_at_a_time_and_what_is_not_at_once_at_an_open_minute(
    task: Task, ticks: list[datetime]
) -> None:
    office = Walk(task)
    for now in ticks:  # the clock may even jump back
        owed = office.tick(now)
        assert may_nudge(office.plan, CALENDAR, now) or all(nudge.at_once for nudge in owed)
        assert len({nudge.audience for nudge in owed}) == len(owed)
    told = Counter((nudge.slot, nudge.audience) for _, nudge in office.nudges)
    assert set(told.values()) <= {1}


@given(tasks(), instants)
def test_a_nudge_is_never_from_the_future_and_is_still_true_when_it_is_found(task: Task, now: datetime) -> None:
    for nudge in due(task, frozenset(), PLANS[task.urgency], CALENDAR, now):
        assert nudge.at <= now
        assert still_owed(task, nudge.slot, nudge.audience)


def test_a_request_to_confirm_the_first_report_is_not_made_for_the_second() -> None:
    task = a_task(state=State.REPORTED, reported_at=at("14/12/2026 09:00"), reports=2)
    assert not still_owed(task, "accept#1", Audience.ACCEPTER)
    assert still_owed(task, "accept#2", Audience.ACCEPTER)


@given(tasks(states=sorted(SILENT)), instants)
def test_what_is_closed_or_paused_owes_nothing_and_is_never_looked_at(task: Task, now: datetime) -> None:
    assert due(task, frozenset(), PLANS[task.urgency], CALENDAR, now) == ()
    assert next_look(task, PLANS[task.urgency], CALENDAR, now) is None
    assert not still_owed(task, "overdue#1", Audience.LEAD)


@given(instants)
def test_nudges_are_for_working_days_after_the_morning_round_and_not_for_lunch(now: datetime) -> None:
    allowed = may_nudge(DEFAULT_PLAN, CALENDAR, now)
    clock = now.time()
    in_hours = time(7, 30) <= clock < time(11, 30) or time(13) <= clock < time(17)
    assert allowed is (in_hours and CALENDAR.is_working_day(now.date()))


mornings = st.integers(6, 10).map(lambda hour: Plan(morning=time(hour)))


@given(tasks(), mornings, instants)
@settings(deadline=None)
def test_another_morning_is_kept_as_well(task: Task, plan: Plan, now: datetime) -> None:
    office = Walk(task, plan)
    for look in looks(task, plan, now, after(60 * 24 * 45)):
        assert not office.tick(look) or look.time() >= max(plan.morning, CALENDAR.hours.opens)


@pytest.mark.parametrize("state", [State.WORKING, State.ASSIGNED])
def test_years_late_it_still_owes_one_nudge_a_day(state: State) -> None:
    task = a_task("31/12/2023", state=state, assigned_at=at("02/01/2024 09:00"))
    office = Walk(task)
    office.now = at("07/12/2026 07:30")
    assert len(office.tick(office.now)) == 6
    assert [nudge.slot for nudge in office.tick(at("08/12/2026 07:30"))] == ["overdue@2026-12-08"]
