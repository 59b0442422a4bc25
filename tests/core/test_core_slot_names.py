"""The names of slots: by their day, and what version 0.1 called them, so that an upgrade owes nothing again."""

from datetime import date, timedelta

import pytest

from core.calendar import Override
from core.nudge import due
from core.plan import DEFAULT_PLAN
from core.slot import Audience, as_named_now
from core.task import State
from tests.core.office import CALENDAR, Walk, a_task, at

STORM = Override(off=True, why="Bão")
TUESDAY = at("08/12/2026 07:30")
ENDS = at("05/12/2026 00:00")


@pytest.mark.parametrize(
    ("name", "audience", "now"),
    [
        ("overdue#2", Audience.LEAD, "overdue@2026-12-08"),
        ("ack#2", Audience.LEAD, "ack@2026-12-08"),
        ("ack#3.2", Audience.LEAD, "ack#3@2026-12-08"),
        ("accept#2.3", Audience.ACCEPTER, "accept#2@2026-12-08"),
        ("decide#1.2", Audience.ACCEPTER, "decide#1@2026-12-08"),
        ("offer#1.2", Audience.LEAD, "offer#1@2026-12-08"),
        ("period:2026-11#3", Audience.LEAD, "period:2026-11@2026-12-08"),
        ("late+3", Audience.LEADER, "late+3@202612041700"),
    ],
)
def test_what_was_numbered_is_called_by_its_day(name: str, audience: Audience, now: str) -> None:
    assert as_named_now(name, audience, TUESDAY, ENDS) == now
    assert as_named_now(now, audience, TUESDAY, ENDS) == now


@pytest.mark.parametrize(
    "name", ["assigned", "assigned#2", "ack#1", "ack#2.1", "accept#2", "T-3", "due#1", "due#2", "period:2026-11#2"]
)
def test_what_comes_once_keeps_its_name(name: str) -> None:
    assert as_named_now(name, Audience.LEAD, TUESDAY, ENDS) == name


def test_the_head_still_hears_once_for_each_lead() -> None:
    assert as_named_now("late+1", Audience.UNIT_HEAD, TUESDAY, ENDS) == "late+1"


@pytest.mark.parametrize("state", [State.WORKING, State.ASSIGNED, State.REPORTED])
def test_a_day_closed_after_its_morning_swallows_no_other_morning(state: State) -> None:
    task = a_task("20/11/2026", state=state, assigned_at=at("16/11/2026 09:00"), reported_at=at("20/11/2026 09:00"))
    walk = Walk(task)
    walk.sleep("08/12/2026 07:30")
    first = {nudge.audience for nudge in walk.tick(walk.now)}
    sent = frozenset((nudge.slot, nudge.audience) for _, nudge in walk.nudges)
    after = CALENDAR.decided({date(2026, 12, 8): STORM})
    assert not due(task, sent, DEFAULT_PLAN, after, TUESDAY + timedelta(hours=2))
    following = due(task, sent, DEFAULT_PLAN, after, TUESDAY + timedelta(days=1))
    assert {nudge.audience for nudge in following} == first & {Audience.LEAD, Audience.ACCEPTER}


def test_a_late_task_that_changes_hands_each_day_is_told_above_on_its_day_and_once() -> None:
    task = a_task("04/12/2026", state=State.ASSIGNED, assigned_at=at("30/11/2026 09:00"))
    walk = Walk(task)
    walk.sleep("07/12/2026 07:30")
    for number, day in enumerate((7, 8, 9, 10, 11), 2):
        walk.to(f"{day:02}/12/2026 08:00")
        new = at(f"{day:02}/12/2026 10:00")
        given = {"assigned_at": new, "given_at": task.assigned_at, "assignments": number, "deadline_version": number}
        walk.change(**given)
        walk.to(f"{day:02}/12/2026 17:00")
    above = [(at_, nudge.audience) for at_, nudge in walk.nudges if nudge.slot.startswith("late+3")]
    assert above == [(at("09/12/2026 07:30"), Audience.MONITOR), (at("09/12/2026 07:30"), Audience.LEADER)]
