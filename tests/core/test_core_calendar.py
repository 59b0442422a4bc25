"""The office's own calendar: real holidays of 2026 and 2027, swapped days, lunch, and counting that never disagrees."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.calendar import Calendar, OfficeHours, Override, local
from tests.core.office import CALENDAR, at, on

days = st.dates(date(2024, 12, 1), date(2028, 2, 1))
minutes = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda naive: CALENDAR.at(naive.date(), time(naive.hour, naive.minute))
)
lengths = st.integers(1, 40 * 60).map(lambda minutes: timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "day",
    [
        *("01/01/2026", "02/01/2026", "27/04/2026", "30/04/2026", "01/05/2026", "31/08/2026", "02/09/2026"),
        *("16/02/2026", "17/02/2026", "18/02/2026", "19/02/2026", "20/02/2026"),
        *("01/01/2027", "05/02/2027", "08/02/2027", "10/02/2027", "16/04/2027", "03/05/2027", "02/09/2027"),
    ],
)
def test_on_a_public_holiday_the_office_is_closed_and_says_why(day: str) -> None:
    assert not CALENDAR.is_working_day(on(day))
    assert CALENDAR.why_off(on(day))


@pytest.mark.parametrize("day", ["10/01/2026", "22/08/2026", "13/02/2026", "23/02/2026", "03/02/2027", "11/02/2027"])
def test_swapped_saturdays_and_the_days_around_tết_are_worked(day: str) -> None:
    assert CALENDAR.is_working_day(on(day))
    assert CALENDAR.why_off(on(day)) is None


@pytest.mark.parametrize("day", ["27/12/2014", "05/01/2019"])
def test_a_saturday_is_worked_for_a_holiday_on_the_other_side_of_new_year(day: str) -> None:
    assert Calendar().is_working_day(on(day))


def test_without_the_override_the_swap_of_new_year_2026_would_be_missed() -> None:
    bare = Calendar()
    assert bare.is_working_day(on("02/01/2026"))
    assert not bare.is_working_day(on("10/01/2026"))


def test_an_override_wins_over_a_holiday_and_gives_its_own_reason() -> None:
    flood = on("07/12/2026")
    calendar = Calendar(
        overrides={
            flood: Override(off=True, why="Nghỉ tránh bão"),
            on("02/09/2026"): Override(off=False, why="Trực lễ"),
        }
    )
    assert (calendar.is_working_day(flood), calendar.why_off(flood)) == (False, "Nghỉ tránh bão")
    assert calendar.is_working_day(on("02/09/2026"))


def test_a_plain_weekend_needs_no_reason() -> None:
    assert not CALENDAR.is_working_day(on("05/12/2026"))
    assert CALENDAR.why_off(on("05/12/2026")) is None


@pytest.mark.parametrize(
    ("clock", "open_"),
    [
        *(("06:59", False), ("07:00", True), ("11:29", True), ("11:30", False), ("12:59", False)),
        *(("13:00", True), ("16:59", True), ("17:00", False), ("23:00", False)),
    ],
)
def test_the_office_has_two_sittings(clock: str, open_: bool) -> None:
    assert CALENDAR.is_open(at(f"07/12/2026 {clock}")) is open_
    assert not CALENDAR.is_open(at(f"06/12/2026 {clock}"))


def test_a_moment_is_read_on_the_clock_of_the_office() -> None:
    utc = datetime.fromisoformat("2026-12-07T00:30:00+00:00")
    assert CALENDAR.is_open(utc)
    assert CALENDAR.day_of(datetime.fromisoformat("2026-12-06T17:00:00+00:00")) == on("07/12/2026")


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        local(datetime(2026, 12, 7, 9))


@pytest.mark.parametrize(
    ("opens", "lunch_from", "lunch_to", "closes"), [(8, 7, 13, 17), (7, 14, 13, 17), (7, 11, 13, 13), (7, 7, 13, 17)]
)
def test_hours_that_make_no_day_are_refused(opens: int, lunch_from: int, lunch_to: int, closes: int) -> None:
    with pytest.raises(ValueError, match="office hours"):
        OfficeHours(opens=time(opens), lunch_from=time(lunch_from), lunch_to=time(lunch_to), closes=time(closes))


def test_another_province_keeps_other_hours() -> None:
    calendar = Calendar(hours=OfficeHours(opens=time(7, 30), lunch_from=time(12), closes=time(17, 30)))
    assert not calendar.is_open(at("07/12/2026 07:15"))
    assert calendar.next_open(at("07/12/2026 07:15")) == at("07/12/2026 07:30")
    assert calendar.hours.working_day == timedelta(hours=9)


@pytest.mark.parametrize(
    ("start", "working_days", "end"),
    [
        ("07/12/2026", 3, "10/12/2026"),  # the first day is not counted
        ("04/12/2026", 1, "07/12/2026"),
        ("05/12/2026", 1, "07/12/2026"),
        ("13/02/2026", 5, "27/02/2026"),  # Tết Bính Ngọ: five days off, two weekends
        ("23/02/2026", -1, "13/02/2026"),
        ("31/12/2025", 1, "05/01/2026"),
        ("09/01/2026", 1, "10/01/2026"),  # a Saturday worked for 02/01
        ("21/08/2026", 2, "24/08/2026"),  # 22/08 is worked for 31/08
        ("28/08/2026", 1, "03/09/2026"),
        ("12/12/2026", 0, "12/12/2026"),
    ],
)
def test_counting_working_days(start: str, working_days: int, end: str) -> None:
    assert CALENDAR.shift(on(start), working_days) == on(end)


def test_the_day_before_the_eve_is_called_by_its_own_number() -> None:
    assert CALENDAR.why_off(on("04/02/2027")) == "28 Tết"  # the last month of that lunar year has 29 days
    assert CALENDAR.why_off(on("31/01/2030")) == "28 Tết"
    assert CALENDAR.why_off(on("08/02/2024")) == "29 Tết"


@given(days, st.integers(1, 300))
def test_shift_lands_on_the_nth_working_day(start: date, n: int) -> None:
    end = CALENDAR.shift(start, n)
    assert CALENDAR.is_working_day(end)
    assert CALENDAR.working_days_between(start, end) == n


@given(days, st.integers(1, 300))
def test_shifting_there_and_back_leads_home(start: date, n: int) -> None:
    assume(CALENDAR.is_working_day(start))
    assert CALENDAR.shift(CALENDAR.shift(start, n), -n) == start
    assert CALENDAR.shift(CALENDAR.shift(start, -n), n) == start


@given(days, days)
def test_counting_between_is_counting_one_by_one(start: date, end: date) -> None:
    low, high = sorted((start, end))
    walked = [low + timedelta(days=n) for n in range(1, (high - low).days + 1)]
    one_by_one = sum(map(CALENDAR.is_working_day, walked))
    assert CALENDAR.working_days_between(low, high) == one_by_one
    assert CALENDAR.working_days_between(high, low) == -one_by_one


@given(days, days, days)
def test_counts_add_up(a: date, b: date, c: date) -> None:
    between = CALENDAR.working_days_between
    assert between(a, b) + between(b, c) == between(a, c)


def open_minutes(start: datetime, end: datetime) -> int:
    span = int((end - start) / timedelta(minutes=1))
    return sum(CALENDAR.is_open(start + timedelta(minutes=n)) for n in range(span))


@given(minutes, st.integers(1, 20 * 60))
def test_office_time_is_made_of_open_minutes_only(start: datetime, length: int) -> None:
    end = CALENDAR.add_office_time(start, timedelta(minutes=length))
    assert open_minutes(start, end) == length
    assert CALENDAR.is_open(end - timedelta(minutes=1))


@given(minutes, lengths, lengths)
def test_office_time_adds_up(start: datetime, first: timedelta, then: timedelta) -> None:
    halfway = CALENDAR.add_office_time(start, first)
    assert CALENDAR.add_office_time(halfway, then) == CALENDAR.add_office_time(start, first + then)
    assert start < halfway < CALENDAR.add_office_time(halfway, then)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("07/12/2026 09:00", 4, "07/12/2026 14:30"),
        ("04/12/2026 21:00", 4, "07/12/2026 11:00"),
        ("07/12/2026 12:00", 4, "07/12/2026 17:00"),
        ("13/02/2026 16:00", 4, "23/02/2026 10:00"),
        ("07/12/2026 09:00", 8.5, "08/12/2026 09:00"),
    ],
)
def test_office_hours_pass_over_lunch_night_weekend_and_tết(start: str, hours: float, end: str) -> None:
    assert CALENDAR.add_office_time(at(start), timedelta(hours=hours)) == at(end)


@given(minutes)
def test_next_open_is_the_first_open_minute(moment: datetime) -> None:
    opens = CALENDAR.next_open(moment)
    assert CALENDAR.is_open(opens)
    assert open_minutes(moment, opens) == 0
