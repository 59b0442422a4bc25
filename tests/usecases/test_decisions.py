"""What is listed as waiting for somebody's decision is just what he may decide."""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.deadline import NO_DEADLINE
from core.decisions import decides
from core.roles import Actor
from core.task import State
from db import decisions, objections, people, tasks
from db.session import Session
from db.tables import Person
from tests.usecases.small_office import LEAD, LEADER, MONDAY, MONITOR, POLICY, SmallOffice
from usecases.ask_return import ask_return
from usecases.assign import NewTask, assign
from usecases.report import report

WHO = st.integers(0, 6)
MOMENTS = st.none() | st.integers(0, 9).map(lambda hours: MONDAY + timedelta(hours=hours))


@dataclass(frozen=True, kw_only=True)
class Facts:
    lead: int
    others: tuple[int | None, int | None, int | None]
    state: State
    asked: bool
    offered: bool
    contested: frozenset[int]


FACTS = st.builds(
    Facts,
    lead=WHO,
    others=st.tuples(st.none() | WHO, st.none() | WHO, st.none() | WHO),
    state=st.sampled_from(State),
    asked=st.booleans(),
    offered=st.booleans(),
    contested=st.frozensets(WHO, max_size=2),
)


class _Undo(Exception):
    """The next example begins with the same office."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(FACTS, min_size=1, max_size=6))
async def test_what_is_listed_is_what_may_be_decided(office: SmallOffice, cases: list[Facts]) -> None:
    try:
        async with office.database.write() as session:
            actors = await _actors(session)
            ids = [await _enter(session, facts, actors) for facts in cases]
            found = await tasks.load_many(session, ids)
            for actor in actors:
                contested = await objections.open_among(session, ids)
                may = {
                    (number, decision)
                    for number, each in found.items()
                    for decision in decides(actor, each.task, [said.person_id for said in contested.get(number, ())])
                }
                pile = await decisions.pile(session, actor, 1, 100)
                assert {(each.task_id, each.decision) for each in pile.waiting} == may
                assert pile.total == len(pile.waiting)
            raise _Undo
    except _Undo:
        return


async def _actors(session: Session) -> list[Actor]:
    """Everybody, and everybody in place of those before him."""
    ids = await session.scalars(select(Person.id).order_by(Person.id))
    alone = [actor for person_id in ids if (actor := await people.actor(session, person_id))]
    return alone + [replace(actor, principals=tuple(alone[:n])) for n, actor in enumerate(alone) if n]


async def _enter(session: Session, facts: Facts, actors: list[Actor]) -> int:
    named = [None if who is None else actors[who].person_id for who in facts.others]
    lead = actors[facts.lead]
    new = NewTask(
        title="Báo cáo",
        deadline=NO_DEADLINE,
        lead_id=lead.person_id,
        lead_unit_id=lead.unit_id,
        **dict(zip(("assigner_id", "monitor_id", "leader_id"), named, strict=True)),
    )
    row = await assign(session, new, actor=None, policy=POLICY, now=MONDAY)
    row.state = facts.state
    row.asked_at = MONDAY if facts.asked else None
    row.offered_at = MONDAY if facts.offered and not facts.asked else None
    row.reported_at = MONDAY
    for who in sorted(facts.contested):
        person_id = actors[who].person_id
        await objections.add(session, task_id=row.id, person_id=person_id, words="Hạn quá gấp", now=MONDAY)
    await session.flush()
    return row.id


async def test_what_is_asked_of_me_comes_first_the_oldest_before_the_others(office: SmallOffice) -> None:
    later, first, of_others = [await office.assign(monitor_id=office.ids[who]) for who in (MONITOR, MONITOR, LEADER)]
    await office.take(report, LEAD, of_others)
    await office.take(ask_return, LEAD, first, now=MONDAY, reason="không đúng thẩm quyền", to_whom=None)
    await office.take(report, LEAD, later, now=MONDAY + timedelta(hours=1))
    monitor = await office.actor(MONITOR)
    async with office.database.read() as session:
        pile = await decisions.pile(session, monitor, 1, 10)
    assert [each.task_id for each in pile.waiting] == [later, first, of_others]
    assert (pile.total, pile.asked) == (3, 2)
