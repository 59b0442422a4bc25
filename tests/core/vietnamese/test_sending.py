"""What is a time to send at, and what only has a day in it."""

from datetime import date, datetime, time

import pytest

from core.calendar import OFFICE_ZONE
from core.vietnamese.sending import bare_time, drops_task, drops_time, sends_now, task_along
from tests.usecases.small_office import POLICY

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize(
    ("words", "on", "at"),
    [
        ("14h chiều nay", date(2026, 11, 30), time(14)),
        ("7h30 sáng mai", date(2026, 12, 1), time(7, 30)),
        ("gửi lúc 8h 15/12 nhé", date(2026, 12, 15), time(8)),
        ("hẹn gửi lúc 8 giờ sáng ngày 15 tháng 12", date(2026, 12, 15), time(8)),
        ("đổi giờ thành 15h", date(2026, 11, 30), time(15)),
        ("15/12", date(2026, 12, 15), None),
    ],
)
def test_words_that_are_nothing_but_a_time(words: str, on: date, at: time | None) -> None:
    reading = bare_time(words, NOW, POLICY.calendar)
    assert reading is not None
    assert (reading.date, reading.time) == (on, at)


@pytest.mark.parametrize(
    "words",
    [
        *("báo cáo kết quả triển khai trước 15/12", "trước 15/12", "hạn 15/12", "trước Tết"),
        *("họp 14h", "nộp sáng mai", "gửi"),
    ],
)
def test_words_that_set_no_time(words: str) -> None:
    assert bare_time(words, NOW, POLICY.calendar) is None


def test_what_goes_at_once() -> None:
    assert all(map(sends_now, ("gửi ngay", "Gửi luôn nhé", "gửi ngay bây giờ")))
    assert not any(map(sends_now, ("gửi", "gửi lúc 14h", "ngay bây giờ")))
    assert sends_now("ngay bây giờ", asked_when=True)


def test_what_takes_something_away() -> None:
    assert all(map(drops_time, ("bỏ hẹn giờ", "hủy hẹn", "không hẹn giờ nữa")))
    assert not any(map(drops_time, ("bỏ", "thôi", "bỏ Sở Nội vụ", "hẹn giờ")))
    assert drops_task("bỏ việc kèm")
    assert not drops_task("kèm việc")


@pytest.mark.parametrize(
    ("words", "task"),
    [
        ("kèm việc: báo cáo kết quả trước 15/12", "báo cáo kết quả trước 15/12"),
        ("Kèm việc báo cáo", "báo cáo"),
        ("kem viec", ""),
        ("Sở Nội vụ kèm đơn vị trực thuộc", None),
    ],
)
def test_the_task_that_goes_along(words: str, task: str | None) -> None:
    assert task_along(words) == task
