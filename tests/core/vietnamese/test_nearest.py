"""Names that were probably meant: a slip or a missing word finds them, something else finds nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.nearest import nearest

NAMES = (
    *(("sct", "Sở Công Thương"), ("snv", "Sở Nội vụ"), ("syt", "Sở Y tế"), ("sgd", "Sở Giáo dục và Đào tạo")),
    *(("sxd", "Sở Xây dựng"), ("sxd", "Sở Giao thông vận tải"), ("an", "Nguyễn Văn An"), ("binh", "Trần Thị Bình")),
)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("Sở Công Thươg", "sct"),
        ("so cong thuong tinh", "sct"),
        ("sở giáo dục", "sgd"),
        ("Sở Giao thông", "sxd"),
        ("Nguyễn Văn Ann", "an"),
        ("tran thi binhh", "binh"),
    ],
)
def test_the_likeliest_comes_first(said: str, first: str) -> None:
    assert nearest(said, NAMES, 4)[0] == first


def test_what_is_much_less_alike_is_left_out() -> None:
    assert nearest("Sở Công Thươg", (*NAMES, ("snv", "Sở Lao động, Thương binh và Xã hội")), 4) == ["sct"]


@pytest.mark.parametrize("said", ["tàu vũ trụ", "123", "?", "xyz"])
def test_nobody_is_alike(said: str) -> None:
    assert nearest(said, NAMES, 4) == []


@given(said=st.text(max_size=60), most=st.integers(0, 4))
def test_no_more_than_are_asked_for_and_none_twice(said: str, most: int) -> None:
    found = nearest(said, NAMES, most)
    assert len(found) == len(set(found)) <= most
