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
from core.vietnamese.claims import Intent
from core.vietnamese.normalise import fold
from core.vietnamese.reading import read, to_json

NOW = datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE)
CALENDAR = Calendar()
OWN = Path(__file__).parents[2] / "data" / "replies_own.jsonl"
TEXTS = [reply["text"] for reply in map(json.loads, OWN.read_text(encoding="utf-8").splitlines()) if not reply["aside"]]
PIECES = st.sampled_from([word for text in TEXTS for word in text.split()] + list("?!.,:;/-%#\n0123456789"))


@cache
def meaning(text: str) -> Intent:
    return read(text, NOW, CALENDAR).intent


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
    done = [text for text in TEXTS if meaning(retype(text)) is Intent.DONE]
    assert [text for text in done if meaning(text) is not Intent.DONE] == []


def test_folding_keeps_most_meanings() -> None:
    changed = [text for text in TEXTS if meaning(fold(text)) is not meaning(text)]
    assert len(changed) <= 0.1 * len(TEXTS), changed


LONG = [
    "a",
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
    assert long < 0.2
    assert long < 10 * max(short, 0.002)
