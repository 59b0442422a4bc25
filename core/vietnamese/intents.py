"""What a reply is for. A learnt scale weighs it; rules may only doubt, and nothing is done where anything doubts."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from core.vietnamese import signs
from core.vietnamese.doubts import why_not_done, why_unclear
from core.vietnamese.facts import Fact
from core.vietnamese.lexicon import Token
from core.vietnamese.scale import Weighed, learnt


class Intent(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    PROGRESS = "progress"
    DONE = "done"
    NOT_DONE = "not_done"
    EXTEND = "extend"
    BLOCKED = "blocked"
    QUESTION = "question"
    REJECT_NOT_MINE = "reject_not_mine"
    LIST_MY_TASKS = "list_my_tasks"
    SMALLTALK = "smalltalk"
    MULTI = "multi"
    CLARIFY = "clarify"


class Decision(NamedTuple):
    """`why` tells what decided: "weighed", or the doubt that overruled it; `unsure` is a close call."""

    intent: Intent
    why: str
    unsure: bool = False
    evidence: tuple[str, ...] = ()


CLOSE = 0.25
SURELY_DONE = 0.6  # of 17,545 replies read unseen, 3,344 looked done: below this lay 226 of the 307 that were not
_EVIDENCE = 3
_SAID_OF_A_TASK = frozenset({Intent.EXTEND, Intent.REJECT_NOT_MINE, Intent.ACKNOWLEDGE, Intent.BLOCKED})


def decide(tokens: Sequence[Token], facts: Sequence[Fact], today: date) -> Decision:
    """What the tokens say about one task, or without naming any."""
    shown = signs.of_text(tokens)
    weighed = learnt("intents").weigh(shown)
    doubt = _doubt(tokens, facts, today, weighed) if weighed.label == Intent.DONE else None
    label = Intent(weighed.second) if doubt else Intent(weighed.label)
    if label in _SAID_OF_A_TASK and (unclear := why_unclear(tokens, facts, asks_for_time=label is Intent.EXTEND)):
        label, doubt = Intent.CLARIFY, unclear
    evidence = learnt("intents").speaking_for(label, {token.plain for token in tokens}, _EVIDENCE)
    return Decision(label, doubt or "weighed", bool(doubt) or weighed.margin < CLOSE, tuple(evidence))


def _doubt(tokens: Sequence[Token], facts: Sequence[Fact], today: date, weighed: Weighed) -> str | None:
    return "close call" if weighed.margin < SURELY_DONE else why_not_done(tokens, facts, today)
