"""How well and how fast replies are read, beside dateparser (dates) and a character n-gram SVM (intents).

python benchmarks/reading.py [FILE.jsonl …]   labelled replies; without a file those of tests/data
pip install dateparser scikit-learn           for the peers, which are left out when they are not there
"""

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.reading import read, to_json

NOW = datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE)
CALENDAR = Calendar()
DATA = Path(__file__).parents[1] / "tests" / "data"
SLOTS = ("percent", "date", "time", "duration", "task_no", "reason", "forward_to", "doc_ref")
Reply = dict[str, Any]


def main(files: Sequence[Path]) -> None:
    console = Console()
    for file in files:
        replies = load(file)
        readings, times = _timed(replies, lambda text: to_json(read(text, NOW, CALENDAR)))
        console.print(accuracy(file.stem, replies, readings, times))
        console.print(
            _beside_peers(replies, readings, times, [each for other in files if other != file for each in load(other)])
        )
    console.print(_longest())


LONGEST = 4096
PIECES = (
    "a",
    "em ",
    "em xong ",
    "3 ngày",
    "việc 1, ",
    "thứ 6 ",
    "12/12 ",
    "ngày 10/12 ",
    "1% ",
    "vì ",
    "Sở Y tế ",
    "? ",
    "\n",
)


def _longest() -> Table:
    """The longest message that Telegram carries, of what is dearest to read; and a quarter of it, to see the growth."""
    table = Table("piece", "1,024 characters, ms", f"{LONGEST:,} characters, ms", title="the worst messages")
    for piece in PIECES:
        texts = [(piece * LONGEST)[:length] for length in (LONGEST // 4, LONGEST)]
        spent = [_best(lambda text: read(text, NOW, CALENDAR), text) / 1000 for text in texts]
        table.add_row(repr(piece), *(f"{each:.1f}" for each in spent))
    return table


_BLANK = dict.fromkeys((*SLOTS, "items", "date_alt"))


def load(file: Path) -> list[Reply]:
    """What a file leaves out is None; a reply that must be asked about says so."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [{**_BLANK, "confirm": False, **json.loads(line)} for line in lines]


def _timed(replies: Sequence[Reply], understand: Callable[[str], Any]) -> tuple[list[Any], list[float]]:
    """Every answer, and for each reply the best of three runs in microseconds."""
    return [understand(each["text"]) for each in replies], [_best(understand, each["text"]) for each in replies]


def _best(understand: Callable[[str], Any], text: str) -> float:
    def once() -> float:
        began = time.perf_counter()
        understand(text)
        return (time.perf_counter() - began) * 1e6

    return min(once() for _ in range(3))


def accuracy(name: str, replies: Sequence[Reply], readings: Sequence[Reply], times: Sequence[float] = ()) -> Table:
    spread = f", µs {_spread(times)}" if times else ""
    table = Table("what", "right", "of", "%", title=f"{name}: {len(replies)} replies{spread}")
    intents = [found["intent"] == meant["intent"] for found, meant in zip(readings, replies, strict=True)]
    _row(table, "intent", intents)
    for slot in SLOTS:
        _row(table, slot, _right(slot, replies, readings))
    pairs = list(zip(readings, replies, strict=True))
    table.add_row(
        "false done", str(sum(bool(_done(found) - _done(meant)) for found, meant in pairs)), str(len(pairs)), ""
    )
    table.add_row(
        "wrong day, unasked", str(sum(_wrong_day(found, meant) for found, meant in pairs)), str(len(pairs)), ""
    )
    return table


def _row(table: Table, what: str, right: Sequence[bool]) -> None:
    if right:
        table.add_row(what, str(sum(right)), str(len(right)), f"{100 * sum(right) / len(right):.1f}")


def _right(slot: str, replies: Sequence[Reply], readings: Sequence[Reply]) -> list[bool]:
    """Where either side names the slot; a doubtful day that was asked about is right."""
    pairs = [(found, meant) for found, meant in zip(readings, replies, strict=True) if found[slot] or meant[slot]]
    return [_same(slot, found, meant) for found, meant in pairs]


def _same(slot: str, found: Reply, meant: Reply) -> bool:
    if slot == "date":
        asked = found["date"] is None and meant["confirm"] and found["confirm"]
        return found["date"] in {meant["date"], *(meant["date_alt"] or ())} or asked
    if slot == "percent" and found[slot] and meant[slot]:
        return abs(found[slot] - meant[slot]) < 0.1
    return bool(found[slot] == meant[slot])


def _done(reading: Reply) -> set[Any]:
    if reading["intent"] == "done":
        return {None}
    return {item["task_no"] for item in reading["items"] or () if item["intent"] == "done"}


def _wrong_day(found: Reply, meant: Reply) -> bool:
    return bool(found["date"]) and not found["confirm"] and not _same("date", found, meant)


def _beside_peers(
    replies: Sequence[Reply], readings: Sequence[Reply], times: Sequence[float], others: Sequence[Reply]
) -> Table:
    table = Table("reader", "right days %", "days where none is meant", "intent %", "false done", "µs median")
    held = [meant for meant in replies if meant["date"]]
    days = [_same("date", found, meant) for found, meant in zip(readings, replies, strict=True) if meant["date"]]
    invented = sum(bool(found["date"]) and not meant["date"] for found, meant in zip(readings, replies, strict=True))
    intents = [found["intent"] for found in readings]
    table.add_row(
        "this reader", _percent(days), str(invented), *_scores(intents, replies), f"{statistics.median(times):.0f}"
    )
    if held:
        table.add_row(*_dateparser(replies))
    table.add_row(*_svm(replies, others))
    return table


def _scores(intents: Sequence[str], replies: Sequence[Reply]) -> tuple[str, str]:
    pairs = list(zip(intents, (each["intent"] for each in replies), strict=True))
    false = sum(found == "done" != meant for found, meant in pairs)
    return _percent([found == meant for found, meant in pairs]), str(false)


def _percent(right: Sequence[bool]) -> str:
    return f"{100 * sum(right) / len(right):.1f}" if right else "–"


def _dateparser(replies: Sequence[Reply]) -> tuple[str, ...]:
    """The last date that `search_dates` finds, as a reader of deadlines would take it."""
    try:
        search = importlib.import_module("dateparser.search").search_dates
    except ImportError:
        return "dateparser: not installed", "–", "–", "–", "–", "–"
    settings = {"RELATIVE_BASE": NOW.replace(tzinfo=None), "PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"}

    def day(text: str) -> str | None:
        found = search(text, languages=["vi"], settings=settings)
        return found[-1][1].date().isoformat() if found else None

    days, times = _timed(replies, day)
    pairs = list(zip(days, replies, strict=True))
    right = [found in {meant["date"], *(meant["date_alt"] or ())} for found, meant in pairs if meant["date"]]
    invented = sum(bool(found) and not meant["date"] for found, meant in pairs)
    return "dateparser search_dates", _percent(right), str(invented), "–", "–", f"{statistics.median(times):.0f}"


def _svm(replies: Sequence[Reply], others: Sequence[Reply]) -> tuple[str, ...]:
    """Trained on the other files, so that it meets these replies for the first time."""
    try:
        pipeline = importlib.import_module("sklearn.pipeline").make_pipeline
        vectorizer = importlib.import_module("sklearn.feature_extraction.text").TfidfVectorizer
        svm = importlib.import_module("sklearn.svm").LinearSVC
    except ImportError:
        return "char n-gram SVM: not installed", "–", "–", "–", "–", "–"
    if not others:
        return "char n-gram SVM: no other file to learn from", "–", "–", "–", "–", "–"
    model = pipeline(vectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True), svm())
    model.fit([each["text"] for each in others], [each["intent"] for each in others])
    found, times = _timed(replies, lambda text: str(model.predict([text])[0]))
    return "char n-gram SVM", "–", "–", *_scores(found, replies), f"{statistics.median(times):.0f}"


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return (
        f"median {statistics.median(times):.0f}, p95 {ordered[int(0.95 * len(ordered))]:.0f}, worst {ordered[-1]:.0f}"
    )


if __name__ == "__main__":
    named = [Path(argument) for argument in sys.argv[1:]]
    main(named or sorted(file for file in DATA.glob("replies*.jsonl") if "aside" not in file.name))
