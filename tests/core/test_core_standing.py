"""How a task stands, in the words of the official counting."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.standing import Standing, standing
from core.task import OPEN, State
from tests.core.office import CALENDAR, a_task, at

WORDS = {
    "Hoàn thành đúng hạn": Standing.DONE_ON_TIME,
    "Hoàn thành quá hạn": Standing.DONE_LATE,
    "Chưa hoàn thành trong hạn": Standing.OPEN_IN_TIME,
    "Sắp đến hạn": Standing.OPEN_SOON,
    "Chưa hoàn thành quá hạn": Standing.OPEN_LATE,
    "Không thời hạn": Standing.NO_DEADLINE,
    "Thu hồi": Standing.RECALLED,
}
NOW = at("14/12/2026 09:00")


@pytest.mark.parametrize("state", sorted(OPEN - {State.REPORTED}))
@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        ("18/12/2026", "Chưa hoàn thành trong hạn"),  # four working days left
        ("17/12/2026", "Sắp đến hạn"),
        ("14/12/2026", "Sắp đến hạn"),
        ("13/12/2026", "Chưa hoàn thành quá hạn"),
        (None, "Không thời hạn"),
    ],
)
def test_an_open_task_is_counted_against_today(state: State, due_on: str | None, words: str) -> None:
    assert standing(a_task(due_on, state=state), CALENDAR, NOW) is WORDS[words]


def test_soon_is_counted_in_working_days_and_the_office_sets_how_many() -> None:
    after_tết = a_task("11/02/2027", state=State.WORKING)
    before_tết = at("03/02/2027 09:00")
    assert standing(after_tết, CALENDAR, before_tết) is WORDS["Sắp đến hạn"]
    assert standing(after_tết, CALENDAR, before_tết, soon=0) is WORDS["Chưa hoàn thành trong hạn"]


@pytest.mark.parametrize(
    ("reported", "words"),
    [("17/12/2026 23:59", "Hoàn thành đúng hạn"), ("18/12/2026 00:00", "Hoàn thành quá hạn")],
)
def test_a_finished_task_counts_by_its_report_however_late_it_was_accepted(reported: str, words: str) -> None:
    task = a_task("17/12/2026", state=State.DONE, reported_at=at(reported), reports=1)
    assert standing(task, CALENDAR, at("15/03/2027 09:00")) is WORDS[words]


@pytest.mark.parametrize(
    ("reported", "words"),
    [
        ("01/12/2026 10:00", "Chưa hoàn thành trong hạn"),
        ("17/12/2026 16:00", "Sắp đến hạn"),
        ("18/12/2026 08:00", "Chưa hoàn thành quá hạn"),
    ],
)
def test_waiting_for_confirmation_the_task_stands_as_it_stood_when_reported(reported: str, words: str) -> None:
    task = a_task("17/12/2026", state=State.REPORTED, reported_at=at(reported), reports=1)
    assert standing(task, CALENDAR, at("28/12/2026 09:00")) is WORDS[words]


def test_sent_back_the_clock_runs_again() -> None:
    task = a_task("17/12/2026", state=State.WORKING, reported_at=at("16/12/2026 09:00"), reports=1)
    assert standing(task, CALENDAR, at("18/12/2026 09:00")) is WORDS["Chưa hoàn thành quá hạn"]


def test_a_recalled_task_is_neither_late_nor_done() -> None:
    assert standing(a_task("01/12/2026", state=State.RECALLED), CALENDAR, NOW) is WORDS["Thu hồi"]


@given(st.integers(0, 60 * 24 * 60), st.integers(0, 60 * 24 * 60))
def test_accepting_never_turns_what_was_late_into_on_time_nor_back(reported_after: int, accepted_after: int) -> None:
    reported_at = at("30/11/2026 09:00") + timedelta(minutes=reported_after)
    now: datetime = reported_at + timedelta(minutes=accepted_after)
    waiting = a_task("17/12/2026", state=State.REPORTED, reported_at=reported_at, reports=1)
    done = a_task("17/12/2026", state=State.DONE, reported_at=reported_at, reports=1)
    late = standing(waiting, CALENDAR, now) is Standing.OPEN_LATE
    assert late is (standing(done, CALENDAR, now) is Standing.DONE_LATE)
