"""Who may take which step, for one person of every role and relation; whoever may not changes nothing."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from core.deadline import day
from core.roles import NotAllowed
from core.sent_file import FileKind, SentFile
from tests.usecases.small_office import (
    ADMIN,
    DUE,
    HEAD,
    LEAD,
    LEADER,
    MONDAY,
    MONITOR,
    OTHER,
    OTHER_HEAD,
    POLICY,
    SmallOffice,
)
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.ask_extension import ask_extension
from usecases.ask_return import ask_return, refuse_return
from usecases.attach import attach
from usecases.block import block
from usecases.decide_extension import (
    decline_offer,
    grant_extension,
    offer_extension,
    refuse_extension,
    take_offer,
)
from usecases.finish_part import finish_part
from usecases.involve import involve, release
from usecases.note import comment, note
from usecases.pause import pause, resume
from usecases.progress import progress
from usecases.recall import recall
from usecases.reopen import reopen
from usecases.report import add_evidence, report
from usecases.send_back import send_back
from usecases.set_deadline import set_deadline
from usecases.show_task import show_task
from usecases.snooze import snooze
from usecases.split import split
from usecases.unblock import unblock
from usecases.urge import urge

COORDINATOR, INFORMED, STRANGER = "Người phối hợp", "Người nhận để biết", "Người ngoài cuộc"
ASSIGNER, CLERK, OTHER_LEADER = "Người giao", "Chuyên viên Văn phòng khác", "Chủ tịch"
HIRED = {
    COORDINATOR: OTHER,
    INFORMED: OTHER,
    STRANGER: OTHER,
    ASSIGNER: OTHER,
    CLERK: MONITOR,
    OTHER_LEADER: LEADER,
}
EVERYBODY = {LEAD, HEAD, OTHER_HEAD, MONITOR, LEADER, ADMIN, *HIRED}
OFFICE = {MONITOR, CLERK}
SEES = EVERYBODY - {STRANGER, OTHER_HEAD, ADMIN}
PHOTO = SentFile(channel="telegram", kind=FileKind.PHOTO, file_id="AgAC")
WANTED: dict[str, Any] = {"wanted": day(date(2026, 12, 20)), "reason": "Mưa lũ"}
REASON: dict[str, Any] = {"reason": "Chờ trung ương"}
OFFERED: dict[str, Any] = {"until": day(date(2026, 12, 15))}
MAY: list[tuple[Callable[..., Awaitable[None]], dict[str, Any], set[str]]] = [
    (acknowledge, {}, {LEAD}),
    (progress, {}, {LEAD}),
    (report, {}, {LEAD}),
    (urge, {"pause": POLICY.urge_pause}, OFFICE | {ASSIGNER, LEADER, OTHER_LEADER, HEAD}),
    (recall, {}, OFFICE | {ASSIGNER}),
    (accept, {"policy": POLICY}, OFFICE | {ASSIGNER, LEADER}),
    (pause, REASON, OFFICE | {ASSIGNER}),
    (resume, {}, OFFICE | {ASSIGNER}),
    (reopen, REASON, OFFICE | {ASSIGNER}),
    (set_deadline, OFFERED | REASON, OFFICE | {ASSIGNER}),
    (unblock, {}, OFFICE | {ASSIGNER, LEAD}),
    (send_back, {"opinion": "Thiếu phụ lục"}, OFFICE | {ASSIGNER, LEADER}),
    (add_evidence, {"evidence": "12/BC"}, {LEAD}),
    (note, {"words": "đang chờ số liệu"}, SEES),
    (comment, {"words": "lưu ý mốc 15/12"}, SEES),
    (finish_part, {}, {COORDINATOR}),
    (involve, {"person_id": 2}, OFFICE | {ASSIGNER, HEAD}),
    (release, {"person_id": 8}, OFFICE | {ASSIGNER}),
    (split, {"title": "Phần 1", "lead_id": 1, "deadline": day(DUE), "policy": POLICY}, OFFICE | {ASSIGNER, LEAD, HEAD}),
    (attach, {"file": PHOTO}, {LEAD, COORDINATOR}),
    (snooze, {"policy": POLICY}, {LEAD}),
    (block, {"why": "Bộ chưa có hướng dẫn"}, {LEAD}),
    (ask_extension, WANTED, {LEAD}),
    (ask_return, {"reason": "Không thuộc chức năng"}, {LEAD}),
    (grant_extension, {}, OFFICE | {ASSIGNER, LEADER}),
    (refuse_extension, {"opinion": "Đủ thời gian"}, OFFICE | {ASSIGNER, LEADER}),
    (offer_extension, OFFERED, OFFICE | {ASSIGNER, LEADER}),
    (take_offer, {}, {LEAD}),
    (decline_offer, {"opinion": "Vẫn chưa đủ"}, {LEAD}),
    (refuse_return, {"opinion": "Vẫn chủ trì"}, OFFICE | {ASSIGNER, LEADER}),
]
_LEADS = ""  # whoever leads the task
Before = tuple[str, Callable[..., Awaitable[None]], dict[str, Any]]
AFTER: dict[Callable[..., Awaitable[None]], list[Before]] = {
    accept: [(_LEADS, report, {})],
    send_back: [(_LEADS, report, {})],
    add_evidence: [(_LEADS, report, {})],
    resume: [(MONITOR, pause, REASON)],
    reopen: [(MONITOR, recall, {})],
    unblock: [(_LEADS, block, {"why": "Bộ chưa có hướng dẫn"})],
    grant_extension: [(_LEADS, ask_extension, WANTED)],
    refuse_extension: [(_LEADS, ask_extension, WANTED)],
    offer_extension: [(_LEADS, ask_extension, WANTED)],
    take_offer: [(_LEADS, ask_extension, WANTED), (MONITOR, offer_extension, OFFERED)],
    decline_offer: [(_LEADS, ask_extension, WANTED), (MONITOR, offer_extension, OFFERED)],
    refuse_return: [(_LEADS, ask_return, {"reason": "Không thuộc chức năng"})],
}
"""What must have happened before."""


class _Undone(Exception):
    """The step was taken; the next person tries it on the same task."""


async def _a_case(office: SmallOffice, lead: str = LEAD) -> int:
    for name, like in HIRED.items():
        await office.hire(name, like)
    ids = office.ids
    return await office.assign(
        lead,
        assigner_id=ids[ASSIGNER],
        monitor_id=ids[MONITOR],
        leader_id=ids[LEADER],
        coordinator_ids=frozenset({ids[COORDINATOR]}),
        informed_ids=frozenset({ids[INFORMED]}),
    )


async def _who_may(office: SmallOffice, verb: Callable[..., Awaitable[None]], task_id: int, **facts: Any) -> set[str]:
    may = set()
    for post in EVERYBODY:
        actor = await office.actor(post)
        try:
            async with office.database.write() as session:
                await verb(session, actor, task_id, now=MONDAY, **facts)
                raise _Undone
        except _Undone:
            may.add(post)
        except NotAllowed:
            continue
    return may


@pytest.mark.parametrize(("verb", "facts", "expected"), MAY, ids=lambda part: getattr(part, "__name__", ""))
async def test_only_these_may(
    office: SmallOffice, verb: Callable[..., Awaitable[None]], facts: dict[str, Any], expected: set[str]
) -> None:
    task_id = await _a_case(office)
    await _prepare(office, verb, LEAD, task_id)
    before = await office.log(task_id)
    assert await _who_may(office, verb, task_id, **facts) == expected
    assert await office.log(task_id) == before


async def _prepare(office: SmallOffice, verb: Callable[..., Awaitable[None]], lead: str, task_id: int) -> None:
    for who, before, facts in AFTER.get(verb, ()):
        await office.take(before, who or lead, task_id, **facts)


@pytest.mark.parametrize(
    "verb",
    [
        accept,
        send_back,
        urge,
        pause,
        resume,
        reopen,
        set_deadline,
        grant_extension,
        refuse_extension,
        offer_extension,
        refuse_return,
    ],
)
async def test_nobody_judges_or_urges_himself(office: SmallOffice, verb: Callable[..., Awaitable[None]]) -> None:
    facts = next(facts for each, facts, _ in MAY if each is verb)
    task_id = await _a_case(office, lead=CLERK)
    await _prepare(office, verb, CLERK, task_id)
    assert CLERK not in await _who_may(office, verb, task_id, **facts)


async def test_who_sees_the_task(office: SmallOffice) -> None:
    task_id = await _a_case(office)
    sees = set()
    async with office.database.read() as session:
        for post in EVERYBODY:
            try:
                await show_task(session, await office.actor(post), task_id, POLICY, MONDAY)
            except NotAllowed:
                continue
            sees.add(post)
    assert sees == SEES


async def test_a_task_that_does_not_exist_is_refused_like_one_that_is_not_yours(office: SmallOffice) -> None:
    task_id = await _a_case(office)
    stranger = await office.actor(STRANGER)
    refusals = []
    async with office.database.write() as session:
        for number in (task_id, 404):
            for verb, facts, _ in MAY:
                with pytest.raises(NotAllowed) as refusal:
                    await verb(session, stranger, number, now=MONDAY, **facts)
                refusals.append(str(refusal.value))
    assert refusals[: len(MAY)] == refusals[len(MAY) :]
