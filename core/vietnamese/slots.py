"""What a reply says besides its intent: how much, until when, for how long, and by which document.

Which of its numbers and days are about the task is weighed by learnt scales; what they amount to is reckoned here.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import takewhile
from typing import NamedTuple, TypeVar

from core.vietnamese import signs
from core.vietnamese.dates import DateReading, Duration, Grain, Unreal
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.facts import Document, Fact
from core.vietnamese.intents import Intent
from core.vietnamese.lexicon import Token
from core.vietnamese.percents import Percent
from core.vietnamese.scale import Weighed, learnt
from core.vietnamese.words import Kind, word_set

_PERCENT_INTENTS = frozenset({Intent.PROGRESS, Intent.DONE, Intent.BLOCKED, Intent.NOT_DONE, Intent.EXTEND})
PROMISE = "promise"
_ROLES = {
    Intent.EXTEND: "extend_to",
    Intent.DONE: "done_on",
    Intent.PROGRESS: PROMISE,
    Intent.ACKNOWLEDGE: PROMISE,
    Intent.NOT_DONE: PROMISE,
    Intent.LIST_MY_TASKS: "filter",
}
_CLOCK = (Grain.HOUR, Grain.MINUTE)
TOLD, LEFT, ASIDE = "told", "left", "aside"  # the labels of the scales: said of the task, what remains of it, neither
_SURE = 0.3
_HARDLY_ASIDE = 0.15
_FEW = 4

_F = TypeVar("_F", DateReading, Percent, Document)


class Amount(NamedTuple):
    percent: float
    doubt: bool = False


class When(NamedTuple):
    """A day with what it is to the task; `day` is None when the words name none for sure, `unreal` one that is none."""

    day: date | None
    time: time | None
    role: str
    confirm: bool
    unreal: Unreal | None = None


def of_kind(tokens: Sequence[Token], facts: Sequence[Fact], kind: type[_F]) -> list[tuple[int, _F]]:
    """The tokens that stand for facts of one kind, with these facts."""
    told = ((n, facts[token.fact]) for n, token in enumerate(tokens) if token.fact is not None)
    return [(n, fact) for n, fact in told if isinstance(fact, kind)]


def shown(tokens: Sequence[Token], facts: Sequence[Fact], kind: type[_F], intent: str) -> Iterator[tuple[_F, set[str]]]:
    """The facts of one kind, each with the signs by which it is weighed."""
    found = of_kind(tokens, facts, kind)
    for place, (n, fact) in enumerate(found, 1):
        order = f"{place} of {len(found)}" if len(found) <= _FEW else f"{len(found) - place} to go"
        yield fact, signs.around(tokens, n, order, intent)


def percent(tokens: Sequence[Token], facts: Sequence[Fact], intent: Intent) -> Amount | None:
    """How much of the task is done; what remains is taken from a hundred."""
    if intent not in _PERCENT_INTENTS:
        return None
    for fact, seen in shown(tokens, facts, Percent, intent):
        weighed = learnt("percents").weigh(seen)
        if weighed.label != ASIDE and fact.exact:
            value = 100 - fact.value if weighed.label == LEFT else fact.value
            return Amount(round(value, 2), fact.doubt or weighed.margin < _SURE)
    return None


def when(tokens: Sequence[Token], facts: Sequence[Fact], intent: Intent, today: date) -> When | None:
    """The last day that the reply gives for what it says."""
    told = [fact for fact in _times_told(tokens, facts, intent) if not _is_length(fact, intent)]
    if _ROLES.get(intent) == PROMISE:
        told = [fact for fact in told if fact not in list(_moments_of_work(tokens, facts, today))]
    if intent not in _ROLES or not told:
        return _by_document(tokens, facts, intent, today)
    reading = told[-1]
    at = reading.time if reading.grain in _CLOCK else None
    if intent is Intent.DONE:
        return _done_on(reading, at, today) or _by_document(tokens, facts, intent, today)
    return When(reading.date, at, _ROLES[intent], reading.confirm or reading.date is None, reading.unreal)


def _times_told(tokens: Sequence[Token], facts: Sequence[Fact], intent: Intent) -> list[DateReading]:
    scale = learnt("times")
    return [fact for fact, seen in shown(tokens, facts, DateReading, intent) if _counts(scale.weigh(seen))]


def _moments_of_work(tokens: Sequence[Token], facts: Sequence[Fact], today: date) -> Iterator[DateReading]:
    """ "Sáng nay xong nửa", "đạt 60% hôm nay": what is reached was reached then, and nothing is promised for it."""
    for n, reading in of_kind(tokens, facts, DateReading):
        before, after = _clause(tokens, n)
        shares = [any(each.plain == "⟨percent⟩" for each in side) for side in (before, after)]
        said_after = [each for each in after if each.plain not in _PARTICLES]
        told = shares[1] or (shares[0] and not said_after) or any(each.form in _TOLD_AS_PAST for each in before + after)
        if told and reading.date is not None and reading.date <= today:
            yield reading


def _clause(tokens: Sequence[Token], n: int) -> tuple[list[Token], list[Token]]:
    """What stands before the token and behind it, up to the next sign."""
    before = takewhile(lambda token: token.kind is not Kind.PUNCTUATION, reversed(tokens[:n]))
    after = takewhile(lambda token: token.kind is not Kind.PUNCTUATION, tokens[n + 1 :])
    return list(before), list(after)


_TOLD_AS_PAST = word_set("đã vừa hồi")
_PARTICLES = word_set("a nhe nha nghen roi anh chi em sep oi do thoi")


def _counts(weighed: Weighed) -> bool:
    """A day that only just seems to be an aside counts: it is read back anyway."""
    return weighed.label == TOLD or weighed.margin < _HARDLY_ASIDE


def _done_on(reading: DateReading, at: time | None, today: date) -> When | None:
    """In a tale of what is done a weekday is the last one, not the next."""
    day = reading.date if reading.date is None or reading.date <= today else reading.past
    return When(day, at, _ROLES[Intent.DONE], day != reading.past and day != reading.date) if day else None


def _by_document(tokens: Sequence[Token], facts: Sequence[Fact], intent: Intent, today: date) -> When | None:
    issued = [fact.on for _, fact in of_kind(tokens, facts, Document) if fact.on and fact.on <= today]
    return When(issued[-1], None, _ROLES[intent], False) if intent is Intent.DONE and issued else None


def length(tokens: Sequence[Token], facts: Sequence[Fact], intent: Intent) -> Duration | None:
    """How much more time is asked for."""
    if intent is not Intent.EXTEND:
        return None
    told = _times_told(tokens, facts, intent)
    return next((fact.duration for fact in told if _is_length(fact, intent)), None)


def _is_length(reading: DateReading, intent: Intent) -> bool:
    """ "Xin 3 ngày nữa" asks for three days more, "3 ngày nữa em nộp" names the day."""
    asked = intent is Intent.EXTEND and reading.duration is not None
    return asked or reading.kind is DateKind.DURATION


def document(tokens: Sequence[Token], facts: Sequence[Fact]) -> str | None:
    found = [fact.number for _, fact in of_kind(tokens, facts, Document)]
    return found[-1] if found else None
