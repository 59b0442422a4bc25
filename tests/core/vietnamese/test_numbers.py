import pytest

from core.vietnamese.numbers import Number, number_at
from core.vietnamese.percents import find_percents
from core.vietnamese.words import words

IN_WORDS = {
    "mười": 10,
    "mười lăm": 15,
    "hai mươi": 20,
    "hai mươi mốt": 21,
    "hai mươi tư": 24,
    "ba lăm": 35,
    "hai chục": 20,
    "sáu mươi": 60,
    "muoi lam": 15,
    "sau muoi": 60,
    "trăm": 100,
    "một trăm linh năm": 105,
    "hai trăm ba mươi": 230,
    "hai nghìn không trăm hai mươi sáu": 2026,
    "6 chục": 60,
    "62,5": 62.5,
    "1.234.567": 1234567,
    "5": 5,
}
PERCENTS = {
    "khoảng 70%": 70,
    "đạt 62,5 % kế hoạch vốn": 62.5,
    "99,9%": 99.9,
    "bảy mươi phần trăm": 70,
    "bay muoi phan tram": 70,
    "6 chục phần trăm": 60,
    "tám lăm phần trăm": 85,
    "trăm phần trăm": 100,
    "8/10 nội dung": 80,
    "được 12/20 xã rồi": 60,
    "làm đc 3/4 rồi ạ": 75,
    "hai phần ba công việc": 66.67,
    "2 phần 3": 66.67,
    "8 trên 10 phần": 80,
    "được một nửa rồi": 50,
    "làm xog 1 nửa r": 50,
    "phân nửa rồi nghen": 50,
}
IN_DOUBT = {"được hơn nửa rồi": 50, "70-80%": 70, "được 5/12": 41.67, "được nua roi": 50}
NO_PERCENTS = (
    "ngày 8/10",
    "8/10 em nộp",
    "nửa tháng nữa",
    "3 ngày nữa",
    "50/50",
    "CV 145/UBND-NC",
    "em nửa tin nửa ngờ",
    "phần 2",
    "nghị định 30/2020/NĐ-CP",
)


@pytest.mark.parametrize(("text", "value"), IN_WORDS.items())
def test_a_number_is_read(text: str, value: float) -> None:
    number = number_at(words(text), 0)
    assert number is not None
    assert (number.value, number.doubt) == (value, False)


def test_what_follows_is_not_taken_along() -> None:
    assert number_at(words("mười năm"), 0) == Number(10, 0, 1)
    assert number_at(words("hai bảy"), 0) == Number(2, 0, 1)


@pytest.mark.parametrize("text", ["sau", "nam", "tu", "mot"])
def test_bare_words_that_may_mean_something_else_are_in_doubt(text: str) -> None:
    number = number_at(words(text), 0)
    assert number is not None
    assert number.doubt


def test_digits_beyond_reason_are_no_number() -> None:
    assert number_at(words("9" * 4096), 0) is None


@pytest.mark.parametrize(("text", "value"), PERCENTS.items())
def test_a_percent_is_read(text: str, value: float) -> None:
    (found,) = find_percents(words(text))
    assert (found.value, found.doubt) == (value, False)


@pytest.mark.parametrize(("text", "value"), IN_DOUBT.items())
def test_what_is_not_exact_is_in_doubt(text: str, value: float) -> None:
    (found,) = find_percents(words(text))
    assert (found.value, found.doubt) == (value, True)


@pytest.mark.parametrize("text", NO_PERCENTS)
def test_no_percent_is_invented(text: str) -> None:
    assert find_percents(words(text)) == ()


def test_every_percent_has_its_place() -> None:
    text = "nv 2 80%, nv 3 năm mươi phần trăm"
    assert [text[found.start : found.end] for found in find_percents(words(text))] == ["80%", "năm mươi phần trăm"]
