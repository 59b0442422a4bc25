"""An hour of the day as people type it."""

import pytest

from core.vietnamese.clock_time import hour_of


@pytest.mark.parametrize("text", ["8h15", "8:15", "08g15", "8 giờ 15", "lúc 8h15 sáng", "8.15"])
def test_an_hour(text: str) -> None:
    hour = hour_of(text)
    assert hour is not None
    assert f"{hour:%H:%M}" == "08:15"


@pytest.mark.parametrize("text", ["", "sớm hơn", "25h", "8h99", "8", "8h15 và 9h"])
def test_no_hour(text: str) -> None:
    assert hour_of(text) is None
