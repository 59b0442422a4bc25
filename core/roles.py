"""Who may do what: one table, asked by every use case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from core.task import Step, Task


class Role(StrEnum):
    OFFICIAL = "official"
    HEAD = "head"
    OFFICE = "office"
    LEADER = "leader"
    ADMIN = "admin"


class Relation(StrEnum):
    """What a person is to a task: by name on it, by rank over its unit, or by the role of the office."""

    LEAD = "lead"
    COORDINATOR = "coordinator"
    INFORMED = "informed"
    MONITOR = "monitor"
    IN_CHARGE = "in_charge"
    ASSIGNER = "assigner"
    UNIT_HEAD = "unit_head"
    OFFICE = "office"
    TOP = "top"


class Right(StrEnum):
    """Rights that are no steps of a task."""

    SEE = "see"


class Duty(StrEnum):
    """What somebody may do by his role alone, whatever the task."""

    KEEP_CALENDAR = "keep_calendar"
    WATCH = "watch"
    REPORT = "report"
    PRAISE = "praise"
    BROADCAST = "broadcast"
    BIND_GROUP = "bind_group"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """The person who acts: `unit_ids` are the own unit and, for its head, all below it.

    `principals` are those on leave for whom he stands in: what they may do he may do as well.
    """

    person_id: int
    name: str
    role: Role
    unit_id: int
    unit_ids: frozenset[int] = frozenset()
    principals: tuple["Actor", ...] = ()

    @property
    def stands_for(self) -> frozenset[int]:
        return frozenset(each.person_id for each in self.principals)

    @property
    def hats(self) -> tuple["Actor", ...]:
        """Himself first, then those for whom he stands in."""
        return (self, *self.principals)

    @property
    def ids(self) -> frozenset[int]:
        return self.stands_for | {self.person_id}

    @property
    def is_head(self) -> bool:
        return self.role is Role.HEAD

    @property
    def sees_all(self) -> bool:
        return any(each.role in {Role.OFFICE, Role.LEADER} for each in self.hats)


_GIVING = frozenset({Relation.MONITOR, Relation.ASSIGNER, Relation.OFFICE})
_SUPERIOR = frozenset({Relation.IN_CHARGE, Relation.TOP})
_LEAD = frozenset({Relation.LEAD})
_DOING = _LEAD | {Relation.COORDINATOR}
_DECIDING = _GIVING | {Relation.IN_CHARGE}  # `Task.accepter_id` may fall to the leader

RIGHTS: Mapping[Step | Right, frozenset[Relation]] = {
    Right.SEE: frozenset(Relation),
    Step.ASSIGN: _GIVING | _SUPERIOR | {Relation.UNIT_HEAD},
    Step.ACKNOWLEDGE: _LEAD,
    Step.PROGRESS: _LEAD,
    Step.REPORT: _LEAD,
    Step.ADD_EVIDENCE: _LEAD,
    Step.ACCEPT: _DECIDING,
    Step.SEND_BACK: _DECIDING,
    Step.RECALL: _GIVING,
    Step.PAUSE: _GIVING,
    Step.RESUME: _GIVING,
    Step.REOPEN: _GIVING,
    Step.URGE: _GIVING | _SUPERIOR | {Relation.UNIT_HEAD},
    Step.NOTE: frozenset(Relation),
    Step.FINISH_PART: frozenset({Relation.COORDINATOR}),  # once: `usecases.finish_part` sees to that
    Step.INVOLVE: _GIVING | {Relation.UNIT_HEAD},
    Step.RELEASE: _GIVING | {Relation.UNIT_HEAD},
    Step.SPLIT: _GIVING | _LEAD | {Relation.UNIT_HEAD},
    Step.BLOCK: _LEAD,
    Step.UNBLOCK: _LEAD | _GIVING,
    Step.ASK_EXTENSION: _LEAD,
    Step.GRANT_EXTENSION: _DECIDING,
    Step.REFUSE_EXTENSION: _DECIDING,
    Step.OFFER_EXTENSION: _DECIDING,
    Step.TAKE_OFFER: _LEAD,
    Step.DECLINE_OFFER: _LEAD,
    Step.SET_DEADLINE: _GIVING,
    Step.ASK_RETURN: _LEAD,
    Step.REFUSE_RETURN: _DECIDING,
    Step.REASSIGN: _GIVING | {Relation.UNIT_HEAD},
    Step.ASK: frozenset(Relation),
    Step.ANSWER: _DECIDING | _LEAD,  # but not one's own question: `usecases.question` sees to that
    Step.ATTACH: _DOING,
    Step.SNOOZE: _LEAD,
    Step.OBJECT: _DOING,  # also to how a closed task is counted
    Step.UPHOLD: _DECIDING,  # but not one's own objection: `usecases.settle_objection` sees to that
    Step.DISMISS: _DECIDING,
    Step.UNDO: frozenset(Relation),  # only of one's own step: `usecases.undo` sees to that
}

DUTIES: Mapping[Duty, frozenset[Role]] = {
    Duty.KEEP_CALENDAR: frozenset({Role.OFFICE, Role.ADMIN}),
    Duty.WATCH: frozenset({Role.OFFICE, Role.LEADER, Role.HEAD}),
    Duty.REPORT: frozenset({Role.OFFICE, Role.LEADER, Role.HEAD}),
    Duty.PRAISE: frozenset({Role.OFFICE}),
    Duty.BROADCAST: frozenset({Role.OFFICE, Role.LEADER, Role.ADMIN, Role.HEAD}),  # a head at home: `may_tell`
    Duty.BIND_GROUP: frozenset({Role.ADMIN, Role.OFFICE}),
}

RightT = TypeVar("RightT", bound=Step | Right)

NOT_ON_OWN_WORK = frozenset(
    {
        Step.ACCEPT,
        Step.SEND_BACK,
        Step.URGE,
        Step.RECALL,
        Step.PAUSE,
        Step.RESUME,
        Step.REOPEN,
        Step.GRANT_EXTENSION,
        Step.REFUSE_EXTENSION,
        Step.OFFER_EXTENSION,
        Step.SET_DEADLINE,
        Step.REFUSE_RETURN,
        Step.UPHOLD,
        Step.DISMISS,
    }
)


AGAINST_THE_LEAD = frozenset(
    {Step.SEND_BACK, Step.URGE, Step.RECALL, Step.REFUSE_EXTENSION, Step.REFUSE_RETURN, Step.DISMISS}
)
"""Of these a substitute keeps what he has himself: being named by a lead must not disarm whoever judges him."""


class NotAllowed(Exception):
    """The person has no relation to the task that grants this right, or not the role that has this duty."""

    def __init__(self, right: Step | Right | Duty) -> None:
        super().__init__(f"no right to {right}")
        self.right = right


def relations(actor: Actor, task: Task) -> frozenset[Relation]:
    """Also those that he has through somebody for whom he stands in."""
    return frozenset[Relation]().union(*(_own_relations(each, task) for each in actor.hats))


def _own_relations(actor: Actor, task: Task) -> frozenset[Relation]:
    me = actor.person_id
    held = {
        Relation.LEAD: me == task.lead_id,
        Relation.COORDINATOR: me in task.coordinator_ids,
        Relation.INFORMED: me in task.informed_ids,
        Relation.MONITOR: me == task.monitor_id,
        Relation.IN_CHARGE: me == task.leader_id,
        Relation.ASSIGNER: me == task.assigner_id,
    }
    return frozenset(relation for relation, holds in held.items() if holds) | _by_rank(actor, task.lead_unit_id)


def _by_rank(actor: Actor, unit_id: int) -> frozenset[Relation]:
    """What a person is to every task of a unit, whoever is named on it."""
    held = {
        Relation.UNIT_HEAD: actor.is_head and unit_id in actor.unit_ids,
        Relation.OFFICE: actor.role is Role.OFFICE,
        Relation.TOP: actor.role is Role.LEADER,
    }
    return frozenset(relation for relation, holds in held.items() if holds)


def may(actor: Actor, right: Step | Right, task: Task) -> bool:
    """Nobody confirms, sends back, urges or recalls his own work, and nobody does his principal a favour."""
    return right in rights(actor, (right,), task)


def rights(actor: Actor, asked: Iterable[RightT], task: Task) -> frozenset[RightT]:
    """Those of the rights that `may` grants."""
    held, own = relations(actor, task), _own_relations(actor, task)

    def grants(right: RightT) -> bool:
        if right in NOT_ON_OWN_WORK and Relation.LEAD in held:
            return right in AGAINST_THE_LEAD and Relation.LEAD not in own and bool(own & RIGHTS[right])
        return bool(held & RIGHTS[right])

    return frozenset(filter(grants, asked))


def acts_for(actor: Actor, right: Step | Right, task: Task) -> int | None:
    """For whom a right is used: None when the actor has it by himself."""
    grants = (each.person_id for each in actor.hats if _own_relations(each, task) & RIGHTS[right])
    whose = next(grants, actor.person_id)
    return whose if whose != actor.person_id else None


def may_hand_to(actor: Actor, task: Task, unit_id: int) -> bool:
    """Whether the new lead may stand in this unit."""
    return may_name(actor, Step.REASSIGN, task, unit_id)


def may_name(actor: Actor, step: Step, task: Task, unit_id: int) -> bool:
    """Whether the person whom this step names may stand in this unit: for the giving side any; for a head his own, and
    for a lead who breaks his task into parts.

    Nobody hands his own work to another house.
    """
    held = relations(actor, task)
    anywhere = bool(held & _GIVING) and not (step is Step.REASSIGN and Relation.LEAD in held)
    at_home = {Relation.UNIT_HEAD, *(_LEAD if step is Step.SPLIT else ())}
    leads_himself = step is Step.REASSIGN and Relation.LEAD in _own_relations(actor, task)
    hats = (actor,) if leads_himself else actor.hats  # a borrowed hat does not move one's own work to a colleague
    inside = any(_own_relations(each, task) & at_home and unit_id in each.unit_ids for each in hats)
    return may(actor, step, task) and (anywhere or inside)


def gives(actor: Actor, task: Task) -> bool:
    """Whether the actor stands on the giving side of the task, and does not lead it."""
    held = relations(actor, task)
    return bool(held & _GIVING) and Relation.LEAD not in held


def may_assign(actor: Actor, unit_id: int | None = None) -> bool:
    """Whether a new task may be given to this unit, or to any. Nobody is named on it yet: rank alone counts."""
    return bool(_by_rank(actor, actor.unit_id if unit_id is None else unit_id) & RIGHTS[Step.ASSIGN])


def may_see_unit(actor: Actor, unit_id: int) -> bool:
    """Whether whatever this unit leads is his to see, by rank, and by his own: a borrowed hat is taken off again."""
    return bool(_by_rank(actor, unit_id) & RIGHTS[Right.SEE])


def may_tell(actor: Actor) -> frozenset[int] | None:
    """The units whose people this person may address in a broadcast; None for all, nobody for who has no such duty."""
    if actor.is_head or not has_duty(actor, Duty.BROADCAST):
        return actor.unit_ids if actor.is_head else frozenset()
    return None


def may_manage(actor: Actor, author_id: int, unit_ids: frozenset[int]) -> bool:
    """Whether this person may see who has confirmed a broadcast, urge the silent, correct it and take it back.

    `unit_ids` are those of its receivers: whoever has gone to another house leaves to the Office what he told the old
    one.
    """
    scope = may_tell(actor)
    return scope is None or (actor.person_id == author_id and has_duty(actor, Duty.BROADCAST) and unit_ids <= scope)


def check(actor: Actor, right: Step | Right, task: Task) -> None:
    """Raises NotAllowed."""
    if not may(actor, right, task):
        raise NotAllowed(right)


def has_duty(actor: Actor, duty: Duty) -> bool:
    return actor.role in DUTIES[duty]


def check_duty(actor: Actor, duty: Duty) -> None:
    """Raises NotAllowed."""
    if not has_duty(actor, duty):
        raise NotAllowed(duty)
