"""A task, its states, and the one table of legal steps.

A new step is one line in `STEPS` and one in `core.roles.RIGHTS`; the sentence that tells of it is in `core.wording`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.deadline import Deadline


class State(StrEnum):
    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    WORKING = "working"
    REPORTED = "reported"
    DONE = "done"
    RETURNING = "returning"
    PAUSED = "paused"
    RECALLED = "recalled"


CLOSED = frozenset({State.DONE, State.RECALLED})
OPEN = frozenset(State) - CLOSED
SILENT = CLOSED | {State.PAUSED}


class Step(StrEnum):
    ASSIGN = "assign"
    ACKNOWLEDGE = "acknowledge"
    PROGRESS = "progress"
    REPORT = "report"
    ADD_EVIDENCE = "add_evidence"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    RECALL = "recall"
    PAUSE = "pause"
    RESUME = "resume"
    REOPEN = "reopen"
    URGE = "urge"
    NOTE = "note"
    FINISH_PART = "finish_part"
    INVOLVE = "involve"
    RELEASE = "release"
    SPLIT = "split"
    BLOCK = "block"
    UNBLOCK = "unblock"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    OFFER_EXTENSION = "offer_extension"
    TAKE_OFFER = "take_offer"
    DECLINE_OFFER = "decline_offer"
    SET_DEADLINE = "set_deadline"
    ASK_RETURN = "ask_return"
    REFUSE_RETURN = "refuse_return"
    REASSIGN = "reassign"
    ASK = "ask"
    ANSWER = "answer"
    ATTACH = "attach"
    SNOOZE = "snooze"
    OBJECT = "object"
    UPHOLD = "uphold"
    DISMISS = "dismiss"
    UNDO = "undo"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    TOP_URGENT = "top_urgent"


@dataclass(frozen=True, kw_only=True)
class Move:
    """Where a step may start and where it leads; `to` is None when it leaves the state as it is.

    `back` leads to where the task stood before it was paused. `implies` names, per starting state, the step that people
    forgot: it is logged before this one.
    """

    start: frozenset[State]
    to: State | None = None
    back: bool = False
    implies: Mapping[State, Step] | None = None


_HELD = frozenset({State.ACKNOWLEDGED, State.WORKING})
_ACTIVE = _HELD | {State.ASSIGNED}
_FORGOT_TO_ACKNOWLEDGE = {State.ASSIGNED: Step.ACKNOWLEDGE}

STEPS: Mapping[Step, Move] = {
    Step.ASSIGN: Move(start=frozenset(), to=State.ASSIGNED),
    Step.ACKNOWLEDGE: Move(start=frozenset({State.ASSIGNED}), to=State.ACKNOWLEDGED),
    Step.PROGRESS: Move(start=_ACTIVE, to=State.WORKING, implies=_FORGOT_TO_ACKNOWLEDGE),
    Step.REPORT: Move(start=_ACTIVE, to=State.REPORTED, implies=_FORGOT_TO_ACKNOWLEDGE),
    Step.ADD_EVIDENCE: Move(start=frozenset({State.REPORTED})),
    Step.ACCEPT: Move(start=frozenset({State.REPORTED}), to=State.DONE),
    Step.SEND_BACK: Move(start=frozenset({State.REPORTED}), to=State.WORKING),
    Step.RECALL: Move(start=OPEN, to=State.RECALLED),
    Step.PAUSE: Move(start=_ACTIVE, to=State.PAUSED),
    Step.RESUME: Move(start=frozenset({State.PAUSED}), back=True),
    Step.REOPEN: Move(start=CLOSED, to=State.WORKING),
    Step.URGE: Move(start=_ACTIVE),
    Step.NOTE: Move(start=OPEN),
    Step.FINISH_PART: Move(start=OPEN),
    Step.INVOLVE: Move(start=OPEN - {State.REPORTED}),
    Step.RELEASE: Move(start=OPEN - {State.REPORTED}),
    Step.SPLIT: Move(start=_ACTIVE),
    Step.BLOCK: Move(start=_ACTIVE, implies=_FORGOT_TO_ACKNOWLEDGE),
    Step.UNBLOCK: Move(start=_ACTIVE),
    Step.ASK_EXTENSION: Move(start=_ACTIVE, implies=_FORGOT_TO_ACKNOWLEDGE),
    Step.GRANT_EXTENSION: Move(start=_ACTIVE),
    Step.REFUSE_EXTENSION: Move(start=_ACTIVE),
    Step.OFFER_EXTENSION: Move(start=_ACTIVE),
    Step.TAKE_OFFER: Move(start=_ACTIVE),
    Step.DECLINE_OFFER: Move(start=_ACTIVE),
    Step.SET_DEADLINE: Move(start=_ACTIVE | {State.PAUSED}),
    Step.ASK_RETURN: Move(start=_ACTIVE, to=State.RETURNING),
    Step.REFUSE_RETURN: Move(start=frozenset({State.RETURNING}), to=State.ACKNOWLEDGED),
    Step.REASSIGN: Move(start=_ACTIVE | {State.RETURNING}, to=State.ASSIGNED),
    Step.ASK: Move(start=OPEN),
    Step.ANSWER: Move(start=frozenset(State)),
    Step.ATTACH: Move(start=OPEN),
    Step.SNOOZE: Move(start=_ACTIVE),
    Step.OBJECT: Move(start=frozenset(State)),
    Step.UPHOLD: Move(start=frozenset(State)),
    Step.DISMISS: Move(start=frozenset(State)),
    Step.UNDO: Move(start=frozenset(State)),
}


MANY_EXTENSIONS = 3
"""From this one on, more time is "gia hạn nhiều lần"."""

UNDECIDED = _ACTIVE | {State.RETURNING}
"""While a task is in one of these, what its lead has asked for waits for a decision."""


class IllegalStep(Exception):
    """The step is not in the table for this state."""

    def __init__(self, step: Step, state: State) -> None:
        super().__init__(f"{step} is not legal from {state}")
        self.step = step
        self.state = state


def is_legal(step: Step, state: State) -> bool:
    return state in STEPS[step].start


def path(step: Step, state: State, paused_from: State = State.WORKING) -> tuple[tuple[Step, State, State], ...]:
    """What `step` does from `state`: the implied step first, each with the state before and after it.

    `paused_from` is where a paused task stood before. Raises IllegalStep.
    """
    move = STEPS[step]
    if state not in move.start:
        raise IllegalStep(step, state)
    implied = (move.implies or {}).get(state)
    before = path(implied, state) if implied else ()
    here = before[-1][2] if before else state
    return (*before, (step, here, paused_from if move.back else move.to or here))


@dataclass(frozen=True, kw_only=True)
class Target:
    """What can be counted: "PAR INDEX >= 5 bậc". The value of a `between` holds both bounds: "1-2"."""

    metric: str
    op: str
    value: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """One clause of a document, as the rules see it. People are ids; times are aware.

    `revision` counts the changes of state: a button shown for an earlier revision is stale. `asked_at` is when the lead
    asked for a decision that has not come (more time, or that the task be somebody else's), and `offered_at` when he
    was offered another day, which he has not answered: only one of the two is set, for it is one side's turn.
    `requests` counts these turns, and `assignments` the leads that it has had. `snoozed_until` is when its lead wants
    to be nudged again. `paused_from` is where a paused task stood before; `resumed_at` is when it was last taken up
    again, after a pause or after it had been closed; `reported_through` the last day of the newest period that was
    reported on. `finished_ids` are the coordinators who have done their part. A sub-task has a `parent_id`, and none
    of its own. `given_at` is when its first lead was given it; None while that is who leads it.
    """

    id: int
    title: str
    state: State
    revision: int
    deadline: Deadline
    deadline_version: int
    lead_id: int
    lead_unit_id: int
    assigned_at: datetime
    parent_id: int | None = None
    urgency: Urgency = Urgency.NORMAL
    assigner_id: int | None = None
    monitor_id: int | None = None
    leader_id: int | None = None
    head_id: int | None = None
    coordinator_ids: frozenset[int] = frozenset()
    finished_ids: frozenset[int] = frozenset()
    informed_ids: frozenset[int] = frozenset()
    percent: int | None = None
    target: Target | None = None
    reached: float | None = None
    acknowledged_at: datetime | None = None
    reported_at: datetime | None = None
    reports: int = 0
    asked_at: datetime | None = None
    offered_at: datetime | None = None
    requests: int = 0
    assignments: int = 1
    snoozed_until: datetime | None = None
    reported_through: date | None = None
    paused_from: State | None = None
    resumed_at: datetime | None = None
    given_at: datetime | None = None

    @property
    def given_since(self) -> datetime:
        """`held_since`, had it never changed hands."""
        given_at = self.given_at or self.assigned_at
        return max(given_at, self.resumed_at or given_at)

    @property
    def held_since(self) -> datetime:
        """From when the clocks that push somebody count: while it rested, nobody was late or silent."""
        return max(self.assigned_at, self.resumed_at or self.assigned_at)

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_silent(self) -> bool:
        """Nobody is nudged for it."""
        return self.state in SILENT

    @property
    def waits_for_decision(self) -> bool:
        """Of a reported task nothing but the report is decided."""
        return self.asked_at is not None and self.state in UNDECIDED

    @property
    def helper_ids(self) -> frozenset[int]:
        """A coordinator who has become the lead answers for the whole."""
        return self.coordinator_ids - {self.lead_id}

    @property
    def doer_ids(self) -> frozenset[int]:
        return self.coordinator_ids | {self.lead_id}

    @property
    def waiting_ids(self) -> frozenset[int]:
        """The coordinators who owe their part."""
        return self.helper_ids - self.finished_ids

    @property
    def waits_for_answer(self) -> bool:
        """The lead has been offered another day than the one that he asked for."""
        return self.offered_at is not None and self.state in UNDECIDED

    @property
    def accepter_id(self) -> int | None:
        """Who confirms completion: the monitor, else the assigner; never the lead himself."""
        candidates = (self.monitor_id, self.assigner_id, self.leader_id)
        return next((who for who in candidates if who not in (None, self.lead_id)), None)
