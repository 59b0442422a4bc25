"""From a proposal to its step: what this person may do for this task now, and only when it is still the task shown."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from core.deadline import NO_DEADLINE, day
from core.proposal import Proposal, Verb
from core.roles import NotAllowed
from core.sent_file import FileKind, SentFile
from core.task import IllegalStep, State
from core.vietnamese.dates import Duration
from db import extensions
from db.tables import Evidence
from tests.usecases.small_office import DUE, LEAD, MONDAY, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.acknowledge import acknowledge
from usecases.ask_extension import AskedAlready
from usecases.carry_out import carry_out
from usecases.decide_extension import PassedAlready
from usecases.fitting import NoDeadline, fitted
from usecases.recall import recall
from usecases.report import report
from usecases.steps import AlreadyTaken, StaleStep

PHOTO = SentFile(channel="telegram", kind=FileKind.PHOTO, file_id="AgAC")
LATER = date(2026, 12, 20)


def told(verb: Verb, task_id: int | None, **facts: Any) -> Proposal:
    return Proposal(verb=verb, words=facts.pop("words", "dạ em báo cáo"), task_id=task_id, **facts)


async def fit(office: SmallOffice, post: str, proposal: Proposal) -> Proposal:
    async with office.database.read() as session:
        return await fitted(session, await office.actor(post), proposal)


async def do(office: SmallOffice, post: str, proposal: Proposal, now: Any = MONDAY) -> str | None:
    async with office.database.write() as session:
        entry = await carry_out(session, await office.actor(post), proposal, policy=POLICY, now=now)
        return entry and entry.step


@pytest.mark.parametrize(
    ("verb", "facts", "step"),
    [
        (Verb.ACKNOWLEDGE, {"on": LATER}, "acknowledge"),
        (Verb.PROGRESS, {"percent": 70}, "progress"),
        (Verb.REPORT, {"document": "12/BC-SNV"}, "report"),
        (Verb.NOTE, {}, "note"),
        (Verb.BLOCK, {"reason": "chờ Bộ"}, "block"),
        (Verb.EXTEND, {"on": LATER, "reason": "mưa"}, "ask_extension"),
        (Verb.RETURN, {"reason": "không thuộc chức năng"}, "ask_return"),
        (Verb.ASK, {}, "ask"),
        (Verb.ATTACH, {"files": (PHOTO,)}, "attach"),
    ],
)
async def test_every_verb_has_its_step(office: SmallOffice, verb: Verb, facts: dict[str, Any], step: str) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    proposal = await fit(office, LEAD, told(verb, task_id, **facts))
    assert await do(office, LEAD, proposal) == (step if verb is not Verb.ATTACH else None)
    assert (await office.log(task_id))[-1].startswith(f"{step}: ")


async def test_a_question_about_no_task_leaves_no_entry(office: SmallOffice) -> None:
    assert await do(office, LEAD, told(Verb.ASK, None)) is None


async def test_a_document_is_the_product_of_the_report(office: SmallOffice) -> None:
    task_id = await office.assign()
    await do(office, LEAD, await fit(office, LEAD, told(Verb.REPORT, task_id, document="12/BC-SNV")))
    assert (await office.columns(task_id))["evidence"] == "12/BC-SNV"


async def test_files_come_with_the_step(office: SmallOffice) -> None:
    task_id = await office.assign()
    await do(
        office, LEAD, await fit(office, LEAD, told(Verb.REPORT, task_id, files=(PHOTO, replace(PHOTO, file_id="BgBD"))))
    )
    async with office.database.read() as session:
        kept = (await session.scalars(select(Evidence.task_id))).all()
    assert kept == [task_id, task_id]


@pytest.mark.parametrize("verb", [Verb.ACKNOWLEDGE, Verb.PROGRESS, Verb.BLOCK, Verb.EXTEND, Verb.RETURN])
async def test_what_a_coordinator_says_is_a_word_to_the_lead(office: SmallOffice, verb: Verb) -> None:
    """He finishes his part, never the task."""
    task_id = await office.assign(coordinator_ids=frozenset({office.ids[OTHER]}))
    assert (await fit(office, OTHER, told(verb, task_id))).verb is Verb.NOTE


async def test_a_promise_after_the_acknowledgement_is_a_word(office: SmallOffice) -> None:
    task_id = await office.assign()
    await office.take(acknowledge, LEAD, task_id)
    assert (await fit(office, LEAD, told(Verb.ACKNOWLEDGE, task_id, on=LATER))).verb is Verb.NOTE
    with pytest.raises(AlreadyTaken):
        await fit(office, LEAD, told(Verb.ACKNOWLEDGE, task_id))


async def test_a_document_after_the_report_is_its_product(office: SmallOffice) -> None:
    task_id = await office.assign()
    await office.take(report, LEAD, task_id)
    proposal = told(Verb.REPORT, task_id, document="12/BC", words="văn bản là 12/BC")
    assert (await fit(office, LEAD, proposal)).verb is Verb.NAME_PRODUCT
    with pytest.raises(IllegalStep):
        await fit(office, LEAD, replace(proposal, document=None))


async def test_there_must_be_a_deadline_to_extend_and_no_open_request(office: SmallOffice) -> None:
    undated = await office.assign(deadline=NO_DEADLINE)
    with pytest.raises(NoDeadline):
        await fit(office, LEAD, told(Verb.EXTEND, undated, on=LATER, reason="mưa"))
    dated = await office.assign(monitor_id=office.ids[MONITOR])
    proposal = await fit(office, LEAD, told(Verb.EXTEND, dated, on=LATER, reason="mưa"))
    await do(office, LEAD, proposal)
    with pytest.raises(AskedAlready):
        await fit(office, LEAD, told(Verb.EXTEND, dated, on=LATER, reason="mưa"))


async def test_a_length_counts_from_the_deadline(office: SmallOffice) -> None:
    task_id = await office.assign()
    length = Duration(n=2, unit="day", working=True)
    await do(office, LEAD, await fit(office, LEAD, told(Verb.EXTEND, task_id, length=length, reason="mưa")))
    async with office.database.read() as session:
        request = await extensions.open_of(session, task_id)
    assert request is not None
    assert extensions.wanted(request) == day(POLICY.calendar.shift(DUE, 2))


async def test_a_day_that_went_by_while_it_was_talked_of(office: SmallOffice) -> None:
    task_id = await office.assign()
    proposal = await fit(office, LEAD, told(Verb.EXTEND, task_id, on=LATER, reason="mưa"))
    with pytest.raises(PassedAlready):
        await do(office, LEAD, proposal, at("21/12/2026 08:00"))


async def test_a_task_that_moved_on_meanwhile_is_not_touched(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    proposal = await fit(office, LEAD, told(Verb.REPORT, task_id))
    await office.take(recall, MONITOR, task_id)
    with pytest.raises(StaleStep):
        await do(office, LEAD, proposal)
    assert (await office.task(task_id)).state is State.RECALLED


async def test_a_stranger_learns_nothing(office: SmallOffice) -> None:
    task_id = await office.assign()
    for number in (task_id, 404):
        with pytest.raises(NotAllowed) as refusal:
            await fit(office, OTHER, told(Verb.PROGRESS, number))
        assert str(refusal.value) == "no right to progress"
