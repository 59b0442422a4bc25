"""Recurring tasks: when the next round is due."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from core.deadline import Deadline, DeadlineKind, Rhythm
from core.vietnamese.dates.spans import month

MONTHS: Mapping[Rhythm, int] = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.YEAR: 12}


def comes_again(deadline: Deadline) -> bool:
    """Whether the task has a next round once this one is finished."""
    return deadline.kind is DeadlineKind.RECURRING and deadline.rhythm in MONTHS


def next_round(deadline: Deadline, day_of_month: int) -> Deadline:
    """The same a period later, on the day of the month on which the series falls, or the last that the month has.

    `deadline` comes again. Without `day_of_month` a round of 31/01 would be one of 28/02, and then of 28/03.
    """
    assert deadline.on is not None
    assert deadline.rhythm is not None
    first, last = month(deadline.on.year, deadline.on.month + MONTHS[deadline.rhythm])
    return replace(deadline, on=min(first + timedelta(days=day_of_month - 1), last))
