"""How times are read, written down as tables: Thursday 26/11/2026, 09:00. A question mark: it must be read back."""

from datetime import date, datetime

import pytest

from core.calendar import Calendar, OfficeHours, Override
from core.vietnamese.dates import Duration, Grain, Kind, read_date
from tests.core.vietnamese.date_cases import CALENDAR, NOW, find, on, read, said

NEAR = {
    "hôm nay": "2026-11-26",
    "bữa nay": "2026-11-26",
    "mai": "2026-11-27",
    "sáng mơi": "2026-11-27 11:30",
    "mốt": "2026-11-28?",
    "ngày kia": "2026-11-28?",
    "ngày kìa": "2026-11-29?",
    "hôm qua": "2026-11-25?",
    "bữa kia": "2026-11-24?",
    "ngày này tuần sau": "2026-12-03",
    "mai mốt": "vague",
    "nay mai": "vague",
    "mốt mai": "vague",
}
WEEKDAYS = {
    "thứ sáu": "2026-11-27",
    "thứ hai": "2026-11-30",
    "t5": "2026-12-03?",
    "thứ năm này": "2026-11-26",
    "thứ tư tuần này": "2026-11-25?",
    "thứ sáu tuần tới": "2026-12-04",
    "thứ năm tuần sau": "2026-12-03",
    "thứ ba tuần sau nữa": "2026-12-08",
    "tuần sau thứ ba": "2026-12-01",
    "thứ 2 đầu tuần": "2026-11-30",
    "thứ hai vừa rồi": "2026-11-23?",
    "CN tuần này": "2026-11-29?",
    "thứ 6 ngày 4/12": "2026-12-04",
    "thứ 5 ngày 4/12": "2026-12-04?",
    "thu sau tuan sau": "2026-12-04",
    "th6": "2026-11-27",
}
DAYS = {
    "27/11": "2026-11-27",
    "30-11": "2026-11-30",
    "5.12.2026": "2026-12-05?",
    "01/12/26": "2026-12-01",
    "2026-12-10": "2026-12-10",
    "3/9/91": "1991-09-03?",
    "ngày 10 tháng 12 năm 2026": "2026-12-10",
    "ngày hai bảy tháng mười một": "2026-11-27",
    "mười lăm tháng mười hai": "2026-12-15",
    "mồng 8 tháng 12": "2026-12-08",
    "ngày 10 tháng 12/2026": "2026-12-10",
    "10/12 năm sau": "2027-12-10?",
    "ngày 25": "2026-12-25",
    "ngày 26": "2026-11-26",
    "ngày 31": "2026-12-31?",
    "mùng 1 tháng sau": "2026-12-01",
    "mùng 8": "2026-12-08?",
    "23/11": "2027-11-23?",
    "hôm 23/11": "2026-11-23?",
    "5-7/12": "2026-12-07?",
    "31/11": "impossible",
    "ngày 32/12": "impossible",
    "29/2": "impossible",
    "29/2/2028": "2028-02-29?",
}
PERIODS = {
    "tuần sau": "2026-12-04?",
    "trong tuần": "2026-11-27?",
    "hết tuần sau": "2026-12-04",
    "đầu tuần sau": "2026-11-30",
    "giữa tuần sau": "2026-12-02?",
    "cuối tuần": "2026-11-27",
    "sang tuần": "2026-12-04?",
    "tuần đầu tiên của tháng 12": "2026-12-11?",
    "tháng sau": "2026-12-31?",
    "tháng sáu": "2027-06-30?",
    "thang sau": "2026-12-31?",
    "tháng 12/2026": "2026-12-31?",
    "T12": "2026-12-31?",
    "đầu tháng 12": "2026-12-01",
    "đầu tháng": "2026-12-01?",
    "giữa tháng 12": "2026-12-15",
    "cuối tháng": "2026-11-30",
    "hết tháng 12": "2026-12-31",
    "quý IV": "2026-12-31?",
    "Q1/2027": "2027-03-31?",
    "hết quý I năm sau": "2027-03-31",
    "cuoi quy 1 nam sau": "2027-03-31",
    "giữa năm sau": "2027-06-30",
    "cuối năm nay": "2026-12-31",
    "trong năm 2027": "2027-12-31?",
}
HOURS = {
    "15h30 ngày 27/11": "2026-11-27 15:30",
    "15g30 mai": "2026-11-27 15:30",
    "3h chieu mai": "2026-11-27 15:00",
    "3h mai": "2026-11-27 15:00",
    "7h mai": "2026-11-27 07:00",
    "7h tối mai": "2026-11-27 19:00",
    "2 giờ sáng mai": "2026-11-27 02:00",
    "8 giờ rưỡi sáng mai": "2026-11-27 08:30",
    "9 giờ kém 15 sáng mai": "2026-11-27 08:45",
    "24h ngày 30/11": "2026-11-30 23:59",
    "12h đêm nay": "2026-11-26 23:59",
    "sáng mai": "2026-11-27 11:30",
    "chiều nay": "2026-11-26 17:00",
    "cuối giờ chiều nay": "2026-11-26 17:00",
    "đầu giờ chiều mai": "2026-11-27 13:00",
    "hết giờ hành chính ngày 4/12": "2026-12-04 17:00",
    "cuối ngày mai": "2026-11-27 17:00",
    "giờ này ngày mai": "2026-11-27 09:00",
    "8h": "2026-11-27 08:00?",
    "30 phút nữa": "2026-11-26 09:30",
}
AROUND = {
    "trước ngày 10/12": "2026-12-09",
    "trước thứ sáu": "2026-11-26",
    "trước 17h ngày 10/12": "2026-12-10 17:00",
    "trước tháng 12": "2026-11-30?",
    "trước tuần sau": "2026-11-29?",
    "chậm nhất ngày 18": "2026-12-18",
    "đến hết ngày 30/11": "2026-11-30",
    "sau ngày 4/12": "2026-12-07?",
    "từ mai": "2026-11-27?",
    "từ 1/12 đến 4/12": "2026-12-04?",
    "khoảng 15/12": "2026-12-15?",
    "mai hoặc thứ hai": "vague",
    "trước ngày 5 hằng tháng": "vague",
    "mai, à thứ hai": "2026-11-30?",
}
LENGTHS = {
    "2 tuần nữa": "2026-12-10",
    "nửa tháng nữa": "2026-12-11",
    "1 năm nữa": "2027-11-26",
    "5 ngày làm việc nữa": "2026-12-03",
    "trong vòng 5 ngày": "2026-12-01?",
    "sau 5 ngày": "2026-12-01?",
    "vài ngày nữa": "vague",
    "2-3 hôm nữa": "vague",
    "hai ba bữa nữa": "vague",
    "thêm 3 ngày": "duration",
}
ALL = NEAR | WEEKDAYS | DAYS | PERIODS | HOURS | AROUND | LENGTHS


@pytest.mark.parametrize(("text", "reading"), ALL.items())
def test_a_time_is_read(text: str, reading: str) -> None:
    assert said(text) == reading


@pytest.mark.parametrize(
    ("text", "duration"),
    {
        "xin thêm 3 ngày": Duration(n=3, unit="day"),
        "gia hạn thêm 05 ngày làm việc": Duration(n=5, unit="day", working=True),
        "cho em them 2 tuan nua": Duration(n=2, unit="week"),
        "lùi cho em 2 bữa": Duration(n=2, unit="day"),
        "thêm nửa tháng": Duration(n=15, unit="day"),
        "thêm 1 tháng rưỡi": Duration(n=1.5, unit="month"),
        "+3 ngày": Duration(n=3, unit="day"),
    }.items(),
)
def test_what_is_added_to_the_deadline_is_a_length(text: str, duration: Duration) -> None:
    reading = read(text)
    assert (reading.kind, reading.date, reading.duration, reading.confirm) == (Kind.DURATION, None, duration, False)


def test_a_length_from_nowhere_is_asked_about() -> None:
    assert read("em xin 3 ngày").why == ("from_when",)


def test_a_length_that_has_passed_is_no_time() -> None:
    assert [said(text) for text in ("trễ 2 ngày rồi", "em ốm 3 hôm nay", "cách đây 3 ngày")] == ["none"] * 3


@pytest.mark.parametrize(
    ("text", "why"),
    {
        "thứ năm": "own_weekday",
        "thứ 5 ngày 4/12": "weekday_mismatch",
        "thứ hai tuần này": "past",
        "ngày 5/12": "day_off",
        "2/9/2027": "day_off",
        "1/12/2027": "far",
        "tuần sau": "period",
        "mùng 3 tết": "lunar",
        "thang sau": "may_be_june",
        "khoảng 15/12": "about",
        "xong 4/12": "may_be_share",
        "em mai nộp": "may_be_name",
        "mot em nop": "may_be_number",
        "10h sang thu hai": "may_be_no_part",
        "cuôi tháng": "spelling",
        "8h": "hour_passed",
    }.items(),
)
def test_the_reason_for_asking_is_named(text: str, why: str) -> None:
    assert why in read(text).why


def test_a_period_holds_its_whole_range() -> None:
    reading = read("tuần sau")
    assert (reading.grain, reading.range) == (Grain.WEEK, (date(2026, 11, 30), date(2026, 12, 6)))
    assert reading.alternatives == (date(2026, 12, 5), date(2026, 12, 6))


def test_a_part_of_the_day_has_the_hours_of_the_office() -> None:
    calendar = Calendar(hours=OfficeHours(closes=datetime(2026, 1, 1, 16, 30).time()))
    reading = read_date("chiều nay", NOW, calendar)
    assert reading.range == (
        calendar.at(on("2026-11-26"), calendar.hours.lunch_to),
        calendar.at(on("2026-11-26"), calendar.hours.closes),
    )


def test_the_last_working_day_is_that_of_the_office() -> None:
    off = Calendar(overrides={date(2026, 12, 4): Override(off=True, why="Mất điện")})
    assert read_date("tuần sau", NOW, off).date == date(2026, 12, 3)


def test_now_is_on_the_clock_of_the_office() -> None:
    late_in_london = datetime.fromisoformat("2026-11-26T20:00:00+00:00")
    assert read_date("hôm nay", late_in_london, CALENDAR).date == date(2026, 11, 27)


def test_a_range_begins_with_its_first_day() -> None:
    assert read("từ thứ 2 đến thứ 4").range == (date(2026, 11, 30), date(2026, 12, 2))


def test_a_choice_names_both_days() -> None:
    assert read("mai hay thứ hai").alternatives == (date(2026, 11, 27), date(2026, 11, 30))


def test_a_text_may_speak_of_several_times() -> None:
    text = "thứ 3 họp, 15h thứ 4 em nộp, thêm 2 ngày nữa là chắc"
    found = find(text)
    assert [text[reading.start : reading.end] for reading in found] == ["thứ 3", "15h thứ 4", "2 ngày nữa"]
    assert [reading.kind for reading in found] == [Kind.POINT, Kind.POINT, Kind.DURATION]
