"""What is asked to be seen, in words: filters in any order, with accents or without; what is no filter stays unread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.task import Urgency
from core.vietnamese.assignments import Names
from core.vietnamese.normalise import fold
from core.vietnamese.wishes import Wished, read_wish
from core.wish import Sort, Wish
from tests.core.vietnamese.date_cases import CALENDAR, NOW

NAMES = Names(("Sở Nội vụ", "Sở Công Thương", "SCT", "UBND tỉnh", "UBND", "Sở KH&ĐT"), ("Nguyễn Văn An",))
either = pytest.mark.parametrize("written", [str, fold])


def _read(text: str) -> Wished:
    return read_wish(text, NAMES, NOW, CALENDAR)


@either
@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("nhóm 2 trễ trên 5 ngày", Wish(groups=(2,), days=6)),
        ("nhóm 2 và 3", Wish(groups=(2, 3))),
        ("nhóm 1, nhóm 5", Wish(groups=(1, 5))),
        ("nhóm 2, 5 ngày", Wish(groups=(2,), days=5)),
        ("trễ dưới 5 ngày", Wish(most_days=4)),
        ("không quá 2 tuần", Wish(most_days=14)),
        ("5 ngày trở xuống", Wish(most_days=5)),
        ("trễ từ 3 đến 10 ngày", Wish(days=3, most_days=10)),
        ("trễ 3-10 ngày", Wish(days=3, most_days=10)),
        ("từ 10 đến 3 ngày", Wish(days=3, most_days=10)),
        ("từ 1 tuần đến 1 tháng", Wish(days=7, most_days=30)),
        ("trên 3 ngày dưới 10 ngày", Wish(days=4, most_days=9)),
        ("trễ trên 30 ngày", Wish(days=31)),
        ("từ 2 tuần trở lên", Wish(days=14)),
        ("khẩn, chưa tiếp nhận, lâu nhất", Wish(urgency=Urgency.URGENT, unacknowledged=True, sort=Sort.OLDEST)),
        ("đang mở trang 3", Wish(late=False, page=3)),
    ],
)
def test_filters(text: str, wish: Wish, written: type[str]) -> None:
    assert _read(written(text)) == Wished(wish=wish)


@pytest.mark.parametrize(
    "text", ["15/CT-UBND", "CT-UBND", "ct-ubnd", "VB CT-UBND", "theo 15/CT-UBND", "BC-SCT", "CT/TU", "VB …/CT-UBND"]
)
def test_the_letters_of_a_document_are_no_unit(text: str) -> None:
    read = _read(text)
    assert read.named == ()
    assert read.wish.document == text.rsplit(" ", 1)[-1].removeprefix("…/")


@pytest.mark.parametrize("text", ["Sở KH-ĐT", "KH-ĐT", "UBND tỉnh", "SCT"])
def test_a_unit_is_no_document(text: str) -> None:
    assert _read(text) == Wished(wish=Wish(), named=(((text, True),),))


def test_a_group_that_there_is_not_is_told_apart() -> None:
    assert _read("nhóm 9") == Wished(wish=Wish(), no_groups=(9,))
    assert _read("nhóm 2 và 12").no_groups == (12,)


def test_two_units_are_two_names() -> None:
    joined = (("Sở Nội vụ", True), ("Sở Công Thương", True))
    assert _read("Sở Nội vụ và Sở Công Thương").named == (joined,)
    assert _read("Sở Nội vụ, Sở Công Thương").named == tuple((each,) for each in joined)


@pytest.mark.parametrize("text", ["Sở Giao thông", "15/12", "nhóm hai", "abc"])
def test_what_is_no_filter_stays_unread(text: str) -> None:
    assert _read(text).wish == Wish()
    assert _read(text).named


@given(text=st.text(max_size=200))
def test_it_never_fails(text: str) -> None:
    read = _read(text)
    assert Wish.from_json(read.wish.to_json()) == read.wish
