"""Every step, in every state, by every role in every relation: it is taken, or refused with a sentence."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import update

from core.roles import Actor, NotAllowed, Relation, Role
from core.task import IllegalStep, State, Step
from core.wording import answers
from db.session import Session
from db.tables import TaskRow
from tests.core.test_core_roles import NOT_ON_OWN_WORK
from tests.core.test_core_roles import TABLE as RIGHTS
from tests.core.test_core_steps import TABLE as LEGAL
from tests.usecases.small_office import LEAD, LEADER, MONDAY, MONITOR, OTHER, SmallOffice
from usecases.steps import take

BY_NAME = (
    Relation.LEAD,
    Relation.COORDINATOR,
    Relation.INFORMED,
    Relation.MONITOR,
    Relation.IN_CHARGE,
    Relation.ASSIGNER,
)
BY_ROLE = {Role.OFFICE: Relation.OFFICE, Role.LEADER: Relation.TOP}
REFUSALS = {NotAllowed: answers.NOT_YOURS, IllegalStep: answers.NO_SUCH_STEP}
STEPS = [step for step in Step if step is not Step.ASSIGN]  # by which a task begins: it is in no state yet


class _Undone(Exception):
    """The step was taken; the next one is tried on the same task."""


async def a_case(office: SmallOffice) -> tuple[int, dict[Relation | None, int]]:
    """A task with somebody in every part, and somebody of the same house who has none."""
    for name in ("Phối hợp", "Để biết", "Người giao", "Người ngoài"):
        await office.hire(name, OTHER)
    ids = office.ids
    task_id = await office.assign(
        assigner_id=ids["Người giao"],
        monitor_id=ids[MONITOR],
        leader_id=ids[LEADER],
        coordinator_ids=frozenset({ids["Phối hợp"]}),
        informed_ids=frozenset({ids["Để biết"]}),
    )
    names = (LEAD, "Phối hợp", "Để biết", MONITOR, LEADER, "Người giao")
    return task_id, dict(zip(BY_NAME, map(ids.__getitem__, names), strict=True)) | {None: ids["Người ngoài"]}


def everybody(ids: dict[Relation | None, int], unit_id: int) -> Iterator[tuple[Actor, frozenset[Relation]]]:
    """Each role in each relation, and heads once with the unit of the task under them and once without."""
    for (relation, person_id), role in product(ids.items(), Role):
        held = {relation} if relation else set()
        actor = Actor(person_id=person_id, name="A", role=role, unit_id=0, unit_ids=frozenset({0}))
        yield actor, frozenset(held | ({BY_ROLE[role]} if role in BY_ROLE else set()))
        if role is Role.HEAD:
            yield replace(actor, unit_ids=frozenset({0, unit_id})), frozenset(held | {Relation.UNIT_HEAD})


def expected(step: Step, state: State, relations: frozenset[Relation]) -> type[Exception] | None:
    """By the tables that are written out by hand."""
    has_right = any(step in RIGHTS[relation].split() for relation in relations)
    if not has_right or (step in NOT_ON_OWN_WORK.split() and Relation.LEAD in relations):
        return NotAllowed
    return None if (step, state) in LEGAL else IllegalStep


async def attempt(session: Session, actor: Actor, task_id: int, step: Step) -> type[Exception] | None:
    try:
        async with session.begin_nested():
            await take(session, actor, task_id, step, now=MONDAY)
            await session.flush()
            raise _Undone
    except _Undone:
        return None
    except (NotAllowed, IllegalStep) as refusal:
        return type(refusal)


@pytest.mark.parametrize("state", State)
async def test_every_cell(office: SmallOffice, state: State) -> None:
    if not office.database.is_sqlite:
        pytest.skip("the table is the same on every database")
    task_id, ids = await a_case(office)
    unit_id = (await office.task(task_id)).lead_unit_id
    cells = 0
    async with office.database.write() as session:
        await session.execute(update(TaskRow).where(TaskRow.id == task_id).values(state=state))
        for (actor, relations), step in product(everybody(ids, unit_id), STEPS):
            outcome = await attempt(session, actor, task_id, step)
            session.expire_all()
            assert outcome is expected(step, state, relations), (step, state, actor.role, relations)
            assert outcome is None or REFUSALS[outcome]
            cells += 1
    assert cells == len(STEPS) * (len(ids) * len(Role) + len(ids))
