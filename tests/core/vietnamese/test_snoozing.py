"""That a nudge should come again: what asks for it, what only sounds like it, and when."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.snoozing import snooze_of

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=OFFICE_ZONE)
TODAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)


@pytest.mark.parametrize(
    ("words", "on", "at"),
    [
        ("nhắc lại 15:00", TODAY, time(15)),
        ("nhắc em lúc 3h chiều", TODAY, time(15)),
        ("30 phút nữa nhắc lại", TODAY, time(9, 30)),
        ("2 tieng nua nhac em voi", TODAY, time(11)),
        ("chiều nay nhắc lại giúp em", TODAY, time(13)),
        ("mai nhắc lại", TUESDAY, None),
        ("MAI NHAC LAI EM NHE", TUESDAY, None),
        ("sáng mai nhắc em", TUESDAY, time(7)),
        ("thứ 5 nhắc lại nhé", date(2026, 12, 3), None),
        ("tuần sau nhắc lại", date(2026, 12, 7), None),
        ("3 ngày nữa nhắc lại", date(2026, 12, 3), None),
        ("việc 12 mai nhắc lại", TUESDAY, None),
        ("nhắc lại sau", None, None),
        ("lát nữa nhắc em nhé", None, None),
    ],
)
def test_when_it_comes_again(words: str, on: date | None, at: time | None) -> None:
    found = snooze_of(words, MONDAY, Calendar())
    assert found is not None
    assert (found.on, found.at, found.length) == (on, at, None)


@pytest.mark.parametrize(
    "words",
    [
        "đừng nhắc lại nữa",
        "không cần nhắc em mai đâu",
        "em xin nhắc lại là đã gửi rồi",
        "anh nhắc lại giúp em nội dung",
        "em được nhắc hôm qua rồi",
        "mai em nộp",
        "nhắc việc",
        "Sở Tài chính nhắc lại đề nghị bổ sung hồ sơ theo công văn đã gửi",
        "",
    ],
)
def test_what_asks_for_no_such_thing(words: str) -> None:
    assert snooze_of(words, MONDAY, Calendar()) is None


@given(st.text(max_size=60))
def test_no_words_break_it(words: str) -> None:
    snooze_of(words, MONDAY, Calendar())
    snooze_of(f"nhắc lại {words}", MONDAY, Calendar())
