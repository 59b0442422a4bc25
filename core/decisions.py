"""Decisions: what waits on a task for somebody's yes or no, and whose it is to say it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.roles import Actor, rights
from core.task import State, Step, Task, is_legal


class Decision(StrEnum):
    """In the order in which they are shown."""

    REPORT = "report"
    EXTENSION = "extension"
    RETURN = "return"
    OFFER = "offer"
    OBJECTION = "objection"


STEPS: Mapping[Decision, frozenset[Step]] = {
    Decision.REPORT: frozenset({Step.ACCEPT, Step.SEND_BACK}),
    Decision.EXTENSION: frozenset({Step.GRANT_EXTENSION, Step.REFUSE_EXTENSION, Step.OFFER_EXTENSION}),
    Decision.RETURN: frozenset({Step.REFUSE_RETURN}),
    Decision.OFFER: frozenset({Step.TAKE_OFFER, Step.DECLINE_OFFER}),
    Decision.OBJECTION: frozenset({Step.UPHOLD, Step.DISMISS}),
}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waits for a decision on a task, since when, and whether just this person is `asked`."""

    task_id: int
    decision: Decision
    since: datetime
    asked: bool = True


def waiting(task: Task) -> Decision | None:
    """The one thing that is to be decided now for the task to go on; its record may be contested beside that."""
    if task.state is State.REPORTED:
        return Decision.REPORT
    if task.state is State.RETURNING:
        return Decision.RETURN
    if not is_legal(Step.GRANT_EXTENSION, task.state):
        return None
    if task.asked_at is not None:
        return Decision.EXTENSION
    return Decision.OFFER if task.offered_at is not None else None


def decides(actor: Actor, task: Task, contested_by: Collection[int] = ()) -> frozenset[Decision]:
    """What this person may decide in at least one way; `contested_by` are those whose objections wait."""
    decision = waiting(task)
    waits = {decision} if decision is not None else set()
    if set(contested_by) - actor.ids:
        waits.add(Decision.OBJECTION)
    return frozenset(each for each in waits if rights(actor, STEPS[each], task))
