"""The watch list: what SQL counts, what it lists page by page and what the rules say is the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from core.calendar import OFFICE_ZONE
from core.deadline import NO_DEADLINE, Deadline, DeadlineKind, Rhythm, day
from core.escalation import after
from core.message import plain
from core.plan import Plan, Wait
from core.roles import Actor, Role
from core.task import CLOSED, State
from core.watch import Silence, Watch
from db import objections, outbox, people, tasks, watch
from db.session import Session
from db.tables import Account, Document, OutboxMessage, TaskRow
from db.tasks import Loaded
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
    at,
)
from usecases.assign import NewTask, assign
from usecases.letters import Desk
from usecases.watch import listed
from usecases.watch import watch as screen

NOW = at("06/01/2027 10:00")
TASK_KINDS = [kind for kind in Watch if kind is not Watch.UNDELIVERABLE]
WATCHERS = (MONITOR, LEADER, HEAD, OTHER_HEAD)


@dataclass(frozen=True, kw_only=True)
class Facts:
    lead: str
    deadline: Deadline
    state: State
    assigned: datetime
    plan: Plan
    blocked: bool
    asked: bool
    issued: date | None
    contested: datetime | None


MOMENTS = st.datetimes(datetime(2026, 12, 28), datetime(2027, 1, 6, 10)).map(
    lambda naive: naive.replace(second=0, microsecond=0, tzinfo=OFFICE_ZONE)
)
ONGOING = Deadline(kind=DeadlineKind.ONGOING, rhythm=Rhythm.MONTH)
PLANS = [
    POLICY.plan,
    replace(POLICY.plan, acknowledge_within=Wait(hours=2)),
    replace(POLICY.plan, acknowledge_within=Wait(hours=1), at_once=True),
]
FACTS = st.builds(
    Facts,
    lead=st.sampled_from([LEAD, HEAD, OTHER, OTHER_HEAD, MONITOR]),
    deadline=st.sampled_from(
        [NO_DEADLINE, ONGOING, Deadline(kind=DeadlineKind.PER_REGULATION), day(date(2027, 1, 10))]
    ),
    state=st.sampled_from([*State, State.ASSIGNED, State.ASSIGNED]),
    assigned=MOMENTS,
    plan=st.sampled_from(PLANS),
    blocked=st.booleans(),
    asked=st.booleans(),
    issued=st.none() | st.sampled_from([date(2026, 12, 31), date(2027, 1, 1)]),
    contested=st.none() | MOMENTS,
)


class _Undo(Exception):
    """The next example begins with the same office."""


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(FACTS, min_size=1, max_size=12))
async def test_counts_lists_and_rules_agree(office: SmallOffice, cases: list[Facts]) -> None:
    try:
        async with office.database.write() as session:
            found = await _enter(session, office, cases)
            for post in WATCHERS:
                actor = await people.actor(session, office.ids[post])
                assert actor is not None
                await _compare(session, actor, found)
            raise _Undo
    except _Undo:
        return


async def _compare(session: Session, actor: Actor, found: Sequence[tuple[Loaded, Facts]]) -> None:
    counts = await watch.counts(session, actor, POLICY.calendar, NOW)
    desk = Desk(session=session, viewer=actor, policy=POLICY, now=NOW)
    for kind in TASK_KINDS:
        expected = {each.task.id for each, facts in found if _sees(actor, each) and _holds(kind, each, facts)}
        shown: list[int] = []
        pages = 1
        while len(shown) < counts[kind] and pages <= len(found):
            shown += [view.number for view in (await listed(desk, kind, pages, size=2)).tasks]
            pages += 1
        assert sorted(shown) == sorted(expected), kind
        assert counts[kind] == len(expected)


def _sees(actor: Actor, found: Loaded) -> bool:
    return actor.role in (Role.OFFICE, Role.LEADER) or found.task.lead_unit_id in actor.unit_ids


def _holds(kind: Watch, found: Loaded, facts: Facts) -> bool:
    task = found.task
    if kind is Watch.CONTESTED:
        return facts.contested is not None and _working_days_between(facts.contested, NOW) >= 3
    if task.state in CLOSED:
        return False
    match kind:
        case Watch.UNACKNOWLEDGED:
            signs_by = after(facts.assigned, facts.plan.acknowledge_within, facts.plan, POLICY.calendar)
            return task.state is State.ASSIGNED and signs_by <= NOW
        case Watch.BLOCKED:
            return facts.blocked
        case Watch.UNDECIDED:
            return task.state is State.REPORTED or task.waits_for_decision
        case Watch.UNDATED:
            return task.deadline.on is None and task.deadline.kind is not DeadlineKind.ONGOING
        case _:
            of_last_year = facts.issued is not None and facts.issued.year < 2027
            return facts.assigned.year < 2027 or of_last_year


def _working_days_between(first: datetime, last: datetime) -> int:
    """Neither day is counted."""
    days = (first.date() + timedelta(days=number) for number in range(1, (last.date() - first.date()).days))
    return sum(map(POLICY.calendar.is_working_day, days))


async def _enter(session: Session, office: SmallOffice, cases: Sequence[Facts]) -> list[tuple[Loaded, Facts]]:
    entered = {}
    for number, facts in enumerate(cases):
        actor = await people.actor(session, office.ids[facts.lead])
        assert actor is not None
        document = Document(number=f"{number}/UBND", issued_on=facts.issued)
        session.add(document)
        await session.flush()
        new = NewTask(
            title="Báo cáo",
            deadline=facts.deadline,
            lead_id=actor.person_id,
            lead_unit_id=actor.unit_id,
            document_id=document.id if facts.issued else None,
        )
        row = await assign(session, new, actor=None, policy=POLICY, now=facts.assigned)
        row.state, row.plan = facts.state, facts.plan.to_json()
        row.blocked_at = facts.assigned if facts.blocked else None
        row.asked_at = facts.assigned if facts.asked else None
        row.reported_at = facts.assigned if facts.state is State.REPORTED else None
        if facts.contested is not None:
            said = {"task_id": row.id, "person_id": actor.person_id, "words": "Hạn quá gấp"}
            await objections.add(session, now=facts.contested, **said)
        entered[row.id] = facts
    await session.flush()
    found = await tasks.load_many(session, entered)
    return [(found[number], facts) for number, facts in entered.items()]


async def _words(office: SmallOffice, post: str, kind: Watch | None = None, page: int = 1) -> str:
    actor = await office.actor(post)
    async with office.database.read() as session:
        desk = Desk(session=session, viewer=actor, policy=POLICY, now=MONDAY)
        return plain((await screen(desk, kind, page)).text)


async def _silent(office: SmallOffice) -> dict[str, tuple[Silence, datetime | None]]:
    actor = await office.actor(MONITOR)
    async with office.database.read() as session:
        page = await watch.unreached(session, actor, MONDAY, 1, 50)
        counted = (await watch.counts(session, actor, POLICY.calendar, MONDAY))[Watch.UNDELIVERABLE]
    assert counted == page.total == len(page.people)
    return {each.name: (each.why, each.since) for each in page.people}


async def test_people_are_told_with_why_and_since_when(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD, OTHER, LEADER, MONITOR, ADMIN, now=MONDAY - timedelta(days=9))
    lost, missed = MONDAY - timedelta(hours=5), MONDAY - timedelta(hours=3)
    async with office.database.write() as session:
        await people.mark_gone(session, "text", LEAD, "đã chặn", lost)
        for post, state in (
            (OTHER, outbox.State.SET_ASIDE),
            (OTHER_HEAD, outbox.State.GONE),
            (HEAD, outbox.State.SENT),
        ):
            message = {"kind": "news", "priority": 20, "state": state, "created_at": missed, "sent_at": missed}
            session.add(OutboxMessage(person_id=office.ids[post], **message))
    assert await _silent(office) == {
        LEAD: (Silence.GONE, lost),
        OTHER: (Silence.SET_ASIDE, missed),
        OTHER_HEAD: (Silence.UNBOUND, missed),
    }


async def test_whoever_has_another_account_is_reached(office: SmallOffice) -> None:
    for channel in ("text", "fake"):
        await office.bind(LEAD, HEAD, OTHER, OTHER_HEAD, LEADER, MONITOR, ADMIN, channel=channel)
    async with office.database.write() as session:
        await people.mark_gone(session, "text", LEAD, "đã chặn", MONDAY)
    assert await _silent(office) == {}


async def test_a_message_that_was_set_aside_long_ago_is_not_told_for_ever(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD, OTHER, OTHER_HEAD, LEADER, MONITOR, ADMIN)
    then = MONDAY - watch.WATCHED_FOR - timedelta(minutes=1)
    async with office.database.write() as session:
        facts = {"kind": "news", "priority": 20, "state": outbox.State.SET_ASIDE, "created_at": then, "sent_at": then}
        session.add(OutboxMessage(person_id=office.ids[LEAD], **facts))
    assert await _silent(office) == {}


async def test_a_head_sees_the_people_of_his_own_units(office: SmallOffice) -> None:
    told = await _words(office, HEAD, Watch.UNDELIVERABLE)
    assert LEAD in told
    assert OTHER not in told


async def test_who_has_nothing_to_watch_is_told_so(office: SmallOffice) -> None:
    await office.assign(deadline=NO_DEADLINE)
    for post in (LEAD, ADMIN):
        for kind in (None, *Watch):
            assert (await _words(office, post, kind)).startswith("Danh mục theo dõi dành cho Văn phòng")


async def test_an_office_without_worries_hears_one_line(office: SmallOffice) -> None:
    async with office.database.write() as session:
        moment = datetime.now(UTC)
        session.add_all(
            Account(person_id=each, channel="text", chat_id=str(each), bound_at=moment, seen_at=moment)
            for each in office.ids.values()
        )
    assert (await _words(office, MONITOR)).startswith("✅ Không có gì cần theo dõi thêm (chưa tiếp nhận, vướng mắc")


async def test_a_plan_that_cannot_be_read_hides_no_task(office: SmallOffice) -> None:
    await office.assign(now=MONDAY - timedelta(days=7))
    async with office.database.write() as session:
        await session.execute(update(TaskRow).values(plan={"morning": "?"}))
    assert "🔔 Chưa tiếp nhận: 1 việc" in await _words(office, MONITOR)
