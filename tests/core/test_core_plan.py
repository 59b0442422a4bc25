"""A plan is data: it survives its copy onto a task, and the default is the one of the office."""

import json
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nudge import NudgeKind, kind_of
from core.plan import DEFAULT_PLAN, Plan, Wait, urgent
from core.slot import Audience

few_days = st.integers(1, 30)
waits = st.builds(Wait, days=few_days) | st.builds(Wait, hours=st.integers(1, 99)) | st.just(Wait(days=0.5))
plans = st.builds(
    Plan,
    morning=st.times(),
    afternoon=st.times(),
    acknowledge_within=waits,
    acknowledge_every=st.none() | waits,
    unacknowledged_levels=st.lists(st.tuples(waits, st.sampled_from(Audience))).map(tuple),
    before=st.lists(waits, unique=True).map(tuple),
    late_levels=st.lists(st.tuples(few_days, st.sampled_from(Audience))).map(tuple),
    accept_within=waits,
    decide_within=waits,
    at_once=st.booleans(),
)


@given(plans)
def test_a_plan_comes_back_from_a_task_as_it_went(plan: Plan) -> None:
    assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan


def test_the_default_is_the_plan_of_the_office() -> None:
    assert (DEFAULT_PLAN.morning, DEFAULT_PLAN.afternoon) == (time(7, 30), time(14))
    assert DEFAULT_PLAN.acknowledge_within == Wait(hours=4)
    assert DEFAULT_PLAN.before == (Wait(days=7), Wait(days=3), Wait(days=1))


def test_a_plan_that_was_copied_by_the_first_version_still_says_the_same() -> None:
    stored = {
        "morning": "08:00:00",
        "afternoon": "14:00:00",
        "acknowledge_within": 7200.0,
        "unacknowledged_head_days": 2,
        "before": [5, 1],
        "late_levels": [[1, "unit_head"]],
        "accept_within_days": 2,
    }
    plan = Plan.from_json(stored)
    assert (plan.acknowledge_within, plan.accept_within) == (Wait(hours=2), Wait(days=2))
    assert plan.unacknowledged_levels == ((Wait(days=2), Audience.UNIT_HEAD),)
    assert plan.before == (Wait(days=5), Wait(days=1))


@pytest.mark.parametrize("words", ["", "3", "d", "3 d", "-1d", "3w", "1e9h", "٣d", "1.234d"])
def test_a_length_that_nobody_can_read_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="no length like"):
        Wait.parse(words)


def test_khẩn_halves_the_distances_of_whatever_plan_the_office_has() -> None:
    plan = urgent(Plan(before=(Wait(days=10), Wait(days=5), Wait(days=1)), acknowledge_within=Wait(hours=6)))
    assert [str(wait) for wait in plan.before] == ["5d", "3d", "1d"]
    assert plan.acknowledge_within == Wait(hours=3)


@pytest.mark.parametrize(
    ("slot", "kind"),
    [
        *(
            ("assigned", "assigned"),
            ("ack#2", "ack"),
            ("unack+1", "unack"),
            ("accept#1", "accept"),
            ("decide#2.3", "decide"),
            ("decide#2@2026-12-08", "decide"),
        ),
        *(("T-3", "T"), ("due#1", "due"), ("overdue#41", "overdue"), ("late+3", "late")),
        *(("overdue@2026-12-08", "overdue"), ("late+3@202612081700", "late"), ("period:2026-11@2026-12-08", "period")),
    ],
)
def test_a_slot_tells_its_kind(slot: str, kind: str) -> None:
    assert kind_of(slot) is NudgeKind(kind)
