"""Decisions in plain words, and everything that only sounds like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.dates import Duration, Unreal
from core.vietnamese.decisions import Matter, Verdict, decision_of
from core.vietnamese.normalise import fold
from tests.core.vietnamese.date_cases import CALENDAR, NOW

REPORT, EXTENSION, RETURN, OFFER = Matter.REPORT, Matter.EXTENSION, Matter.RETURN, Matter.OFFER
EVERY = {REPORT, EXTENSION, RETURN, OFFER}
APPROVALS = [
    ("đồng ý", EVERY, ()),
    ("dạ tôi đồng ý nhé", EVERY, ()),
    ("duyệt", EVERY, ()),
    ("đồng ý, không có ý kiến gì thêm", EVERY, ()),
    ("duyệt việc 12, 13", EVERY, (12, 13)),
    ("đồng ý gia hạn việc 28", {EXTENSION, OFFER}, (28,)),
    ("nhất trí gia hạn 28", {EXTENSION, OFFER}, (28,)),
    ("cho gia hạn việc 28", {EXTENSION, OFFER}, (28,)),
    ("xác nhận việc 12", {REPORT}, (12,)),
    ("đồng ý hoàn thành", {REPORT}, ()),
    ("đồng ý chuyển trả việc 26", {RETURN}, (26,)),
]
REFUSALS = [
    ("không đồng ý", EVERY, (), None),
    ("chưa đồng ý", EVERY, (), None),
    ("ko duyệt nhé", EVERY, (), None),
    ("không đồng ý vì đã gia hạn 2 lần", EVERY, (), "đã gia hạn 2 lần"),
    ("chưa duyệt vì chưa có chữ ký", EVERY, (), "chưa có chữ ký"),
    ("không cho gia hạn việc 28", {EXTENSION, OFFER}, (28,), None),
    ("không gia hạn nữa", {EXTENSION, OFFER}, (), None),
    ("trả lại việc 12, thiếu phụ lục", {REPORT}, (12,), "thiếu phụ lục"),
    ("trả lại việc 12: làm lại như việc 15", {REPORT}, (12,), "làm lại như việc 15"),
    ("chưa xác nhận được, thiếu số liệu", {REPORT}, (), "thiếu số liệu"),
    ("không đồng ý gia hạn việc 1 đến 25/12", {EXTENSION, OFFER}, (1,), None),
    ("không cho gia hạn đến 15/12", {EXTENSION, OFFER}, (), None),
    ("không duyệt đến 15/12 vì đã quá lâu", EVERY, (), "đã quá lâu"),
    ("không gia hạn thêm 3 ngày", {EXTENSION, OFFER}, (), None),
    ("không gia hạn cho chị đến 15/12", {EXTENSION, OFFER}, (), None),
    ("không đồng ý đề nghị gia hạn đến 15/12 nhé", EVERY, (), None),
    ("không đồng ý, 15/12 phải xong", EVERY, (), "15/12 phải xong"),
    ("không gia hạn thêm 3", {EXTENSION, OFFER}, (), None),
    ("trả lại việc 12 vì sếp chưa duyệt", {REPORT}, (12,), "sếp chưa duyệt"),
    ("trả lại việc 1, 2 vì chưa được phê duyệt", {REPORT}, (1, 2), "chưa được phê duyệt"),
    ("không nhận lại việc 26, đúng chức năng của Sở", {RETURN}, (26,), "đúng chức năng của Sở"),
]
TRAPS = """
duyệt chưa?
duyệt chưa anh
đã duyệt chưa ạ
đồng ý không?
đồng ý không anh
anh đồng ý chứ
sếp đồng ý rồi
anh Nam bảo đồng ý
đã được duyệt
đang chờ duyệt
em đã trình duyệt
"đồng ý" là sao
nếu đồng ý thì em làm
anh duyệt giúp em với
xin gia hạn đến 10/12
cho em gia hạn đến 10/12
cho gia hạn đến 10/12 được không
không trả lại đâu
không phải không đồng ý
người dân không đồng ý
12 hộ dân chưa đồng ý
không được đồng ý
ok
được
xong rồi
"""
CONDITIONS = [
    "đồng ý nhưng phải xong trước Tết",
    "duyệt xong gửi anh",
    "đồng ý về chủ trương",
    "đồng ý mà không đồng ý",
    "đồng ý nhưng chưa xác nhận",
    "xác nhận đã nhận việc 12",
    "đồng ý thêm 3",
    "đồng ý gia hạn thêm 3",
]
TORN = [
    ("trả lại việc 1, việc 2 đồng ý", (1, 2)),
    ("không duyệt việc 12, việc 13 thì duyệt", (12, 13)),
    ("không đồng ý việc 28, đồng ý việc 29", (28, 29)),
    ("không đồng ý việc 28 vì trễ, đồng ý gia hạn việc 29", (28, 29)),
    ("không duyệt việc 12, việc 13 được", (12, 13)),
    ("không duyệt việc 1, việc 2 cho đến 15/12", (1, 2)),
    ("trả lại việc 12, còn lại duyệt", (12,)),
    ("không duyệt việc 12, duyệt các việc khác", (12,)),
    ("đồng ý việc 1, trả lại việc 2", (1, 2)),
    ("đồng ý việc 1 đến 30/12, việc 2 đến 15/12", (1, 2)),
    ("cho gia hạn việc 1 thêm 3 ngày, việc 2 thêm 5 ngày", (1, 2)),
]


@pytest.mark.parametrize("written", [str, fold])
@pytest.mark.parametrize(("text", "about", "numbers"), APPROVALS)
def test_a_yes(text: str, about: set[Matter], numbers: tuple[int, ...], written: type[str]) -> None:
    told = decision_of(written(text), NOW, CALENDAR)
    assert told is not None
    assert (told.verdict, told.about, told.numbers) == (Verdict.AGREES, about, numbers)


@pytest.mark.parametrize("written", [str, fold])
@pytest.mark.parametrize(("text", "about", "numbers", "reason"), REFUSALS)
def test_a_no(text: str, about: set[Matter], numbers: tuple[int, ...], reason: str | None, written: type[str]) -> None:
    told = decision_of(written(text), NOW, CALENDAR)
    assert told is not None
    assert (told.verdict, told.about, told.numbers) == (Verdict.REFUSES, about, numbers)
    assert told.reason == (written(reason) if reason else None)


@pytest.mark.parametrize("written", [str, fold])
@pytest.mark.parametrize("text", TRAPS.strip().splitlines())
def test_what_only_sounds_like_one(text: str, written: type[str]) -> None:
    assert decision_of(written(text), NOW, CALENDAR) is None


@pytest.mark.parametrize("written", [str, fold])
@pytest.mark.parametrize("text", CONDITIONS)
def test_a_yes_with_more_behind_it_is_none(text: str, written: type[str]) -> None:
    told = decision_of(written(text), NOW, CALENDAR)
    assert told is not None
    assert (told.verdict, told.torn, 3 in told.numbers) == (Verdict.SPEAKS, False, False)


@pytest.mark.parametrize("written", [str, fold])
@pytest.mark.parametrize(("text", "numbers"), TORN)
def test_two_decisions_in_one_breath_are_none(text: str, numbers: tuple[int, ...], written: type[str]) -> None:
    told = decision_of(written(text), NOW, CALENDAR)
    assert told is not None
    assert (told.verdict, told.torn, told.numbers) == (Verdict.SPEAKS, True, numbers)


@pytest.mark.parametrize(
    ("text", "on", "length"),
    [
        ("cho gia hạn đến 10/12 thôi", date(2026, 12, 10), None),
        ("đồng ý gia hạn đến 15/12", date(2026, 12, 15), None),
        ("không đồng ý, chỉ cho đến 10/12 thôi", date(2026, 12, 10), None),
        ("không đồng ý gia hạn, cho đến 10/12", date(2026, 12, 10), None),
        ("không đồng ý đến 25/12, đồng ý đến 10/12", date(2026, 12, 10), None),
        ("không duyệt đến 25/12, chỉ cho đến 10/12", date(2026, 12, 10), None),
        ("không gia hạn đến 25/12, nhưng cho thêm 3 ngày", None, Duration(n=3, unit="day")),
        ("cho thêm 3 ngày thôi", None, Duration(n=3, unit="day")),
        ("đồng ý gia hạn thêm 3 ngày làm việc", None, Duration(n=3, unit="day", working=True)),
    ],
)
def test_how_much_more_time(text: str, on: date | None, length: Duration | None) -> None:
    told = decision_of(text, NOW, CALENDAR)
    assert told is not None
    assert (told.verdict, told.about, told.on, told.length) == (Verdict.AGREES, {EXTENSION}, on, length)


def test_a_day_that_is_none_is_not_taken() -> None:
    told = decision_of("cho gia hạn đến 30/2 thôi", NOW, CALENDAR)
    assert told is not None
    assert (told.on, told.unreal) == (None, Unreal(day=30, month=2, year=2027))


@pytest.mark.parametrize("text", ["duyệt tất cả", "đồng ý cả 2 việc"])
def test_all_of_them(text: str) -> None:
    told = decision_of(text, NOW, CALENDAR)
    assert told is not None
    assert (told.every, told.numbers) == (True, ())


@given(st.text(max_size=80))
def test_no_words_break_it(words: str) -> None:
    decision_of(words, NOW, CALENDAR)
    decision_of(f"không đồng ý {words}", NOW, CALENDAR)
    decision_of(f"cho gia hạn {words}", NOW, CALENDAR)
