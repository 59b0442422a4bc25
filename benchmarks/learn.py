"""Learns the weights with which replies are read, or shows how well they would do on writers who are kept aside.

python benchmarks/learn.py            learns from everything and writes core/vietnamese/learnt/
python benchmarks/learn.py --check    learns from some writers, reads the others, prints what was right; writes nothing
pip install scikit-learn              is needed for both; the service itself needs no such thing
"""

import json
import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from unittest.mock import patch

from reading import Reply, accuracy, load
from rich import print
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import Normalizer
from sklearn.svm import LinearSVC

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese import scale, signs, slots, spans
from core.vietnamese.dates import DateReading
from core.vietnamese.facts import Fact
from core.vietnamese.groups import by_task
from core.vietnamese.lexicon import Token
from core.vietnamese.normalise import fold
from core.vietnamese.percents import Percent
from core.vietnamese.reading import read, to_json, understood
from core.vietnamese.scale import STEP
from core.vietnamese.spans import Span

NOW = datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE)
HOME = Path(__file__).parent / "replies" / "learnt"
OFFICIAL = Path(__file__).parents[1] / "tests" / "data" / "replies.jsonl"
LEARNT = Path(__file__).parents[1] / "core" / "vietnamese" / "learnt"
FOLDS = 8
SEED = 7
MARKS = {"reason": ("⟦", "⟧"), "forward_to": ("⟪", "⟫")}
COUNTS = {"time": ("⟦", "⟧"), "percent": ("⟪", "⟫")}
SPANS = {"reasons": "reason", "addressees": "forward_to"}


@dataclass(frozen=True, kw_only=True)
class Case:
    """What one writer said about one task, and what a clerk understood. `spans`: whether the clerk marked them."""

    writer: str
    text: str
    tokens: Sequence[Token]
    facts: Sequence[Fact]
    gold: dict[str, Any]
    slots: bool = True
    spans: bool = True
    counts: dict[str, range] | None = None  # the characters of what counts, where that was marked and not told


def cases() -> list[Case]:
    found = [case for file in (OFFICIAL, *sorted(HOME.glob("*.jsonl"))) for case in _labelled(file)]
    marked = (*_marked(HOME / "spans.tsv"), *_counted(HOME / "times.tsv"))
    return [*found, *_intents_only(HOME / "breadth.tsv"), *marked]


def _labelled(file: Path) -> Iterator[Case]:
    for line in file.read_text(encoding="utf-8").splitlines():
        reply = json.loads(line)
        text = unicodedata.normalize("NFC", reply["text"])
        tokens, facts = understood(text, NOW, Calendar())
        writer = str(reply.get("writer", "official"))
        for said, gold in _parts(tokens, facts, reply):
            yield Case(writer=writer, text=text, tokens=said, facts=facts, gold=gold)


def _parts(
    tokens: Sequence[Token], facts: Sequence[Fact], reply: dict[str, Any]
) -> Iterator[tuple[Sequence[Token], dict[str, Any]]]:
    """A reply about several tasks is as many cases, where our cut of it agrees with the clerk's."""
    items = reply.get("items")
    if not items:
        yield tokens, reply
    elif items[0]["task_no"] == "all":
        yield tokens, items[0]
    else:
        told = {number: group.tokens for group in by_task(tokens, facts) for number in group.tasks}
        yield from ((told[item["task_no"]], item) for item in items if item["task_no"] in told)


def _intents_only(file: Path) -> Iterator[Case]:
    for writer, intent, text in _rows(file):
        tokens, facts = understood(text, NOW, Calendar())
        yield Case(
            writer=writer, text=text, tokens=tokens, facts=facts, gold={"intent": intent}, slots=False, spans=False
        )


def _marked(file: Path) -> Iterator[Case]:
    for writer, intent, marked in _rows(file):
        gold: dict[str, Any] = {"intent": intent}
        for slot, (opens, closes) in MARKS.items():
            if opens in marked:
                between = marked.partition(opens)[2].partition(closes)[0]
                gold[slot] = _unmarked(between).strip()
        text = _unmarked(marked)
        tokens, facts = understood(text, NOW, Calendar())
        yield Case(writer=writer, text=text, tokens=tokens, facts=facts, gold=gold, slots=False)


def _counted(file: Path) -> Iterator[Case]:
    """Replies in which the day and the share that count are marked."""
    for writer, intent, marked in _rows(file):
        text = _unmarked(marked)
        tokens, facts = understood(text, NOW, Calendar())
        counts = {}
        for name, (opens, closes) in COUNTS.items():
            before, mark, after = marked.partition(opens)
            first = len(_unmarked(before))
            counts[name] = range(first, first + len(_unmarked(after.partition(closes)[0]))) if mark else range(0)
        gold = {"intent": intent}
        yield Case(writer=writer, text=text, tokens=tokens, facts=facts, gold=gold, spans=False, counts=counts)


def _unmarked(text: str) -> str:
    return "".join(letter for letter in text if letter not in "⟦⟧⟪⟫")


def _rows(file: Path) -> Iterator[Sequence[str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        writer, intent, text = line.split("\t")
        yield writer, intent, unicodedata.normalize("NFC", text)


Row = tuple[set[str], str]


def intent_rows(found: Iterable[Case]) -> list[Row]:
    return [(signs.of_text(case.tokens), case.gold["intent"]) for case in found if case.tokens]


def intent_rows_and_bare(found: Iterable[Case]) -> list[Row]:
    """Everything once more as it looks without accents, so that whoever types none is read as well."""
    found = list(found)
    return [*intent_rows(found), *intent_rows(bare for case in found if (bare := _bare(case)) is not None)]


def _bare(case: Case) -> Case | None:
    said = case.text[case.tokens[0].start : case.tokens[-1].end] if case.tokens else ""
    bare = fold(said)
    if bare == said.lower():
        return None
    tokens, facts = understood(bare, NOW, Calendar())
    return replace(case, text=bare, tokens=tokens, facts=facts)


def time_rows(found: Iterable[Case]) -> list[Row]:
    return [(seen, _time_label(fact, case)) for case, fact, seen in _shown(found, DateReading)]


F = TypeVar("F", DateReading, Percent)


def _shown(found: Iterable[Case], kind: type[F]) -> Iterator[tuple[Case, F, set[str]]]:
    for case in found:
        if case.slots:
            for fact, seen in slots.shown(case.tokens, case.facts, kind, case.gold["intent"]):
                yield case, fact, seen


def _time_label(fact: DateReading, case: Case) -> str:
    if case.counts is not None:
        return slots.TOLD if _overlaps(fact, case.counts["time"]) else slots.ASIDE
    gold = case.gold
    days = {gold.get("date"), *gold.get("date_alt", ())} - {None}
    named = {day.isoformat() for day in (fact.date, fact.past, *fact.alternatives) if day}
    length = fact.duration and fact.date is None and gold.get("duration")
    return slots.TOLD if days & named or (length and length["n"] == fact.duration.n) else slots.ASIDE


def _overlaps(fact: DateReading | Percent, counted: range) -> bool:
    return fact.start < counted.stop and counted.start < fact.end


def percent_rows(found: Iterable[Case]) -> list[Row]:
    return [(seen, _percent_label(fact, case)) for case, fact, seen in _shown(found, Percent)]


def _percent_label(fact: Percent, case: Case) -> str:
    if case.counts is not None:
        before = [token.plain for token in case.tokens if token.end <= fact.start]
        left = {"con", "thieu"} & set(before[-4:])
        return (slots.LEFT if left else slots.TOLD) if _overlaps(fact, case.counts["percent"]) else slots.ASIDE
    meant = case.gold.get("percent")
    if meant is None:
        return slots.ASIDE
    if abs(fact.value - meant) < 0.1:
        return slots.TOLD
    return slots.LEFT if abs(100 - fact.value - meant) < 0.1 else slots.ASIDE


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What a scale learns from and is examined by, its cost of a mistake, and how often a sign must be seen."""

    rows: Callable[[Iterable[Case]], list[Row]]
    exam: Callable[[Iterable[Case]], list[Row]]
    cost: float
    least: int


LESSONS = {
    "intents": Lesson(rows=intent_rows_and_bare, exam=intent_rows, cost=2.0, least=2),
    "times": Lesson(rows=time_rows, exam=time_rows, cost=1.0, least=2),
    "percents": Lesson(rows=percent_rows, exam=percent_rows, cost=1.0, least=1),
}
LIGHTEST = 0.12  # lighter weights change next to nothing and make most of the file
LIGHTEST_IN_SPANS = 0.5


def learn_scale(name: str, found: Iterable[Case]) -> list[str]:
    """The lines of its file in `learnt/`."""
    lesson = LESSONS[name]
    rows = lesson.rows(found)
    counter = CountVectorizer(analyzer=sorted, binary=True, min_df=lesson.least)
    seen = Normalizer().transform(counter.fit_transform(shown for shown, _ in rows))
    machine = LinearSVC(C=lesson.cost, random_state=SEED).fit(seen, [label for _, label in rows])
    labels = [str(label) for label in machine.classes_]
    weights, bias = machine.coef_.T, machine.intercept_
    if len(labels) == 2:
        weights, bias = _mirrored(weights), [-bias[0], bias[0]]
    signs_seen = counter.get_feature_names_out()
    lines = ["\t".join(["labels", *labels]), "\t".join(["bias", *(f"{number:.3f}" for number in bias)])]
    return lines + sorted(line for sign, row in zip(signs_seen, weights, strict=True) if (line := _line(sign, row)))


def _mirrored(weights: Any) -> list[list[float]]:
    return [[-row[0], row[0]] for row in weights]


def _line(sign: str, row: Sequence[float]) -> str:
    pairs = [f"{n}:{round(weight / STEP)}" for n, weight in enumerate(row) if abs(weight) >= LIGHTEST]
    return f"{sign}\t{' '.join(pairs)}" if pairs else ""


EPOCHS = 8
SHUFFLES = 4


SpanWeights = dict[tuple[str, str], float]  # by intent (or EVERY) and sign
Marked = tuple[Case, Span | None]


def learn_spans(slot: str, found: Iterable[Case]) -> SpanWeights:
    """The mean of a few averaged perceptrons (Collins 2002, aclanthology.org/W02-1001) over one span per text."""
    marked = [(case, span) for case in _with_spans(slot, found) for span in _gold_spans(case, slot)]
    mean: SpanWeights = defaultdict(float)
    for shuffle in range(SHUFFLES):
        for sign, weight in _perceptron(marked, random.Random(shuffle)).items():
            mean[sign] += weight / SHUFFLES
    return mean


def _perceptron(marked: list[Marked], shuffled: random.Random) -> SpanWeights:
    weights: SpanWeights = defaultdict(float)
    drift: SpanWeights = defaultdict(float)
    step = 1
    for _ in range(EPOCHS):
        shuffled.shuffle(marked)
        for case, meant in marked:
            guess = spans.best(case.tokens, weigher(weights, case.gold["intent"]))
            if guess != meant:
                for sign, change in (*_told(case, meant, 1), *_told(case, guess, -1)):
                    weights[sign] += change
                    drift[sign] += change * step
            step += 1
    return {sign: weight - drift[sign] / step for sign, weight in weights.items()}


def weigher(weights: SpanWeights, intent: str) -> spans.Weigh:
    def weigh(shown: Sequence[str]) -> float:
        return sum(weights.get((spans.EVERY, sign), 0.0) + weights.get((intent, sign), 0.0) for sign in shown)

    return weigh


def _with_spans(slot: str, found: Iterable[Case]) -> Iterator[Case]:
    only = {"reject_not_mine"} if slot == "forward_to" else {"extend", "blocked", "not_done", "reject_not_mine"}
    return (case for case in found if case.spans and case.gold["intent"] in only and case.tokens)


def _gold_spans(case: Case, slot: str) -> list[Span | None]:
    """[None] where the clerk gave none; nothing where his words are not in the text."""
    meant = case.gold.get(slot)
    if not meant:
        return [None]
    meant = unicodedata.normalize("NFC", meant)
    start = case.text.find(meant)
    inside = [n for n, each in enumerate(case.tokens) if each.end > start and each.start < start + len(meant)]
    return [Span(inside[0], inside[-1])] if start >= 0 and inside else []


def _told(case: Case, span: Span | None, change: int) -> Iterator[tuple[tuple[str, str], int]]:
    around = spans.Around(case.tokens)
    shown = [spans.NONE]
    if span is not None:
        within = (sign for n in range(span.first, span.last + 1) for sign in around.insides(n))
        shown = [*around.starts(span.first), *around.ends(span.last), *within]
    for sign in shown:
        yield (spans.EVERY, sign), change
        yield (case.gold["intent"], sign), change


def learn(found: Sequence[Case], home: Path) -> None:
    """Writes a file for every scale and for every kind of span."""
    home.mkdir(exist_ok=True)
    for name in LESSONS:
        _save(home / f"{name}.tsv", learn_scale(name, found))
    for name, slot in SPANS.items():
        heavy = {sign: weight for sign, weight in learn_spans(slot, found).items() if abs(weight) >= LIGHTEST_IN_SPANS}
        _save(
            home / f"{name}.tsv", sorted(f"{intent}\t{sign}\t{weight:.1f}" for (intent, sign), weight in heavy.items())
        )


def _save(file: Path, lines: Sequence[str]) -> None:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def check() -> None:
    """Every labelled reply read by what was learnt from other writers."""
    found = cases()
    writers = sorted({case.writer for case in found})
    random.Random(SEED).shuffle(writers)
    replies: list[Reply] = []
    readings: list[Reply] = []
    for part in range(FOLDS):
        aside = set(writers[part::FOLDS])
        unknown = [reply for file in (OFFICIAL, *sorted(HOME.glob("*.jsonl"))) for reply in load(file)]
        unknown = [reply for reply in unknown if reply.get("writer", "official") in aside]
        with TemporaryDirectory() as folder, patch.object(scale, "HOME", Path(folder)):
            learn([case for case in found if case.writer not in aside], Path(folder))
            _forget()
            readings += [to_json(read(reply["text"], NOW, Calendar())) for reply in unknown]
            replies += unknown
    _forget()
    print(accuracy(f"{len(writers)} writers, each read unseen", replies, readings))


def _forget() -> None:
    scale.learnt.cache_clear()
    spans.learnt.cache_clear()


if __name__ == "__main__":
    check() if "--check" in sys.argv[1:] else learn(cases(), LEARNT)
