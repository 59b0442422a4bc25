"""A step: its log rows, its freshness, and that it happens whole or not at all."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.standing import Standing, standing
from core.task import IllegalStep, State
from db.outbox import Kind
from db.session import Database, Session
from tests.usecases.small_office import LEAD, MONITOR, POLICY, SmallOffice, at
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.progress import progress
from usecases.recall import recall
from usecases.report import add_evidence, report
from usecases.send_back import NoOpinion, send_back
from usecases.steps import AlreadyTaken, StaleStep
from usecases.urge import UrgedLately, urge

FIVE_MINUTES = POLICY.urge_pause
Verb = Callable[..., Awaitable[None]]
BEGUN = ["assign: None → assigned"]
REPORTED = [*BEGUN, "acknowledge*: assigned → acknowledged", "report: acknowledged → reported"]


@pytest.mark.parametrize(
    ("verb", "post", "facts", "told"),
    [
        (acknowledge, LEAD, {}, ["acknowledge: assigned → acknowledged"]),
        (
            progress,
            LEAD,
            {"percent": 40},
            ["acknowledge*: assigned → acknowledged", "progress: acknowledged → working"],
        ),
        (report, LEAD, {"evidence": "12/BC"}, REPORTED[1:]),
        (recall, MONITOR, {}, ["recall: assigned → recalled"]),
        (urge, MONITOR, {"pause": FIVE_MINUTES}, ["urge: assigned → assigned"]),
    ],
)
async def test_a_step_of_a_new_task_is_logged(
    office: SmallOffice, verb: Verb, post: str, facts: dict[str, Any], told: list[str]
) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(verb, post, task_id, **facts)
    assert await office.log(task_id) == [*BEGUN, *told]


@pytest.mark.parametrize(
    ("verb", "post", "facts", "told"),
    [
        (accept, MONITOR, {"policy": POLICY}, "accept: reported → done"),
        (send_back, MONITOR, {"opinion": "Thiếu phụ lục"}, "send_back: reported → working"),
        (add_evidence, LEAD, {"evidence": "12/BC"}, "add_evidence: reported → reported"),
    ],
)
async def test_a_step_of_a_reported_task_is_logged(
    office: SmallOffice, verb: Verb, post: str, facts: dict[str, Any], told: str
) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, task_id)
    await office.take(verb, post, task_id, **facts)
    assert await office.log(task_id) == [*REPORTED, told]


@pytest.mark.parametrize("change", ["UPDATE log SET step = 'done'", "DELETE FROM log"])
async def test_the_log_is_append_only(office: SmallOffice, change: str) -> None:
    task_id = await office.assign()
    with pytest.raises(DBAPIError, match="append-only"):
        async with office.database.write() as session:
            await session.execute(text(change))
    assert await office.log(task_id) == BEGUN


async def test_a_step_that_fails_leaves_nothing_behind(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])

    async def report_and_die(session: Session, *about: Any, now: datetime) -> None:
        await report(session, *about, now=now)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await office.take(report_and_die, LEAD, task_id)
    assert (await office.task(task_id)).state is State.ASSIGNED
    assert await office.log(task_id) == BEGUN
    assert not await office.owed(MONITOR)


async def test_a_choice_shown_before_the_last_change_is_stale(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(recall, MONITOR, task_id, shown=0)
    with pytest.raises(StaleStep):
        await office.take(report, LEAD, task_id, shown=0)


async def test_the_same_step_twice_is_taken_once(office: SmallOffice) -> None:
    task_id = await office.assign()
    await office.take(acknowledge, LEAD, task_id, shown=0)
    with pytest.raises(AlreadyTaken):
        await office.take(acknowledge, LEAD, task_id, shown=0)


async def test_no_step_beside_the_table(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    with pytest.raises(IllegalStep):
        await office.take(accept, MONITOR, task_id, policy=POLICY)
    assert await office.log(task_id) == BEGUN


async def test_two_who_confirm_at_the_same_moment_confirm_once(office: SmallOffice, database_url: str) -> None:
    """Each in a process of its own."""
    colleague = await office.hire("Phó Văn phòng", like=MONITOR)
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, task_id)
    other = Database(database_url)
    elsewhere = SmallOffice(other, office.ids)
    outcomes = await asyncio.gather(
        office.take(accept, MONITOR, task_id, policy=POLICY, shown=2),
        elsewhere.take(accept, colleague, task_id, policy=POLICY, shown=2),
        return_exceptions=True,
    )
    await other.close()
    assert sorted(map(repr, outcomes)) == ["None", "StaleStep()"]
    assert (await office.log(task_id))[-1:] == ["accept: reported → done"]


async def test_reported_in_time_and_accepted_late_is_on_time(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, task_id, at("10/12/2026 23:59"))
    await office.take(accept, MONITOR, task_id, at("21/12/2026 09:00"), policy=POLICY)
    done = await office.task(task_id)
    assert standing(done, POLICY.calendar, at("21/12/2026 09:00")) is Standing.DONE_ON_TIME


async def test_the_report_that_was_accepted_counts_not_the_one_sent_back(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, task_id, at("10/12/2026 09:00"))
    await office.take(send_back, MONITOR, task_id, at("10/12/2026 10:00"), opinion="Thiếu")
    await office.take(report, LEAD, task_id, at("11/12/2026 09:00"))
    await office.take(accept, MONITOR, task_id, at("11/12/2026 10:00"), policy=POLICY)
    assert standing(await office.task(task_id), POLICY.calendar, at("12/12/2026 09:00")) is Standing.DONE_LATE


async def test_sending_back_needs_an_opinion(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, task_id)
    with pytest.raises(NoOpinion):
        await office.take(send_back, MONITOR, task_id, opinion=" \n")


@pytest.mark.parametrize("percent", [-1, 101])
async def test_a_percentage_has_bounds(office: SmallOffice, percent: int) -> None:
    task_id = await office.assign()
    with pytest.raises(ValueError, match="between 0 and 100"):
        await office.take(progress, LEAD, task_id, percent=percent)


async def test_a_task_is_urged_once_in_five_minutes_by_whomever(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(urge, MONITOR, task_id, at("30/11/2026 09:00"), pause=FIVE_MINUTES)
    with pytest.raises(UrgedLately):
        await office.take(urge, "Phó Chủ tịch", task_id, at("30/11/2026 09:04"), pause=FIVE_MINUTES)
    await office.take(urge, "Phó Chủ tịch", task_id, at("30/11/2026 09:05"), pause=FIVE_MINUTES)
    assert len(await office.owed(LEAD, Kind.NEWS)) == 2


async def test_a_report_without_anybody_to_confirm_it_goes_to_the_office(office: SmallOffice) -> None:
    colleague = await office.hire("Phó Văn phòng", like=MONITOR)
    await office.take(report, LEAD, await office.assign())
    assert [len(await office.owed(post, Kind.NEWS)) for post in (MONITOR, colleague)] == [1, 1]


async def test_a_title_keeps_its_words_and_loses_its_controls(office: SmallOffice) -> None:
    task_id = await office.assign(title="<b>Báo cáo</b>\x00\x07 quý\nIV\ud800 \ue000")
    assert (await office.task(task_id)).title == "<b>Báo cáo</b> quý IV"
