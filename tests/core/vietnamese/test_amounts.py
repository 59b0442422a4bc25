"""A number with the unit of the target: what has been reached, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.amounts import amount_of


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("đã được 60/100 MW", "MW", 60),
        ("da duoc 60MW", "MW", 60),
        ("được 60 mw trên 100 MW rồi", "MW", 60),
        ("60 trên 100 MW", "MW", 60),
        ("đạt 3 bậc", "bậc", 3),
        ("dat 3 bac", "bậc", 3),
        ("tăng ba bậc rồi ạ", "bậc", 3),
        ("được 62,5 MW", "MW", 62.5),
        ("đã hòa lưới 1.200 hồ sơ", "hồ sơ", 1200),
        ("đã có 1 cụm, 1 cụm nữa đang làm", "cụm", 1),
        ("việc 12 được 60 MW, còn 40 MW chưa xong", "MW", 60),
    ],
)
def test_what_has_been_reached(text: str, unit: str, amount: float) -> None:
    assert amount_of(text, unit) == amount


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("được 70% rồi", "MW"),
        ("còn 40 MW", "MW"),
        ("chưa được 60 MW", "MW"),
        ("dự kiến đạt 60 MW", "MW"),
        ("chỉ tiêu là 100 MW", "MW"),
        ("tháng trước 40 MW, nay 60 MW", "MW"),
        ("60 hộ", "MW"),
        ("đạt 3 bác", "bậc"),
        ("60", "MW"),
        ("", "MW"),
        ("60 MW", ""),
    ],
)
def test_what_is_no_such_number(text: str, unit: str) -> None:
    assert amount_of(text, unit) is None


@given(st.text(max_size=60), st.text(max_size=8))
def test_any_text_is_read(text: str, unit: str) -> None:
    amount_of(text, unit)
