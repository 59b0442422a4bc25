"""What confirms a broadcast, and what only speaks of it."""

import pytest

from core.vietnamese.confirming import confirmed_number, confirms

CONFIRM = (
    "Đã quán triệt ạ",
    "Em đã quán triệt",
    "ok đã rõ ạ",
    "đã nhận",
    "👍",
    "vâng ạ",
    "da quan triet",
    "Đơn vị đã tiếp thu, sẽ triển khai ngay ạ",
    "em đọc kỹ rồi ạ",
    "Đã quán triệt thông báo 2",
)
DO_NOT = (
    "chưa rõ",
    "em chưa nhận được tệp",
    "quán triệt là gì?",
    "em đã rõ chưa ạ",
    "em sẽ quán triệt",
    "đã nhận, nhưng đề nghị lùi giờ họp",
    "họp ở đâu vậy ạ",
    "không đồng ý",
    "",
)


@pytest.mark.parametrize("words", CONFIRM)
def test_words_that_confirm(words: str) -> None:
    assert confirms(words)


@pytest.mark.parametrize("words", DO_NOT)
def test_words_that_do_not(words: str) -> None:
    assert not confirms(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("đã quán triệt thông báo 2", 2),
        ("em đã quán triệt TB số 14 rồi ạ", 14),
        ("đã quán triệt thông báo 15/TB-UBND", None),
        ("đã quán triệt", None),
        ("chưa quán triệt thông báo 2", None),
        ("đã nhận thông báo 2", None),
    ],
)
def test_the_number_it_names(words: str, number: int | None) -> None:
    assert confirmed_number(words) == number
