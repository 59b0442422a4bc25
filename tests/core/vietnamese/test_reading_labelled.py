"""The reading against labelled replies: those it has learnt from, and those of writers whom it has never met."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.reading import read, to_json

ROOT = Path(__file__).parents[3]
LEARNT = ROOT / "tests" / "data" / "replies.jsonl"
ASIDE = sorted((ROOT / "benchmarks" / "replies" / "aside").glob("*.jsonl"))
NOW = datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE)
CALENDAR = Calendar()


def replies(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@cache
def understood(text: str) -> dict[str, Any]:
    return to_json(read(text, NOW, CALENDAR))


def finished(reading: dict[str, Any]) -> set[Any]:
    """The tasks said to be done; None is the one that the talk is about."""
    if reading["intent"] == "done":
        return {reading.get("task_no")}
    return {item["task_no"] for item in reading.get("items") or () if item["intent"] == "done"}


def share_right(file: Path, slot: str) -> float:
    """Of the replies where either side names the slot."""
    pairs = [(understood(reply["text"])[slot], reply.get(slot)) for reply in replies(file)]
    told = [(found, meant) for found, meant in pairs if found is not None or meant is not None]
    return sum(is_same(found, meant) for found, meant in told) / len(told)


def is_same(found: Any, meant: Any) -> bool:
    if isinstance(found, int | float) and isinstance(meant, int | float):
        return abs(found - meant) < 0.1
    return bool(found == meant)


@pytest.mark.parametrize("file", [LEARNT, *ASIDE], ids=lambda file: file.stem)
def test_no_false_done(file: Path) -> None:
    false = [reply["text"] for reply in replies(file) if finished(understood(reply["text"])) - finished(reply)]
    assert false == []


@pytest.mark.parametrize("file", [LEARNT, *ASIDE], ids=lambda file: file.stem)
def test_intents(file: Path) -> None:
    labelled = replies(file)
    wrong = [reply["text"] for reply in labelled if understood(reply["text"])["intent"] != reply["intent"]]
    assert len(wrong) <= 0.05 * len(labelled), wrong


@pytest.mark.parametrize("file", [LEARNT, *ASIDE], ids=lambda file: file.stem)
def test_hardly_a_wrong_date_unasked(file: Path) -> None:
    labelled = replies(file)
    wrong = [reply["text"] for reply in labelled if is_wrong_unasked(understood(reply["text"]), reply)]
    assert len(wrong) <= 0.01 * len(labelled), wrong


def is_wrong_unasked(reading: dict[str, Any], reply: dict[str, Any]) -> bool:
    right = {reply.get("date"), *(reply.get("date_alt") or ())}
    return reading["date"] is not None and not reading["confirm"] and reading["date"] not in right


@pytest.mark.parametrize(("slot", "least"), [("percent", 0.97), ("task_no", 0.98)])
@pytest.mark.parametrize("file", [LEARNT, *ASIDE], ids=lambda file: file.stem)
def test_numbers(file: Path, slot: str, least: float) -> None:
    assert share_right(file, slot) >= least


@pytest.mark.parametrize(("slot", "least"), [("date", 0.95), ("reason", 0.85), ("doc_ref", 0.95)])
def test_words_and_days_that_were_learnt(slot: str, least: float) -> None:
    assert share_right(LEARNT, slot) >= least
