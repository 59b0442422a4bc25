"""What SQL finds is what the rules say, for tasks and people at random: one judgement on every screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, select

from core.calendar import OFFICE_ZONE
from core.deadline import NO_DEADLINE, Deadline, day, hour
from core.roles import Actor, Right, Role, may
from core.standing import Standing, standing
from core.task import State, Task
from db import people, tasks
from db.session import Session
from db.tables import Person, TaskRow, Unit
from tests.usecases.small_office import LEAD, LEADER, MONDAY, MONITOR, OTHER, OTHER_HEAD, POLICY, SmallOffice
from usecases.assign import NewTask, assign
from usecases.my_tasks import my_tasks
from usecases.overdue import overdue
from usecases.report import report

DAYS = st.dates(date(2026, 11, 27), date(2026, 12, 4))
HOURS = st.sampled_from([0, 7, 12, 17, 23])
NOW = st.builds(lambda on, hour: datetime(on.year, on.month, on.day, hour, tzinfo=OFFICE_ZONE), DAYS, HOURS)
WHO = st.integers(0, 7)  # the posts of the small office and a head above both departments
PERHAPS = st.none() | WHO


@dataclass(frozen=True, kw_only=True)
class Facts:
    lead: int
    assigner: int | None
    monitor: int | None
    leader: int | None
    coordinators: frozenset[int]
    informed: frozenset[int]
    deadline: Deadline
    state: State
    reported: datetime
    asked: datetime | None


FACTS = st.builds(
    Facts,
    lead=WHO,
    assigner=PERHAPS,
    monitor=PERHAPS,
    leader=PERHAPS,
    coordinators=st.frozensets(WHO, max_size=2),
    informed=st.frozensets(WHO, max_size=2),
    deadline=st.just(NO_DEADLINE) | DAYS.map(day) | NOW.map(hour),
    state=st.sampled_from(State) | st.just(State.REPORTED),
    reported=NOW,
    asked=st.none() | NOW,
)


class _Undo(Exception):
    """The next example begins with the same office."""


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(FACTS, min_size=1, max_size=8), now=NOW)
async def test_sql_and_rules_agree(office: SmallOffice, cases: list[Facts], now: datetime) -> None:
    try:
        async with office.database.write() as session:
            actors = await _actors(session)
            found = await _enter(session, cases, actors)
            await _compare(session, found, actors, now)
            raise _Undo
    except _Undo:
        return


async def _compare(session: Session, found: Sequence[Task], actors: Sequence[Actor], now: datetime) -> None:
    late = {task.id for task in found if standing(task, POLICY.calendar, now) is Standing.OPEN_LATE}
    assert await _ids(session, tasks.is_late(now)) == late
    for actor in actors:
        assert await _ids(session, tasks.seen_by(actor)) == {task.id for task in found if may(actor, Right.SEE, task)}
        assert await _ids(session, tasks.waits_for(actor)) == {task.id for task in found if _waits(task, actor)}


def _waits(task: Task, actor: Actor) -> bool:
    """A report, or a request; for the person who accepts it, for anybody of the office when there is none."""
    is_office = any(each.role is Role.OFFICE for each in actor.hats)
    asked = task.accepter_id in actor.ids or (task.accepter_id is None and is_office)
    waits = task.state is State.REPORTED or task.waits_for_decision
    return waits and asked and task.lead_id not in actor.ids


async def _ids(session: Session, wanted: ColumnElement[bool]) -> set[int]:
    return set(await session.scalars(select(TaskRow.id).where(wanted)))


async def _actors(session: Session) -> list[Actor]:
    """Everybody, and the head of a block above both departments; and almost everybody in place of others."""
    above = Unit(code="khoi", name="Khối", kind="block")
    session.add(above)
    await session.flush()
    for unit in await session.scalars(select(Unit).where(Unit.code.in_(("snv", "sct")))):
        unit.parent_id = above.id
    session.add(Person(code="p0", name="Trưởng khối", post="Trưởng khối", unit_id=above.id, role=Role.HEAD))
    await session.flush()
    ids = await session.scalars(select(Person.id).order_by(Person.id))
    found = [await people.actor(session, person_id) for person_id in ids]
    alone = [actor for actor in found if actor]
    return alone + [replace(actor, principals=tuple(alone[:n])) for n, actor in enumerate(alone) if n]


async def _enter(session: Session, cases: Sequence[Facts], actors: Sequence[Actor]) -> list[Task]:
    ids = []
    for facts in cases:
        row = await assign(session, _new(facts, actors), actor=None, policy=POLICY, now=facts.reported)
        row.state = facts.state
        row.asked_at = facts.asked
        row.reported_at = facts.reported if facts.state in (State.REPORTED, State.DONE) else None
        ids.append(row.id)
    await session.flush()
    return [found.task for found in (await tasks.load_many(session, ids)).values()]


def _new(facts: Facts, actors: Sequence[Actor]) -> NewTask:
    def who(number: int | None) -> int | None:
        return None if number is None else actors[number].person_id

    return NewTask(
        title="Báo cáo",
        deadline=facts.deadline,
        lead_id=actors[facts.lead].person_id,
        lead_unit_id=actors[facts.lead].unit_id,
        assigner_id=who(facts.assigner),
        monitor_id=who(facts.monitor),
        leader_id=who(facts.leader),
        coordinator_ids=frozenset(actors[number].person_id for number in facts.coordinators),
        informed_ids=frozenset(actors[number].person_id for number in facts.informed),
    )


async def test_pages_hold_every_late_task_once(office: SmallOffice) -> None:
    leads = (LEAD, OTHER, LEAD, OTHER_HEAD) * 4
    late = {await office.assign(lead, deadline=day(date(2026, 11, 20)), now=MONDAY) for lead in leads}
    office_clerk = await office.actor(MONITOR)
    async with office.database.read() as session:
        pages = [await overdue(session, office_clerk, POLICY, MONDAY, page) for page in (1, 2, 3)]
        beyond = await overdue(session, office_clerk, POLICY, MONDAY, 99)
    shown = [view.number for page in pages for view in page.tasks]
    assert sorted(shown) == sorted(late)
    assert (beyond.number, beyond.total) == (3, 16)


async def test_units_stand_together_on_the_list(office: SmallOffice) -> None:
    for lead in (LEAD, OTHER, LEAD, OTHER):
        await office.assign(lead, deadline=day(date(2026, 11, 20)))
    leader = await office.actor(LEADER)
    async with office.database.read() as session:
        page = await overdue(session, leader, POLICY, MONDAY)
    assert [view.lead_unit for view in page.tasks] == ["Sở Nội vụ"] * 2 + ["Sở Công Thương"] * 2


async def test_what_waits_for_me_comes_first(office: SmallOffice) -> None:
    mine = await office.assign(MONITOR)
    asked = await office.assign(monitor_id=office.ids[MONITOR], deadline=NO_DEADLINE)
    await office.take(report, LEAD, asked)
    monitor = await office.actor(MONITOR)
    async with office.database.read() as session:
        page = await my_tasks(session, monitor, POLICY, MONDAY)
    assert [view.number for view in page.tasks] == [asked, mine]
