"""The exact words that give a reason, or name who should have the task: one span of the reply, or none.

Every token is weighed as the first of the span, as its last and as one inside; the span with the highest sum wins over
the weight of there being none. The weights were learnt from marked replies by `benchmarks/learn.py`.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from core.vietnamese.intents import Intent
from core.vietnamese.lexicon import LINE_END, Token
from core.vietnamese.scale import lines
from core.vietnamese.words import Kind, word_set

NONE = "none"
EVERY = "every"  # for replies of every intent
_EDGE = 4  # so far do the signs of a token reach
_GIVES_REASON = frozenset({Intent.EXTEND, Intent.BLOCKED, Intent.NOT_DONE, Intent.REJECT_NOT_MINE})
_JOINS = word_set("nen nhung ma vi do tai boi thi la de con va roi chu cho")
_CAUSES = word_set("vì do tại bởi vi boi tai")
# What stands before a reason and says nothing of it: forms of address, the task, "đang vướng ở".
_LEADS = word_set(
    """
    em e toi tui minh anh chi c a sep da thi la ma nhung con de o bi dang vuong ket mac vay nay hien den gio viec vu nv
    ⟨task⟩ cai noi dung so don vi phong ben nhiem linh vuc do ay thua oi mang phan chuyen khung tac
    """
)
_MANNERS = word_set(
    """
    a anh chi em nhe nha nghe nghen nhen oi sep c roi r voi ban da ak hen het lun luon qua ma do day nay hihi huhu hic
    haha cam on ad bot
    """
)
# Words that only tell how bad it is: whoever is to help must hear the whole reply.
_NO_CAUSE = word_set(
    "chiu bo tay thua vuong mac ket bi kho khan qua roi luon em e toi minh anh sep a , khong noi lam xong"
)
_STOPS = frozenset(",.;:!?" + LINE_END)
_CLASSES = {
    word: name
    for name, words in {
        "I": "em e toi tui minh anh chi chu co bac chau con a c tao ta",
        "ASK": "xin cho lui doi gian hoan khat noi gia gh giup gium nho de dn",
        "NO": "chua khong ko k ch hong no chang cha dau het thieu",
        "WHY": "vi do tai boi",
        "SO": "nen thi la",
        "BUT": "nhung ma chu song",
        "TIME": "nay hom bua tuan thang ngay mai sang chieu gio moi vua dang bay",
        "MANNERS": "nhe nha nghen nhen oi voi da ak hen lun luon nhi ha u",
        "TASK": "viec nv vu cai bao cao nhiem",
        "UNIT": "so xa phuong phong ben don ap khom bo cuc tinh ubnd vp cong dan ho",
    }.items()
    for word in words.split()
}


class Span(NamedTuple):
    """From the token `first` to the token `last`, both in it."""

    first: int
    last: int


class _Place(NamedTuple):
    """Where in its clause a token stands: how a span could begin with it, and how it could end with it."""

    begins: str
    ends: str


Weigh = Callable[[Sequence[str]], float]


def reason(text: str, tokens: Sequence[Token], intent: Intent) -> str | None:
    """Why, in the words of the reply, without the word that opens it and without politeness."""
    span = best(tokens, learnt("reasons", intent)) if intent in _GIVES_REASON else None
    if span is None or all(token.plain in _NO_CAUSE for token in tokens[span.first : span.last + 1]):
        return None
    return _words(text, tokens, span)


def addressee(text: str, tokens: Sequence[Token], intent: Intent) -> str | None:
    """To whom a task that was sent to the wrong desk should go."""
    if intent is not Intent.REJECT_NOT_MINE:
        return None
    return _words(text, tokens, best(tokens, learnt("addressees", intent)))


def _words(text: str, tokens: Sequence[Token], span: Span | None) -> str | None:
    return text[tokens[span.first].start : tokens[span.last].end] if span else None


def best(tokens: Sequence[Token], weigh: Weigh) -> Span | None:
    """In linear time: for every last token the best first one is known already."""
    around = Around(tokens)
    found, most = None, weigh([NONE])
    inside = 0.0
    first, opened = 0, float("-inf")
    for n, token in enumerate(tokens):
        is_sign = token.kind is Kind.PUNCTUATION
        begins = float("-inf") if is_sign else weigh(around.starts(n)) - inside
        if begins > opened:
            first, opened = n, begins
        inside += weigh(around.insides(n))
        total = float("-inf") if is_sign else opened + inside + weigh(around.ends(n))
        if total > most:
            found, most = Span(first, n), total
    return found


class Around:
    """The signs of every token of a reply as the first, the last or an inner one of a span."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        before, after = ["^"] * _EDGE, ["$"] * _EDGE
        self._words = [*before, *(token.plain for token in tokens), *after]
        self._kinds = [*before, *map(_kind, tokens), *after]
        edge = [True] * _EDGE
        self._edges = [*edge, *(token.kind is Kind.PUNCTUATION for token in tokens), *edge]
        self._led_from = self._run(_LEADS, -1)
        self._polite_until = self._run(_MANNERS, 1)
        self._capitals = ["a", *("A" if token.raw[:1].isupper() else "a" for token in tokens), "a"]
        self._manner = "cut" if any(token.form in _STOPS for token in tokens[:-1]) else "flowing"
        self._places = [_Place(self._beginning(n), self._end(n)) for n in range(len(tokens))]
        self._explained = any(place.begins == "@why" for place in self._places)

    def starts(self, n: int) -> list[str]:
        earlier, before, word, after = self._words[n + _EDGE - 2 : n + _EDGE + 2]
        kind3, kind2, kind1, kind0 = self._kinds[n + _EDGE - 2 : n + _EDGE + 2]
        place = self._places[n].begins
        return [
            f"first {word}", f"first {before} _", f"first {before} {word}", f"first {earlier} {before} _",
            f"first {word} {after}", f"first {place} {self._manner} {self._explained}", f"first {place} {word}",
            f"first {place} c {kind1} {kind0}", f"first c {kind2} {kind1}", f"first c {kind3} {kind2} {kind1}",
            f"first c {kind2} {kind1} {kind0}", f"first {self._capitals[n]}{self._capitals[n + 1]}",
        ]  # fmt: skip

    def ends(self, n: int) -> list[str]:
        before, word, after, later = self._words[n + _EDGE - 1 : n + _EDGE + 3]
        kind1, kind0, next1, next2, next3 = self._kinds[n + _EDGE - 1 : n + _EDGE + 4]
        place = self._places[n].ends
        coming = [token.plain for token in self._tokens[n + 1 : n + 5] if token.kind is not Kind.PUNCTUATION]
        return [
            f"last {word}", f"last _ {after}", f"last {word} {after}", f"last _ {after} {later}",
            f"last {before} {word}", f"last {place} {self._manner}", f"last {place} {word}",
            f"last {place} ~ {' '.join(coming[:2])}", f"last {place} c {next2} {next3}", f"last c {kind0} {next1}",
            f"last c {kind0} {next1} {next2}", f"last c {kind1} {kind0} {next1}", f"last c {next1} {next2} {next3} -",
            f"last {self._capitals[n + 1]}{self._capitals[n + 2]}", *(f"last ~{each}" for each in coming),
        ]  # fmt: skip

    def insides(self, n: int) -> list[str]:
        before, word, after = self._words[n + _EDGE - 1 : n + _EDGE + 2]
        kind, following = self._kinds[n + _EDGE : n + _EDGE + 2]
        return [
            f"inside {word}", f"inside {word} {after}", f"inside {before} {word}", f"inside c {kind}",
            f"inside c {kind} {following}",
        ]  # fmt: skip

    def _beginning(self, n: int) -> str:
        """At the head of a clause, after a word for "because", after one that joins, behind mere leads, or inside."""
        words, edges, at = self._words, self._edges, n + _EDGE - 1
        if edges[at]:
            return "@colon" if words[at] == ":" else "@head"
        if self._tokens[n - 1].form in _CAUSES:
            return "@why"
        if words[at] in _JOINS:
            return "@joined"
        at = self._led_from[at]
        return "@led" if edges[at] or words[at] in _JOINS else "@within"

    def _end(self, n: int) -> str:
        words, edges, at = self._words, self._edges, n + _EDGE + 1
        if edges[at]:
            return "@tail"
        if words[at] in _JOINS:
            return "@joined"
        return "@polite" if edges[self._polite_until[at]] else "@within"

    def _run(self, words: frozenset[str], step: int) -> list[int]:
        """From every place the next one, backwards or onwards, that is none of these words."""
        order = range(len(self._words))
        ends = list(order)
        for at in order if step < 0 else reversed(order):
            if not self._edges[at] and self._words[at] in words:
                ends[at] = ends[at + step]
        return ends


def _kind(token: Token) -> str:
    if token.kind is Kind.PUNCTUATION:
        return token.form if token.form in _STOPS else "SIGN"
    return token.plain if token.fact is not None else _CLASSES.get(token.plain, "w")


@cache
def learnt(name: str, intent: str) -> Weigh:
    """What was learnt for replies of one intent, on top of what holds for all; read once."""
    weights: dict[str, float] = {}
    for line in lines(name):
        of_intent, sign, weight = line.split("\t")
        if of_intent in (EVERY, intent):
            weights[sign] = weights.get(sign, 0.0) + float(weight)
    return lambda signs: sum(filter(None, map(weights.get, signs)))
