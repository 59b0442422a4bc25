"""Objections in plain words, and their neighbours that contest nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese.normalise import fold
from core.vietnamese.objecting import Stance, objecting_of
from tests.core.vietnamese.date_cases import CALENDAR, NOW


@pytest.mark.parametrize("written", [str, fold])
@pytest.mark.parametrize(
    ("text", "stance", "numbers", "reason"),
    [
        ("tôi muốn khiếu nại việc 21 vì hạn ghi sai", Stance.OBJECTS, (21,), "hạn ghi sai"),
        ("khiếu nại việc 21", Stance.OBJECTS, (21,), None),
        ("khiếu nại việc 8: tôi đã báo cáo đúng hạn", Stance.OBJECTS, (8,), "tôi đã báo cáo đúng hạn"),
        ("khiếu nại việc 8 hạn ghi sai", Stance.OBJECTS, (8,), "hạn ghi sai"),
        ("khiếu nại về hạn của việc 8 - đã nộp rồi", Stance.OBJECTS, (8,), "đã nộp rồi"),
        ("khiếu nại việc 8, tôi đã báo cáo ngày 13/11", Stance.OBJECTS, (8,), "tôi đã báo cáo ngày 13/11"),
        ("khiếu nại việc 8 và 9 do hạn sai", Stance.OBJECTS, (8, 9), "hạn sai"),
        ("khiếu nại việc này: sai hạn", Stance.OBJECTS, (), "sai hạn"),
        ("cho tôi khiếu nại", Stance.OBJECTS, (), None),
        ("khiếu nại việc 8 thì làm thế nào", Stance.OBJECTS, (8,), None),
        ("Em xin rút khiếu nại việc 8 ạ", Stance.WITHDRAWS, (8,), None),
        ("tôi không khiếu nại nữa", Stance.WITHDRAWS, (), None),
        ("đồng ý khiếu nại việc 8", Stance.UPHOLDS, (8,), None),
        ("chấp nhận khiếu nại của Sở Nội vụ việc 8, tính từ 20/11", Stance.UPHOLDS, (8,), "tính từ 20/11"),
        ("chấp nhận khiếu nại việc 8 nếu có văn bản", Stance.UPHOLDS, (8,), None),
        ("không đồng ý khiếu nại việc 8 vì hạn đã rõ", Stance.DISMISSES, (8,), "hạn đã rõ"),
        ("bác khiếu nại của chị Hoa việc 8: hạn đã rõ", Stance.DISMISSES, (8,), "hạn đã rõ"),
        ("không chấp nhận khiếu nại", Stance.DISMISSES, (), None),
    ],
)
def test_what_is_said_of_an_objection(
    text: str, stance: Stance, numbers: tuple[int, ...], reason: str | None, written: type[str]
) -> None:
    told = objecting_of(written(text), NOW, CALENDAR)
    assert told is not None
    assert (told.stance, told.numbers, told.reason) == (stance, numbers, written(reason) if reason else None)


@pytest.mark.parametrize("written", [str, fold])
@pytest.mark.parametrize(
    "text",
    [
        "đã giải quyết khiếu nại việc 8",
        "báo cáo giải quyết khiếu nại việc 8 xong rồi",
        "khiếu nại, tố cáo quý 4 đã báo cáo",
        "khiếu nại đất đai việc 8 đã xong",
        "khiếu nại của công dân việc 8 đã giải quyết xong",
        "khiếu nại việc 8 đến đâu rồi",
        "khiếu nại việc 8 đã được trả lời chưa",
        "chấp nhận khiếu nại việc 8 chưa?",
        "việc 8 xin gia hạn vì có khiếu nại",
        "Sở Nội vụ khiếu nại việc 8",
    ],
)
def test_what_contests_nothing(text: str, written: type[str]) -> None:
    assert objecting_of(written(text), NOW, CALENDAR) is None


@given(st.text(max_size=60).map(lambda rest: f"khiếu nại {rest}") | st.text(max_size=60))
def test_any_text_is_read_to_its_end(text: str) -> None:
    told = objecting_of(text, NOW, CALENDAR)
    assert told is None or told.reason is None or told.reason.strip(" .,;:-–") == told.reason
