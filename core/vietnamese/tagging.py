"""Finds the cues in a text: the longest phrase at each word, compared with accents where the writer used them."""

from collections.abc import Sequence
from typing import NamedTuple

from core.vietnamese.cues import CUES
from core.vietnamese.lexicon import Token
from core.vietnamese.normalise import fold


class Mark(NamedTuple):
    """The cues (bits of `Cue`) of the tokens `first` to `past` (not included)."""

    cues: int
    first: int
    past: int


class _Node:
    """One word further into the folded phrases; `ends` holds the accented phrases that end here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: dict[tuple[str, ...], int] = {}


def _grow() -> _Node:
    root = _Node()
    for cue, phrases in CUES.items():
        for phrase in phrases.split("|"):
            words = tuple(phrase.lower().split())  # "!" stays on the first word: see `_agreed`
            node = root
            for word in words:
                node = node.next.setdefault(fold(word.lstrip("!")), _Node())
            node.ends[words] = node.ends.get(words, 0) | cue
    return root


_PHRASES = _grow()


def tag(tokens: Sequence[Token]) -> tuple[Mark, ...]:
    """The cues in the order of the text; they do not overlap."""
    marks: list[Mark] = []
    i = 0
    while i < len(tokens):
        mark = _longest(tokens, i)
        if mark is None:
            i += 1
        else:
            marks.append(mark)
            i = mark.past
    return tuple(marks)


def _longest(tokens: Sequence[Token], first: int) -> Mark | None:
    node, found = _PHRASES, None
    for past in range(first, len(tokens)):
        step = node.next.get(tokens[past].plain)
        if step is None:
            break
        node = step
        cues = _agreed(node, tokens[first : past + 1]) if node.ends else 0
        found = Mark(cues, first, past + 1) if cues else found
    return found


def _agreed(node: _Node, tokens: Sequence[Token]) -> int:
    """The cues of the phrases here that agree with every accent that was written; "!" wants the accents written."""
    cues = 0
    for words, meant in node.ends.items():
        if all(_agrees(token, word) for token, word in zip(tokens, words, strict=True)):
            cues |= meant
    return cues


def _agrees(token: Token, word: str) -> bool:
    return token.form == word.lstrip("!") or (token.bare and word[0] != "!")
