"""Assignments as they are written: a table, and what must hold for any text at all."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import Calendar
from core.vietnamese.assignments import begins_like_assignment
from core.vietnamese.normalise import fold
from core.vietnamese.words import Kind, words
from tests.core.vietnamese.assignment_cases import NAMES, NOW, cases, read, told
from tests.core.vietnamese.date_cases import unaccented

# The words that only say what the others are for.
MARKERS = (
    "giao cho việc nhiệm vụ nv phân công đề nghị yêu cầu chỉ đạo chủ trì đơn vị cơ quan người là làm đầu mối phối "
    "hợp với cùng thêm và để biết nhận tin đồng kính gửi cc báo thông được nắm độ khẩn mức tính chất loại cần rất "
    "gấp thượng hỏa tốc hoả thường bình không trong ngoài sản phẩm gồm phải có kết quả đầu ra sp nhóm thuộc số "
    "trọng tâm nội dung tên công v thì nhé nha nhá nghen ạ giúp giùm dùm p h ph "
)


@pytest.mark.parametrize(("text", "expected"), cases(), ids=lambda each: each[:60] if isinstance(each, str) else "")
def test_what_was_written_is_understood(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases(), ids=lambda each: each[:60] if isinstance(each, str) else "")
def test_whoever_types_no_accents_is_understood_alike(text: str, expected: dict[str, str]) -> None:
    same = {"until", "urgency", "paper", "group"}
    bare = told(unaccented(text))
    found = {name: bare.get(name) for name in same}
    assert found == {name: unaccented(expected.get(name, "")) or None for name in same} or _doubtful(text)


def _doubtful(text: str) -> bool:
    """Without accents these say something else: "khẩn" beside other words; "tới" may be an evening."""
    return any(word in text for word in ("khẩn", "mai mốt", "tới"))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    read(text)
    begins_like_assignment(text, NAMES, NOW, Calendar())


_FUSED = ("giaoSở", "phốihợp", "thượngkhẩn", "SởCông")
_CLAUSES = [
    clause
    for text, _ in cases()
    for clause in text.replace(";", ",").split(",")
    if clause.strip() and not any(fused in clause for fused in _FUSED)
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_CLAUSES), min_size=1, max_size=6), st.sampled_from([", ", "; ", "\n", " "]))
def test_no_word_is_lost(clauses: list[str], sign: str) -> None:
    text = sign.join(clauses)
    found = read(text)
    kept = [found.title, found.lead or "", *found.coordinators, *found.informed, found.product or ""]
    kept += [
        found.until.words if found.until else "",
        found.document_words,
        found.document or "",
        str(found.group or ""),
    ]
    assert _said(text) <= _said(" ".join(kept)) | _said(MARKERS)


def _said(text: str) -> set[str]:
    return {fold(word.accented) for word in words(text) if word.kind is not Kind.PUNCTUATION}


@pytest.mark.parametrize(
    "text", ["giao Sở Công Thương báo cáo", "de nghi so tai chinh ra soat", "Yêu cầu đ/c Nguyễn Văn Nam lập dự toán"]
)
def test_a_word_that_gives_and_a_name_begin_an_assignment(text: str) -> None:
    assert begins_like_assignment(text, NAMES, NOW, Calendar())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "việc 12 xong rồi",
        "đề nghị cho em xin thêm 3 ngày",
        "yêu cầu này khó quá ạ",
        "giao ban sáng thứ hai mấy giờ",
        "Sở Công Thương báo cáo rồi",
        "đã giao Sở Công Thương",
        "giao thông ùn tắc",
    ],
)
def test_everything_else_begins_none(text: str) -> None:
    assert not begins_like_assignment(text, NAMES, NOW, Calendar())


def test_the_day_that_was_named_is_kept_beside_the_day_before_it() -> None:
    until = read("giao Sở Y tế báo cáo trước 15/12").until
    assert until is not None
    assert (until.named, until.words) == (date(2026, 12, 15), "trước 15/12")


def test_long_texts_take_no_time_to_speak_of() -> None:
    for clause in ("hạn ", "để biết ", "15/12 ", "phối hợp Sở Y tế, ", "Sở "):
        read((clause * 1500)[:4096])
