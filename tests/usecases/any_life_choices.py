"""What any life is drawn from: who tries, which task, when, how long; and whether a step is worth trying."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition

from core.calendar import local
from core.deadline import Deadline, DeadlineKind, Rhythm, day, hour
from core.task import State, Step, is_legal
from service.year.post import Fate
from tests.usecases.any_life import PEOPLE

MOST_TASKS = 3
MOST_PARTS = 2  # of a life, beside these
MOST_TICKS = 4  # of a life: they are what takes long
WHOEVER_MAY, ITS_LEAD = "whoever may", "its lead"
WHO = st.sampled_from((*(WHOEVER_MAY for _ in PEOPLE * 2), *(ITS_LEAD for _ in range(4)), *PEOPLE))
ANYBODY = st.sampled_from(PEOPLE)
WHICH = st.integers(-2 * MOST_TASKS, MOST_TASKS - 1)  # below nought one that the step fits, if there is any
WORDS = st.sampled_from(("Chờ số liệu", "Đã có văn bản", " "))
DAYS = st.integers(-1, 9)
SHOWN = st.sampled_from((None, None, 0, 1))  # how many revisions ago the choice was shown
LENGTHS = st.sampled_from(
    [timedelta(minutes=1), timedelta(minutes=6), timedelta(minutes=40), timedelta(hours=2), timedelta(hours=5)]
    + [timedelta(days=number) for number in (1, 2, 4, 9)]
)
FATES = st.sampled_from((Fate.ANSWER_LOST, Fate.LOST, Fate.REFUSED, Fate.CRASHED_BEFORE, Fate.CRASHED_AFTER))


def deadline(kind: DeadlineKind, rhythm: Rhythm, days: int, now: datetime) -> Deadline:
    on = local(now).date() + timedelta(days=days)
    match kind:
        case DeadlineKind.HOUR:
            return hour(now + timedelta(days=days, hours=3))
        case DeadlineKind.WINDOW:
            return Deadline(kind=kind, on=on, starts_on=on - timedelta(days=2))
        case DeadlineKind.RECURRING:
            return Deadline(kind=kind, on=on, rhythm=rhythm)
        case DeadlineKind.ONGOING:
            return Deadline(kind=kind, rhythm=rhythm)
        case DeadlineKind.DAY:
            return day(on)
        case _:
            return Deadline(kind=kind)


def fits(step: Step, columns: Mapping[str, Any]) -> bool:
    """Whether it is worth trying: what the step is about is there."""
    about = {
        Step.GRANT_EXTENSION: "asked_at",
        Step.REFUSE_EXTENSION: "asked_at",
        Step.OFFER_EXTENSION: "asked_at",
        Step.TAKE_OFFER: "offered_at",
        Step.DECLINE_OFFER: "offered_at",
        Step.UNBLOCK: "blocked_at",
    }
    return is_legal(step, State(columns["state"])) and (step not in about or columns[about[step]] is not None)


def when(step: Step) -> Callable[[Any], Any]:
    """The rule is tried while the step fits some task; by whom and on which task is another matter."""
    return precondition(lambda self: any(fits(step, columns) for columns in self.life.witness.tasks.values()))


KINDS = st.sampled_from(DeadlineKind)
RHYTHMS = st.sampled_from((Rhythm.MONTH, Rhythm.QUARTER))
