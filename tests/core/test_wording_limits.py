"""Whatever the office calls its tasks and people, every message fits: its text, its first line, its choices."""

from dataclasses import replace

import pytest

from core import deadline
from core.message import Outgoing, plain
from core.nudge import NudgeKind
from core.press import Offer, Press
from core.slot import Audience
from core.wording import cards
from core.wording.voice import YOU, YOU_FIRST, speak
from tests.core.every_message import MESSENGER_LIMIT, a_view, every_message
from tests.core.office import a_task, on


@pytest.fixture(scope="module")
def messages() -> list[Outgoing]:
    return [speak(message, "đồng chí") for message in every_message()]


def test_choices_fit_a_phone(messages: list[Outgoing]) -> None:
    rows = [row for message in messages for row in message.choices]
    assert max(len(row) for row in rows) == 4
    assert all(len(row) * max(len(choice.label) for choice in row) <= 24 for row in rows if len(row) > 2)
    assert max(len(choice.label) for row in rows for choice in row) <= 20
    assert max(len(choice.code.encode("ascii")) for row in rows for choice in row) <= 64


def test_every_choice_can_be_read_back(messages: list[Outgoing]) -> None:
    codes = {choice.code for message in messages for row in message.choices for choice in row}
    assert {Press.decode(code).offer for code in codes} == set(Offer)
    assert {Press.decode(code).encode() for code in codes} == codes


def test_texts_fit_a_message(messages: list[Outgoing]) -> None:
    assert max(len(plain(message.text)) for message in messages) <= MESSENGER_LIMIT


def test_first_lines_fit_a_lock_screen(messages: list[Outgoing]) -> None:
    firsts = (plain(message.text).partition("\n")[0] for message in messages)
    longest = max((first for first in firsts if "iệc 123456" in first), key=len)
    assert len(longest) <= 120, longest


def test_nothing_is_left_unspoken(messages: list[Outgoing]) -> None:
    for message in messages:
        words = plain(message.text) + "".join(choice.label for row in message.choices for choice in row)
        assert not {YOU, YOU_FIRST, "{", "}"} & set(words), words
        assert "None" not in words
        assert "\n\n" not in words


def test_headlines_say_what_is_wrong_then_the_task_then_its_deadline() -> None:
    usual = replace(a_task(), title="Báo cáo CCHC quý IV", deadline=deadline.day(on("03/12/2026")))
    first = plain(cards.nudge(a_view(usual), NudgeKind.BEFORE, Audience.LEAD).text).partition("\n")[0]
    assert first == "🟡 Còn 3 ngày làm việc · Việc 12: Báo cáo CCHC quý IV · hạn 17:00 Thứ Năm 03/12"
    assert len(first) <= 80
