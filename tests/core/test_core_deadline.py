"""When a deadline has passed: a day counts until 24:00, an hour to its minute, and what has no date never passes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadline import DATED, NO_DEADLINE, Deadline, DeadlineKind, day, hour
from tests.core.office import at, on

DATELESS = sorted(set(DeadlineKind) - DATED)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda m: at(f"{m:%d/%m/%Y %H:%M}"))


def test_a_day_counts_until_midnight_not_until_the_office_closes() -> None:
    deadline = day(on("17/12/2026"))
    assert not deadline.passed(at("17/12/2026 17:01"))
    assert not deadline.passed(at("17/12/2026 23:59"))
    assert deadline.passed(at("18/12/2026 00:00"))


def test_midnight_is_the_one_of_the_office() -> None:
    deadline = day(on("17/12/2026"))
    assert not deadline.passed(datetime.fromisoformat("2026-12-17T16:59:59+00:00"))
    assert deadline.passed(datetime.fromisoformat("2026-12-17T17:00:00+00:00"))


def test_an_hour_ends_at_its_instant() -> None:
    deadline = hour(datetime.fromisoformat("2026-12-17T03:00:00+00:00"))
    assert deadline.on == on("17/12/2026")
    assert not deadline.passed(at("17/12/2026 09:59"))
    assert deadline.passed(at("17/12/2026 10:00"))


def test_a_window_ends_with_its_last_day() -> None:
    window = Deadline(kind=DeadlineKind.WINDOW, starts_on=on("14/12/2026"), on=on("17/12/2026"))
    assert not window.passed(at("14/12/2026 00:00"))
    assert not window.passed(at("17/12/2026 23:59"))
    assert window.passed(at("18/12/2026 00:00"))


@pytest.mark.parametrize("kind", DATELESS)
@given(moment=moments)
def test_what_has_no_date_never_passes(kind: DeadlineKind, moment: datetime) -> None:
    deadline = Deadline(kind=kind)
    assert (deadline.on, deadline.ends_at) == (None, None)
    assert not deadline.passed(moment)
    assert deadline.days_late(moment) == 0


@pytest.mark.parametrize("kind", DATELESS)
def test_a_date_cannot_be_slipped_into_a_kind_without_one(kind: DeadlineKind) -> None:
    with pytest.raises(ValueError, match="has no date"):
        Deadline(kind=kind, on=on("31/12/2026"))


DAY = on("17/12/2026")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": DeadlineKind.DAY}, "needs date"),
        ({"kind": DeadlineKind.RECURRING}, "needs date"),
        ({"kind": DeadlineKind.HOUR, "on": DAY}, "instant"),
        ({"kind": DeadlineKind.DAY, "on": DAY, "at": at("17/12/2026 10:00")}, "instant"),
        ({"kind": DeadlineKind.HOUR, "on": DAY, "at": at("18/12/2026 10:00")}, "on its day"),
        ({"kind": DeadlineKind.HOUR, "on": DAY, "at": datetime(2026, 12, 17, 10)}, "aware"),
        ({"kind": DeadlineKind.WINDOW, "on": DAY}, "first day"),
        ({"kind": DeadlineKind.DAY, "on": DAY, "starts_on": DAY}, "first day"),
        ({"kind": DeadlineKind.WINDOW, "on": DAY, "starts_on": DAY + timedelta(days=1)}, "before it ends"),
    ],
)
def test_a_deadline_that_makes_no_sense_is_refused(wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Deadline(**wrong)


@pytest.mark.parametrize(
    ("now", "late"),
    [("17/12/2026 23:59", 0), ("18/12/2026 00:00", 1), ("18/12/2026 23:00", 1), ("19/12/2026 00:00", 2)],
)
def test_days_late_are_days_of_the_calendar(now: str, late: int) -> None:
    assert day(on("17/12/2026")).days_late(at(now)) == late


def test_an_hour_that_has_passed_is_late_on_its_own_day() -> None:
    deadline = hour(at("17/12/2026 10:00"))
    assert deadline.days_late(at("17/12/2026 10:30")) == 1
    assert deadline.days_late(at("18/12/2026 09:00")) == 1
    assert deadline.days_late(at("19/12/2026 09:00")) == 2


@given(moments)
def test_late_and_passed_are_one_judgement(moment: datetime) -> None:
    for deadline in (day(on("17/06/2026")), hour(at("17/06/2026 10:00")), NO_DEADLINE):
        assert (deadline.days_late(moment) > 0) is deadline.passed(moment)
