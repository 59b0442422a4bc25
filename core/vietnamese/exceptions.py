"""Tasks that are taken out of what is said: "việc 57 và 58 xong rồi, trừ 58", "mọi việc đều xong, chỉ còn việc 61".

What is said of the others never holds for them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.vietnamese.facts import Fact
from core.vietnamese.lexicon import Token
from core.vietnamese.tasks import TaskNumbers
from core.vietnamese.words import Kind, word_set


@dataclass(frozen=True)
class Excepted:
    """`numbers` are taken out; `rest` is what is said of the others, and `told` what is said of them, if anything.

    `apart` of a task that is only told apart ("riêng việc 58 …"): of it too something may be finished.
    """

    numbers: tuple[int, ...]
    rest: Sequence[Token]
    told: Sequence[Token] = ()
    apart: bool = False


_NUMBERS = r"(?:⟨task⟩|\d{1,6})(?:(?: (?:va|voi|cung|&|\+) ⟨task⟩)|(?:(?: (?:,|va|voi|cung|&|\+))? \d{1,6}))*"
_EXCEPT = re.compile(
    r"(?<! luu)(?<! du)(?<! tich) (?P<mark>(?:ngoai|loai) tru|tru|bo|(?:khong|chua) (?:ke|tinh)|chi (?:con|thieu|chua)"
    rf"|con (?:lai )?moi|ngoai|rieng|con)(?: (?:moi|rieng|ra|lai|cai|viec|so|minh))* (?P<numbers>{_NUMBERS})(?= )"
)
_MARKED = word_set("trừ bỏ ngoại loại không chưa kể tính chỉ còn thiếu mỗi ngoài riêng lại")
_IS_NOT_COUNTED = re.compile(r" (?:$|[,.;!]|(?:ra|thi|la|chua|van|dang|con|nua|thoi|a|nhe|nha|em|sep|anh|chi)\b)")
_OF_THE_OTHERS = re.compile(r" (?:khac|con lai|het|deu|tat ca|toan bo|moi viec) ")
_SAYS_NO_MORE = re.compile(r"(?: (?:ra|thi|la|nua|thoi|a|nhe|nha|nghen|anh|chi|em|sep|oi|do|day|[,.;!…⏎]))* ")
_OPENS = re.compile(r"(?: (?:da|em|anh|chi|sep|oi|bot|thua|bao cao|a|[,.:]))* ?")
_JOINERS = word_set("con rieng va thi nhung , ; . -")


def find_excepted(tokens: Sequence[Token], facts: Sequence[Fact]) -> Excepted | None:
    """None when nothing is taken out of anything."""
    line = _line(tokens)
    taken = (_Taken(line, found, tokens, facts) for found in _EXCEPT.finditer(line))
    return next((each.cut() for each in taken if each.numbers and each.counts()), None)


def _line(tokens: Sequence[Token]) -> str:
    return "".join([" ", *(f"{token.plain} " for token in tokens)])


class _Taken:
    """Words that may take tasks out of what is said: where they stand, and what stands around them."""

    def __init__(self, line: str, found: re.Match[str], tokens: Sequence[Token], facts: Sequence[Fact]) -> None:
        self._line, self._found, self._tokens, self._facts = line, found, tokens, facts
        self._mark = found["mark"]
        self._first, self._past = self._place(found.start("mark")), self._place(found.end("numbers") + 1)
        self._leads = _OPENS.fullmatch(line, 0, found.start("mark")) is not None
        self.numbers = tuple(self._named(tokens[self._first : self._past]))

    def _place(self, at: int) -> int:
        """The token at this place of the line."""
        return self._line.count(" ", 0, at) - 1

    def _named(self, tokens: Sequence[Token], *, headed: bool = False) -> Iterator[int]:
        for token in tokens:
            fact = self._facts[token.fact] if token.fact is not None else None
            if isinstance(fact, TaskNumbers):
                yield from fact.numbers
            elif token.kind is Kind.NUMBER and token.form.isdecimal() and not headed:
                yield int(token.form)

    def counts(self) -> bool:
        marked = self._tokens[self._first : self._first + self._mark.count(" ") + 1]
        if not all(token.bare or token.form in _MARKED for token in marked):
            return False
        of_others = _OF_THE_OTHERS.search(self._line) is not None
        others = (*self._tokens[: self._first], *self._tokens[self._past :])
        named = set(self._named(others, headed=True))
        if self._tokens[self._past - 1].fact is None and not self._is_bare_number_of_a_task(others, named, of_others):
            return False
        if self._mark in ("ngoai", "bo"):
            return of_others and (self._mark == "ngoai" or self._line.startswith(" ra ", self._found.end()))
        if self._mark == "con":
            return not self._leads and _SAYS_NO_MORE.fullmatch(self._line, self._found.end()) is not None
        if self._mark == "rieng":
            return not self._leads and (not named or set(self.numbers) <= named)
        return not (self._leads and self._mark.startswith(("chi", "con")))

    def _is_bare_number_of_a_task(self, others: Sequence[Token], named: set[int], of_others: bool) -> bool:
        """ "Trừ 58", beside tasks or all of them; "chỉ còn 5" of twelve papers is none."""
        counted = any(token.kind is Kind.NUMBER for token in others)
        known = set(self.numbers) <= named or (of_others and not named and not counted)
        return known and _IS_NOT_COUNTED.match(self._line, self._found.end()) is not None

    def cut(self) -> Excepted:
        """Behind what is said of the others, all that follows is about the exception, up to the next task."""
        tokens, past = self._tokens, self._past
        if self._leads:
            stop = next((n for n in range(past, len(tokens)) if tokens[n].plain in (",", "thi", ".")), past)
            behind = [_line(part) for part in (tokens[past:stop], tokens[stop:])]
            begins = _OF_THE_OTHERS.search(behind[1]) and not _OF_THE_OTHERS.search(behind[0])
            return Excepted(self.numbers, tokens[stop + 1 if begins else past :])
        end = next((n for n in range(past, len(tokens)) if tokens[n].plain == "⟨task⟩"), len(tokens))
        while past < end < len(tokens) and tokens[end - 1].plain in _JOINERS:
            end -= 1
        told = () if _SAYS_NO_MORE.fullmatch(_line(tokens[past:end])) else tokens[past:end]
        return Excepted(self.numbers, (*tokens[: self._first], *tokens[end:]), told, self._mark == "rieng")
