"""How far a task has come against a target that can be counted: met or not, and how much of it."""

import math
import re

from core.task import Target

_FIGURE = re.compile(r"\d+(?:\.\d+)*(?:,\d+)?", re.ASCII)
_UPWARDS = frozenset({">=", "tăng", "giảm"})  # "giảm 5 điểm" is met by 5 points less


def bounds(target: Target) -> tuple[float, float] | None:
    """From where to where it is met; None for what cannot be held against a number with its unit.

    A share of a hundred is none either: "được 60%" would be of the work as well as of the target.
    """
    figures = [_value(figure) for figure in _FIGURE.findall(target.value)]
    if not target.unit or "%" in target.unit + target.value or not figures:
        return None
    if target.op in _UPWARDS:
        return figures[0], math.inf
    if target.op == "<=":
        return -math.inf, figures[0]
    return (figures[0], figures[-1]) if target.op in ("=", "between") else None


def is_met(target: Target, reached: float) -> bool:
    held = bounds(target)
    return held is not None and held[0] <= reached <= held[1]


def share(target: Target, reached: float) -> int | None:
    """How much of the least that is asked for, in per cent; None where less is better."""
    held = bounds(target)
    if held is None or not 0 < held[0] < math.inf:
        return None
    return min(100, max(0, math.floor(100 * reached / held[0])))


def _value(figure: str) -> float:
    """ "1.000" is a thousand; "62,5" and "62.5" are not."""
    if "," in figure or _GROUPED.fullmatch(figure):
        figure = figure.replace(".", "")
    return float(figure.replace(",", "."))


_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+", re.ASCII)
