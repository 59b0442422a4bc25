"""The watch list fits: its texts a message, its choices a phone, and every choice leads back to where it came from."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.message import Outgoing, plain
from core.press import Offer, Press
from core.watch import Silence, Unreached, UnreachedPage, Watch
from core.wording import watch
from core.wording.views import ListView
from core.wording.voice import YOU, YOU_FIRST, speak
from tests.core.every_message import MESSENGER_LIMIT, NAME, NOW, VIEWS

SILENT = tuple(Unreached(name=NAME, unit=NAME, why=why, since=NOW, said="x" * 4096, count=1234) for why in Silence)
TASK_KINDS = [kind for kind in Watch if kind is not Watch.UNDELIVERABLE]


def every_screen() -> Iterator[Outgoing]:
    for start in range(0, len(VIEWS), 6):
        page = ListView(tasks=tuple(VIEWS[start : start + 6]), number=50, pages=100, total=600)
        yield from (watch.tasks(kind, page) for kind in TASK_KINDS)
    yield from (watch.tasks(kind, ListView(tasks=(), number=1, pages=1, total=0)) for kind in TASK_KINDS)
    people = UnreachedPage(people=SILENT * 2, number=50, pages=100, total=600)
    yield from (watch.people(each, NOW) for each in (people, replace(people, people=(), total=0)))
    yield from (watch.summary(dict.fromkeys(Watch, count)) for count in (0, 123456))
    yield watch.not_yours()


@pytest.fixture(scope="module")
def screens() -> list[Outgoing]:
    return [speak(message, "đồng chí") for message in every_screen()]


def test_texts_fit_a_message(screens: list[Outgoing]) -> None:
    texts = [plain(message.text) for message in screens]
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) <= MESSENGER_LIMIT
    assert not any(mark in text for text in texts for mark in (YOU, YOU_FIRST))


def test_choices_fit_a_phone(screens: list[Outgoing]) -> None:
    rows = [row for message in screens for row in message.choices]
    assert max(map(len, rows)) <= 2
    assert max(len(choice.label) for row in rows for choice in row) <= 20


def test_every_choice_leads_to_its_kind_or_to_a_card(screens: list[Outgoing]) -> None:
    codes = [Press.decode(choice.code) for message in screens for row in message.choices for choice in row]
    assert {code.offer for code in codes} == {Offer.WATCH, Offer.SHOW}
    assert {code.revision for code in codes if code.offer is Offer.WATCH} == set(range(len(Watch) + 1))
