"""Whether a coordinator says that his part is done: what counts, and what does not."""

import pytest

from core.vietnamese.parts import says_part_is_done, without_part


@pytest.mark.parametrize(
    "text",
    [
        "phần em xong rồi, việc 12",
        "dạ phần của em xong rồi ạ",
        "phan em xong roi viec 12",
        "bên em xong phần mình rồi",
        "phần việc của Sở đã hoàn thành",
        "Phần phối hợp của đơn vị đã gửi sang Sở Công Thương",
    ],
)
def test_a_part_that_is_done(text: str) -> None:
    assert says_part_is_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "phần em sắp xong",
        "phần em chưa xong",
        "phần em còn phụ lục là xong",
        "phần em xong 80%",
        "phần em xong chưa?",
        "mai phần em xong",
        "xong rồi",
        "một phần ba đã xong",
        "",
    ],
)
def test_what_is_no_such_word(text: str) -> None:
    assert not says_part_is_done(text)


def test_the_words_for_the_part_tell_of_no_title() -> None:
    assert without_part("phần bên em xong rồi") == " em xong rồi"
    assert without_part("phần mềm xong rồi") == "phần mềm xong rồi"
