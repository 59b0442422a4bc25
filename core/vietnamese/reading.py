"""The reading of one reply: what was meant, by which words, and what must be asked before it is believed."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.calendar import Calendar, local
from core.vietnamese import slots
from core.vietnamese.dates import Duration, Unreal
from core.vietnamese.doubts import why_not_done
from core.vietnamese.exceptions import Excepted, find_excepted
from core.vietnamese.facts import Fact, find_facts, with_facts
from core.vietnamese.groups import before_exception, by_task, speaks_of_every_task
from core.vietnamese.intents import Decision, Intent, decide
from core.vietnamese.lexicon import Token, expand, respell
from core.vietnamese.plain_words import says_done
from core.vietnamese.spans import addressee, reason
from core.vietnamese.words import Kind, words


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a reply says. `doubt` names, in short codes, why it must be asked about; `confirm` is whether it must.

    `items` holds one reading per task when the reply speaks of several; `every_task` is set when it speaks of all,
    `but` those that are taken out.
    """

    intent: Intent
    why: str = ""
    task_no: int | None = None
    every_task: bool = False
    but: tuple[int, ...] = ()
    percent: float | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    date_role: str | None = None
    duration: Duration | None = None
    unreal: Unreal | None = None
    reason: str | None = None
    forward_to: str | None = None
    doc_ref: str | None = None
    evidence: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    items: "tuple[Reading, ...]" = ()

    @property
    def confirm(self) -> bool:
        return bool(self.doubt) or any(item.confirm for item in self.items)


def read(text: str, now: dt.datetime, calendar: Calendar) -> Reading:
    """Never fails, whatever the text; `now` is the instant at which the reply was written."""
    text = unicodedata.normalize("NFC", text)
    tokens, facts = understood(text, now, calendar)
    if not any(token.kind is Kind.WORD for token in tokens):
        return _wordless(text)
    today = local(now).date()
    excepted = find_excepted(tokens, facts)
    if excepted is not None:
        return _all_but(text, excepted, facts, today)
    groups = by_task(tokens, facts)
    if not groups:
        return _without_a_number(text, tokens, facts, today)
    rest = before_exception(groups[0])
    if len(groups) == 1 and len(groups[0].tasks) == 1 and not rest:
        return _one(text, tokens, facts, groups[0].tasks[0], today)
    items = [_one(text, group.tokens, facts, number, today) for group in groups for number in group.tasks]
    if rest:
        items.insert(0, replace(_one(text, rest, facts, None, today), every_task=True))
    return Reading(intent=Intent.MULTI, why="several tasks", items=tuple(items))


def _all_but(text: str, excepted: Excepted, facts: Sequence[Fact], today: dt.date) -> Reading:
    """What is said of the others, who may be all that are open; and of the exceptions what is said of them alone."""
    groups = by_task(excepted.rest, facts)
    named = [(group.tokens, number) for group in groups for number in group.tasks if number not in excepted.numbers]
    items = [_one(text, tokens, facts, number, today) for tokens, number in named]
    if not groups:
        items = [_of_the_others(text, excepted, facts, today)]
    if excepted.told:
        told = [_one(text, excepted.told, facts, number, today) for number in excepted.numbers]
        items += [each for each in told if each.intent in _OF_EVERY_TASK - {Intent.DONE} or excepted.apart]
    if not items or any(each.intent not in _OF_EVERY_TASK for each in items):
        return Reading(intent=Intent.CLARIFY, why="an exception", doubt=("unclear",))
    if len(items) == 1 and not items[0].every_task:
        return items[0]
    return Reading(intent=Intent.MULTI, why="an exception", items=tuple(items))


def _of_the_others(text: str, excepted: Excepted, facts: Sequence[Fact], today: dt.date) -> Reading:
    """They are listed and asked about anyway: nothing but a reason against it makes "xong" less than that."""
    said = _one(text, excepted.rest, facts, None, today)
    if said.why == "close call" and says_done(text) and why_not_done(excepted.rest, facts, today) is None:
        said = replace(said, intent=Intent.DONE, doubt=("unsure",))
    return replace(said, every_task=True, but=excepted.numbers)


def understood(text: str, now: dt.datetime, calendar: Calendar) -> tuple[tuple[Token, ...], tuple[Fact, ...]]:
    """The tokens of an NFC text, each fact as one token, and the facts."""
    seen = respell(words(text))
    expanded = expand(seen)
    facts = find_facts(text, seen, expanded, now, calendar)
    return with_facts(text, expanded, facts, local(now).date()), facts


_SIGNS = {
    Intent.ACKNOWLEDGE: "👍👌🫡🆗🤝",
    Intent.DONE: "✅✔☑",
    Intent.SMALLTALK: "😂🤣❤😍🥰😊😄😁😆😅🙏🌹🎉💪💐☺🙂😘",
}
_MODIFIERS = frozenset("\ufe0f\u200d") | frozenset(map(chr, range(0x1F3FB, 0x1F400)))


def _wordless(text: str) -> Reading:
    """A reply of nothing but one kind of sign: 👍, ✅, 😂."""
    signs = {letter for letter in text if not letter.isspace() and letter not in _MODIFIERS}
    for intent, letters in _SIGNS.items():
        if signs and signs <= set(letters):
            return Reading(intent=intent, why="sign", evidence=(text.strip(),))
    return Reading(intent=Intent.CLARIFY, why="no word", doubt=("unclear",))


def _without_a_number(text: str, tokens: Sequence[Token], facts: Sequence[Fact], today: dt.date) -> Reading:
    """ "Tất cả các việc em xong hết rồi" closes whatever is open: that is several tasks, and asked about."""
    reading = _one(text, tokens, facts, None, today)
    if reading.intent in _OF_EVERY_TASK and speaks_of_every_task(tokens):
        return Reading(intent=Intent.MULTI, why="every task", items=(replace(reading, every_task=True),))
    return reading


_IF = frozenset({"nếu", "neu", "hễ", "miễn"})
_OF_EVERY_TASK = frozenset(
    {Intent.DONE, Intent.NOT_DONE, Intent.PROGRESS, Intent.ACKNOWLEDGE, Intent.EXTEND, Intent.BLOCKED}
)


def _one(text: str, tokens: Sequence[Token], facts: Sequence[Fact], task_no: int | None, today: dt.date) -> Reading:
    decision = decide(tokens, facts, today)
    intent = decision.intent
    amount = slots.percent(tokens, facts, intent)
    when = slots.when(tokens, facts, intent, today)
    return Reading(
        intent=intent,
        why=decision.why,
        task_no=task_no,
        percent=amount.percent if amount else None,
        date=when.day if when else None,
        time=when.time if when else None,
        date_role=when.role if when and when.day else None,
        duration=slots.length(tokens, facts, intent),
        unreal=when.unreal if when else None,
        reason=reason(text, tokens, intent),
        forward_to=addressee(text, tokens, intent),
        doc_ref=slots.document(tokens, facts),
        evidence=decision.evidence,
        doubt=tuple(_doubts(tokens, decision, when, amount)),
    )


def _doubts(
    tokens: Sequence[Token], decision: Decision, when: slots.When | None, amount: slots.Amount | None
) -> Iterator[str]:
    """`unclear`, `unsure` (a close call), `date` (named, but not for sure), `percent`, `condition`."""
    if decision.intent is Intent.CLARIFY:
        yield "unclear"
    elif decision.unsure:
        yield "unsure"
    if when and when.confirm:
        yield "date"
    if amount and amount.doubt:
        yield "percent"
    if when and any(token.form in _IF for token in tokens):
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
