"""However much is decided at once, what is told of it fits a message."""

from datetime import date, timedelta

import pytest

from core.calendar import Calendar, Override
from core.calendar_talk import CalendarTalk
from core.message import Outgoing, plain
from core.replan import Effect
from core.special_days import special_days
from core.vietnamese.day_changes import MOST_DAYS, Trouble
from core.wording import calendar as words
from tests.core.every_message import MESSENGER_LIMIT
from tests.core.office import at

NOW = at("27/11/2026 09:00")
WHY = "nghỉ vì một lý do dài và nhiều chữ " * 100
EVERY_OTHER = {
    date(2026, 11, 28) + timedelta(days=2 * n): Override(off=n % 2 == 0, why=WHY) for n in range(2 * MOST_DAYS)
}
EFFECT = Effect(deadlines=123456, moved=123456, furthest=timedelta(days=40))
CROWDED = Calendar(overrides=EVERY_OTHER)


def length(message: Outgoing | str) -> int:
    text = message if isinstance(message, str) else plain(message.text)
    return len(text.encode("utf-16-le")) // 2


def test_a_change_of_many_days_can_be_read_back_and_told() -> None:
    days = dict(list(EVERY_OTHER.items())[:MOST_DAYS])
    talk = CalendarTalk(days=days, version=1, effect=EFFECT)
    assert length(words.read_back(talk, Calendar(), NOW, 999_999_999)) <= MESSENGER_LIMIT
    assert length(words.done(dict.fromkeys(days), CROWDED, EFFECT, list(days)[:3], NOW)) <= MESSENGER_LIMIT


def test_a_crowded_calendar_can_be_shown() -> None:
    days = special_days(CROWDED, NOW.date(), NOW.date() + timedelta(days=60))
    assert length(words.coming(days, 60, NOW, keeps=True)) <= MESSENGER_LIMIT


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_to_write(trouble: Trouble) -> None:
    about = date(2026, 12, 4) if trouble in words._ON_DAY else WHY
    told = words.misread(trouble, about, Calendar(), NOW)
    assert 30 < length(told) <= MESSENGER_LIMIT
    assert "gõ" in told.casefold() or "Mời" in told or "ghi giúp em" in told


@pytest.mark.parametrize(
    ("furthest", "told"),
    [(timedelta(hours=3), "3 giờ"), (timedelta(hours=24), "1 ngày"), (timedelta(days=8, hours=2), "9 ngày")],
)
def test_the_furthest_move_is_told_in_whole_days(furthest: timedelta, told: str) -> None:
    assert told in words.moved(2, furthest, done=True)
