"""The reports of a task without an end: which period is asked for, from when, how often, and never twice."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import OFFICE_ZONE
from core.deadline import Deadline, DeadlineKind, Rhythm, day
from core.nudge import NudgeKind, kind_of, next_look, still_owed
from core.periods import asked, asks_at, due_day, is_owed, named, open_period, period_of, rhythm_of
from core.plan import DEFAULT_PLAN
from core.slot import Audience
from core.task import State, Task
from tests.core.office import CALENDAR, Walk, a_task, at, lines, on

RHYTHMS = [Rhythm.MONTH, Rhythm.QUARTER, Rhythm.YEAR]


def ongoing(rhythm: Rhythm = Rhythm.MONTH, **fields: object) -> Task:
    kind = {"deadline": Deadline(kind=DeadlineKind.ONGOING, rhythm=rhythm), "state": State.WORKING}
    return a_task(**(kind | fields))  # type: ignore[arg-type]


def opened(task: Task, now: str) -> str | None:
    period = open_period(task, DEFAULT_PLAN, CALENDAR, at(now))
    return period.name if period else None


@pytest.mark.parametrize(
    ("rhythm", "name", "first", "last"),
    [
        (Rhythm.MONTH, "2026-11", "01/11/2026", "30/11/2026"),
        (Rhythm.QUARTER, "2026-Q4", "01/10/2026", "31/12/2026"),
        (Rhythm.YEAR, "2026", "01/01/2026", "31/12/2026"),
    ],
)
def test_a_period_has_a_name_and_two_ends(rhythm: Rhythm, name: str, first: str, last: str) -> None:
    period = period_of(rhythm, on("15/11/2026"))
    assert (period.name, period.first, period.last) == (name, on(first), on(last))
    assert named(name) == period


def test_a_month_as_its_lead_lives_it() -> None:
    """Three working days before, on the day, each morning until it is in; after three days the monitor hears once."""
    office = Walk(ongoing(assigned_at=at("01/12/2026 09:00")))
    assert office.to("08/01/2027 17:00") == lines("""
        Tue 01/12 09:00 assigned → lead, coordinators, informed
        Mon 28/12 07:30 period:2026-12#1 → lead
        Thu 31/12 07:30 period:2026-12#2 → lead
        Mon 04/01 07:30 period:2026-12 → lead
        Tue 05/01 07:30 period:2026-12 → lead
        Wed 06/01 07:30 period:2026-12 → lead
        Wed 06/01 07:30 period:2026-12+3 → monitor
        Thu 07/01 07:30 period:2026-12 → lead
        Fri 08/01 07:30 period:2026-12 → lead
    """)
    office.change(reported_through=on("31/12/2026"))
    assert office.to("25/01/2027 17:00") == []
    assert office.to("29/01/2027 17:00") == lines("""
        Tue 26/01 07:30 period:2027-01#1 → lead
        Fri 29/01 07:30 period:2027-01#2 → lead
    """)


@pytest.mark.parametrize(
    ("assigned", "counts"),
    [("15/12/2026 09:00", True), ("16/12/2026 09:00", True), ("17/12/2026 09:00", False), ("31/12/2026 16:00", False)],
)
def test_a_broken_first_month_counts_if_half_of_it_was_left(assigned: str, counts: bool) -> None:
    task = ongoing(assigned_at=at(assigned))
    assert is_owed(task, named("2026-12")) is counts
    assert is_owed(task, named("2027-01"))
    assert not is_owed(task, named("2026-11"))


def test_a_report_is_about_what_is_asked_for_or_the_present_period_in_its_second_half() -> None:
    task = ongoing(assigned_at=at("01/11/2026 09:00"))
    assert opened(task, "10/11/2026 09:00") is None
    assert opened(task, "20/11/2026 09:00") == "2026-11"
    assert opened(task, "04/12/2026 09:00") == "2026-11"
    told = replace(task, reported_through=on("30/11/2026"))
    assert opened(told, "04/12/2026 09:00") is None
    assert opened(told, "20/12/2026 09:00") == "2026-12"
    assert opened(replace(told, reported_through=on("31/12/2026")), "31/12/2026 09:00") is None


def test_a_new_period_takes_over_from_one_that_nobody_reported_on() -> None:
    task = ongoing(assigned_at=at("01/11/2026 09:00"))
    assert opened(task, "27/12/2026 09:00") == "2026-11"
    assert opened(task, "28/12/2026 09:00") == "2026-12"


def test_what_has_an_end_or_is_reported_as_needed_has_no_periods() -> None:
    assert rhythm_of(day(date(2026, 12, 31))) is None
    assert rhythm_of(Deadline(kind=DeadlineKind.ONGOING)) is None
    assert rhythm_of(Deadline(kind=DeadlineKind.ONGOING, rhythm=Rhythm.AS_NEEDED)) is None
    assert rhythm_of(Deadline(kind=DeadlineKind.RECURRING, rhythm=Rhythm.MONTH, on=date(2026, 12, 31))) is None


@pytest.mark.parametrize("slot", ["period:2026-11#1", "period:2026-Q4#12", "period:2026+3"])
def test_the_kind_of_a_slot_is_before_its_period(slot: str) -> None:
    assert kind_of(slot) is NudgeKind.PERIOD


def test_a_nudge_that_waited_is_dropped_once_the_report_is_in() -> None:
    task = ongoing(assigned_at=at("01/11/2026 09:00"))
    assert still_owed(task, "period:2026-11#3", Audience.LEAD)
    assert not still_owed(replace(task, reported_through=on("30/11/2026")), "period:2026-11#3", Audience.LEAD)
    assert not still_owed(replace(task, state=State.PAUSED), "period:2026-11#3", Audience.LEAD)
    assert not still_owed(replace(task, state=State.REPORTED), "period:2026-11+3", Audience.MONITOR)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=OFFICE_ZONE)
)


@given(st.sampled_from(RHYTHMS), moments)
def test_the_newest_period_that_is_asked_for_and_the_next_touch(rhythm: Rhythm, now: datetime) -> None:
    period, coming = asked(rhythm, DEFAULT_PLAN, CALENDAR, now)
    assert coming.first == period.last + timedelta(days=1)
    assert asks_at(period, DEFAULT_PLAN, CALENDAR) <= now < asks_at(coming, DEFAULT_PLAN, CALENDAR)
    assert period.first <= due_day(period, CALENDAR) <= period.last


@given(st.sampled_from(RHYTHMS), moments, moments)
def test_once_reported_a_period_is_never_asked_for_again(rhythm: Rhythm, assigned: datetime, now: datetime) -> None:
    task = ongoing(rhythm, assigned_at=min(assigned, now))
    period = open_period(task, DEFAULT_PLAN, CALENDAR, now)
    if period is None:
        return
    told = replace(task, reported_through=period.last)
    office = Walk(told)
    later = open_period(told, DEFAULT_PLAN, CALENDAR, now + timedelta(days=400))
    assert later is not None
    assert later.first > period.last
    assert all(period.name not in nudge.slot for nudge in office.tick(now + timedelta(days=1)))


@given(st.sampled_from(RHYTHMS), moments)
def test_the_clock_always_looks_again(rhythm: Rhythm, now: datetime) -> None:
    look = next_look(ongoing(rhythm, assigned_at=now - timedelta(days=3)), DEFAULT_PLAN, CALENDAR, now)
    assert look is not None
    assert now < look <= now + timedelta(days=550)
