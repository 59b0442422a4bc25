"""What urgency does to the plan: the same walk over a task, in half the distances, in hours, and at once."""

from core.deadline import hour
from core.task import State, Urgency
from tests.core.office import Walk, a_task, at, lines


def walk(urgency: Urgency, due: str | None = "17/12/2026", **fields: object) -> Walk:
    return Walk(a_task(due, urgency=urgency, **fields))


def test_khẩn_comes_at_half_the_distance_and_climbs_twice_as_fast() -> None:
    office = walk(Urgency.URGENT)
    assert office.to("30/11/2026 14:00") == lines("""
        Mon 30/11 09:00 assigned → lead, coordinators, informed
        Mon 30/11 11:00 ack#1 → lead
    """)
    office.change(state=State.WORKING)
    assert office.to("22/12/2026 08:00") == lines("""
        Fri 11/12 07:30 T-4 → lead, coordinators
        Tue 15/12 07:30 T-2 → lead, coordinators
        Wed 16/12 07:30 T-1 → lead, coordinators
        Thu 17/12 07:30 due#1 → lead
        Thu 17/12 14:00 due#2 → lead
        Fri 18/12 07:30 late+1 → unit_head
        Fri 18/12 07:30 overdue → lead
        Mon 21/12 07:30 late+2 → monitor, leader
        Mon 21/12 07:30 overdue → lead
        Tue 22/12 07:30 overdue → lead
    """)


def test_thượng_khẩn_counts_in_hours_of_the_office() -> None:
    """24, 8 and 2 of them before it closes on Thursday at 17:00: 8:30 on Tuesday, 7:30 and 15:00 on the day."""
    office = walk(Urgency.VERY_URGENT, state=State.WORKING)
    assert office.to("18/12/2026 17:00") == lines("""
        Mon 30/11 09:00 assigned → lead, coordinators, informed
        Tue 15/12 08:30 T-24h → lead, coordinators
        Thu 17/12 07:30 T-8h → coordinators
        Thu 17/12 07:30 due#1 → lead
        Thu 17/12 14:00 due#2 → lead
        Thu 17/12 15:00 T-2h → lead, coordinators
        Fri 18/12 07:30 late+1 → unit_head, monitor, leader
        Fri 18/12 07:30 overdue → lead
    """)


def test_thượng_khẩn_is_nudged_before_lunch_for_an_hour_after_it() -> None:
    office = walk(Urgency.VERY_URGENT, deadline=hour(at("17/12/2026 14:00")), state=State.WORKING)
    assert office.to("17/12/2026 14:00")[-1] == "Thu 17/12 10:30 T-2h → lead, coordinators"


def test_hỏa_tốc_goes_on_a_saturday_night_and_every_hour_until_somebody_signs_for_it() -> None:
    sunday = hour(at("06/12/2026 20:00"))
    office = walk(Urgency.TOP_URGENT, deadline=sunday, assigned_at=at("05/12/2026 22:00"))
    assert office.to("06/12/2026 01:10") == lines("""
        Sat 05/12 22:00 assigned → lead, coordinators
        Sat 05/12 23:00 ack#1 → lead
        Sat 05/12 23:00 unack+1h → unit_head
        Sun 06/12 00:00 ack#2 → lead
        Sun 06/12 00:00 unack+2h → monitor
        Sun 06/12 01:00 ack#3 → lead
    """)


def test_who_has_signed_for_hỏa_tốc_sleeps_and_is_nudged_by_day() -> None:
    sunday = hour(at("06/12/2026 13:00"))
    office = walk(Urgency.TOP_URGENT, deadline=sunday, assigned_at=at("05/12/2026 18:00"))
    office.to("05/12/2026 18:00")
    office.change(state=State.WORKING)
    assert office.to("06/12/2026 13:00") == lines("""
        Sat 05/12 21:00 T-8h → lead, coordinators
        Sun 06/12 07:30 due#1 → lead
        Sun 06/12 11:00 T-2h → lead, coordinators
        Sun 06/12 13:00 late+0 → lead, unit_head, monitor, leader
    """)


def test_hỏa_tốc_that_is_late_by_a_day_wakes_nobody_at_midnight() -> None:
    office = walk(Urgency.TOP_URGENT, due="05/12/2026", assigned_at=at("05/12/2026 10:00"))
    office.to("05/12/2026 10:00")
    office.change(state=State.WORKING)
    assert office.to("06/12/2026 12:00")[-1] == "Sun 06/12 07:30 late+0 → lead, unit_head, monitor, leader"


def test_a_week_asleep_is_one_nudge_each_also_for_hỏa_tốc() -> None:
    office = walk(Urgency.TOP_URGENT, due="25/12/2026")
    office.sleep("06/12/2026 03:00")
    first = office.tick(at("06/12/2026 03:00"))
    assert len(first) == len({nudge.audience for nudge in first})
    assert office.tick(at("06/12/2026 03:30")) == ()
