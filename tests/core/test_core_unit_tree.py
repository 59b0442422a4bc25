"""In whose line of a report a unit is counted."""

from datetime import date

import pytest

from core.unit_tree import Node, below, heir, line_of, tops_of

TREE = {
    node.id: node
    for node in (
        Node(id=1, name="UBND tỉnh"),
        Node(id=2, name="Sở Tài chính", parent_id=1),
        Node(id=3, name="Phòng Ngân sách", parent_id=2),
        Node(id=4, name="Sở Kế hoạch và Đầu tư", parent_id=1, successor_id=2, valid_to=date(2025, 6, 30)),
        Node(id=5, name="Phòng Đấu thầu", parent_id=4, successor_id=3, valid_to=date(2025, 6, 30)),
        Node(id=6, name="Ban cũ", parent_id=1, valid_to=date(2024, 1, 1)),
        Node(id=7, name="A", parent_id=1, successor_id=8, valid_to=date(2024, 1, 1)),
        Node(id=8, name="B", parent_id=1, successor_id=7, valid_to=date(2024, 1, 1)),
        Node(id=9, name="Sở mồ côi"),
        Node(id=10, name="tự làm cha", parent_id=11),
        Node(id=11, name="và ngược lại", parent_id=10),
    )
}
AFTER, BEFORE = date(2026, 1, 1), date(2025, 6, 30)


@pytest.mark.parametrize(
    ("unit", "line"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 2), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11)]
)
def test_the_whole_office_has_a_line_for_each_unit_below_the_top(unit: int, line: int) -> None:
    assert line_of(TREE, unit, tops_of(TREE), AFTER) == line


def test_before_its_end_a_unit_stands_for_itself() -> None:
    assert (line_of(TREE, 5, tops_of(TREE), BEFORE), heir(TREE, 5, BEFORE)) == (4, 5)


def test_a_head_sees_his_house_part_by_part() -> None:
    assert [line_of(TREE, unit, {2}, AFTER) for unit in (2, 3, 5)] == [2, 3, 3]


def test_what_another_house_goes_on_with_stays_in_the_old_house_for_its_head() -> None:
    assert line_of(TREE, 5, {4}, AFTER) == 5


def test_below_is_the_whole_tree_of_a_unit() -> None:
    assert below(TREE, {4}) == {4, 5}
    assert below(TREE, {10}) == {10, 11}
