"""When a person is left in peace, by the clock of the office."""

from datetime import datetime, time

from hypothesis import given
from hypothesis import strategies as st

from core.manners import Manners, may_wait, next_turn
from tests.core.office import CALENDAR, at

OPENS, MOST = time(7, 30), 6
LATE_RISER, FRUGAL = Manners(morning=time(8, 30)), Manners(digest_only=True)


def turn(manners: Manners, now: str, heard: int = 0, *, pressing: bool = False) -> datetime | None:
    return next_turn(manners, OPENS, CALENDAR, at(now), heard=heard, most=MOST, pressing=pressing)


def test_whoever_has_settled_nothing_hears_at_once() -> None:
    assert turn(Manners(), "30/11/2026 07:30") is None
    assert turn(Manners(), "30/11/2026 16:59", heard=5) is None


def test_above_the_cap_it_waits_for_the_next_working_morning() -> None:
    assert turn(Manners(), "30/11/2026 15:00", heard=6) == at("01/12/2026 07:30")
    assert turn(Manners(), "04/12/2026 15:00", heard=6) == at("07/12/2026 07:30")
    assert turn(Manners(), "31/12/2025 15:00", heard=7) == at("05/01/2026 07:30")  # the swapped Friday is off


def test_what_must_be_done_today_is_not_told_tomorrow() -> None:
    assert turn(Manners(), "30/11/2026 14:00", heard=6, pressing=True) is None
    assert turn(LATE_RISER, "30/11/2026 07:30", pressing=True) == at("30/11/2026 08:30")


def test_a_decision_does_not_wait_and_words_do() -> None:
    assert not may_wait(step="set_deadline")
    assert not may_wait(slot="again#202612010800")
    assert not may_wait(slot="assigned")
    assert may_wait(step="note")
    assert may_wait(step="object")
    assert may_wait(slot="T-3")


def test_a_later_morning_of_his_own_is_kept() -> None:
    assert turn(LATE_RISER, "30/11/2026 07:30") == at("30/11/2026 08:30")
    assert turn(LATE_RISER, "30/11/2026 08:30") is None
    assert turn(LATE_RISER, "30/11/2026 16:00", heard=6) == at("01/12/2026 08:30")


def test_one_digest_a_day_for_whoever_wants_it_but_what_is_due_today_comes() -> None:
    assert turn(FRUGAL, "30/11/2026 07:45") is None
    assert turn(FRUGAL, "30/11/2026 14:00") == at("01/12/2026 07:30")
    assert turn(FRUGAL, "30/11/2026 14:00", pressing=True) is None


@given(
    st.builds(Manners, morning=st.none() | st.times(time(7), time(10)), digest_only=st.booleans()),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.integers(0, 9),
    st.booleans(),
)
def test_whoever_waits_waits_for_a_moment_at_which_he_may_hear(
    manners: Manners, moment: datetime, heard: int, pressing: bool
) -> None:
    now = moment.replace(tzinfo=at("01/12/2026 00:00").tzinfo)
    until = next_turn(manners, OPENS, CALENDAR, now, heard=heard, most=MOST, pressing=pressing)
    if until is None:
        assert pressing or heard < MOST
        return
    assert until > now
    assert next_turn(manners, OPENS, CALENDAR, until, heard=0, most=MOST, pressing=pressing) is None
