"""Which period people mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report_periods import NoSuchPeriod, Span, after, before, code_of, decoded, period_on
from core.vietnamese.report_words import asks_for_merits, asks_what_burns, read_period
from core.wording.report_words import button, file_words

TODAY = date(2026, 11, 30)

MEANT = {
    "tuan": "2026-W49",
    "tuần này": "2026-W49",
    "tuần trước": "2026-W48",
    "tuần 48": "2026-W48",
    "Tuần 50": "2025-W50",
    "thang": "2026-11",
    "THÁNG 10": "2026-10",
    "tháng 12": "2025-12",
    "tháng 12/2026": "2026-12",
    "tháng trước": "2026-10",
    "thang 3 năm 2025": "2025-03",
    "quy": "2026-Q4",
    "quý 3/2026": "2026-Q3",
    "quý III": "2026-Q3",
    "quý iv năm 2025": "2025-Q4",
    "6thang": "2026-H2",
    "6 tháng đầu năm": "2026-H1",
    "sáu tháng cuối năm 2025": "2025-H2",
    "6 tháng trước": "2026-H1",
    "nam": "2026",
    "năm ngoái": "2025",
    "năm 2025": "2025",
}


@pytest.mark.parametrize(("words", "name"), MEANT.items())
def test_a_period_is_read(words: str, name: str) -> None:
    period = read_period(words, TODAY)
    assert period is not None
    assert period.name == name


@pytest.mark.parametrize("words", ["thang 13", "thang 0", "quy 5", "tuan 54", "tuần 53/2025", "quý 1/1066", "năm 3"])
def test_there_is_no_such_period(words: str) -> None:
    with pytest.raises(NoSuchPeriod):
        read_period(words, TODAY)


@pytest.mark.parametrize("words", ["", "doanh thu", "thang muoi", "thang 10 gì đó", "6 tháng giữa năm", "năm 1/2026"])
def test_other_words_name_no_period(words: str) -> None:
    assert read_period(words, TODAY) is None


@given(span=st.sampled_from(Span), day=st.dates(date(2001, 1, 8), date(2099, 12, 20)))
def test_periods_follow_one_another_and_keep_their_code(span: Span, day: date) -> None:
    period = period_on(span, day)
    assert period.first <= day <= period.last
    assert after(before(period)) == period == decoded(code_of(period))
    assert after(period).first == period.last + timedelta(days=1)
    assert len(button(period)) <= 18


@pytest.mark.parametrize("code", [0, 9_999_999, 2026113, 2026900, 2026054, 19_999_100])
def test_a_forged_code_is_no_period(code: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        decoded(code)


def test_what_stands_beside_periods() -> None:
    assert all(map(asks_what_burns, ("chutich", "Chủ tịch", "việc nóng", "vướng mắc")))
    assert not asks_what_burns("tháng 10")
    assert (asks_for_merits("thi đua"), asks_for_merits("thidua tháng 10")) == ("", "thang 10")
    assert asks_for_merits("tuần 3") is None


def test_a_file_has_letters_that_every_machine_has() -> None:
    assert file_words("bao cao 6 tháng đầu năm 2026") == "bao-cao-6-thang-dau-nam-2026"
    assert file_words("Hồ sơ Đỗ Văn Ý / ../x") == "ho-so-do-van-y-x"
