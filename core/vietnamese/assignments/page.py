"""The words of one assignment, which of them have been understood already, and how phrases are found among them."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.calendar import Calendar
from core.vietnamese.assignments.names import Names
from core.vietnamese.normalise import fold
from core.vietnamese.words import Kind, Word, words

_STOPS = frozenset(',;.:!?()[]{}"“”•*|')
_CONNECT = frozenset("-–—/&+")


class Phrases:
    """Phrases of words, found however they are spaced; a phrase may be typed with all of its marks or with none."""

    def __init__(self, *phrases: str) -> None:
        self._accented = {phrase.replace(" ", "") for phrase in phrases}
        self._bare = {fold(phrase) for phrase in self._accented}
        self._longest = max(map(len, self._bare))

    def is_at(self, text: Sequence[Word], first: int, past: int) -> bool:
        """Whether just these words are one of them."""
        accented = "".join(word.accented for word in text[first:past])
        return accented in self._accented or accented in self._bare

    def past(self, text: Sequence[Word], first: int) -> int:
        """Where the longest of them that begins at word `first` ends; `first` itself when none does."""
        best, accented = first, ""
        for at in range(first, len(text)):
            if text[at].kind is Kind.PUNCTUATION and text[at].raw != "/":
                break
            accented += text[at].accented
            if len(accented) > self._longest:
                break
            if accented in self._accented or accented in self._bare:
                best = at + 1
        return best


@dataclass(frozen=True)
class Page:
    """`taken` are the words that have been understood: no word is understood twice. `numbers` are no times."""

    text: str
    words: tuple[Word, ...]
    names: Names
    now: datetime
    calendar: Calendar
    taken: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str, names: Names, now: datetime, calendar: Calendar) -> "Page":
        text = unicodedata.normalize("NFC", text)
        return cls(text, tuple(_apart(words(text))), names, now, calendar)

    def take(self, first: int, past: int) -> None:
        self.taken.update(range(first, past))

    def take_if_free(self, first: int, past: int) -> None:
        if self.is_free(first, past):
            self.take(first, past)

    def is_free(self, first: int, past: int) -> bool:
        return self.taken.isdisjoint(range(first, past))

    def slice(self, first: int, past: int) -> str:
        return self.text[self.words[first].start : self.words[past - 1].end] if first < past else ""

    def breaks_before(self, at: int) -> bool:
        """Whether a clause may begin here: at the start, after a sign, on a new line, after what was understood."""
        if at <= 0 or at >= len(self.words):
            return True
        before = self.words[at - 1]
        return before.raw in _STOPS or at - 1 in self.taken or self.has_line_break(at) or before.raw in "-–—"

    def breaks_at(self, at: int) -> bool:
        """Whether a clause ends before word `at`."""
        if at >= len(self.words):
            return True
        return self.words[at].raw in _STOPS or at in self.taken or self.has_line_break(at) or self.words[at].raw in "–—"

    def has_line_break(self, at: int) -> bool:
        return 0 < at < len(self.words) and "\n" in self.text[self.words[at - 1].end : self.words[at].start]

    def at_characters(self, start: int, end: int) -> tuple[int, int]:
        """The words that stand on these characters."""
        inside = [n for n, word in enumerate(self.words) if word.start < end and word.end > start]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def starts(self, phrases: Phrases) -> Iterator[tuple[int, int]]:
        """Every free place where one of the phrases stands, with its end."""
        at = 0
        while at < len(self.words):
            past = phrases.past(self.words, at)
            if past > at and self.is_free(at, past):
                yield at, past
            at = max(past, at + 1)


def is_sign(word: Word) -> bool:
    return word.kind is Kind.PUNCTUATION and word.raw in _STOPS | _CONNECT


def _apart(found: Iterable[Word]) -> Iterator[Word]:
    """ "giaoSở" is two words that lost the space between them."""
    for word in found:
        cuts = [n for n in range(1, len(word.raw)) if word.raw[n - 1].islower() and word.raw[n].isupper()]
        if word.kind is not Kind.WORD or not cuts or len(word.raw) != len(word.folded):
            yield word
            continue
        for start, end in zip((0, *cuts), (*cuts, len(word.raw)), strict=True):
            raw = word.raw[start:end]
            yield Word(raw.lower(), word.folded[start:end], raw, word.start + start, word.start + end, word.kind)
