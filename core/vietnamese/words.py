"""A text cut into words that can be seen in two ways: as it was accented, and folded.

Letters, digits and signs that are glued together come apart: "15h30" is 15, h, 30. Offsets are those of the NFC text.
"""

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from core.vietnamese.normalise import fold

_VIETNAMESE = "".join(chr(n) for n in (*range(0xC0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA)))
_BARE = str.maketrans({letter: fold(letter) for letter in _VIETNAMESE})
_TOKEN = re.compile(r"(?P<word>[đĐdD]/[cC](?![^\W\d_])|[^\W\d_]+)|(?P<number>[0-9]+)|(?P<punctuation>\S)")


class Kind(StrEnum):
    WORD = "word"
    NUMBER = "number"
    PUNCTUATION = "punctuation"


_KINDS = {kind.value: kind for kind in Kind}


class Word(NamedTuple):
    """`accented` is in lower case; `raw` is `text[start:end]` of the NFC text."""

    accented: str
    folded: str
    raw: str
    start: int
    end: int
    kind: Kind

    @property
    def has_marks(self) -> bool:
        return self.accented != self.folded


def words(text: str) -> tuple[Word, ...]:
    """Every word, number and sign of the text; "đ/c" is one word. Never fails and takes linear time."""
    return tuple(map(_word, _TOKEN.finditer(unicodedata.normalize("NFC", text))))


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as one line of text."""
    return frozenset(text.split())


class Vocabulary:
    """Words that a writer may type with their marks or with none: "chua" is chưa, "chùa" is not."""

    def __init__(self, accented: str, *, never_bare: str = "") -> None:
        self._accented = word_set(accented)
        self._bare = frozenset(map(fold, self._accented - word_set(never_bare)))

    def __contains__(self, word: Word) -> bool:
        form = word.accented
        return form in self._accented or (form in self._bare and form == word.folded)

    @property
    def forms(self) -> frozenset[str]:
        """However they may be typed."""
        return self._accented | self._bare


def _word(match: re.Match[str]) -> Word:
    raw = match.group()
    lower = raw.lower()
    return Word(lower, _folded(lower), raw, *match.span(), _KINDS[match.lastgroup or "word"])


def _folded(lower: str) -> str:
    bare = lower.translate(_BARE)
    return bare if bare.isascii() else fold(lower)
