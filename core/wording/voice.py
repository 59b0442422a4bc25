"""How the service addresses people: formal and warm, "đồng chí" unless the office prefers another word."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.message import Choices, Fold, Link, Outgoing, Span, Strong, Text
from core.text import one_line

YOU = "\ue000"  # private-use characters: no cleaned text of a person contains them
YOU_FIRST = "\ue001"  # the same at the beginning of a sentence


def speak(message: Outgoing, address: str) -> Outgoing:
    """Puts the office's word for "you" into a message."""
    return replace(message, text=tuple(_spoken(span, address) for span in message.text))


def speak_plain(text: str, address: str) -> str:
    return text.replace(YOU, address).replace(YOU_FIRST, address[:1].upper() + address[1:])


def _spoken(span: Span, address: str) -> Span:
    if isinstance(span, str):
        return speak_plain(span, address)
    return replace(span, text=speak_plain(span.text, address))


def lines(*parts: Span | Iterable[Span] | None) -> Text:
    """One line each; None and empty lines are left out."""
    text: list[Span] = []
    for part in parts:
        spans = (part,) if isinstance(part, str | Strong | Link | Fold) else tuple(part or ())
        if any(span if isinstance(span, str) else span.text for span in spans):
            text += ["\n", *spans] if text else spans
    return tuple(text)


def say(*parts: Span | Iterable[Span] | None, choices: Choices = (), silent: bool = False) -> Outgoing:
    return Outgoing(text=lines(*parts), choices=choices, silent=silent)


def some(names: Sequence[str], most: int, others: str = "người khác", *, of: int | None = None) -> str:
    """Some names, and how many `others` there are; `of` is how many it is in all when not every name is known."""
    left = (len(names) if of is None else of) - min(most, len(names))
    return ", ".join(names[:most]) + (f" và {left} {others}" if left > 0 else "")


def told_names(names: Sequence[str]) -> str:
    """A few of them, none too long for a line; a post has commas of its own."""
    left = len(names) - _NAMES
    shown = "; ".join(shorten(name, _NAME) for name in names[:_NAMES])
    return f"{shown} và {left} người khác" if left > 0 else shown


_NAME, _NAMES = 40, 3


def grouped(number: int) -> str:
    """`20.000`"""
    return f"{number:,}".replace(",", ".")


LONGEST_QUOTE = 300  # characters of what a person wrote; the log keeps it whole


def quoted(words: str | None) -> str:
    """What somebody else wrote, on one line: it must not look like lines of ours."""
    return shorten(one_line(words or ""), LONGEST_QUOTE)


def cited(words: str | None) -> str:
    """The same in quotation marks, out of which it does not get by marks of its own."""
    return f"“{quoted(words).translate(_MARKS)}”"


def cited_together(said: Sequence[str], longest: int) -> str:
    """Several things that somebody wrote, as one quotation in which each has its share of room."""
    share = max(longest // max(len(said), 1), _LEAST_SHARE)
    return cited(shorten(" · ".join(shorten(one_line(each), share) for each in said), max(longest, 2 * share + 3)))


_LEAST_SHARE = 40
_MARKS = str.maketrans("“”", '""')


def shorten(text: str, longest: int) -> str:
    """At most `longest` characters, cut between words."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > longest // 2 else head).rstrip(" ,;:-") + "…"
