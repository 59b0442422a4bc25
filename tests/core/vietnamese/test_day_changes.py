"""What the office writes behind `/lich`, and where it is told that this cannot be meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar
from core.vietnamese.day_changes import MOST_DAYS, DayChange, Misread, Stretch, Trouble, Verb, read_day_change
from tests.core.office import at, on

NOW = at("27/11/2026 09:00")


def read(text: str) -> DayChange:
    return read_day_change(text, NOW, Calendar())


def stretches(*days: str) -> tuple[Stretch, ...]:
    """`04/12/2026`, or `04/12/2026-06/12/2026`."""
    ends = [[on(end) for end in each.split("-")] for each in days]
    return tuple(Stretch(first=each[0], last=each[-1]) for each in ends)


@pytest.mark.parametrize(
    ("text", "days", "instead", "why"),
    [
        ("nghỉ 04/12/2026 làm bù 12/12/2026", ["04/12/2026"], ["12/12/2026"], None),
        ("nghi 4/12 lam bu 12/12, 19/12 vi hoan doi", ["04/12/2026"], ["12/12/2026", "19/12/2026"], "hoan doi"),
        ("Nghỉ thứ Sáu tuần sau vì Hội nghị tỉnh", ["04/12/2026"], [], "Hội nghị tỉnh"),
        ("nghỉ từ 28/12 đến 3/1", ["28/12/2026-03/01/2027"], [], None),
        ("nghỉ 28/12 - 31/12", ["28/12/2026-31/12/2026"], [], None),
        ("nghỉ 16/02-20/02", ["16/02/2027-20/02/2027"], [], None),
        ("nghỉ 4/12, 7/12 và 9/12", ["04/12/2026", "07/12/2026", "09/12/2026"], [], None),
        ("nghỉ bù ngày 04-12-2026", ["04/12/2026"], [], None),
        ("nghỉ hôm nay do bão số 9, đi lại khó", ["27/11/2026"], [], "bão số 9, đi lại khó"),
        ("nghỉ tuần sau", ["30/11/2026-06/12/2026"], [], None),
    ],
)
def test_days_off_are_read(text: str, days: list[str], instead: list[str], why: str | None) -> None:
    expected = DayChange(verb=Verb.REST, days=stretches(*days), instead=stretches(*instead), why=why)
    assert read(text) == expected


@pytest.mark.parametrize("text", ["làm 12/12", "lam bu 12/12", "làm việc thứ Bảy 12/12", "đi làm 12/12/2026"])
def test_worked_days_are_read(text: str) -> None:
    assert read(text) == DayChange(verb=Verb.WORK, days=stretches("12/12/2026"))


@pytest.mark.parametrize("text", ["bỏ 12/12", "Bo 12/12/2026"])
def test_taking_back_is_read(text: str) -> None:
    assert read(text) == DayChange(verb=Verb.TAKE_BACK, days=stretches("12/12/2026"))


@pytest.mark.parametrize(
    ("text", "trouble", "about"),
    [
        ("chào em", Trouble.NO_VERB, "chào em"),
        ("nghỉ", Trouble.NO_DAY, ""),
        ("nghỉ sớm", Trouble.NO_DAY, "sớm"),
        ("nghỉ 4/12 làm bù", Trouble.NO_DAY, ""),
        ("nghỉ 31/02", Trouble.IMPOSSIBLE, "31/02"),
        ("nghỉ 4/12 7/12", Trouble.SEVERAL, "4/12 7/12"),
        ("nghỉ 1/12 đến 2/12 đến 3/12", Trouble.SEVERAL, "1/12 đến 2/12 đến 3/12"),
        ("nghỉ 4/12 đến 2/12", Trouble.BACKWARDS, "4/12 đến 2/12"),
        ("nghỉ 02/01/2026", Trouble.PAST, date(2026, 1, 2)),
        ("nghỉ 4/12 làm bù 02/01/2026", Trouble.PAST, date(2026, 1, 2)),
        ("nghỉ 26/11", Trouble.PAST, date(2026, 11, 26)),
        ("nghỉ 1/12 làm bù 20/11", Trouble.PAST, date(2026, 11, 20)),
        ("nghỉ 01/12/2029", Trouble.TOO_FAR, date(2029, 12, 1)),
        ("nghỉ 1/12 đến 1/2", Trouble.TOO_MANY, ""),
    ],
)
def test_what_cannot_be_meant_is_told(text: str, trouble: Trouble, about: date | str) -> None:
    with pytest.raises(Misread) as caught:
        read(text)
    assert (caught.value.trouble, caught.value.about) == (trouble, about)


@given(st.text(max_size=60) | st.text("nghỉlàmbùbođến vì0123456789/,-", max_size=60))
def test_nothing_that_is_written_breaks_it(text: str) -> None:
    try:
        change = read(f"nghỉ {text}")
    except Misread:
        return
    assert all(day >= NOW.date() for each in change.days for day in each)


@given(st.dates(date(2026, 11, 27), date(2027, 12, 31)), st.integers(1, MOST_DAYS - 1))
def test_days_as_figures_come_back_as_they_were_written(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    assert read(f"nghỉ {first:%d/%m/%Y} đến {last:%d/%m/%Y}").days == (Stretch(first=first, last=last),)
