"""Leave in plain words: who, from when to when, for whom; and words that only sound like it."""

from datetime import date

import pytest

from core.calendar import Calendar
from core.vietnamese.leave import Wish, ends_it, wish
from tests.core.office import at

NOW = at("30/11/2026 09:00")
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 5)


def wished(text: str) -> Wish | None:
    return wish(text, NOW, Calendar())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("từ 1/12 đến 5/12 giao anh Bình nhận thay", "Bình"),
        ("tu 1/12 den 5/12 giao anh Binh nhan thay", "Binh"),
        ("giao đồng chí Trần Văn Bình nhận thay từ ngày 01/12/2026 đến hết ngày 05/12/2026", "Trần Văn Bình"),
        ("từ 1 đến 5/12 nhờ chị Hoa làm thay nhé", "Hoa"),
        ("em nghỉ phép từ 1/12 đến 5/12, giao Giám đốc Sở Nội vụ nhận thay ạ", "Giám đốc Sở Nội vụ"),
        ("uỷ quyền cho đ/c Bình từ 1/12 đến 5/12", "Bình"),
        ("1/12-5/12 anh Bình nhận thay em", "Bình"),
        ("từ mai đến hết thứ bảy giao ông Bình xử lý thay", "Bình"),
    ],
)
def test_who_stands_in_and_when(text: str, name: str) -> None:
    assert wished(text) == Wish(first=FIRST, last=LAST, substitute=name)


def test_for_somebody_else() -> None:
    told = wished("giao Trần Bình nhận thay chị Nguyễn Thị Hoa từ 1/12 đến 5/12")
    assert told == Wish(first=FIRST, last=LAST, substitute="Trần Bình", whom="Nguyễn Thị Hoa")


def test_one_day_is_both_days() -> None:
    assert wished("ngày mai giao anh Bình nhận thay") == Wish(first=FIRST, last=FIRST, substitute="Bình")


@pytest.mark.parametrize("text", ["từ 31/11 đến 5/12 giao anh Bình nhận thay", "từ 5/12 đến 1/12 anh Bình nhận thay"])
def test_a_first_day_that_is_none_is_not_made_up(text: str) -> None:
    told = wished(text)
    assert told is not None
    assert told.first is None


@pytest.mark.parametrize(
    "text",
    [
        "việc 12 anh Bình nhận thay rồi",
        "anh Bình nhận thay",
        "giao Sở Công Thương báo cáo trước 15/12",
        "dạ em nhận được rồi",
        "hủy ủy quyền",
        "xin gia hạn đến 5/12 vì chờ giấy ủy quyền",
    ],
)
def test_other_words_are_no_leave(text: str) -> None:
    assert wished(text) is None


@pytest.mark.parametrize("text", ["hủy ủy quyền", "huy uy quyen", "kết thúc uỷ quyền giúp em", "thôi nhận thay"])
def test_the_end_of_it(text: str) -> None:
    assert ends_it(text)
