"""What somebody who wants more than his due tries: a borrowed right is no right of one's own."""

from datetime import date

import pytest

from core.deadline import day
from core.roles import Actor, NotAllowed, may
from core.task import Step, Urgency
from db import people
from db.outbox import Kind, Priority
from tests.usecases.small_office import HEAD, LEAD, LEADER, MONDAY, MONITOR, OTHER, POLICY, SmallOffice
from usecases.delegate import CannotDelegate, Obstacle, delegate, end_delegation
from usecases.note import note
from usecases.question import answerable, ask
from usecases.reassign import reassign

TODAY, NEXT_MONTH = MONDAY.date(), date(2027, 1, 20)


async def stand_in(
    office: SmallOffice, person: str, substitute: str, by: Actor | None = None, last: date = TODAY
) -> int:
    ids = {"person_id": office.ids[person], "substitute_id": office.ids[substitute]}
    actor = by or await office.actor(person)
    async with office.database.write() as session:
        return (await delegate(session, actor, **ids, first=TODAY, last=last, policy=POLICY, now=MONDAY)).id


async def hatted(office: SmallOffice, post: str) -> Actor:
    """The person with whatever he may do for others today."""
    async with office.database.read() as session:
        actor = await people.actor(session, office.ids[post], MONDAY)
    assert actor is not None
    return actor


@pytest.fixture
async def bound(office: SmallOffice) -> SmallOffice:
    await office.hire("Văn thư", like=MONITOR)
    await office.bind(LEAD, HEAD, OTHER, MONITOR, LEADER, "Văn thư")
    return office


async def test_who_stands_in_for_the_office_makes_nobody_a_substitute(bound: SmallOffice) -> None:
    await stand_in(bound, MONITOR, "Văn thư")
    plain_official = Actor(**{**vars(await hatted(bound, LEAD)), "principals": (await bound.actor(MONITOR),)})
    with pytest.raises(CannotDelegate) as refused:
        await stand_in(bound, HEAD, LEAD, by=plain_official, last=NEXT_MONTH)
    assert refused.value.obstacle is Obstacle.NOT_YOURS


async def test_nobody_puts_himself_in_anothers_place(bound: SmallOffice) -> None:
    with pytest.raises(CannotDelegate):
        await stand_in(bound, MONITOR, "Văn thư", by=await bound.actor("Văn thư"), last=NEXT_MONTH)


async def test_being_named_by_a_late_lead_disarms_no_head_and_he_may_decline(bound: SmallOffice) -> None:
    task_id = await bound.assign(deadline=day(date(2026, 11, 20)), assigner_id=bound.ids[HEAD])
    number = await stand_in(bound, LEAD, HEAD, last=NEXT_MONTH)
    head, task = await hatted(bound, HEAD), await bound.task(task_id)
    kept = {step for step in Step if may(head, step, task)}
    assert {Step.URGE, Step.RECALL, Step.SEND_BACK} <= kept
    assert not {Step.ACCEPT, Step.GRANT_EXTENSION, Step.SET_DEADLINE, Step.PAUSE} & kept
    async with bound.database.write() as session:
        await end_delegation(session, head, number, now=MONDAY)
    assert may(await hatted(bound, HEAD), Step.ACCEPT, task)


async def test_a_borrowed_hat_hands_ones_own_late_work_to_nobody(bound: SmallOffice) -> None:
    colleague = await bound.hire("Đồng nghiệp", like=LEAD)
    task_id = await bound.assign(deadline=day(date(2026, 11, 20)))
    await stand_in(bound, HEAD, LEAD)
    lead = await hatted(bound, LEAD)
    async with bound.database.write() as session:
        with pytest.raises(NotAllowed):
            await reassign(session, lead, task_id, lead_id=bound.ids[colleague], now=MONDAY)


async def test_the_leader_hears_that_a_late_task_changes_hands(bound: SmallOffice) -> None:
    task_id = await bound.assign(deadline=day(date(2026, 11, 20)), leader_id=bound.ids[LEADER])
    await bound.take(reassign, HEAD, task_id, lead_id=bound.ids[HEAD])
    assert [row.payload["step"] for row in await bound.owed(LEADER, Kind.NEWS)] == [Step.REASSIGN]


async def test_the_lead_neither_reads_nor_answers_what_was_asked_of_those_above_him(bound: SmallOffice) -> None:
    task_id = await bound.assign(monitor_id=bound.ids[MONITOR], coordinator_ids=frozenset({bound.ids[OTHER]}))
    asker = await bound.actor(OTHER)
    async with bound.database.write() as session:
        await ask(session, asker, "anh chủ trì không làm gì, em làm thay không ạ?", now=MONDAY, task_id=task_id)
        with pytest.raises(NotAllowed):
            await answerable(session, await bound.actor(LEAD), 1)
        assert (await answerable(session, await bound.actor(MONITOR), 1)).id == 1


async def test_the_lead_answers_what_he_was_asked(bound: SmallOffice) -> None:
    task_id = await bound.assign(monitor_id=bound.ids[MONITOR])
    async with bound.database.write() as session:
        await ask(session, await bound.actor(MONITOR), "đến đâu rồi?", now=MONDAY, task_id=task_id)
        assert (await answerable(session, await bound.actor(LEAD), 1)).id == 1


async def test_words_alone_ring_no_phone_at_night(bound: SmallOffice) -> None:
    helpers = frozenset({bound.ids[OTHER]})
    task_id = await bound.assign(coordinator_ids=helpers, urgency=Urgency.TOP_URGENT)
    await bound.take(note, OTHER, task_id, words="em nhắn cho vui")
    assert [row.priority for row in await bound.owed(LEAD, Kind.NEWS)] == [Priority.NEWS]
