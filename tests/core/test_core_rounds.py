"""The next round: its day, month by month for ever, and the period in its title."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadline import Deadline, DeadlineKind, Rhythm, day
from core.rounds import MONTHS, comes_again, next_round
from core.vietnamese.dates.spans import months_later
from core.vietnamese.title_periods import moved_on

MONTH, QUARTER, YEAR = 1, 3, 12
ROUNDS = """
    31/01/2026  month    31  28/02/2026
    28/02/2026  month    31  31/03/2026
    31/03/2026  month    31  30/04/2026
    15/12/2026  month    15  15/01/2027
    31/12/2026  quarter  31  31/03/2027
    30/11/2026  quarter  30  28/02/2027
    29/02/2028  year     29  28/02/2029
    28/02/2031  year     29  29/02/2032
"""


def a_date(text: str) -> date:
    day_, month, year = map(int, text.split("/"))
    return date(year, month, day_)


def recurring(on: date, rhythm: Rhythm) -> Deadline:
    return Deadline(kind=DeadlineKind.RECURRING, on=on, rhythm=rhythm)


@pytest.mark.parametrize("line", ROUNDS.strip().splitlines())
def test_the_next_round_falls_on_the_same_day_of_the_month_or_its_last(line: str) -> None:
    on, rhythm, anchor, then = line.split()
    assert next_round(recurring(a_date(on), Rhythm(rhythm)), int(anchor)).on == a_date(then)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.sampled_from(list(MONTHS)), st.integers(1, 40))
def test_a_series_never_drifts(start: date, rhythm: Rhythm, rounds: int) -> None:
    here = recurring(start, rhythm)
    for _ in range(rounds):
        here = next_round(here, start.day)
    assert here.on == months_later(start, rounds * MONTHS[rhythm])
    assert here.on.day == min(start.day, monthrange(here.on.year, here.on.month)[1])


def test_what_comes_but_once_has_no_next_round() -> None:
    assert not comes_again(day(date(2026, 12, 31)))
    assert not comes_again(recurring(date(2026, 12, 31), Rhythm.AS_NEEDED))
    assert not comes_again(Deadline(kind=DeadlineKind.ONGOING, rhythm=Rhythm.MONTH))
    assert comes_again(recurring(date(2026, 12, 31), Rhythm.YEAR))


TITLES = [
    ("Báo cáo CCHC quý IV/2026", QUARTER, "Báo cáo CCHC quý I/2027"),
    ("Báo cáo CCHC Quý III năm 2026", QUARTER, "Báo cáo CCHC Quý IV năm 2026"),
    ("Báo cáo quý 4/2026 về giải ngân", QUARTER, "Báo cáo quý 1/2027 về giải ngân"),
    ("Báo cáo Q4/2026", QUARTER, "Báo cáo Q1/2027"),
    ("báo cáo quý iv", QUARTER, "báo cáo quý i"),
    ("Tổng hợp tháng 11/2026", MONTH, "Tổng hợp tháng 12/2026"),
    ("Tổng hợp tháng 12/2026", MONTH, "Tổng hợp tháng 01/2027"),
    ("Tổng hợp Tháng 9 năm 2026", MONTH, "Tổng hợp Tháng 10 năm 2026"),
    ("Tổng hợp tháng 09/2026", MONTH, "Tổng hợp tháng 10/2026"),
    ("Tổng hợp tháng 12/2026", QUARTER, "Tổng hợp tháng 3/2027"),
    ("Báo cáo quý IV/2026", YEAR, "Báo cáo quý IV/2027"),
    ("Kế hoạch đầu tư năm 2027", YEAR, "Kế hoạch đầu tư năm 2028"),
    # several periods, a day, another unit, or none: as it was
    ("Báo cáo tháng 10, 11/2026", MONTH, None),
    ("Số liệu từ tháng 10 đến tháng 12/2026", MONTH, None),
    ("Báo cáo quý III và quý IV/2026", QUARTER, None),
    ("Thực hiện Kết luận ngày 15 tháng 11 năm 2026", MONTH, None),
    ("Báo cáo tháng 12 theo Kế hoạch năm 2026", MONTH, None),
    ("Báo cáo trong quý IV/2026", MONTH, None),
    ("Báo cáo giải ngân năm 2026", QUARTER, None),
    ("Họp quý đồng chí lãnh đạo", QUARTER, None),
    ("Báo cáo 6 tháng 2026", MONTH, None),
    ("Báo cáo định kỳ", MONTH, None),
]


@pytest.mark.parametrize(("title", "months", "then"), TITLES)
def test_the_period_of_a_title_moves_on(title: str, months: int, then: str | None) -> None:
    assert moved_on(title, months) == (then or title)


@given(st.integers(1, 12), st.integers(2000, 2097), st.integers(1, 30))
def test_a_month_in_a_title_goes_round_the_years(month: int, year: int, times: int) -> None:
    title = f"Báo cáo tháng {month:02}/{year}"
    for _ in range(times):
        title = moved_on(title, MONTH)
    there = months_later(date(year, month, 1), times)
    assert title.replace(" 0", " ") == f"Báo cáo tháng {there.month}/{there.year}"
