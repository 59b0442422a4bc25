"""What is never read as a time: people, places, documents, shares, years."""

import pytest

from core.vietnamese.dates import Kind
from tests.core.vietnamese.date_cases import WAYS_OF_TYPING, find, read

PEOPLE = (
    "chị Mai",
    "chị Mai nói rồi ạ",
    "anh Tư phòng TCHC làm",
    "cô Ba đang giữ",
    "bên anh Ba",
    "anh Năm tới rồi",
    "chú Bảy biểu chờ",
    "đ/c Mai phụ trách",
    "bà Mai chưa ký",
)
NAMES_BY_THEIR_CAPITAL = (
    "Lê Thị Mai đã nhận",
    "giao Mai rà soát",
    "em Mai phụ trách",
    "Mai phòng Tổng hợp đã nhận",
    "em Năm giữ",
)
PLACES = ("xã Năm Căn chưa gửi", "khóm 3 phường 5", "đường 30/4", "Tổ 4 khóm 5")
DOCUMENTS = (
    "CV 123/UBND-NC",
    "01/CT-UBND",
    "Nghị quyết 57-NQ/TW",
    "nghị định 30/2020/NĐ-CP",
    "QĐ 1892/QĐ-UBND ngày 20/11/2026",
    "theo công văn ngày 20/11",
    "ngày 27/11 của CV",
    "CV số 05/12",
    "Luật số 72/2025/QH15",
    "v12",
    "#12",
    "việc 12",
    "0918.12.12.26",
)
NUMBERS = (
    "khoảng 70%",
    "được 8/10 nội dung",
    "hoàn thành 5/12 nhiệm vụ",
    "làm được 3/4 rồi",
    "50/50",
    "24/7",
    "2.5 tỷ",
    "500k",
    "năm 2026",
    "kế hoạch năm 2026",
    "giai đoạn 2026-2030",
    "6 tháng đầu năm",
    "báo cáo quý III",
    "số liệu tháng 10",
    "cùng kỳ năm trước",
    "năm trăm hộ dân",
)
WORDS = (
    "quý anh chị",
    "lần thứ 2",
    "nhiệm vụ thứ ba",
    "làm ngay 2 việc",
    "chúc mừng 20/11",
    "Ngày Văn hóa Việt Nam",
    "có sáng kiến hay",
    "tối đa",
    "mấy bữa rày mắc họp",
    "từ đầu năm đến giờ",
    "12",
    "",
)


@pytest.mark.parametrize("way", WAYS_OF_TYPING)
@pytest.mark.parametrize("text", [*PEOPLE, *PLACES, *DOCUMENTS, *NUMBERS])
def test_no_day_is_invented(text: str, way: str) -> None:
    assert [reading.date for reading in find(WAYS_OF_TYPING[way](text)) if reading.date and not reading.confirm] == []


@pytest.mark.parametrize("text", [*PEOPLE, *NAMES_BY_THEIR_CAPITAL, *PLACES, *DOCUMENTS, *NUMBERS, *WORDS])
def test_nothing_is_read_where_nothing_was_said(text: str) -> None:
    assert read(text).kind is Kind.NONE


def test_a_day_beside_a_name_or_a_document_is_still_read() -> None:
    text = "chị Mai giữ CV 145/UBND-NC ngày 20/11, thứ 6 em nộp"
    assert [text[reading.start : reading.end] for reading in find(text)] == ["thứ 6"]


def test_what_was_sent_on_a_day_keeps_its_day() -> None:
    assert [str(reading.date) for reading in find("em gửi công văn ngày 27/11")] == ["2026-11-27"]
