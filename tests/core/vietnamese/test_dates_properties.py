"""What holds for any phrase and any text."""

import sys
import unicodedata
from collections.abc import Callable
from itertools import product
from random import Random
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.vietnamese.dates import DateReading, Kind, find_dates
from core.vietnamese.dates.vocabulary import BY_WORD
from core.vietnamese.percents import find_percents
from core.vietnamese.words import words
from tests.core.vietnamese.date_cases import CALENDAR, NOW, WAYS_OF_TYPING, find, read

BEFORE = ("", "trước ", "đến ", "chậm nhất ", "hạn ", "xong trước ", "xin gia hạn đến ", "dạ em nộp ")
CLOCKS = ("", "15h30 ", "9 giờ sáng ", "3h chiều ", "8 giờ rưỡi ", "cuối giờ chiều ", "lúc 10h ", "16h ")
WEEKDAYS = ("thứ hai", "thứ 3", "thứ tư", "thứ năm", "t6", "thứ bảy", "chủ nhật")
WEEKS = ("", " tuần này", " tuần sau", " tuần tới", " tuần sau nữa")
DAYS = (
    "hôm nay", "ngày mai", "mai", "ngày mốt", "ngày kia", "cuối tuần sau", "hết tháng", "đầu tháng 12",
    "giữa tháng sau", "cuối quý 4", "hết quý I năm sau", "cuối năm", "nửa tháng nữa", "hai ngày nữa",
    "5 ngày làm việc nữa", "một tuần nữa", "tuần sau", "tháng sau", "quý sau", "rằm tháng giêng", "mùng 3 tết",
    "trước tết", "vài ngày nữa", "mai mốt",
)  # fmt: skip
MONTHS = ("tháng 1", "tháng hai", "tháng tư", "tháng sáu", "tháng bảy", "tháng mười", "tháng mười một", "tháng 12")
NUMBERED = ("ngày 5", "ngày mười lăm", "ngày 20", "mùng 1", "ngày hai mươi mốt", "ngày 31")
WRITTEN = ("27/11", "5/12/2026", "04-12-2026", "ngày 30/11", "01/12", "2026-12-10", "31/11", "20.12.2026")
ALL_DAYS = (
    *DAYS,
    *WRITTEN,
    *map("".join, product(WEEKDAYS, WEEKS)),
    *map(" ".join, product(NUMBERED, MONTHS)),
    *map(" ".join, product(NUMBERED, MONTHS[:3], ("năm 2026", "năm sau"))),
    *map(" ".join, product(MONTHS, ("năm nay", "năm sau", "năm 2027"))),
)
PHRASES = tuple(map("".join, product(BEFORE, CLOCKS, ALL_DAYS)))

any_phrase = st.sampled_from(PHRASES)
any_way = st.sampled_from(sorted(WAYS_OF_TYPING))
time_words = st.sampled_from(
    [*BY_WORD, *"0123456789/.-:,%", "27/11", "12/2026", "anh", "Mai", "thêm", "hằng", "CV", "của"]
)
word_salad = st.lists(time_words, max_size=12).flatmap(lambda found: st.sampled_from([" ".join(found), "".join(found)]))


def told(reading: DateReading) -> tuple[object, ...]:
    return reading.kind, reading.date, reading.time, reading.duration


def same_or_asked(phrase: str, way: str) -> bool:
    reading = read(WAYS_OF_TYPING[way](phrase))
    return reading.confirm or told(reading) == told(read(phrase))


@settings(max_examples=400, deadline=None)
@given(any_phrase, any_way)
def test_however_it_is_typed_it_reads_the_same_or_asks(phrase: str, way: str) -> None:
    assert same_or_asked(phrase, way)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS_OF_TYPING)
def test_ten_thousand_phrases_read_the_same_or_ask(way: str) -> None:
    some = Random(2026).sample(PHRASES, 10_000)
    assert [phrase for phrase in some if not same_or_asked(phrase, way)] == []


@settings(max_examples=400, deadline=None)
@given(any_phrase)
def test_a_phrase_that_names_a_day_has_an_answer(phrase: str) -> None:
    assert read(phrase).kind is not Kind.NONE


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=200), word_salad))
@example("\ud800 ngày 5")
@example("9" * 4096)
@example("e\u0301" * 2048)
def test_no_text_breaks_it_and_its_answers_are_sound(text: str) -> None:
    length = len(unicodedata.normalize("NFC", text))
    for reading in find(text):
        assert 0 <= reading.start < reading.end <= length
        assert (reading.date is not None) == (reading.kind is Kind.POINT)
        assert reading.confirm == bool(reading.why)
        assert reading.duration is not None or reading.kind is not Kind.DURATION


@settings(max_examples=300, deadline=None)
@given(any_phrase)
def test_a_day_that_needs_no_question_is_worked_and_ahead(phrase: str) -> None:
    reading = read(phrase)
    if reading.date and not reading.confirm:
        assert CALENDAR.is_working_day(reading.date)
        assert 0 <= (reading.date - NOW.date()).days <= 365


WORST = (
    "27/11 ", "ngày 5 tháng 12 năm 2026 ", "thứ 6 tuần sau ", "mai ", "1/", "h1", "a", "ngày ", "hai mươi ", " 12",
    "-1", "từ mai đến mốt ", "sáng ", "/UBND-", "chị Mai ",
)  # fmt: skip


@pytest.mark.parametrize("unit", WORST)
def test_work_grows_with_the_length_of_the_text_and_no_faster(unit: str) -> None:
    short, long = (unit * 4096)[:1024], (unit * 4096)[:4096]
    read_everything(long)
    assert steps(lambda: read_everything(long)) <= 4.5 * steps(lambda: read_everything(short)) + 2000


def read_everything(text: str) -> None:
    cut = words(text)
    find_dates(cut, NOW, CALENDAR)
    find_percents(cut)


def steps(work: Callable[[], None]) -> int:
    """How many calls the work makes: the same on every machine."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls
