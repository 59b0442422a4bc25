"""A changed calendar: who may change it, what follows at once, and that the nudges are as if it had always been so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from core.calendar import Calendar, Decided, Override
from core.deadline import day
from core.nudge import due
from core.policy import Policy
from core.roles import NotAllowed
from core.slot import Audience
from core.vietnamese.day_changes import Misread
from db import calendar as days_kept
from db import tasks
from db.outbox import Kind, State
from db.session import Database, Session
from db.tables import DayDecision, OutboxMessage, TaskRow
from tests.usecases.small_office import (
    ADMIN,
    LEAD,
    LEADER,
    MONDAY,
    MONITOR,
    OTHER,
    OTHER_HEAD,
    POLICY,
    SmallOffice,
    at,
)
from usecases.change_calendar import CalendarMoved, change_calendar, decide, foresee
from usecases.nudge import nudge
from usecases.policy import CurrentPolicy

STORM = Override(off=True, why="Nghỉ tránh bão")
BUSY = Override(off=False, why="Họp Hội đồng")
WEDNESDAY, SATURDAY = date(2026, 12, 9), date(2026, 12, 12)


async def change(
    office: SmallOffice, days: Decided, by: str = MONITOR, version: int = 0, now: datetime = MONDAY
) -> int:
    """How many nudges moved."""
    actor = await office.actor(by)
    async with office.database.read() as session:
        effect = await foresee(session, POLICY.calendar, days, now)
    async with office.database.write() as session:
        await change_calendar(session, actor, days, calendar=POLICY.calendar, version=version, now=now)
    return effect.moved


async def policy_of(database: Database) -> Policy:
    """What a process that starts now counts with."""
    async with database.read() as session:
        return await CurrentPolicy(POLICY, database).look(session)


@pytest.mark.parametrize("by", [MONITOR, ADMIN])
async def test_the_office_decides_and_a_restart_keeps_it(office: SmallOffice, by: str) -> None:
    await change(office, {WEDNESDAY: STORM, SATURDAY: BUSY}, by)
    calendar = (await policy_of(office.database)).calendar
    assert (calendar.is_working_day(WEDNESDAY), calendar.is_working_day(SATURDAY)) == (False, True)
    async with office.database.read() as session:
        decided = (await session.scalars(select(DayDecision).order_by(DayDecision.id))).all()
    assert [(each.day, each.why, each.decided_by, each.decided_at) for each in decided] == [
        (WEDNESDAY, STORM.why, office.ids[by], MONDAY),
        (SATURDAY, BUSY.why, office.ids[by], MONDAY),
    ]


@pytest.mark.parametrize("by", [LEAD, OTHER_HEAD, LEADER])
async def test_nobody_else_changes_the_calendar(office: SmallOffice, by: str) -> None:
    with pytest.raises(NotAllowed):
        await change(office, {WEDNESDAY: STORM}, by)
    assert (await policy_of(office.database)) == POLICY


async def test_what_was_read_back_under_another_calendar_is_not_done(office: SmallOffice) -> None:
    await change(office, {SATURDAY: BUSY})
    with pytest.raises(CalendarMoved):
        await change(office, {WEDNESDAY: STORM})


async def test_a_yes_that_comes_a_day_late_closes_no_day_of_the_past(office: SmallOffice) -> None:
    with pytest.raises(Misread):
        await change(office, {WEDNESDAY: STORM}, now=at("10/12/2026 09:00"))


async def test_the_decision_of_the_chat_wins_over_the_file_of_the_start(office: SmallOffice) -> None:
    settled = replace(POLICY, calendar=Calendar(overrides={WEDNESDAY: STORM, SATURDAY: BUSY}))
    await change(office, {WEDNESDAY: None})
    async with office.database.read() as session:
        now = await CurrentPolicy(settled, office.database).look(session)
    assert now.calendar.overrides == {SATURDAY: BUSY}


async def test_moved_nudges_are_counted_by_who_hears_them(office: SmallOffice) -> None:
    """T-1 and T-3 of a task that is due on the 10th, each for its lead and two who help."""
    helpers = frozenset({office.ids[OTHER], office.ids[OTHER_HEAD]})
    await office.assign(coordinator_ids=helpers, now=at("02/12/2026 09:00"))
    await office.tick(at("03/12/2026 09:00"))
    assert await change(office, {WEDNESDAY: STORM}, now=at("03/12/2026 09:00")) == 6


async def test_a_nudge_that_waits_and_is_not_owed_any_more_is_not_sent(office: SmallOffice) -> None:
    """T-1 waits for the messenger to come back; meanwhile another day is worked before the deadline."""
    await office.assign(deadline=day(date(2026, 12, 14)), now=at("02/12/2026 09:00"))
    await office.tick(at("11/12/2026 08:00"))
    assert [row.slot for row in await office.owed(LEAD)] == ["T-1"]
    await change(office, {SATURDAY: BUSY}, now=at("11/12/2026 08:00"))
    assert [row.slot for row in await office.owed(LEAD)] == []


async def test_a_task_whose_plan_cannot_be_read_stops_no_decision(office: SmallOffice) -> None:
    await office.assign()
    async with office.database.write() as session:
        await session.execute(update(TaskRow).values(plan={"morning": "?"}))
    assert await change(office, {WEDNESDAY: STORM}) == 0


async def test_another_process_counts_with_it_when_it_looks_next(office: SmallOffice, database_url: str) -> None:
    other = Database(database_url)
    policies = CurrentPolicy(POLICY, other)
    async with other.read() as session:
        assert await policies.look(session) == POLICY
    await change(office, {WEDNESDAY: STORM})
    async with other.read() as session:
        assert await policies.known(session) == POLICY
        assert not (await policies.look(session)).calendar.is_working_day(WEDNESDAY)
    await other.close()


async def test_the_same_process_counts_with_it_at_once(office: SmallOffice) -> None:
    policies = CurrentPolicy(POLICY, office.database)
    async with office.database.read() as session:
        await policies.look(session)
    await change(office, {WEDNESDAY: STORM})
    async with office.database.read() as session:
        known = await policies.known(session)
    assert not known.calendar.is_working_day(WEDNESDAY)
    assert policies.latest is known


@dataclass(frozen=True, kw_only=True)
class Event:
    """For some days the clock runs, with or without a messenger; then something is decided about a day ahead."""

    days: int
    delivers: bool
    ahead: int
    what: Override | None


EVENTS = st.builds(
    Event,
    days=st.integers(0, 3),
    delivers=st.booleans(),
    ahead=st.integers(0, 9),
    what=st.sampled_from([STORM, BUSY, None]),
)
DEADLINES = st.dates(date(2026, 12, 1), date(2026, 12, 18))
HOURS = [timedelta(hours=hour, minutes=30) for hour in (6, 7, 9, 14)]


class _Undo(Exception):
    """The next example begins with the same office."""


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due_on=st.lists(DEADLINES, min_size=1, max_size=3), events=st.lists(EVENTS, min_size=1, max_size=4))
async def test_nudges_are_owed_as_if_the_calendar_had_always_been_so(
    office: SmallOffice, due_on: list[date], events: list[Event]
) -> None:
    numbers = [
        await office.assign(
            deadline=day(on),
            now=at("29/11/2026 20:00"),
            coordinator_ids=frozenset({office.ids[OTHER]}),
            informed_ids=frozenset({office.ids[ADMIN]}),
            monitor_id=office.ids[MONITOR],
            leader_id=office.ids[LEADER],
        )
        for on in due_on
    ]
    try:
        async with office.database.write() as session:
            await _compare(session, numbers, [*events, Event(days=9, delivers=True, ahead=0, what=None)])
            raise _Undo
    except _Undo:
        async with office.database.write() as session:
            await session.execute(update(TaskRow).values(state="recalled", look_at=None))


Owed = tuple[datetime, int, str, str]


async def _compare(session: Session, numbers: Sequence[int], events: Sequence[Event]) -> None:
    """The tick, which looks only at tasks whose moment has come, against somebody who looks at every task all day."""
    calendar, today = POLICY.calendar, MONDAY.replace(hour=0)
    sent: dict[int, set[tuple[str, Audience]]] = {number: set() for number in numbers}
    for event in events:
        waiting: list[Owed] = []
        for _ in range(event.days):
            for now in (today + hour for hour in HOURS):
                expected = await _looked_at(session, sent, calendar, now)
                assert await _ticked(session, numbers, replace(POLICY, calendar=calendar), now) == expected
                waiting += expected
            today += timedelta(days=1)
        if event.delivers:
            await session.execute(update(OutboxMessage).values(state=State.SENT))
        else:
            _forget(sent, waiting)
        days = {today.date() + timedelta(days=event.ahead): event.what}
        await decide(session, days, by=None, now=today)
        calendar = calendar.decided(days)


async def _looked_at(
    session: Session, sent: dict[int, set[tuple[str, Audience]]], calendar: Calendar, now: datetime
) -> list[Owed]:
    found = await tasks.load_many(session, sent)
    owed: list[Owed] = []
    for number, used in sent.items():
        for each in due(found[number].task, frozenset(used), POLICY.plan, calendar, now):
            used.add((each.slot, each.audience))
            owed.append((now, number, each.slot, each.audience))
    return sorted(owed)


async def _ticked(session: Session, numbers: Sequence[int], policy: Policy, now: datetime) -> list[Owed]:
    await nudge(session, policy, now)
    query = select(OutboxMessage).where(OutboxMessage.kind == Kind.NUDGE, OutboxMessage.created_at == now)
    rows = await session.scalars(query.where(OutboxMessage.task_id.in_(numbers)))
    return sorted((now, row.task_id or 0, row.slot or "", row.audience or "") for row in rows)


def _forget(sent: dict[int, set[tuple[str, Audience]]], waiting: Sequence[Owed]) -> None:
    for _, number, slot, audience in waiting:
        sent[number].discard((slot, Audience(audience)))


async def test_the_version_counts_changes(office: SmallOffice) -> None:
    for version in (0, 1):
        async with office.database.read() as session:
            assert await days_kept.version(session) == version
        await change(office, {WEDNESDAY: STORM}, version=version)


async def test_a_file_taken_again_does_not_undo_what_the_chat_decided_since(office: SmallOffice) -> None:
    async with office.database.write() as session:
        await decide(session, {WEDNESDAY: STORM}, by=None, now=MONDAY)
    await change(office, {WEDNESDAY: None}, version=1)
    async with office.database.read() as session:
        (taken,) = await days_kept.latest(session, from_file=True)
        (counts,) = await days_kept.latest(session)
    assert (taken.off, counts.off) == (True, None)
