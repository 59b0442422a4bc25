"""The reading holds up: it never fails, it stays linear, and how a thing is typed does not change what it means."""

import json
import time
import unicodedata
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.intents import Intent
from core.vietnamese.normalise import fold
from core.vietnamese.reading import read, to_json

NOW = datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE)
CALENDAR = Calendar()
REPLIES = Path(__file__).parents[3] / "benchmarks" / "replies"
FILES = (REPLIES / "learnt" / "third_writers.jsonl", *sorted((REPLIES / "aside").glob("*.jsonl")))
LABELLED = [json.loads(line) for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]
TEXTS = [reply["text"] for reply in LABELLED]
PIECES = st.sampled_from([word for text in TEXTS for word in text.split()] + list("?!.,:;/-%#\n0123456789"))


@cache
def meaning(text: str) -> Intent:
    return read(text, NOW, CALENDAR).intent


def asks(text: str) -> bool:
    return read(text, NOW, CALENDAR).confirm


@given(st.text(max_size=4096))
@settings(deadline=None, max_examples=150)
def test_never_fails(text: str) -> None:
    json.dumps(to_json(read(text, NOW, CALENDAR)), ensure_ascii=False)


@given(st.lists(PIECES, max_size=60))
@settings(deadline=None, max_examples=300)
def test_never_fails_on_the_words_of_replies(pieces: list[str]) -> None:
    json.dumps(to_json(read(" ".join(pieces), NOW, CALENDAR)))


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def spaced(text: str) -> str:
    return f"  {text.replace(' ', '   ')} "


def shouted_bare(text: str) -> str:
    return fold(text).upper()


@pytest.mark.parametrize("retype", [decomposed, spaced])
def test_typing_changes_nothing(retype: Callable[[str], str]) -> None:
    assert [text for text in TEXTS if meaning(retype(text)) is not meaning(text)] == []


@pytest.mark.parametrize("retype", [str.upper, fold, shouted_bare])
def test_nothing_becomes_done_by_typing(retype: Callable[[str], str]) -> None:
    unfinished = [reply["text"] for reply in LABELLED if "done" not in json.dumps(reply)]
    assert [text for text in unfinished if meaning(retype(text)) is Intent.DONE] == []


def test_capitals_change_nothing_but_a_few() -> None:
    changed = [text for text in TEXTS if meaning(text.upper()) is not meaning(text)]
    assert len(changed) <= 0.02 * len(TEXTS), changed


def test_without_accents_most_is_read_the_same_or_asked_about() -> None:
    changed = [text for text in TEXTS if meaning(fold(text)) is not meaning(text) and not asks(fold(text))]
    assert len(changed) <= 0.05 * len(TEXTS), changed


LONG = [
    "a",
    "em ",
    "nhé ",
    "3 ngày",
    "2h",
    "xong ",
    "việc 1, ",
    "1% ",
    "thứ 6 ",
    "em xong ",
    "vì ",
    "chưa ",
    "12/12 ",
    "Sở Y tế ",
    "1",
    "\n",
    "? ",
    "việc 1 ",
]


def cost(text: str) -> float:
    def once() -> float:
        began = time.process_time()
        read(text, NOW, CALENDAR)
        return time.process_time() - began

    return min(once() for _ in range(3))


@pytest.mark.parametrize("piece", LONG)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    short, long = cost((piece * 1024)[:1024]), cost((piece * 4096)[:4096])
    assert long < 10 * max(short, 0.002)
