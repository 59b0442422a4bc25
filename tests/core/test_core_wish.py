"""A wish is changed by presses that name only the change, and lists of long ago are still pressed."""

import pytest

from core.task import Urgency
from core.wish import Change, Wish, changed


def test_a_press_takes_one_of_several_in_and_out_again() -> None:
    one = changed(Wish(page=3), Change.UNIT, 7)
    both = changed(one, Change.UNIT, 8)
    assert (one.unit_ids, both.unit_ids, one.page) == ((7,), (7, 8), 1)
    assert changed(both, Change.UNIT, 7).unit_ids == (8,)
    assert changed(both, Change.UNIT, 0).unit_ids == ()
    assert changed(changed(Wish(), Change.GROUP, 2), Change.GROUP, 5).groups == (2, 5)


def test_at_least_so_late_takes_the_place_of_any_other_length() -> None:
    assert changed(Wish(days=3, most_days=10), Change.DAYS, 7) == Wish(days=7)


@pytest.mark.parametrize(("part", "value"), [(Change.GROUP, 9), (Change.URGENCY, 99), (Change.SORT, 99), (77, 0)])
def test_what_no_press_of_ours_says_is_refused(part: int, value: int) -> None:
    with pytest.raises(ValueError, match=str(part if part == 77 else value)):
        changed(Wish(), part, value)


def test_a_list_of_one_unit_and_one_group_is_read_as_before() -> None:
    stored = {"unit_id": 7, "lead_id": 3, "group": 2, "urgency": "urgent", "days": 5}
    told = Wish(unit_ids=(7,), lead_ids=(3,), groups=(2,), urgency=Urgency.URGENT, days=5)
    assert Wish.from_json(stored) == told
    assert Wish.from_json(told.to_json()) == told
    assert Wish.from_json({"unit_id": None, "nobody": 1}) == Wish()
