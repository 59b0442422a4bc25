"""When a person is left in peace: before the hour that he has chosen, above the daily cap, between two digests."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from core.calendar import Calendar
from core.nudge import NudgeKind, kind_of
from core.task import Step

_ROUND = timedelta(hours=1)  # after this the morning's digest has gone


@dataclass(frozen=True, kw_only=True)
class Manners:
    """What one person has settled; `morning` is None for the office's own."""

    morning: time | None = None
    digest_only: bool = False


TALK = frozenset({Step.NOTE, Step.ATTACH, Step.OBJECT})
"""What one person may say as often as he likes: of his on one task only the first of a day come by themselves."""

IN_NO_HURRY = TALK | {Step.ADD_EVIDENCE, Step.PROGRESS, Step.FINISH_PART, Step.ACCEPT}
"""News of these steps are words: they ask nothing of whoever reads them, and tomorrow is soon enough."""


def may_wait(*, step: str | None = None, slot: str | None = None) -> bool:
    """Whether the daily cap holds it: reminders and words, but not what somebody asks or has decided, nor a nudge that
    the person himself has asked for at this hour, nor that a task was given: nobody is late for what he never heard of.
    """
    if step is not None:
        return Step(step) in IN_NO_HURRY
    return slot is None or kind_of(slot) not in NEVER_CAPPED


NEVER_CAPPED = frozenset({NudgeKind.AGAIN, NudgeKind.ASSIGNED})


def next_turn(
    manners: Manners, opens: time, calendar: Calendar, now: datetime, *, heard: int, most: int, pressing: bool
) -> datetime | None:
    """Until when what this person has not asked for waits; None when it may go now.

    `opens` is the office's own hour for it, `heard` how many such messages he has had today, `most` the cap, and
    `pressing` tells that tomorrow is too late.
    """
    today = calendar.day_of(now)
    at = max(opens, manners.morning or opens)
    morning = calendar.at(today, at)
    if now < morning:
        return morning
    between = manners.digest_only and now >= morning + _ROUND
    if pressing or (not between and heard < most):
        return None
    tomorrow = next(calendar.days_from(today + timedelta(days=1)))
    return calendar.at(tomorrow, at)
