"""The rules compiled into regular expressions, without unbounded parts, over one letter for each symbol."""

import re
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from core.vietnamese.dates.piece import Found, Piece, Rule, Setting
from core.vietnamese.dates.rules import RULES
from core.vietnamese.dates.symbols import ALPHABET, NOTHING, Symbol

_ELEMENT = re.compile(r"(?:(?P<name>[a-z_]+):)?(?P<roles>[A-Z_]+(?:\|[A-Z_]+)*)")
_MOST = 50  # times in one text; what has more is no reply
_REPEATED = {"*": "{0,2}", "+": "{1,2}"}  # nobody says more than "ngày mùng"


class Match(NamedTuple):
    """A piece that was read in the symbols `first` up to `past`."""

    first: int
    past: int
    piece: Piece


class _Compiled(NamedTuple):
    pattern: re.Pattern[str]
    rule: Rule


class _Hit(NamedTuple):
    """Sorts by where it begins, then the longest, then the order of the rules."""

    first: int
    minus_length: int
    order: int
    match: re.Match[str]


def _letters(roles: str) -> str:
    letters = {letter for role in roles.split("|") for letter in ALPHABET.letters(role)}
    return f"[{''.join(sorted(letters))}]"


def _compile(phrase: str) -> re.Pattern[str]:
    pieces = []
    for token in phrase.split():
        element = _ELEMENT.fullmatch(token)
        if element is None:
            pieces.append(_REPEATED.get(token, token))
        else:
            letters = _letters(element["roles"])
            pieces.append(f"(?P<{element['name']}>{letters})" if element["name"] else letters)
    return re.compile("".join(pieces))


def _anchor(phrase: str) -> frozenset[str]:
    """The letters of the one element that the phrase cannot do without and that fewest texts have."""
    depth, needed = 0, []
    tokens = phrase.split()
    for n, token in enumerate(tokens):
        depth += token.count("(") - token.count(")")
        optional = tokens[n + 1 : n + 2] in (["?"], ["*"])
        if depth == 0 and not optional and (element := _ELEMENT.fullmatch(token)):
            needed.append(frozenset(_letters(element["roles"])[1:-1]))
    return min(needed, key=_commonness)


def _commonness(letters: frozenset[str]) -> int:
    common = set(_letters("NUMBER|DAY|DAYISH|THIS|AFTER|NEXT|PAST|UNTIL|IN|HEAD|END|MINUTE|HOURS"))
    return len(letters) + 100 * len(letters & common)


_COMPILED = tuple(_Compiled(_compile(phrase), rule) for phrase, rule in RULES)
_BY_LETTER: dict[str, list[int]] = {}
for _order, (_phrase, _rule) in enumerate(RULES):
    for _letter in _anchor(_phrase):
        _BY_LETTER.setdefault(_letter, []).append(_order)


def matches(symbols: Sequence[Symbol], setting: Setting) -> list[Match]:
    """The pieces in the order of the text; none overlaps another."""
    text = "".join(symbol.letter for symbol in symbols)
    hits = list(_hits(text))
    tried = {(hit.order, hit.first) for hit in hits}
    heapify(hits)
    found: list[Match] = []
    past = 0
    while hits and len(found) < _MOST:
        hit = heappop(hits)
        if hit.first < past:
            _try_again(hits, tried, hit.order, text, past)
            continue
        piece = _COMPILED[hit.order].rule(Found(hit.match, symbols, setting))
        if piece is not None:
            past = hit.first - hit.minus_length
            found.append(Match(hit.first, past, piece))
    return found


def _hits(text: str) -> Iterator[_Hit]:
    letters = set(text) - {NOTHING}
    orders = {order for letter in letters for order in _BY_LETTER.get(letter, ())}
    for order in orders:
        for match in _COMPILED[order].pattern.finditer(text):
            yield _Hit(match.start(), match.start() - match.end(), order, match)


def _try_again(hits: list[_Hit], tried: set[tuple[int, int]], order: int, text: str, at: int) -> None:
    """A phrase that lost its first words to a longer one may still begin where that one ended."""
    if (order, at) in tried:
        return
    tried.add((order, at))
    match = _COMPILED[order].pattern.match(text, at)
    if match is not None:
        heappush(hits, _Hit(at, at - match.end(), order, match))
