"""Days that no calendar has: understood as what they are, named as such, and never taken for another day."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import OFFICE_ZONE
from core.vietnamese.answers import Correction, correction
from core.vietnamese.dates import Unreal, read_date
from core.vietnamese.reading import read
from core.vietnamese.snoozing import Snooze, snooze_of
from core.wording.days import none_such
from tests.core.vietnamese.date_cases import CALENDAR

NOW = datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("gia hạn đến 30/2", "Ngày 30/02 không có trong lịch; tháng 2/2027 có 28 ngày."),
        ("31/4", "Ngày 31/04 không có trong lịch; tháng 4/2027 có 30 ngày."),
        ("đến 29/2/2027", "Ngày 29/02 không có trong lịch; tháng 2/2027 có 28 ngày."),
        ("ngày 30 tháng 2", "Ngày 30/02 không có trong lịch; tháng 2/2027 có 28 ngày."),
        ("ngày 31 tháng này", "Ngày 31/11 không có trong lịch; tháng 11/2026 có 30 ngày."),
        ("ngày 32/12", "Ngày 32/12 không có trong lịch; tháng 12/2026 có 31 ngày."),
        ("đến 15/13", "Ngày 15/13 không có trong lịch; một năm có 12 tháng."),
        ("thứ 7 ngày 8/12", "Ngày 08/12 là Thứ Ba, không phải Thứ Bảy."),
        ("trước thứ 7 ngày 8/12", "Ngày 08/12 là Thứ Ba, không phải Thứ Bảy."),
    ],
)
def test_how_it_is_named(text: str, sentence: str) -> None:
    unreal = read_date(text, NOW, CALENDAR).unreal
    assert unreal is not None
    assert none_such(unreal) == sentence


@pytest.mark.parametrize("text", ["29/2/2028", "30/4", "thứ Ba ngày 8/12", "31/12", "thứ 7"])
def test_what_is_a_day(text: str) -> None:
    assert read_date(text, NOW, CALENDAR).unreal is None


def test_a_reading_keeps_it() -> None:
    assert read("xin gia hạn đến 30/2 vì chờ số liệu", NOW, CALENDAR).unreal == Unreal(day=30, month=2, year=2027)


@pytest.mark.parametrize("text", ["31/11", "nhầm, 31/11", "sửa lại thành 31/11"])
def test_a_correction_names_it(text: str) -> None:
    assert correction(text, NOW, CALENDAR) == Correction(unreal=Unreal(day=31, month=11, year=2026))


def test_no_nudge_comes_soon_instead() -> None:
    assert snooze_of("ngày 30/2 nhắc lại", NOW, CALENDAR) == Snooze(unreal=Unreal(day=30, month=2, year=2027))


@given(st.dates(date(2027, 1, 1), date(2099, 12, 31)), st.integers(0, 6))
def test_no_real_day_is_refused_unless_its_weekday_is_wrong(day: date, weekday: int) -> None:
    told = f"đến {'CN' if weekday == 6 else f'thứ {weekday + 2}'} ngày {day:%d/%m/%Y}"
    assert (read_date(told, NOW, CALENDAR).unreal is None) is (day.weekday() == weekday)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999))
def test_every_such_day_has_a_sentence(day: int, month: int, year: int) -> None:
    unreal = read_date(f"đến {day:02}/{month:02}/{year:04}", NOW, CALENDAR).unreal
    assert unreal is None or none_such(unreal).endswith(".")
