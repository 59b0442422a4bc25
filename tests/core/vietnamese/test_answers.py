"""Short answers, and what a correction names; everything that says more is left to the reading."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.answers import (
    Answer,
    Correction,
    Offered,
    answer_of,
    calls_off,
    correction,
    corrects,
    hesitates,
    is_plainly_asked,
    says_no_more,
    says_several,
    speaks_of_late,
    to_an_offer,
)
from core.vietnamese.dates import Duration
from core.vietnamese.normalise import fold
from tests.core.vietnamese.date_cases import CALENDAR, NOW

ANSWERS = {
    Answer.YES: "đúng|Đúng rồi ạ|dạ|dạ phải|ok em|ừ đúng rồi|vâng ạ|chuẩn|chính xác|đúng r đó em|có|được|👍|ok gửi đi",
    Answer.NO: "không|thôi|hủy|thôi bỏ đi em|đừng|không được|không cần đâu|dạ không|👎",
    Answer.WRONG: "sai rồi|không phải|nhầm|nhầm rồi em|không đúng|không đúng đâu|chưa đúng",
    Answer.UNDO: "hoàn tác|em rút lại|rút lại giúp em|em bấm nhầm, hoàn tác giúp em",
    Answer.NONE: "không có|không có văn bản|k có ạ|chưa có số văn bản",
}
CASES = [(text, answer) for answer, texts in ANSWERS.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "answer"), CASES)
def test_a_short_answer(text: str, answer: Answer) -> None:
    assert answer_of(text) is answer
    assert answer_of(text.upper()) is answer


@pytest.mark.parametrize(("text", "answer"), [case for case in CASES if "đừng" not in case[0]])
def test_a_short_answer_without_accents(text: str, answer: Answer) -> None:
    assert answer_of(fold(text)) is answer


@pytest.mark.parametrize(
    "text",
    [
        "xong rồi",
        "chưa xong",
        "đúng rồi, việc 12 đang làm",
        "không phải, việc 13 cơ",
        "dạ em đang làm",
        "ok mai em nộp",
        "đúng hạn em nộp",
        "không kịp",
        "được 70% rồi",
        "",
        "?",
    ],
)
def test_what_says_more_is_no_short_answer(text: str) -> None:
    assert answer_of(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("không phải, việc 13 cơ", Correction(task_no=13)),
        ("nham, viec 13 co", Correction(task_no=13)),
        ("việc số 13", Correction(task_no=13)),
        ("13", Correction(task_no=13)),
        ("nhầm, thứ 7", Correction(on=date(2026, 11, 28))),
        ("không phải thứ 6, thứ 7", Correction(on=date(2026, 11, 28))),
        ("đến 15h ngày 4/12", Correction(on=date(2026, 12, 4), at=time(15))),
        ("à 70%", Correction(percent=70)),
        ("xin thêm 2 ngày làm việc", Correction(length=Duration(n=2, unit="day", working=True))),
        ("lý do là mưa lũ", Correction(reason="mưa lũ")),
        ("vì chờ Sở Tài chính", Correction(reason="chờ Sở Tài chính")),
        ("việc 13, thứ 7", Correction(task_no=13, on=date(2026, 11, 28))),
    ],
)
def test_a_correction(text: str, meant: Correction) -> None:
    assert correction(text, NOW, CALENDAR) == meant


@pytest.mark.parametrize(
    "text", ["việc 12 chưa xong", "xong rồi", "việc 12 và việc 13", "mai em nộp báo cáo", "", "đúng"]
)
def test_what_says_more_or_less_is_no_correction(text: str) -> None:
    assert correction(text, NOW, CALENDAR) is None


@pytest.mark.parametrize(
    "text", ["nhầm, việc 13", "không phải, thứ 7", "à nhầm, 70%", "ý em là thứ 6", "sai rồi, việc 2"]
)
def test_a_text_that_takes_something_back(text: str) -> None:
    assert corrects(text)
    assert corrects(fold(text))


def test_a_text_that_takes_nothing_back() -> None:
    assert not corrects("việc 13 đang làm")
    assert not corrects("đến thứ 7 em nộp")


def test_who_would_rather_not_answer() -> None:
    assert calls_off("thôi")
    assert calls_off("Hủy đi em")
    assert not calls_off("không")
    assert not calls_off("thôi để mai em làm")


def test_a_list_of_what_is_late() -> None:
    assert speaks_of_late("việc nào quá hạn vậy em")
    assert speaks_of_late("co viec nao tre han khong")
    assert not speaks_of_late("tuần này còn việc gì")


@given(st.text(max_size=200))
def test_any_text_is_answered_by_something(text: str) -> None:
    assert answer_of(text) in (None, *Answer)
    correction(text, NOW, CALENDAR)
    assert corrects(text) in (True, False)


@pytest.mark.parametrize(
    "text", ["cả 3 việc xong rồi", "hai việc này đang làm", "ca hai deu xong", "cả năm việc", "3 vụ đó"]
)
def test_several_tasks_at_once(text: str) -> None:
    assert says_several(text)


@pytest.mark.parametrize(
    "text", ["báo cáo cả năm xong rồi", "gửi tất cả các xã rồi", "em còn 3 việc", "xong 2 việc rồi"]
)
def test_a_count_of_something_else(text: str) -> None:
    assert not says_several(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("khi nào nộp vậy em", True),
        ("nộp bản giấy?", True),
        ("đã có số liệu chưa", True),
        ("đề nghị bổ sung số liệu vào phụ lục", False),
        ("nhớ gửi kèm phụ lục 2", False),
    ],
)
def test_what_is_plainly_asked(text: str, *, asked: bool) -> None:
    assert is_plainly_asked(text) is asked


@pytest.mark.parametrize(
    ("text", "alone", "as_a_reply"),
    [
        ("đồng ý", Offered.TAKES, Offered.TAKES),
        ("dạ em đồng ý ạ", Offered.TAKES, Offered.TAKES),
        ("nhat tri a", Offered.TAKES, Offered.TAKES),
        ("vâng ạ", Offered.SPEAKS, Offered.TAKES),
        ("ok", Offered.SPEAKS, Offered.TAKES),
        ("👍", Offered.SPEAKS, Offered.TAKES),
        ("đồng ý nhưng cho em thêm 2 ngày", Offered.SPEAKS, Offered.SPEAKS),
        ("không được ạ, 18/12 mới có số liệu", Offered.DECLINES, Offered.DECLINES),
        ("em khong dong y", Offered.DECLINES, Offered.DECLINES),
        ("dạ không", None, Offered.DECLINES),
        ("việc 12 xong rồi ạ", None, None),
        ("chưa được số liệu", None, None),
        ("không", None, Offered.DECLINES),
    ],
)
def test_what_is_said_to_another_day_that_was_offered(
    text: str, alone: Offered | None, as_a_reply: Offered | None
) -> None:
    assert to_an_offer(text, surely=False) is alone
    assert to_an_offer(text, surely=True) is as_a_reply


@pytest.mark.parametrize("text", ["không ạ", "dạ không được ạ", "em không đồng ý", "không nhận"])
def test_a_refusal_alone_gives_no_reason(text: str) -> None:
    assert says_no_more(text)
    assert not says_no_more(f"{text}, còn chờ số liệu")


@pytest.mark.parametrize(
    "text",
    [
        "à mà thôi để em làm",
        "thôi để em làm",
        "thôi khỏi",
        "khỏi cần nữa",
        "để em tự làm",
        "à đổi ý rồi",
        "ma thoi",
        "khoan đã",
    ],
)
def test_second_thoughts(text: str) -> None:
    assert hesitates(text)


@pytest.mark.parametrize(
    "text", ["thôi việc từ tháng 10", "khối lượng quá lớn", "để lâu quá", "thiếu phụ lục", "mà em bận"]
)
def test_no_second_thoughts(text: str) -> None:
    assert not hesitates(text)
