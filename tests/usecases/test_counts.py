"""What SQL counts is what the rules say, for offices, histories and periods at random; and every sum is the total."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, true

from core.calendar import OFFICE_ZONE
from core.counting import Counts, Known, Official, Window, belongs, official, soon_until, window
from core.deadline import NO_DEADLINE, Deadline, day, hour
from core.report_periods import Span, period_on
from core.task import State, Step
from db import log, tasks
from db.counts import By, counts, lines, total
from db.session import Session
from db.tables import LogEntry, Person, TaskRow
from tests.usecases.small_office import POLICY, SmallOffice
from usecases.assign import NewTask, assign

DAYS = st.dates(date(2026, 10, 28), date(2026, 11, 4))  # around the end of a week, a month; hours around midnight
HOURS = st.sampled_from([0, 7, 12, 17, 23])
MOMENTS = st.builds(lambda on, at: datetime(on.year, on.month, on.day, at, tzinfo=OFFICE_ZONE), DAYS, HOURS)
DEADLINES = st.just(NO_DEADLINE) | DAYS.map(day) | MOMENTS.map(hour)
CALENDAR, SOON = POLICY.calendar, 3


@dataclass(frozen=True, kw_only=True)
class Facts:
    lead: int
    group: int | None
    given: datetime
    handed_on: timedelta | None
    state: State
    reported: datetime
    waited: timedelta
    deadline: Deadline
    moved: tuple[datetime, Deadline] | None


FACTS = st.builds(
    Facts,
    lead=st.integers(0, 6),
    group=st.none() | st.integers(1, 5),
    given=MOMENTS,
    handed_on=st.none() | st.just(timedelta(days=2)),
    state=st.sampled_from(State),
    reported=MOMENTS,
    waited=st.sampled_from([timedelta(0), timedelta(days=2)]),
    deadline=DEADLINES,
    moved=st.none() | st.tuples(MOMENTS, DEADLINES),
)


class _Undo(Exception):
    """The next example begins with the same office."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(FACTS, min_size=1, max_size=8), now=MOMENTS, span=st.sampled_from(Span), on=DAYS)
async def test_sql_and_rules_agree(
    office: SmallOffice, cases: list[Facts], now: datetime, span: Span, on: date
) -> None:
    period = period_on(span, on)
    seen = window(
        period, max(now, datetime(period.first.year, period.first.month, period.first.day, 9, tzinfo=OFFICE_ZONE))
    )
    try:
        async with office.database.write() as session:
            known = await _enter(session, cases, seen)
            await _compare(session, known, seen)
            raise _Undo
    except _Undo:
        return


async def _compare(session: Session, known: Sequence[Known], seen: Window) -> None:
    until = soon_until(seen, CALENDAR, SOON)
    told = await total(session, true(), seen, soon_until=until)
    about = [each for each in known if belongs(each, seen)]
    expected = Counter(official(each, seen, CALENDAR) for each in about)
    assert {name: getattr(told, name) for name in Official} == {name: expected[name] for name in Official}
    assert (told.recalled, told.total) == (expected[None], len(about) - expected[None])
    counted = [each for each in about if official(each, seen, CALENDAR)]
    assert told.carried == sum(each.given_at < seen.begins_at for each in counted)
    together = await counts(session, true(), seen, *By, soon_until=until)
    for part, by in enumerate(By):
        alone = lines(await counts(session, true(), seen, by, soon_until=until))
        assert sum(alone.values(), Counts()) == told
        assert lines(together, part) == alone
    if not seen.is_over:
        late = select(func.count(TaskRow.id)).where(tasks.is_late(seen.judged_at))
        assert told.open_late <= (await session.scalar(late) or 0)


async def _enter(session: Session, cases: Sequence[Facts], seen: Window) -> list[Known]:
    people = (await session.scalars(select(Person).order_by(Person.id))).all()
    known = []
    for facts in cases:
        new = NewTask(
            title="Báo cáo",
            deadline=facts.deadline,
            lead_id=people[facts.lead].id,
            lead_unit_id=people[facts.lead].unit_id,
            group=facts.group,
        )
        row = await assign(session, new, actor=None, policy=POLICY, now=facts.given)
        known.append(await _live(session, row, facts, seen))
    return known


async def _live(session: Session, row: TaskRow, facts: Facts, seen: Window) -> Known:
    """What the steps of a life leave behind: columns, and in the log what the deadline was."""
    row.state = facts.state
    row.reported_at = facts.reported if facts.state in (State.REPORTED, State.DONE) else None
    row.closed_at = facts.reported + facts.waited if facts.state in (State.RECALLED, State.DONE) else None
    if facts.handed_on is not None:
        row.assigned_at, row.assignments = facts.given + facts.handed_on, 2
    was = facts.deadline
    if facts.moved is not None:
        at, earlier = facts.moved
        _moved(session, row, at, earlier)
        was = earlier if seen.is_over and at >= seen.ends_at else was
    await session.flush()
    found = await tasks.load(session, row.id)
    assert found is not None
    return Known(task=found.task, given_at=facts.given, closed_at=row.closed_at, deadline=was)


def _moved(session: Session, row: TaskRow, at: datetime, earlier: Deadline) -> None:
    ends_at = earlier.ends_at.isoformat() if earlier.ends_at else None
    before: dict[str, Any] = {"state": State.WORKING, "deadline_ends_at": ends_at}
    facts: dict[str, Any] = {"start": State.WORKING, "to": State.WORKING, "actor_id": None, "now": at}
    log.note(session, task_id=row.id, step=Step.SET_DEADLINE, detail={"before": before}, **facts)


async def test_a_report_of_the_present_finds_late_what_the_list_finds_late(office: SmallOffice) -> None:
    late = {await office.assign(deadline=day(date(2026, 11, 20))) for _ in range(3)}
    now = datetime(2026, 11, 30, 9, tzinfo=OFFICE_ZONE)
    seen = window(period_on(Span.MONTH, now.date()), now)
    async with office.database.read() as session:
        told = await total(session, true(), seen, soon_until=soon_until(seen, CALENDAR, SOON))
        entered = await session.scalar(select(func.count(LogEntry.id)))
    assert (told.open_late, entered) == (len(late), len(late))
