"""Urging: who stays silent on a task, and which step answers whoever urged.

Both follow from the log of the task alone, so whatever was taken back was never said.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from core.roles import NOT_ON_OWN_WORK
from core.task import Step, Task

_NO_WORD = NOT_ON_OWN_WORK | {
    Step.ASSIGN,
    Step.REASSIGN,
    Step.INVOLVE,
    Step.RELEASE,
    Step.ANSWER,
    Step.SNOOZE,
    Step.OBJECT,
    Step.UNDO,
}
"""What somebody does on the giving side, about the task itself or to be left in peace tells nothing of his work."""

_BALL_TO_LEAD = frozenset({Step.REASSIGN, Step.SEND_BACK, Step.REFUSE_EXTENSION, Step.REFUSE_RETURN})
"""After these it is the lead's turn again, whatever was said before."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A step of the log that somebody took; `to` are those whom an urging was addressed to, `undoes` an entry."""

    entry: int
    step: Step
    by: int | None
    at: datetime
    to: frozenset[int] = frozenset()
    undoes: int | None = None


def speaks(step: Step) -> bool:
    """Whether this step is a word about one's own work: any step of the lead, a note, a file or a part of a helper."""
    return step not in _NO_WORD


def silent(task: Task, deeds: Sequence[Deed], now: datetime) -> frozenset[int]:
    """Those of lead and coordinators whom an urging addresses; `deeds` are the log of the task, the oldest first.

    Silent is who has said and done nothing on the task since it was last urged or, if never, since it became his; and
    the lead, when what he had said was refused or sent back since, or was said while there was still time: that does
    not explain why it is late. A coordinator whose part is done owes no word.
    Before the first urging it is no word that a task was signed for: afterwards, signing answers.
    """
    return (task.waiting_ids | {task.lead_id}) - {deed.by for deed in words_since(task, deeds, now)}


def words_since(task: Task, deeds: Sequence[Deed], now: datetime) -> tuple[Deed, ...]:
    """What lead and coordinators have said since the last urging; of the lead, since it was last his turn."""
    kept = _kept(deeds)
    missed = task.deadline.ends_at if task.deadline.passed(now) else None
    urged, his_turn = _last(kept, {Step.URGE}), _last(kept, _BALL_TO_LEAD)

    def counts(place: int, deed: Deed) -> bool:
        since = max(urged, his_turn) if deed.by == task.lead_id else urged
        if urged < 0 and (deed.step is Step.ACKNOWLEDGE or (deed.by == task.lead_id and deed.at < (missed or deed.at))):
            return False
        return deed.by in task.doer_ids and place > since and speaks(deed.step)

    return tuple(deed for place, deed in enumerate(kept) if counts(place, deed))


def answered(deeds: Sequence[Deed]) -> Deed | None:
    """The urging that the newest deed answers: the last one, if it was addressed to this person and he was silent."""
    kept = _kept(deeds)
    urged = _last(kept, {Step.URGE})
    if urged < 0 or kept[-1] is not deeds[-1] or kept[-1].by not in kept[urged].to:
        return None
    words = [deed for deed in kept[urged + 1 :] if deed.by == kept[-1].by and speaks(deed.step)]
    return kept[urged] if words == [kept[-1]] else None


def _kept(deeds: Sequence[Deed]) -> Sequence[Deed]:
    gone = {deed.undoes for deed in deeds}
    return [deed for deed in deeds if deed.entry not in gone and deed.step is not Step.UNDO]


def _last(deeds: Sequence[Deed], steps: Set[Step]) -> int:
    """The place of the last of such steps; -1 when there is none."""
    return max((place for place, deed in enumerate(deeds) if deed.step in steps), default=-1)
