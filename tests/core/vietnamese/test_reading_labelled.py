"""The reading against every labelled reply. The files called `aside` are for whoever judges, not for these tests."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.reading import read, to_json

DATA = Path(__file__).parents[2] / "data"
FILES = sorted(file for file in DATA.glob("replies*.jsonl") if "aside" not in file.name)
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


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_false_done(file: Path) -> None:
    false = [reply["text"] for reply in replies(file) if finished(understood(reply["text"])) - finished(reply)]
    assert false == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_intents(file: Path) -> None:
    labelled = replies(file)
    wrong = [reply["text"] for reply in labelled if understood(reply["text"])["intent"] != reply["intent"]]
    assert len(wrong) <= 0.05 * len(labelled), wrong


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_wrong_date_unasked(file: Path) -> None:
    wrong = [reply["text"] for reply in replies(file) if is_wrong_unasked(understood(reply["text"]), reply)]
    assert len(wrong) <= 1, wrong


def is_wrong_unasked(reading: dict[str, Any], reply: dict[str, Any]) -> bool:
    right = {reply["date"], *(reply.get("date_alt") or ())}
    return reading["date"] is not None and not reading["confirm"] and reading["date"] not in right


@pytest.mark.parametrize(("slot", "least"), [("percent", 0.9), ("task_no", 0.95), ("doc_ref", 0.95)])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_slots(file: Path, slot: str, least: float) -> None:
    pairs = [(understood(reply["text"])[slot], reply[slot]) for reply in replies(file)]
    told = [(found, meant) for found, meant in pairs if found is not None or meant is not None]
    right = [found for found, meant in told if found == meant or (found and meant and abs_gap(found, meant) < 0.1)]
    assert len(right) >= least * len(told)


def abs_gap(found: Any, meant: Any) -> float:
    return abs(found - meant) if isinstance(found, int | float) else 1.0
