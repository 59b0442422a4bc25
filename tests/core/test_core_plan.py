"""A plan is data: it survives its copy onto a task, and the default is the one of the office."""

import json
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nudge import NudgeKind, kind_of
from core.plan import DEFAULT_PLAN, Plan
from core.slot import Audience

few_days = st.integers(1, 30)
plans = st.builds(
    Plan,
    morning=st.times(),
    afternoon=st.times(),
    acknowledge_within=st.timedeltas(timedelta(minutes=1), timedelta(days=9)),
    unacknowledged_head_days=few_days,
    before=st.lists(few_days, unique=True).map(tuple),
    late_levels=st.lists(st.tuples(few_days, st.sampled_from(Audience))).map(tuple),
    accept_within_days=few_days,
    decide_within_days=few_days,
)


@given(plans)
def test_a_plan_comes_back_from_a_task_as_it_went(plan: Plan) -> None:
    assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan


def test_the_default_is_the_plan_of_the_office() -> None:
    assert (DEFAULT_PLAN.morning, DEFAULT_PLAN.afternoon) == (time(7, 30), time(14))
    assert DEFAULT_PLAN.acknowledge_within == timedelta(hours=4)
    assert DEFAULT_PLAN.before == (7, 3, 1)


@pytest.mark.parametrize(
    ("slot", "kind"),
    [
        *(
            ("assigned", "assigned"),
            ("ack#2", "ack"),
            ("unack+1", "unack"),
            ("accept#1", "accept"),
            ("decide#2.3", "decide"),
        ),
        *(("T-3", "T"), ("due#1", "due"), ("overdue#41", "overdue"), ("late+3", "late")),
    ],
)
def test_a_slot_tells_its_kind(slot: str, kind: str) -> None:
    assert kind_of(slot) is NudgeKind(kind)
