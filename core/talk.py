"""What a chat is talking of while something is asked: it waits in the database, so that a restart forgets nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from core.proposal import Proposal


class Waiting(StrEnum):
    """What the chat was asked for last."""

    CONFIRM = "confirm"
    TASK = "task"
    DAY = "day"
    REASON = "reason"
    PERSON = "person"
    TITLE = "title"
    FIX = "fix"
    EVIDENCE = "evidence"
    OPINION = "opinion"
    REFUSAL = "refusal"
    KEEPING = "keeping"
    DECLINING = "declining"
    PAUSING = "pausing"
    REOPENING = "reopening"
    ANSWER = "answer"
    CALENDAR = "calendar"
    COMMENT = "comment"
    OBJECTION = "objection"
    UPHOLDING = "upholding"
    DISMISSING = "dismissing"
    PERIOD = "period"
    LEAVE = "leave"
    ASSIGNMENT = "assignment"
    BROADCAST = "broadcast"


PROPOSING = frozenset(
    {Waiting.CONFIRM, Waiting.TASK, Waiting.DAY, Waiting.REASON, Waiting.PERSON, Waiting.TITLE, Waiting.FIX}
)
"""These have a `Talk`, an assignment has a `Draft`, a broadcast a `CastDraft`; the
others wait for words to one thing that was pressed."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A step that was taken for an earlier wording of the same reply: `entry` of the log of a task."""

    task_id: int
    entry: int


@dataclass(frozen=True, kw_only=True)
class Talk:
    """Proposals that wait to be completed or confirmed.

    `heard` is the message in which they were made; `instead_of` are the steps that they replace, once confirmed;
    `offered` are the tasks to choose from, and `several` says that all of them may be meant; `people` are those to
    choose from, each with the name that is shown, and `present` those who have the part already and may be let go.
    """

    proposals: tuple[Proposal, ...]
    heard: str | None = None
    instead_of: tuple[Taken, ...] = ()
    offered: tuple[int, ...] = ()
    several: bool = False
    people: tuple[tuple[int, str], ...] = ()
    present: tuple[tuple[int, str], ...] = ()
    pending: int = 0  # the place of the proposal about which something is asked
    surely: bool = False  # everything was pressed or typed as an answer: it need not be read back

    def to_json(self) -> dict[str, Any]:
        return {
            "proposals": [each.to_json() for each in self.proposals],
            "heard": self.heard,
            "instead_of": [[each.task_id, each.entry] for each in self.instead_of],
            "offered": list(self.offered),
            "several": self.several,
            "people": [list(each) for each in self.people],
            "present": [list(each) for each in self.present],
            "pending": self.pending,
            "surely": self.surely,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            proposals=tuple(map(Proposal.from_json, stored["proposals"])),
            heard=stored["heard"],
            instead_of=tuple(Taken(task_id=task_id, entry=entry) for task_id, entry in stored["instead_of"]),
            offered=tuple(stored["offered"]),
            several=stored["several"],
            people=tuple((person_id, name) for person_id, name in stored.get("people", ())),
            present=tuple((person_id, name) for person_id, name in stored.get("present", ())),
            pending=stored.get("pending", 0),
            surely=stored["surely"],
        )

    @property
    def asked(self) -> Proposal:
        """The proposal about which something is asked."""
        return self.proposals[self.pending]

    def with_slots(self, **slots: Any) -> "Talk":
        """The same with some slots of what is asked about filled in."""
        told = list(self.proposals)
        told[self.pending] = replace(self.asked, **slots)
        return replace(self, proposals=tuple(told))

    def about(self, proposals: Sequence[Proposal]) -> "Talk":
        return replace(self, proposals=tuple(proposals), pending=0)
