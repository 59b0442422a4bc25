"""Targets that can be counted: what meets them, how much of them is reached, and what is no such thing."""

import pytest

from core.target import bounds, is_met, share
from core.task import Target


def a_target(op: str, value: str, unit: str = "MW") -> Target:
    return Target(metric="công suất", op=op, value=value, unit=unit)


@pytest.mark.parametrize(
    ("op", "value", "reached", "met", "percent"),
    [
        (">=", "100", 60, False, 60),
        (">=", "100", 100, True, 100),
        (">=", "100", 130, True, 100),
        (">=", "3", 2.999, False, 99),
        (">=", "1.000", 500, False, 50),
        (">=", "62,5", 62.5, True, 100),
        (">=", "62.5", 62, False, 99),
        ("tăng", "5", 3, False, 60),
        ("giảm", "5", 5, True, 100),
        ("=", "2", 1, False, 50),
        ("=", "2", 3, False, 100),
        ("between", "1-2", 1, True, 100),
        ("between", "1 – 2", 3, False, 100),
        ("between", "2-4", 1, False, 50),
        ("<=", "5", 7, False, None),
        ("<=", "5", 0, True, None),
        (">=", "0", 3, True, None),
    ],
)
def test_met_or_not(op: str, value: str, reached: float, *, met: bool, percent: int | None) -> None:
    target = a_target(op, value)
    assert is_met(target, reached) is met
    assert share(target, reached) == percent


@pytest.mark.parametrize(
    "target",
    [
        a_target(">=", "95", "%"),
        a_target(">=", "95%", "hồ sơ"),
        a_target(">=", "100", ""),
        a_target(">=", "nhiều"),
        a_target("", "100"),
        a_target("đạt", "100"),
    ],
)
def test_what_is_not_held_against_a_number(target: Target) -> None:
    assert bounds(target) is None
    assert not is_met(target, 100)
    assert share(target, 100) is None
