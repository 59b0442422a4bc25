"""Which part of a reply speaks of which tasks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.vietnamese.facts import Fact
from core.vietnamese.lexicon import LINE_END, Token
from core.vietnamese.tasks import TaskNumbers
from core.vietnamese.words import Kind, word_set

_JOINERS = word_set("con rieng va thi roi nhung voi , ; . ma cung ca lan - – : ngoai hai") | {LINE_END}
_STOPS = frozenset(".;,!?…" + LINE_END)
_FAR = 60  # tokens
_PARTICLES = word_set("a nhe nha nghen anh chi em roi sep oi luon het ban do")


@dataclass(frozen=True)
class Group:
    """The tasks that are named together, and what is said of them."""

    tasks: tuple[int, ...]
    tokens: Sequence[Token]


_Place = tuple[int, int]  # the first and the last token that name the tasks of a group


def by_task(tokens: Sequence[Token], facts: Sequence[Fact]) -> tuple[Group, ...]:
    """One group per task named; what precedes the first belongs to it, what follows goes on about it."""
    named = _together(tokens, [(n, numbers) for n, numbers in _named(tokens, facts)])
    if not named:
        return ()
    closing = _closes(tokens, named[-1][0][1])
    cuts = [0, *(_cut(tokens, before, after, closing) for (before, _), (after, _) in pairwise(named)), len(tokens)]
    groups = [
        Group(numbers, tokens[first:past]) for (_, numbers), (first, past) in zip(named, pairwise(cuts), strict=True)
    ]
    return _without_announced(groups)


def before_exception(group: Group) -> Sequence[Token]:
    """ "Tất cả các việc đều xong, | riêng việc 30 …": what is said of every task but the one that is told apart."""
    first = next(n for n, token in enumerate(group.tokens) if token.plain == "⟨task⟩")
    cut = _cut(group.tokens, (-1, -1), (first, first), closing=False)
    return group.tokens[:cut] if speaks_of_every_task(group.tokens[:cut]) else ()


def _named(tokens: Sequence[Token], facts: Sequence[Fact]) -> Iterator[tuple[int, tuple[int, ...]]]:
    for n, token in enumerate(tokens):
        fact = facts[token.fact] if token.fact is not None else None
        if isinstance(fact, TaskNumbers):
            yield n, fact.numbers


def _together(
    tokens: Sequence[Token], named: Sequence[tuple[int, tuple[int, ...]]]
) -> list[tuple[_Place, tuple[int, ...]]]:
    """Tasks between which nothing is said are one group: "nhiệm vụ 27 và nhiệm vụ 29 chưa triển khai"."""
    groups: list[tuple[_Place, tuple[int, ...]]] = []
    for n, numbers in named:
        if groups:
            (first, last), before = groups[-1]
            again = set(numbers) <= set(before)
            if again or all(token.plain in _JOINERS for token in tokens[last + 1 : n]):
                groups[-1] = ((first, n), tuple(dict.fromkeys((*before, *numbers))))
                continue
        groups.append(((n, n), tuple(dict.fromkeys(numbers))))
    return groups


def _closes(tokens: Sequence[Token], last: int) -> bool:
    """ "Xong việc 3, đang làm việc 4": the numbers come after what is said of them."""
    after = (token for token in tokens[last + 1 :] if token.kind is not Kind.PUNCTUATION)
    return all(token.plain in _PARTICLES for token in after)


def _cut(tokens: Sequence[Token], before: _Place, after: _Place, closing: bool) -> int:
    """Where the group of the later task begins."""
    if closing:
        stops = [n + 1 for n in range(before[1] + 1, after[0]) if tokens[n].form in _STOPS]
        return stops[0] if stops else before[1] + 1
    cut = after[0]
    while cut - 1 > before[1] and tokens[cut - 1].plain in _JOINERS:
        cut -= 1
    return cut


def _without_announced(groups: Sequence[Group]) -> tuple[Group, ...]:
    """ "Ba việc 13 14 15: 13 xong, …": a list of what comes after says nothing itself."""
    first, *others = groups
    told = {number for group in others for number in group.tasks}
    return tuple(others) if others and set(first.tasks) <= told else tuple(groups)


_ALL = re.compile(
    r" (?:(?:tat ca|toan bo|het thay|tat tan tat|moi|bao nhieu)(?: cac| may| nhung)?(?: cai)?"
    r"|(?:may|cac|nhung)(?= [^,.;]*? (?:het|deu|nao cung)))(?: cai| dau)? (?:viec|nhiem vu|nv|vu) "
)


_ALL_AT_ONCE = re.compile(
    r" (?:(?:da|em|anh|chi) )*(?:tat ca|tat tan tat|toan bo) (?:(?:em|anh|chi|deu|da|con|van) )*"
    r"(?:xong|hoan thanh|chua|dang|nop|gui|lam) "
)
"""So a message begins that speaks of nothing in particular."""


def speaks_of_every_task(tokens: Sequence[Token]) -> bool:
    """ "Tất cả các việc", "toàn bộ nhiệm vụ", "mấy việc của em … hết rồi"."""
    line = f" {' '.join(token.plain for token in tokens[:_FAR])} "
    return _ALL.search(line) is not None or _ALL_AT_ONCE.match(line) is not None
