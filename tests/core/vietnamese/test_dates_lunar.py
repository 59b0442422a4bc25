from datetime import date, datetime

import holidays
import pytest

from core.vietnamese.dates import read_date
from core.vietnamese.dates.lunar import lunar_day, next_tet, solar
from tests.core.vietnamese.date_cases import CALENDAR, said

TET_IN_HANOI_BUT_NOT_IN_BEIJING = {1985: date(1985, 1, 21), 2007: date(2007, 2, 17), 2030: date(2030, 2, 2)}


@pytest.mark.parametrize(("year", "tet"), TET_IN_HANOI_BUT_NOT_IN_BEIJING.items())
def test_tet_is_that_of_viet_nam(year: int, tet: date) -> None:
    assert solar(1, 1, year) == tet


def test_tet_is_where_the_calendar_of_holidays_has_it() -> None:
    days_off = holidays.country_holidays("VN", language="en_US", years=range(2008, 2080))
    feasts = {day.year: day for day, name in days_off.items() if name == "Lunar New Year"}
    assert all(solar(1, 1, year) == day for year, day in feasts.items())


def test_a_month_of_29_days_has_no_thirtieth() -> None:
    assert solar(30, 12, 2026) is None


def test_a_lunar_day_without_a_month_is_the_next_one() -> None:
    assert lunar_day(15, None, None, date(2026, 11, 26)) == date(2026, 12, 23)


@pytest.mark.parametrize(
    ("text", "reading"),
    {
        "rằm tháng 11 âm lịch": "2026-12-23?",
        "rằm": "2026-12-23?",
        "rằm tháng Giêng": "2027-02-20?",
        "23 tháng Chạp": "2027-01-30?",
        "15/12 âm lịch": "2027-01-22?",
        "mùng 10 tháng 3 âm": "2027-04-16?",
        "mùng 3 Tết": "2027-02-08?",
        "29 Tết": "2027-02-05?",
        "30 Tết": "2027-02-05?",
        "trước Tết Nguyên đán": "2027-02-03?",
        "sau tết": "2027-02-11?",
        "qua Tết Dương lịch": "2027-01-04?",
        "đến Tết": "2027-02-05?",
        "quà Tết": "none",
        "ra Giêng": "vague",
    }.items(),
)
def test_days_of_the_moon_are_proposed(text: str, reading: str) -> None:
    assert said(text) == reading


def test_tet_of_this_year_counts_until_its_day() -> None:
    assert next_tet(date(2027, 2, 6)) == date(2027, 2, 6)
    assert next_tet(date(2027, 2, 7)) == date(2028, 1, 26)


def test_beyond_the_tables_nothing_is_claimed() -> None:
    far = datetime.fromisoformat("2150-01-01T09:00:00+07:00")
    assert read_date("mùng 3 Tết", far, CALENDAR).date is None
