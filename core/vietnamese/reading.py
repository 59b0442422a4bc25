"""The reading of one reply: what was meant, by which words, and what must be asked before it is believed."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.calendar import Calendar, local
from core.vietnamese import slots
from core.vietnamese.claims import Intent
from core.vietnamese.clauses import Clause, split
from core.vietnamese.cue import Cue
from core.vietnamese.dates import Duration
from core.vietnamese.facts import find_facts, with_facts
from core.vietnamese.forwarding import forward_to
from core.vietnamese.groups import Group, by_task
from core.vietnamese.intents import decide
from core.vietnamese.lexicon import expand, respell
from core.vietnamese.reasons import reason
from core.vietnamese.tagging import tag
from core.vietnamese.words import Kind, words


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a reply says. `doubt` names, in short codes, why it must be asked about; `confirm` is whether it must.

    `items` holds one reading per task when the reply speaks of several; `every_task` is set when it speaks of all.
    """

    intent: Intent
    why: str = ""
    task_no: int | None = None
    every_task: bool = False
    percent: float | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    date_role: str | None = None
    duration: Duration | None = None
    reason: str | None = None
    forward_to: str | None = None
    doc_ref: str | None = None
    evidence: str = ""
    doubt: tuple[str, ...] = ()
    items: "tuple[Reading, ...]" = ()

    @property
    def confirm(self) -> bool:
        return bool(self.doubt) or any(item.confirm for item in self.items)


def read(text: str, now: dt.datetime, calendar: Calendar) -> Reading:
    """Never fails, whatever the text; `now` is the instant at which the reply was written."""
    text = unicodedata.normalize("NFC", text)
    clauses = _clauses(text, now, calendar)
    groups = by_task(clauses)
    today = local(now).date()
    if not any(token.kind is Kind.WORD for clause in clauses for token in clause.tokens):
        return _wordless(text)
    if len(groups) > 1 or (groups and len(groups[0].tasks) > 1):
        return _several(text, groups, today)
    reading = _one(text, clauses, groups[0].tasks[0] if groups else None, today)
    return _of_every_task(reading) if not groups and any(clause.says(Cue.ALL) for clause in clauses) else reading


_SIGNS = {
    Intent.ACKNOWLEDGE: "👍👌🫡🆗🤝",
    Intent.DONE: "✅✔☑",
    Intent.SMALLTALK: "😂🤣❤😍🥰😊😄😁😆😅🙏🌹🎉💪💐☺🙂😘",
}


def _wordless(text: str) -> Reading:
    """A reply of nothing but one kind of sign: 👍, ✅, 😂."""
    signs = {letter for letter in text if not letter.isspace() and letter not in _MODIFIERS}
    for intent, letters in _SIGNS.items():
        if signs and signs <= set(letters):
            return Reading(intent=intent, why="sign", evidence=text.strip())
    return Reading(intent=Intent.CLARIFY, why="no known word", doubt=("unclear",))


_MODIFIERS = frozenset("\ufe0f\u200d") | frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_OF_EVERY_TASK = frozenset({Intent.DONE, Intent.NOT_DONE})


def _of_every_task(reading: Reading) -> Reading:
    """ "Tất cả các việc em xong hết rồi" closes whatever is open: that is several tasks, and asked about."""
    if reading.intent not in _OF_EVERY_TASK:
        return reading
    return Reading(intent=Intent.MULTI, items=(replace(reading, every_task=True),), why=reading.why)


def _clauses(text: str, now: dt.datetime, calendar: Calendar) -> tuple[Clause, ...]:
    seen = respell(words(text))
    expanded = expand(seen)
    facts = find_facts(text, seen, expanded, now, calendar)
    tokens = with_facts(expanded, facts, local(now).date())
    return split(tokens, tag(tokens), facts, _newlines(text, [token.start for token in tokens]))


def _newlines(text: str, starts: Sequence[int]) -> frozenset[int]:
    """The tokens before which a line ends."""
    if "\n" not in text:
        return frozenset()
    return frozenset(n for n in range(1, len(starts)) if "\n" in text[starts[n - 1] : starts[n]])


def _several(text: str, groups: Sequence[Group], today: dt.date) -> Reading:
    read_once = [(group, _one(text, group.clauses, None, today)) for group in groups]
    items = tuple(replace(found, task_no=number) for group, found in read_once for number in group.tasks)
    if all(item.intent is Intent.CLARIFY for item in items):
        return Reading(intent=Intent.CLARIFY, doubt=("unclear",), why="several, nothing said")
    return Reading(intent=Intent.MULTI, items=items)


def _one(text: str, clauses: Sequence[Clause], task_no: int | None, today: dt.date) -> Reading:
    found = decide(clauses)
    amount = slots.percent(clauses, found.intent)
    when = slots.when(clauses, found.intent, today) or _by_its_document(text, clauses, found.intent, today)
    return Reading(
        intent=found.intent,
        why=found.why,
        task_no=task_no,
        percent=amount.percent if amount else None,
        date=when.day if when else None,
        time=when.time if when else None,
        date_role=when.role if when and when.day else None,
        duration=slots.length(clauses, found.intent),
        reason=reason(text, clauses, found.intent),
        forward_to=forward_to(text, clauses) if found.intent is Intent.REJECT_NOT_MINE else None,
        doc_ref=slots.document(clauses),
        evidence=found.evidence,
        doubt=tuple(_doubts(clauses, found.intent, when, amount)),
    )


def _by_its_document(text: str, clauses: Sequence[Clause], intent: Intent, today: dt.date) -> slots.When | None:
    if intent is not Intent.DONE or not clauses:
        return None
    day = slots.day_of_document(text[clauses[0].start : clauses[-1].end], today)
    return slots.When(day, None, "done_on", False) if day else None


def _doubts(
    clauses: Sequence[Clause], intent: Intent, when: slots.When | None, amount: slots.Amount | None
) -> Iterator[str]:
    """`unclear`, `date` (named, but not for sure), `percent`, `condition` (it holds only if something else does)."""
    if intent is Intent.CLARIFY:
        yield "unclear"
    if when and when.confirm:
        yield "date"
    if amount and amount.doubt:
        yield amount.doubt
    if when and when.role == "promise" and any(clause.says(Cue.IF) for clause in clauses):
        yield "condition"


def to_json(reading: Reading) -> dict[str, Any]:
    """The fields of a labelled reply."""
    return {
        "intent": str(reading.intent),
        **_slots(reading),
        "task_no": reading.task_no,
        "confirm": reading.confirm,
        "items": [_item(item) for item in reading.items] or None,
    }


def _slots(reading: Reading) -> dict[str, Any]:
    return {
        "percent": _plain(reading.percent),
        "date": reading.date.isoformat() if reading.date else None,
        "time": f"{reading.time:%H:%M}" if reading.time else None,
        "date_role": reading.date_role,
        "duration": duration_json(reading.duration),
        "reason": reading.reason,
        "forward_to": reading.forward_to,
        "doc_ref": reading.doc_ref,
    }


def _item(item: Reading) -> dict[str, Any]:
    """Only what the item holds."""
    held = {name: value for name, value in _slots(item).items() if value is not None}
    return {"task_no": "all" if item.every_task else item.task_no, "intent": str(item.intent), **held}


def duration_json(length: Duration | None) -> dict[str, Any] | None:
    if length is None:
        return None
    return {"n": _plain(length.n), "unit": f"working_{length.unit}" if length.working else length.unit}


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number
