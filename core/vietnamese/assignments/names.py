"""The names that an office goes by, and how the longest of them is found at a place in a text.

Letters alone are compared, without accents, case, spaces and signs: "SởCông Thương" is "sở công thương".
"""

from collections.abc import Iterable, Sequence

from core.vietnamese.normalise import fold
from core.vietnamese.words import Kind, Word, word_set, words

_LONGEST_GAP = 1  # signs between two words of a name: "Sở Văn hóa, Thể thao và Du lịch"
_HEADS = word_set(
    "so ban phong vp ubnd xa phuong thi huyen cuc truong cong chi trung bao kho benh hoi doi to vien khoa bql kbnn"
)
_LONGEST_NAME = 4


class Names:
    """`units` by every name, alias and code; `people` by their full names."""

    def __init__(self, units: Iterable[str] = (), people: Iterable[str] = ()) -> None:
        units, people = tuple(units), tuple(people)
        self._whole = {_key(name) for name in (*units, *people)} - {""}
        self._short = {_key(short) for name in units if (short := _without_head(name))} - self._whole
        self._starts = {name[:length] for name in self._whole | self._short for length in range(1, len(name) + 1)}
        self._given = {fold(name.split()[-1]) for name in people if name.split()}

    def past(self, text: Sequence[Word], first: int) -> int:
        """Where the longest name that begins at word `first` ends; `first` itself when none does."""
        best, joined, signs = first, "", 0
        for at in range(first, len(text)):
            word = text[at]
            if word.kind is Kind.PUNCTUATION:
                signs += 1
                if at == first or signs > _LONGEST_GAP or word.raw in ";":
                    break
                continue
            joined, signs = joined + fold(word.accented), 0
            if joined not in self._starts:
                break
            if joined in self._whole or (joined in self._short and text[first].raw[:1].isupper()):
                best = at + 1
        return best

    def past_person(self, text: Sequence[Word], first: int) -> int:
        """After a title: a name of this office, or words that are written as one."""
        known = self.past(text, first)
        at = first
        while at < len(text) and at < first + _LONGEST_NAME and text[at].raw[:1].isupper():
            at += 1
        if known == at == first and first < len(text) and text[first].folded in self._given:
            return first + 1
        return max(known, at)


def is_head(word: Word) -> bool:
    """Whether names of units begin with this word."""
    return word.folded in _HEADS


def _without_head(name: str) -> str:
    """ "Công Thương" for "Sở Công Thương": what is left stands for the unit only when it is written as a name."""
    first, _, rest = name.partition(" ")
    return rest if fold(first) == "so" else ""


def _key(name: str) -> str:
    return "".join(fold(word.accented) for word in words(name) if word.kind is not Kind.PUNCTUATION)
