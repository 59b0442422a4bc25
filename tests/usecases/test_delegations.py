"""Standing in: who may, who hears what and when, and that everybody hears of its beginning and end exactly once."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.calendar import local
from core.message import plain
from core.task import Step
from db import delegations, outbox, people, queue
from db.outbox import Kind
from db.queue import Resting
from db.session import Database
from db.tables import Account, Delegation, LogEntry, Person
from tests.usecases.small_office import (
    HEAD,
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
from usecases.acknowledge import acknowledge
from usecases.delegate import CannotDelegate, Obstacle, delegate, end_delegation
from usecases.news import tell
from usecases.report import report

TUESDAY, THURSDAY, FRIDAY = date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4)
BEFORE, DURING, AFTER = MONDAY, at("01/12/2026 09:00"), at("04/12/2026 09:00")
EVERYBODY = (LEAD, HEAD, OTHER, OTHER_HEAD, MONITOR, LEADER)


@pytest.fixture
async def office(database: Database) -> SmallOffice:
    office = await SmallOffice.found(database)
    await office.bind(*EVERYBODY)
    return office


async def agree(
    office: SmallOffice,
    person: str = LEAD,
    substitute: str = HEAD,
    *,
    first: date = TUESDAY,
    last: date = THURSDAY,
    by: str | None = None,
    now: datetime = MONDAY,
) -> int:
    actor = await office.actor(by or person)
    ids: dict[str, Any] = {"person_id": office.ids[person], "substitute_id": office.ids[substitute]}
    async with office.database.write() as session:
        return (await delegate(session, actor, **ids, first=first, last=last, policy=POLICY, now=now)).id


async def end(office: SmallOffice, number: int, by: str = LEAD, now: datetime = DURING) -> None:
    actor = await office.actor(by)
    async with office.database.write() as session:
        await end_delegation(session, actor, number, now=now)


async def hears(office: SmallOffice, now: datetime) -> list[tuple[str | None, str | None]]:
    """Kind and chat of what may go now."""
    async with office.database.read() as session:
        rows = await queue.ready(session, now, priorities=tuple(outbox.Priority), resting=Resting(), limit=100)
    return [(row.kind, row.chat.chat_id if row.chat else None) for row in rows]


async def told(office: SmallOffice, post: str) -> list[str]:
    return [row.payload["part"] for row in await office.owed(post, Kind.LEAVE)]


@pytest.mark.parametrize(
    ("obstacle", "facts"),
    [
        (Obstacle.NOT_YOURS, {"by": OTHER}),
        (Obstacle.NOT_YOURS, {"by": HEAD}),
        (Obstacle.HIMSELF, {"substitute": LEAD}),
        (Obstacle.OTHER_UNIT, {"substitute": OTHER}),
        (Obstacle.OTHER_UNIT, {"substitute": OTHER_HEAD}),
        (Obstacle.UNREACHED, {"person": MONITOR, "substitute": "Quản trị"}),
        (Obstacle.BACKWARDS, {"last": date(2026, 11, 30)}),
        (Obstacle.PAST, {"first": date(2026, 11, 29)}),
        (Obstacle.TOO_LONG, {"last": TUESDAY + timedelta(days=60)}),
    ],
)
async def test_who_cannot_stand_in(office: SmallOffice, obstacle: Obstacle, facts: dict[str, Any]) -> None:
    with pytest.raises(CannotDelegate) as why:
        await agree(office, **facts)
    assert why.value.obstacle == obstacle


async def test_sixty_days_and_today_are_allowed(office: SmallOffice) -> None:
    await agree(office, first=MONDAY.date(), last=MONDAY.date() + timedelta(days=59))


async def test_there_are_no_chains_and_one_substitute_at_a_time(office: SmallOffice) -> None:
    third = await office.hire("Người thứ ba", LEAD)
    await office.bind(third)
    await agree(office)
    for obstacle, facts in (
        (Obstacle.AWAY_ALREADY, {"substitute": third, "first": THURSDAY, "last": FRIDAY}),
        (Obstacle.STANDS_IN, {"person": HEAD, "substitute": third, "first": THURSDAY, "last": FRIDAY}),
        (Obstacle.SUBSTITUTE_AWAY, {"person": third, "substitute": LEAD, "first": THURSDAY, "last": FRIDAY}),
    ):
        with pytest.raises(CannotDelegate) as why:
            await agree(office, **facts)
        assert why.value.obstacle == obstacle
    await agree(office, HEAD, third, first=FRIDAY, last=FRIDAY)
    await agree(office, third, LEAD, first=FRIDAY + timedelta(days=1), last=FRIDAY + timedelta(days=1))


async def test_the_office_may_ask_for_anybody_and_he_is_told(office: SmallOffice) -> None:
    await agree(office, by=MONITOR)
    assert await told(office, LEAD) == ["made"]


async def test_it_is_decided_when_it_is_sent_and_not_when_it_is_owed(office: SmallOffice) -> None:
    await agree(office)
    await office.assign()
    await office.tick(BEFORE)
    assert (Kind.NUDGE, LEAD) in await hears(office, BEFORE)
    assert (Kind.NUDGE, HEAD) in await hears(office, DURING)
    assert (Kind.NUDGE, LEAD) in await hears(office, AFTER)


async def test_whoever_cannot_be_reached_receives_for_nobody(office: SmallOffice) -> None:
    await agree(office)
    await office.assign()
    await office.tick(BEFORE)
    async with office.database.write() as session:
        await people.mark_gone(session, "text", HEAD, "đã chặn", DURING)
    assert await hears(office, DURING) == [(Kind.NUDGE, LEAD)]


async def tell_both(office: SmallOffice, by: str) -> None:
    """News of one step for the substitute and for whom he stands in."""
    task_id = await office.assign(OTHER, coordinator_ids=frozenset({office.ids[LEAD], office.ids[HEAD]}))
    task, actor = await office.task(task_id), await office.actor(by)
    async with office.database.write() as session:
        to = [office.ids[LEAD], office.ids[HEAD]]
        await tell(session, Step.NOTE, task, to, by=actor, now=DURING, words="đã có số liệu")


async def test_who_is_addressed_twice_about_one_step_hears_once(office: SmallOffice) -> None:
    await agree(office)
    await tell_both(office, by=OTHER)
    assert (await office.compose(await office.owed(HEAD, Kind.NEWS), DURING)).message is not None
    assert (await office.compose(await office.owed(LEAD, Kind.NEWS), DURING)).message is None
    assert (await office.compose(await office.owed(LEAD, Kind.NEWS), AFTER)).message is not None


async def test_what_he_did_himself_is_no_news_to_a_substitute(office: SmallOffice) -> None:
    await agree(office)
    await tell_both(office, by=HEAD)
    assert (await office.compose(await office.owed(LEAD, Kind.NEWS), DURING)).message is None


async def test_a_card_says_in_whose_place_it_is_read(office: SmallOffice) -> None:
    await agree(office)
    await office.assign()
    await office.tick(BEFORE)
    words = plain((await office.read(await office.owed(LEAD, Kind.NUDGE), DURING)).text)
    assert words.splitlines()[1] == "(nhận thay đồng chí Chuyên viên Sở Nội vụ)"


async def test_the_log_names_who_did_it_and_for_whom(office: SmallOffice) -> None:
    task_id = await office.assign()
    await agree(office)
    async with office.database.write() as session:
        substitute = await people.actor(session, office.ids[HEAD], DURING)
        assert substitute is not None
        await report(session, substitute, task_id, now=DURING)
    async with office.database.read() as session:
        entry = (await session.scalars(select(LogEntry).where(LogEntry.step == "report"))).one()
    assert (entry.actor_id, entry.detail["for"]) == (office.ids[HEAD], office.ids[LEAD])


async def test_whoever_is_away_keeps_his_rights_and_his_deeds_name_nobody_else(office: SmallOffice) -> None:
    task_id = await office.assign()
    await agree(office)
    await office.take(acknowledge, LEAD, task_id, DURING)
    async with office.database.read() as session:
        entry = (await session.scalars(select(LogEntry).where(LogEntry.step == "acknowledge"))).one()
    assert entry.actor_id == office.ids[LEAD]
    assert "for" not in entry.detail


async def test_beginning_and_end_are_told_once_however_often_one_looks(office: SmallOffice) -> None:
    await office.assign()
    await agree(office)
    for now in (BEFORE, at("01/12/2026 06:00"), DURING, DURING, at("03/12/2026 20:00")):
        await office.tick(now)
    assert (await told(office, HEAD), await told(office, LEAD)) == (["begins"], [])
    for _ in range(2):
        await office.tick(AFTER)
    assert (await told(office, HEAD), await told(office, LEAD)) == (["begins", "over"], ["back"])


async def test_the_end_is_told_at_once_when_it_is_ended_early(office: SmallOffice) -> None:
    number = await agree(office)
    await office.tick(DURING)
    await end(office, number)
    await office.tick(DURING)
    assert (await told(office, HEAD), await told(office, LEAD)) == (["begins", "over"], ["back"])


async def test_what_never_began_is_told_to_nobody_but_whom_it_was_made_for(office: SmallOffice) -> None:
    await end(office, await agree(office), now=MONDAY)
    await end(office, await agree(office), by=MONITOR, now=MONDAY)
    for now in (MONDAY, DURING, AFTER):
        await office.tick(now)
    assert (await told(office, HEAD), await told(office, LEAD)) == ([], ["called_off"])


async def test_a_week_of_silence_tells_only_the_end(office: SmallOffice) -> None:
    await agree(office)
    await office.tick(at("14/12/2026 09:00"))
    assert (await told(office, HEAD), await told(office, LEAD)) == (["over"], ["back"])


async def test_only_the_two_and_the_office_may_end_it(office: SmallOffice) -> None:
    number = await agree(office)
    for stranger in (OTHER, LEADER):
        with pytest.raises(CannotDelegate):
            await end(office, number, by=stranger)


async def test_a_report_that_nobody_could_judge_goes_to_the_office(office: SmallOffice) -> None:
    """The monitor's substitute leads the task himself; or the monitor stands in for its lead."""
    colleague = await office.hire("Người-cùng-phòng", MONITOR)
    await office.bind(colleague)
    own = await office.assign(colleague, monitor_id=office.ids[MONITOR])
    await agree(office, MONITOR, colleague)
    others = await office.hire("Người-thứ-ba", MONITOR)
    await office.take(report, colleague, own, DURING)
    assert [await hears_news(office, post) for post in (MONITOR, colleague, others)] == [False, False, True]


async def hears_news(office: SmallOffice, post: str) -> bool:
    return bool(await office.owed(post, Kind.NEWS))


TRIES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 8), st.integers(0, 4), st.booleans()), max_size=12
)


class _Undo(Exception):
    """The next example begins with the same office."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=TRIES, leavers=st.sets(st.integers(0, 5), max_size=4), day=st.integers(0, 12))
async def test_whoever_is_addressed_exactly_one_living_person_receives(
    office: SmallOffice, tries: Sequence[tuple[int, int, int, int, bool]], leavers: set[int], day: int
) -> None:
    try:
        async with office.database.write() as session:
            staff = await _one_house(session, office)
            clerk = await office.actor(MONITOR)
            for person, substitute, start, length, is_ended in tries:
                first = TUESDAY + timedelta(days=start)
                ids = {"person_id": staff[person], "substitute_id": staff[substitute]}
                last = first + timedelta(days=length)
                try:
                    agreed = await delegate(session, clerk, **ids, first=first, last=last, policy=POLICY, now=MONDAY)
                except CannotDelegate:
                    continue
                agreed.ended_at = MONDAY if is_ended else None
            now = MONDAY + timedelta(days=day)
            for number in leavers:
                (await session.get_one(Person, staff[number])).active = False
                await delegations.end_for(session, staff[number], now)
            await session.flush()
            await _check(session, staff, now)
            raise _Undo
    except _Undo:
        return


async def _one_house(session: Any, office: SmallOffice) -> list[int]:
    """Everybody may stand in for everybody."""
    staff = [office.ids[post] for post in EVERYBODY]
    unit_id = (await session.get_one(Person, staff[0])).unit_id
    for person_id in staff:
        (await session.get_one(Person, person_id)).unit_id = unit_id
    await session.flush()
    return staff


async def _check(session: Any, staff: Sequence[int], now: datetime) -> None:
    stand_ins = await people.stand_ins(session, now)
    for person_id in staff:
        receiver = stand_ins.get(person_id, person_id)
        assert (await session.get_one(Person, receiver)).active
        assert receiver not in stand_ins
        assert await session.scalar(select(Account.id).where(Account.person_id == receiver)) or receiver not in staff
    agreed = (await session.scalars(select(Delegation).where(Delegation.ended_at.is_(None)))).all()
    for day in (local(now).date() + timedelta(days=n) for n in range(14)):
        running = [each for each in agreed if each.starts_on <= day <= each.ends_on]
        away = [each.person_id for each in running]
        assert len(away) == len(set(away))
        assert not set(away) & {each.substitute_id for each in running}
