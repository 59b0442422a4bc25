"""A task that rests: nobody is nudged, what was missed does not rain down afterwards, and the clocks go on."""

from datetime import timedelta

from core.nudge import due, next_look
from core.plan import DEFAULT_PLAN
from core.task import State
from tests.core.office import CALENDAR, Walk, a_task, at, lines

QUICKLY = timedelta(minutes=30)


def walked(due_on: str, until: str, **fields: object) -> Walk:
    """A task whose news has been heard, walked until it is paused."""
    walk = Walk(a_task(due_on, **{"state": State.WORKING, **fields}))
    walk.to(until, QUICKLY)
    return walk


def rest(walk: Walk, until: str) -> None:
    was = walk.task.state
    walk.change(state=State.PAUSED, paused_from=was)
    assert walk.to(until, QUICKLY) == []
    walk.change(state=was, paused_from=None, resumed_at=walk.now)


def test_nobody_is_nudged_for_a_task_that_rests_and_nothing_looks_at_it() -> None:
    task = a_task("03/12/2026", state=State.PAUSED, paused_from=State.WORKING)
    assert due(task, frozenset(), DEFAULT_PLAN, CALENDAR, at("10/12/2026 09:00")) == ()
    assert next_look(task, DEFAULT_PLAN, CALENDAR, at("10/12/2026 09:00")) is None


def test_before_the_deadline_it_goes_on_with_the_next_reminder_alone() -> None:
    walk = walked("17/12/2026", "04/12/2026 10:00")
    rest(walk, "11/12/2026 09:00")
    assert walk.to("16/12/2026 12:00", QUICKLY) == lines(
        """
        Mon 14/12 07:30 T-3 → lead, coordinators
        Wed 16/12 07:30 T-1 → lead, coordinators
        """
    )


def test_when_the_deadline_passed_meanwhile_those_above_hear_after_a_day_not_at_once() -> None:
    walk = walked("03/12/2026", "01/12/2026 10:00")
    rest(walk, "14/12/2026 10:00")
    assert walk.to("17/12/2026 12:00", QUICKLY) == lines(
        """
        Tue 15/12 07:30 late+1 → unit_head
        Tue 15/12 07:30 overdue → lead
        Wed 16/12 07:30 overdue → lead
        Thu 17/12 07:30 late+3 → monitor, leader
        Thu 17/12 07:30 overdue → lead
        """
    )


def test_whoever_heard_before_the_rest_does_not_hear_again() -> None:
    walk = walked("03/12/2026", "04/12/2026 10:00")
    rest(walk, "14/12/2026 10:00")
    assert "late+1" not in " ".join(walk.to("17/12/2026 12:00", QUICKLY))


def test_the_clock_of_signing_goes_on() -> None:
    walk = walked("31/12/2026", "30/11/2026 10:00", state=State.ASSIGNED)
    rest(walk, "07/12/2026 10:00")
    assert walk.to("08/12/2026 12:00", QUICKLY) == lines(
        """
        Tue 08/12 07:30 ack → lead
        Tue 08/12 10:30 unack+1 → unit_head
        """
    )


def test_a_task_that_was_paused_before_anybody_heard_of_it_is_still_news() -> None:
    walk = Walk(a_task("31/12/2026", state=State.PAUSED, paused_from=State.ASSIGNED))
    walk.to("01/12/2026 10:00", QUICKLY)
    walk.change(state=State.ASSIGNED, paused_from=None, resumed_at=walk.now)
    assert walk.to("01/12/2026 11:00", QUICKLY) == ["Tue 01/12 10:30 assigned → lead, coordinators, informed"]
