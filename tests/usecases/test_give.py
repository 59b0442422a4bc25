"""Giving what was drafted: who follows it, who may be given what, and what has changed since it was read back."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from core.draft import Draft, Gap
from core.roles import NotAllowed
from core.sent_file import FileKind, SentFile
from core.task import Urgency
from core.vietnamese.assignments.until import Until
from db.tables import Document, Evidence, Person
from tests.usecases.small_office import ADMIN, HEAD, LEAD, LEADER, MONDAY, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.give import NotReady, give

UNTIL = Until(words="hạn 10/12", on=date(2026, 12, 10))


def a_draft(office: SmallOffice, lead: str = LEAD, **facts: object) -> Draft:
    draft = Draft(words="giao …", title="Rà soát biên chế", lead=(office.ids[lead], lead), until=UNTIL)
    return replace(draft, **facts)  # type: ignore[arg-type]


async def given(office: SmallOffice, by: str, draft: Draft, now: str = "30/11/2026 09:00") -> int:
    actor = await office.actor(by)
    async with office.database.write() as session:
        return await give(session, actor, draft, policy=POLICY, now=at(now))


@pytest.mark.parametrize(
    ("giver", "monitor", "leader", "accepter"),
    [(MONITOR, MONITOR, None, MONITOR), (LEADER, MONITOR, LEADER, MONITOR), (HEAD, None, None, HEAD)],
)
async def test_who_follows_what_was_given(
    office: SmallOffice, giver: str, monitor: str | None, leader: str | None, accepter: str
) -> None:
    task = await office.task(await given(office, giver, a_draft(office)))
    ids = office.ids
    assert task.assigner_id == ids[giver]
    assert task.monitor_id == (ids[monitor] if monitor else None)
    assert task.leader_id == (ids[leader] if leader else None)
    assert task.accepter_id == ids[accepter]


async def test_of_several_clerks_none_is_picked_for_a_leader(office: SmallOffice) -> None:
    await office.hire("Chuyên viên theo dõi 2", like=MONITOR)
    task = await office.task(await given(office, LEADER, a_draft(office)))
    assert (task.monitor_id, task.accepter_id) == (None, office.ids[LEADER])


@pytest.mark.parametrize(("giver", "lead"), [(LEAD, LEAD), (ADMIN, LEAD), (HEAD, OTHER)])
async def test_nobody_gives_beyond_his_rank(office: SmallOffice, giver: str, lead: str) -> None:
    with pytest.raises(NotAllowed):
        await given(office, giver, a_draft(office, lead))


async def test_a_head_names_no_helper_of_another_house(office: SmallOffice) -> None:
    with pytest.raises(NotAllowed):
        await given(office, HEAD, a_draft(office, helpers=((office.ids[OTHER], OTHER),)))


async def test_whoever_has_left_since_is_given_nothing(office: SmallOffice) -> None:
    async with office.database.write() as session:
        (await session.get_one(Person, office.ids[LEAD])).active = False
    with pytest.raises(NotAllowed):
        await given(office, MONITOR, a_draft(office))


async def test_a_day_that_has_passed_since_is_asked_for_again(office: SmallOffice) -> None:
    with pytest.raises(NotReady) as why:
        await given(office, MONITOR, a_draft(office), now="11/12/2026 00:00")
    assert why.value.gap is Gap.DEADLINE


async def test_everything_that_was_read_back_is_in_the_task(office: SmallOffice) -> None:
    file = SentFile(channel="text", kind=FileKind.DOCUMENT, file_id="f1", name="cv.pdf", size=9)
    facts = {"helpers": ((office.ids[OTHER], OTHER),), "informed": ((office.ids[HEAD], HEAD),), "files": (file,)}
    draft = a_draft(office, urgency=Urgency.URGENT, product="báo cáo", document="1/UBND", group=3, **facts)
    number = await given(office, MONITOR, draft)
    task, row = await office.task(number), await office.columns(number)
    assert (task.coordinator_ids, task.informed_ids) == ({office.ids[OTHER]}, {office.ids[HEAD]})
    assert (task.urgency, task.deadline.on) == (Urgency.URGENT, date(2026, 12, 10))
    assert (row["deliverable"], row["group"], row["assigned_at"]) == ("báo cáo", 3, MONDAY)
    assert await office.log(number) == ["assign: None → assigned"]
    async with office.database.read() as session:
        kept = (await session.scalars(select(Evidence))).one()
    assert (kept.task_id, kept.person_id, kept.file_id) == (number, office.ids[MONITOR], "f1")


async def test_two_tasks_of_one_document_share_it(office: SmallOffice) -> None:
    issued = {"document": "1/UBND", "document_on": date(2026, 11, 20)}
    for facts in (issued, issued, {"document": "1/UBND"}, {"document": "2/UBND"}):
        await given(office, MONITOR, a_draft(office, **facts))
    async with office.database.read() as session:
        numbers = list(await session.scalars(select(Document.number).order_by(Document.id)))
    assert numbers == ["1/UBND", "2/UBND"]
