"""Who may take which step, for one person of every role and relation; whoever may not changes nothing."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.roles import NotAllowed
from tests.usecases.small_office import (
    ADMIN,
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
from usecases.progress import progress
from usecases.recall import recall
from usecases.report import add_evidence, report
from usecases.send_back import send_back
from usecases.show_task import show_task
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
MAY: list[tuple[Callable[..., Awaitable[None]], dict[str, Any], set[str]]] = [
    (acknowledge, {}, {LEAD}),
    (progress, {}, {LEAD}),
    (report, {}, {LEAD}),
    (urge, {"pause": POLICY.urge_pause}, OFFICE | {ASSIGNER, LEADER, OTHER_LEADER, HEAD}),
    (recall, {}, OFFICE | {ASSIGNER}),
    (accept, {}, OFFICE | {ASSIGNER, LEADER}),
    (send_back, {"opinion": "Thiếu phụ lục"}, OFFICE | {ASSIGNER, LEADER}),
    (add_evidence, {"evidence": "12/BC"}, {LEAD}),
]
ON_A_REPORT = (accept, send_back, add_evidence)
SEES = EVERYBODY - {STRANGER, OTHER_HEAD, ADMIN}


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
    if verb in ON_A_REPORT:
        await office.take(report, LEAD, task_id)
    before = await office.log(task_id)
    assert await _who_may(office, verb, task_id, **facts) == expected
    assert await office.log(task_id) == before


@pytest.mark.parametrize("verb", [accept, send_back, urge])
async def test_nobody_judges_or_urges_himself(office: SmallOffice, verb: Callable[..., Awaitable[None]]) -> None:
    facts = next(facts for each, facts, _ in MAY if each is verb)
    task_id = await _a_case(office, lead=CLERK)
    if verb is not urge:
        await office.take(report, CLERK, task_id)
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
