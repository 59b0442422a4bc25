"""Words that fit: no characters that a phone must not be given, and never more UTF-16 units than allowed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.message import Link, Span, Text

MORE = "…"
_SOFT = 4  # a cut may fall back by a quarter of the room to end at a line or a word

_NEW_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls, halves of surrogate pairs, and the marks that turn the direction of what others wrote.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    return _UNWANTED.sub("", _NEW_LINES.sub("\n", text))


def units(text: str) -> int:
    """How long the messenger finds it: UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def fit(text: Text, limit: int) -> Text:
    """The spans cleaned, empty ones left out, and the end replaced by "…" where there is too much."""
    spans = tuple(_visible(text))
    if sum(units(_words(span)) for span in spans) <= limit:
        return spans if any(_words(span).strip() for span in spans) else ()
    return tuple(_cut(spans, limit - len(MORE)))


def shorten(text: str, limit: int) -> str:
    return "".join(span for span in fit((text,), limit) if isinstance(span, str))


def _visible(text: Text) -> Iterator[Span]:
    for span in text:
        words = clean(_words(span))
        url = clean(span.url).strip() if isinstance(span, Link) else ""
        if words and isinstance(span, Link):
            yield replace(span, text=words, url=url) if url else words
        elif words:
            yield _reworded(span, words)


def _cut(spans: tuple[Span, ...], room: int) -> Iterator[Span]:
    for span in spans:
        words = _words(span)
        if units(words) > room:
            yield _reworded(span, _softly(words, room) + MORE)
            return
        yield span
        room -= units(words)


def _softly(words: str, room: int) -> str:
    """As much as fits, back to the last line or word when that loses little."""
    head = _head(words, room)
    for end in ("\n", " "):
        at = head.rfind(end)
        if at > len(head) - room // _SOFT:
            return head[: at + 1]
    return head


def _head(words: str, room: int) -> str:
    used = 0
    for at, char in enumerate(words):
        used += units(char)
        if used > room:
            return words[:at]
    return words


def _words(span: Span) -> str:
    return span if isinstance(span, str) else span.text


def _reworded(span: Span, words: str) -> Span:
    return words if isinstance(span, str) else replace(span, text=words)
