"""Who may do what: every relation against every right, written out by hand."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.roles import Actor, NotAllowed, Relation, Right, Role, acts_for, check, may, may_assign, relations
from core.task import Step
from tests.core.office import ASSIGNER, COORDINATOR, HEAD, INFORMED, LEAD, LEADER, MONITOR, a_task

_LEAD = (
    "see acknowledge progress report add_evidence note split block unblock ask_extension take_offer decline_offer"
    " ask_return ask answer attach snooze object undo"
)
_GIVING = (
    "see note assign accept send_back recall urge pause resume reopen set_deadline unblock ask undo"
    " grant_extension refuse_extension offer_extension refuse_return"
    " answer reassign involve release split uphold dismiss"
)
GIVERS_ALONE = {
    "recall",
    "pause",
    "resume",
    "reopen",
    "set_deadline",
    "unblock",
    "reassign",
    "involve",
    "release",
    "split",
}
TABLE = {
    Relation.LEAD: _LEAD,
    Relation.COORDINATOR: "see note finish_part ask attach object undo",
    Relation.INFORMED: "see note ask undo",
    Relation.MONITOR: _GIVING,
    Relation.ASSIGNER: _GIVING,
    Relation.OFFICE: _GIVING,
    Relation.IN_CHARGE: " ".join(right for right in _GIVING.split() if right not in GIVERS_ALONE),
    Relation.TOP: "see note assign urge ask undo",
    Relation.UNIT_HEAD: "see note assign urge ask undo reassign involve release split",
}
NOT_ON_OWN_WORK = (
    "accept send_back urge recall pause resume reopen grant_extension refuse_extension offer_extension"
    " set_deadline refuse_return uphold dismiss"
)
AGAINST_THE_LEAD = "send_back urge recall refuse_extension refuse_return dismiss"
STRANGER = 99
RIGHTS = [*Right, *Step]


def person(person_id: int = STRANGER, role: Role = Role.OFFICIAL, units: frozenset[int] = frozenset()) -> Actor:
    return Actor(person_id=person_id, name="Nguyễn Văn A", role=role, unit_id=20, unit_ids=units)


WHO = {
    Relation.LEAD: person(LEAD),
    Relation.COORDINATOR: person(COORDINATOR),
    Relation.INFORMED: person(INFORMED),
    Relation.MONITOR: person(MONITOR),
    Relation.ASSIGNER: person(ASSIGNER),
    Relation.IN_CHARGE: person(LEADER),
    Relation.OFFICE: person(role=Role.OFFICE),
    Relation.TOP: person(role=Role.LEADER),
    Relation.UNIT_HEAD: person(HEAD, Role.HEAD, frozenset({10, 11})),
}


@pytest.mark.parametrize(("relation", "right"), list(product(Relation, RIGHTS)))
def test_every_relation_against_every_right(relation: Relation, right: Step | Right) -> None:
    actor = WHO[relation]
    assert relations(actor, a_task()) == {relation}
    assert may(actor, right, a_task()) is (right in TABLE[relation].split())


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize(
    "nobody",
    [person(), person(role=Role.ADMIN), person(role=Role.HEAD, units=frozenset({11}))],
    ids=["stranger", "admin", "head of another unit"],
)
def test_who_is_nothing_to_the_task_may_nothing(nobody: Actor, right: Step | Right) -> None:
    with pytest.raises(NotAllowed, match=f"no right to {right}"):
        check(nobody, right, a_task())


def test_a_head_in_name_only_rules_no_unit() -> None:
    assert not relations(person(role=Role.OFFICIAL, units=frozenset({10})), a_task())


@pytest.mark.parametrize("step", [Step(name) for name in NOT_ON_OWN_WORK.split()])
def test_nobody_is_on_the_giving_side_of_his_own_work(step: Step) -> None:
    everything = person(LEAD, Role.OFFICE, frozenset({10}))
    task = a_task(monitor_id=LEAD, assigner_id=LEAD, leader_id=LEAD)
    assert not may(everything, step, task)
    assert may(everything, Step.REPORT, task)


@pytest.mark.parametrize(
    ("who", "units"),
    [
        (person(role=Role.OFFICE), {10, 11, 12}),
        (person(role=Role.LEADER), {10, 11, 12}),
        (person(HEAD, Role.HEAD, frozenset({20, 10, 11})), {10, 11}),
        (person(), set()),
        (person(role=Role.ADMIN), set()),
    ],
    ids=["office", "leader", "head", "official", "admin"],
)
def test_a_new_task_is_given_by_rank_alone(who: Actor, units: set[int]) -> None:
    assert {unit for unit in (10, 11, 12) if may_assign(who, unit)} == units
    assert may_assign(who) is bool(units)


people = st.none() | st.integers(1, 4)


@given(st.integers(1, 4), people, people, people)
def test_whoever_is_asked_to_confirm_may_confirm(
    lead: int, monitor: int | None, assigner: int | None, leader: int | None
) -> None:
    task = a_task(lead_id=lead, monitor_id=monitor, assigner_id=assigner, leader_id=leader)
    if task.accepter_id is None:
        assert {monitor, assigner, leader} <= {None, lead}
    else:
        assert may(person(task.accepter_id), Step.ACCEPT, task)
        assert may(person(task.accepter_id), Step.SEND_BACK, task)


def test_the_monitor_is_asked_before_the_assigner_before_the_leader() -> None:
    assert a_task().accepter_id == MONITOR
    assert a_task(monitor_id=None).accepter_id == ASSIGNER
    assert a_task(monitor_id=LEAD, assigner_id=None).accepter_id == LEADER


@given(
    lead=st.integers(1, 9),
    principal=st.sampled_from(sorted(WHO)),
    role=st.sampled_from(Role),
    right=st.sampled_from(RIGHTS),
)
def test_a_substitute_may_what_his_principal_may_but_judge_his_work(
    lead: int, principal: Relation, role: Role, right: Right | Step
) -> None:
    task, away = a_task(lead_id=lead), WHO[principal]
    alone = person(role=role)
    both = replace(alone, principals=(away,))
    of_either = may(alone, right, task) or may(away, right, task)
    judges_own = right in NOT_ON_OWN_WORK.split() and lead in both.ids
    keeps_his_own = right in AGAINST_THE_LEAD.split() and lead != both.person_id and may(alone, right, task)
    assert may(both, right, task) == (keeps_his_own if judges_own else of_either)


def test_for_whom_a_right_is_used_is_known() -> None:
    away = WHO[Relation.LEAD]
    both = replace(person(), principals=(away,))
    assert acts_for(both, Step.REPORT, a_task()) == LEAD
    assert acts_for(WHO[Relation.LEAD], Step.REPORT, a_task()) is None
    assert acts_for(replace(away, principals=(WHO[Relation.MONITOR],)), Step.NOTE, a_task()) is None
