"""A nudge that is put off: it comes at an open minute, before the boss hears, and nothing of the plan is lost."""

from datetime import datetime, time

from hypothesis import given
from hypothesis import strategies as st

from core.nudge import may_nudge
from core.slot import Audience
from core.snooze import snoozed_until
from core.task import State, Task
from tests.core.office import CALENDAR, PLANS, Walk, a_task, at, lines, on
from tests.core.test_core_level import instants, tasks


def until(task: Task, now: str, day: str | None = None, clock: time | None = None) -> datetime | None:
    wanted = on(day) if day else None
    return snoozed_until(task, PLANS[task.urgency], CALENDAR, at(now), on=wanted, at=clock)


def test_it_comes_when_it_was_asked_for_and_swallows_what_lies_before() -> None:
    office = Walk(a_task("17/12/2026", state=State.WORKING))
    office.to("14/12/2026 08:00")
    office.change(snoozed_until=at("16/12/2026 15:00"))
    assert office.to("17/12/2026 08:00") == lines("""
        Wed 16/12 07:30 T-1 → coordinators
        Wed 16/12 15:00 again#202612160800 → lead
        Thu 17/12 07:30 due#1 → lead
    """)


def test_a_night_or_a_feast_is_moved_to_the_next_open_minute() -> None:
    task = a_task("31/12/2026", state=State.WORKING)
    assert until(task, "30/11/2026 16:00", "30/11/2026", time(22)) == at("01/12/2026 07:30")
    assert until(task, "04/12/2026 09:00", "05/12/2026") == at("07/12/2026 07:30")


def test_without_a_time_it_comes_in_two_hours_and_never_later_than_a_week() -> None:
    task = a_task(None, state=State.WORKING)
    assert until(task, "30/11/2026 10:00") == at("30/11/2026 13:00")  # lunch is left in peace
    assert until(task, "30/11/2026 09:00", "20/12/2026") == at("07/12/2026 07:30")


def test_it_ends_an_hour_of_the_office_before_the_next_level_hears() -> None:
    task = a_task("30/11/2026", state=State.WORKING)
    assert until(task, "30/11/2026 09:00", "03/12/2026") == at("30/11/2026 16:30")
    assert until(task, "30/11/2026 16:45", "03/12/2026") is None
    assert until(task, "01/12/2026 09:00", "04/12/2026") == at("02/12/2026 16:30")  # the head has heard


@given(
    tasks(states=(State.ASSIGNED, State.ACKNOWLEDGED, State.WORKING)),
    instants,
    st.dates(on("01/12/2026"), on("28/02/2027")),
)
def test_it_is_an_open_minute_in_the_future_and_nobody_above_hears_before_it(
    task: Task, now: datetime, day: object
) -> None:
    plan = PLANS[task.urgency]
    moment = snoozed_until(task, plan, CALENDAR, now, on=day)  # type: ignore[arg-type]
    if moment is None:
        return
    assert moment > now
    assert may_nudge(plan, CALENDAR, moment) or CALENDAR.is_open(moment)
    office = Walk(task)
    office.now = now
    owed = office.tick(now)
    later = office.tick(moment)
    above = {nudge.slot for nudge in (*owed, *later) if nudge.audience is Audience.UNIT_HEAD}
    assert above == {nudge.slot for nudge in owed if nudge.audience is Audience.UNIT_HEAD} | {
        nudge.slot for nudge in later if nudge.audience is Audience.UNIT_HEAD and nudge.at <= now
    }
