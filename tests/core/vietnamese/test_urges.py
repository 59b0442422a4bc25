"""Urging in plain words, and its neighbours that urge nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.normalise import fold
from core.vietnamese.urges import Urging, urging_of
from tests.core.vietnamese.date_cases import CALENDAR, NOW


@pytest.mark.parametrize("written", [str, fold])
@pytest.mark.parametrize(
    ("text", "numbers", "whom"),
    [
        ("đôn đốc việc 28", (28,), None),
        ("giục việc 28 đi", (28,), None),
        ("Đôn đốc giúp tôi việc 12, 13 nhé", (12, 13), None),
        ("nhắc Sở Công Thương việc 28", (28,), "Sở Công Thương"),
        ("nhắc Sở Nội vụ nộp báo cáo việc 1 đi em", (1,), "Sở Nội vụ"),
        ("đôn đốc Sở Nội vụ", (), "Sở Nội vụ"),
        ("đôn đốc", (), None),
    ],
)
def test_who_is_urged(text: str, numbers: tuple[int, ...], whom: str | None, written: type[str]) -> None:
    told = urging_of(written(text), NOW, CALENDAR)
    assert told is not None
    assert (told.numbers, told.whom) == (numbers, written(whom) if whom else None)


@pytest.mark.parametrize("written", [str, fold])
@pytest.mark.parametrize(
    "text",
    [
        "nhắc lại việc 28",
        "nhắc em việc 28",
        "mai nhắc lại",
        "nhắc việc 28 lúc 15:00",
        "đôn đốc việc 28 chưa?",
        "đôn đốc việc 28 rồi",
        "đã đôn đốc việc 28",
        "em đang đôn đốc các xã",
        "đôn đốc các xã rồi",
        "việc 28 chưa ai đôn đốc",
        "xong rồi",
    ],
)
def test_who_is_not(text: str, written: type[str]) -> None:
    assert urging_of(written(text), NOW, CALENDAR) is None


def test_all_that_is_late() -> None:
    assert urging_of("đôn đốc các việc quá hạn", NOW, CALENDAR) == Urging(late=True)


def test_a_reminder_may_be_an_urging() -> None:
    told = urging_of("nhắc việc 28", NOW, CALENDAR)
    assert told is not None
    assert not told.plainly


@given(st.text(max_size=80))
def test_no_words_break_it(words: str) -> None:
    urging_of(words, NOW, CALENDAR)
    urging_of(f"đôn đốc {words} việc 28", NOW, CALENDAR)
