"""The default plan as an office lives it: a clock walked over a task, and every nudge that comes, to the minute."""

import pytest

from core.deadline import hour
from core.task import State
from tests.core.office import Walk, a_task, at, lines


def test_from_assignment_to_ten_days_late() -> None:
    """T−7, T−3, T−1, the day itself twice, then every working day; the head from +1, monitor and leader from +3."""
    office = Walk(a_task("17/12/2026"))
    assert office.to("30/11/2026 10:00") == ["Mon 30/11 09:00 assigned → lead, coordinators, informed"]
    office.change(state=State.ACKNOWLEDGED)
    assert office.to("28/12/2026 17:00") == lines("""
        Tue 08/12 07:30 T-7 → lead, coordinators
        Mon 14/12 07:30 T-3 → lead, coordinators
        Wed 16/12 07:30 T-1 → lead, coordinators
        Thu 17/12 07:30 due#1 → lead
        Thu 17/12 14:00 due#2 → lead
        Fri 18/12 07:30 late+1 → unit_head
        Fri 18/12 07:30 overdue → lead
        Mon 21/12 07:30 overdue → lead
        Tue 22/12 07:30 late+3 → monitor, leader
        Tue 22/12 07:30 overdue → lead
        Wed 23/12 07:30 overdue → lead
        Thu 24/12 07:30 overdue → lead
        Fri 25/12 07:30 overdue → lead
        Mon 28/12 07:30 overdue → lead
    """)


def test_nobody_signs_for_it() -> None:
    """After four office hours, then each working morning; the head after one working day. T−7 takes its morning."""
    assert Walk(a_task("17/12/2026")).to("09/12/2026 17:00") == lines("""
        Mon 30/11 09:00 assigned → lead, coordinators, informed
        Mon 30/11 14:30 ack#1 → lead
        Tue 01/12 07:30 ack → lead
        Tue 01/12 09:00 unack+1 → unit_head
        Wed 02/12 07:30 ack → lead
        Thu 03/12 07:30 ack → lead
        Fri 04/12 07:30 ack → lead
        Mon 07/12 07:30 ack → lead
        Tue 08/12 07:30 T-7 → lead, coordinators
        Wed 09/12 07:30 ack → lead
    """)


def test_the_acknowledgement_clock_stops_when_it_is_signed() -> None:
    office = Walk(a_task("17/12/2026"))
    office.to("30/11/2026 14:20")
    office.change(state=State.ACKNOWLEDGED)
    assert office.to("07/12/2026 17:00") == []


@pytest.mark.parametrize("sunday", ["19/12/2026", "20/12/2026"])
def test_a_deadline_at_the_weekend_is_nudged_on_friday_and_late_on_monday(sunday: str) -> None:
    assert Walk(a_task(sunday, state=State.WORKING)).to("22/12/2026 17:00") == lines("""
        Mon 30/11 09:00 assigned → lead, coordinators, informed
        Wed 09/12 07:30 T-7 → lead, coordinators
        Tue 15/12 07:30 T-3 → lead, coordinators
        Thu 17/12 07:30 T-1 → lead, coordinators
        Fri 18/12 07:30 due#1 → lead
        Fri 18/12 14:00 due#2 → lead
        Mon 21/12 07:30 late+1 → unit_head
        Mon 21/12 07:30 overdue → lead
        Tue 22/12 07:30 overdue → lead
    """)


def test_a_deadline_in_tết_leaves_the_feast_in_peace() -> None:
    office = Walk(a_task("07/02/2027", state=State.WORKING, assigned_at=at("26/01/2027 08:00")))
    assert office.to("15/02/2027 17:00") == lines("""
        Tue 26/01 08:00 assigned → lead, coordinators, informed
        Fri 29/01 07:30 T-3 → lead, coordinators
        Tue 02/02 07:30 T-1 → lead, coordinators
        Wed 03/02 07:30 due#1 → lead
        Wed 03/02 14:00 due#2 → lead
        Thu 11/02 07:30 late+1 → unit_head
        Thu 11/02 07:30 overdue → lead
        Fri 12/02 07:30 overdue → lead
        Mon 15/02 07:30 late+3 → monitor, leader
        Mon 15/02 07:30 overdue → lead
    """)


def test_a_saturday_that_is_worked_is_a_day_like_any_other() -> None:
    office = Walk(a_task("10/01/2026", state=State.WORKING, assigned_at=at("31/12/2025 09:00")))
    assert office.to("12/01/2026 17:00") == lines("""
        Wed 31/12 09:00 assigned → lead, coordinators, informed
        Wed 07/01 07:30 T-3 → lead, coordinators
        Fri 09/01 07:30 T-1 → lead, coordinators
        Sat 10/01 07:30 due#1 → lead
        Sat 10/01 14:00 due#2 → lead
        Mon 12/01 07:30 late+1 → unit_head
        Mon 12/01 07:30 overdue → lead
    """)


def test_assigned_on_friday_night_the_news_comes_on_monday_and_takes_the_place_of_t_minus_3() -> None:
    office = Walk(a_task("10/12/2026", assigned_at=at("04/12/2026 21:00")))
    assert office.to("09/12/2026 17:00") == lines("""
        Mon 07/12 07:30 assigned → lead, coordinators, informed
        Mon 07/12 11:00 ack#1 → lead
        Tue 08/12 07:30 ack → lead
        Tue 08/12 07:30 unack+1 → unit_head
        Wed 09/12 07:30 T-1 → lead, coordinators
    """)


def test_assigned_after_t_minus_3_has_passed_nothing_is_made_up_for() -> None:
    office = Walk(a_task("09/12/2026", assigned_at=at("08/12/2026 10:00")))
    office.to("08/12/2026 10:00")
    office.change(state=State.WORKING)
    assert office.to("10/12/2026 17:00") == lines("""
        Wed 09/12 07:30 due#1 → lead
        Wed 09/12 14:00 due#2 → lead
        Thu 10/12 07:30 late+1 → unit_head
        Thu 10/12 07:30 overdue → lead
    """)


def test_late_when_it_was_assigned_the_lead_has_his_day_before_anybody_above_hears() -> None:
    """The annex of the directive is imported with deadlines of 2023."""
    office = Walk(a_task("31/12/2023", assigned_at=at("27/11/2026 21:00")))
    assert office.to("03/12/2026 17:00") == lines("""
        Mon 30/11 07:30 assigned → lead, coordinators, informed
        Mon 30/11 11:00 ack#1 → lead
        Tue 01/12 07:30 late+1 → unit_head
        Tue 01/12 07:30 overdue → lead
        Wed 02/12 07:30 overdue → lead
        Thu 03/12 07:30 late+3 → monitor, leader
        Thu 03/12 07:30 overdue → lead
    """)


def test_reported_sent_back_and_reported_again() -> None:
    """While it waits, only the accepter is nudged, every working morning; sent back, the plan goes on."""
    office = Walk(a_task("15/12/2026", state=State.WORKING))
    office.to("14/12/2026 09:00")
    office.change(state=State.REPORTED, reported_at=at("14/12/2026 09:00"), reports=1)
    assert office.to("18/12/2026 09:00") == lines("""
        Tue 15/12 09:00 accept#1 → accepter
        Wed 16/12 07:30 accept#1 → accepter
        Thu 17/12 07:30 accept#1 → accepter
        Fri 18/12 07:30 accept#1 → accepter
    """)
    office.change(state=State.WORKING)
    assert office.to("21/12/2026 09:00") == lines("""
        Fri 18/12 09:10 late+1 → unit_head
        Fri 18/12 09:10 late+3 → monitor, leader
        Fri 18/12 09:10 overdue → lead
        Mon 21/12 07:30 overdue → lead
    """)
    office.change(state=State.REPORTED, reported_at=at("21/12/2026 09:00"), reports=2)
    assert office.to("23/12/2026 17:00") == lines("""
        Tue 22/12 09:00 accept#2 → accepter
        Wed 23/12 07:30 accept#2 → accepter
    """)


def test_a_request_waits_for_nobody_in_silence() -> None:
    """After a working day, then every working morning; once it is decided, no more; a second request counts anew."""
    office = Walk(a_task("31/12/2026", state=State.WORKING))
    office.to("04/12/2026 14:00")
    office.change(asked_at=at("04/12/2026 14:00"), requests=1)
    assert office.to("09/12/2026 17:00") == lines("""
        Mon 07/12 14:00 decide#1 → accepter
        Tue 08/12 07:30 decide#1 → accepter
        Wed 09/12 07:30 decide#1 → accepter
    """)
    office.change(asked_at=None)
    assert office.to("11/12/2026 17:00") == []
    office.change(asked_at=at("11/12/2026 16:00"), requests=2, state=State.RETURNING)
    assert "Mon 14/12 16:00 decide#2 → accepter" in office.to("15/12/2026 07:00")


def test_of_a_reported_task_only_the_report_is_decided() -> None:
    office = Walk(a_task("31/12/2026", state=State.WORKING, asked_at=at("04/12/2026 14:00"), requests=1))
    office.change(state=State.REPORTED, reported_at=at("04/12/2026 15:00"), reports=1)
    assert not any("decide" in line for line in office.to("09/12/2026 17:00"))


def test_once_its_hour_has_passed_it_is_no_longer_due_today() -> None:
    task = a_task(None, deadline=hour(at("17/12/2026 10:00")), state=State.WORKING)
    office = Walk(task)
    office.to("16/12/2026 17:00")
    assert office.to("18/12/2026 17:00") == lines("""
        Thu 17/12 07:30 due#1 → lead
        Fri 18/12 07:30 late+1 → unit_head
        Fri 18/12 07:30 overdue → lead
    """)


def test_without_a_deadline_there_is_only_the_news_and_the_signature() -> None:
    office = Walk(a_task(None))
    office.to("30/11/2026 14:30")
    office.change(state=State.WORKING)
    assert office.to("31/12/2026 17:00") == []


def test_a_week_of_silence_ends_in_one_nudge_for_each() -> None:
    office = Walk(a_task("15/12/2026", state=State.WORKING))
    office.to("14/12/2026 17:00")
    office.sleep("22/12/2026 10:00")
    assert office.to("22/12/2026 17:00") == lines("""
        Tue 22/12 10:00 late+1 → unit_head
        Tue 22/12 10:00 late+3 → monitor, leader
        Tue 22/12 10:00 overdue → lead
    """)


def test_helpers_who_slept_through_the_news_hear_nothing_of_a_task_already_reported() -> None:
    office = Walk(a_task("15/12/2026", assigned_at=at("10/12/2026 07:00")))
    office.sleep("11/12/2026 10:00")
    office.change(state=State.REPORTED, reported_at=office.now, reports=1)
    assert office.to("11/12/2026 17:00") == ["Fri 11/12 10:00 assigned → informed"]


def test_nobody_hears_that_a_late_task_is_unsigned_instead_of_late() -> None:
    office = Walk(a_task("30/11/2026", assigned_at=at("30/11/2026 16:00")))
    office.to("30/11/2026 17:00")
    office.sleep("02/12/2026 10:00")
    assert "Wed 02/12 10:00 late+1 → unit_head" in office.to("02/12/2026 17:00")


def test_a_paused_task_is_left_alone() -> None:
    office = Walk(a_task("17/12/2026", state=State.PAUSED))
    assert office.to("31/12/2026 17:00") == []
