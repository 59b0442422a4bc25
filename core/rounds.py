"""Recurring tasks: when the next round is due."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from core.deadline import Deadline, DeadlineKind, Rhythm

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
    return replace(deadline, on=months_later(deadline.on, MONTHS[deadline.rhythm], day_of_month))


def months_later(day: date, months: int, day_of_month: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day_of_month, monthrange(year, month + 1)[1]))
