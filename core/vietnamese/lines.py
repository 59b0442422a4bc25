"""A text as one line of folded words, for patterns that must know where each word stands in the text."""

import re
from collections.abc import Sequence

from core.vietnamese.dates import DateReading
from core.vietnamese.facts import Fact
from core.vietnamese.lexicon import Token
from core.vietnamese.tasks import TaskNumbers
from core.vietnamese.words import Kind

_MOST_FIGURES = 6


class Line:
    """The text as one line of folded words, in which every fact is one word, and where each stands in the text."""

    def __init__(self, text: str, tokens: Sequence[Token], facts: Sequence[Fact]) -> None:
        self.text = text
        self._starts: dict[int, int] = {}
        line = ""
        for token in tokens:
            self._starts[len(line)] = token.start
            line += f"{token.plain} "
        self.line = line
        self.days = [fact for fact in facts if isinstance(fact, DateReading)]
        self._headed = [fact for fact in facts if isinstance(fact, TaskNumbers)]
        before = [None, *tokens]
        self._bare = [
            each
            for each, last in zip(tokens, before, strict=False)
            if each.kind is Kind.NUMBER and len(each.form) <= _MOST_FIGURES and (last is None or last.plain != "them")
        ]

    def numbers(self, until: int | None = None) -> tuple[int, ...]:
        """The tasks that are named, up to this place of the line."""
        end = len(self.text) if until is None else self._at(until)
        headed = [number for fact in self._headed if fact.start < end for number in fact.numbers]
        bare = [int(each.form) for each in self._bare if each.start < end]
        return tuple(dict.fromkeys(headed or bare))

    def rest(self, at: int) -> str:
        """What the text says from this place of the line on."""
        return self.text[self._at(at) :].strip(" .,;:-–")

    def past(self, pattern: re.Pattern[str], at: int) -> int:
        """The place behind what is matched here; the same place when nothing is."""
        found = pattern.match(self.line, at)
        return found.end() if found else at

    def _at(self, place: int) -> int:
        return next((start for here, start in self._starts.items() if here >= place), len(self.text))
