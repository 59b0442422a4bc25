"""What the scales look at: words and pairs of words, with and without their marks, and how a text begins and ends."""

from collections.abc import Iterator, Sequence

from core.vietnamese.lexicon import LINE_END, Token
from core.vietnamese.words import Kind, word_set

_START, _END = "^", "$"
_STOPS = frozenset(",.;:!?…" + LINE_END)
_DENIALS = word_set("chua khong dau no cha chang ko k hong khoi")
_SHORT, _LONG = 8, 20
_AROUND, _NEAR = 6, 4


def of_text(tokens: Sequence[Token]) -> set[str]:
    """The signs of a whole reply, or of what it says about one task."""
    return {*_plain(tokens), *_accented(tokens), *_denied(tokens), *_ends(tokens)}


def _plain(tokens: Sequence[Token]) -> Iterator[str]:
    before = _START
    for token in tokens:
        yield token.plain
        yield f"{before} {token.plain}"
        before = token.plain
    yield f"{before} {_END}"


def _accented(tokens: Sequence[Token]) -> Iterator[str]:
    """Where the writer used marks they tell words apart: = before the word."""
    before: Token | None = None
    for token in tokens:
        if not token.bare:
            yield f"={token.form}"
        if before is not None and not (token.bare and before.bare):
            yield f"={before.form} {token.form}"
        before = token


def _denied(tokens: Sequence[Token]) -> Iterator[str]:
    """Every word that stands behind a denial, up to the end of its clause: ! before the word."""
    denied = False
    for token in tokens:
        denied = denied and token.form not in _STOPS
        if denied:
            yield f"!{token.plain}"
        denied = denied or token.plain in _DENIALS


def _ends(tokens: Sequence[Token]) -> Iterator[str]:
    words = [token.plain for token in tokens if token.kind is not Kind.PUNCTUATION]
    if words:
        yield f"<{words[0]}"
        yield f"<{' '.join(words[:2])}"
        yield f">{words[-1]}"
        yield f">{' '.join(words[-2:])}"
    yield f"#{len(words)}" if len(words) < _SHORT else f"#{_SHORT}+" if len(words) < _LONG else f"#{_LONG}+"


def around(tokens: Sequence[Token], at: int, order: str, intent: str) -> set[str]:
    """The signs of one fact of a text: what it is, which of its like it is (`order`), and the words of its clause."""
    kind = tokens[at].plain
    signs = {intent, kind, f"{intent} {kind}", order, f"{intent} {order}"}
    for step in (-1, 1):
        signs |= set(_towards(tokens, at, step, intent))
    return signs


def _towards(tokens: Sequence[Token], at: int, step: int, intent: str) -> Iterator[str]:
    """The words before the fact, or after it, nearest first: the near ones by their distance, all up to a stop."""
    before, in_clause = tokens[at].plain, True
    for distance in range(1, _AROUND + 1):
        near = at + step * distance
        word = tokens[near].plain if 0 <= near < len(tokens) else (_START, _END)[step > 0]
        in_clause = in_clause and word not in _STOPS
        yield f"{step} {'~' if in_clause else '~~'} {word}"
        if in_clause:
            yield f"{intent} {step} ~ {word}"
        if distance <= _NEAR:
            yield f"{step * distance} {word}"
            yield f"{step} {word} {before}"
            yield f"{intent} {step * distance} {word}"
        if word in (_START, _END):
            return
        before = word
