"""What goes out and what came of it, in words that every messenger shares.

Nothing here knows a button, an edit or a number for a chat: `choices` become buttons or numbered replies, and a chat is
an opaque string keyed with its channel.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from core.sent_file import FileKind, SentFile


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Fold:
    """Detail that a messenger may show folded."""

    text: str


Span = str | Strong | Link | Fold
Text = tuple[Span, ...]


def plain(text: Iterable[Span]) -> str:
    """The words without their marks, for messengers that have none."""
    return "".join(_plain_span(span) for span in text)


def _plain_span(span: Span) -> str:
    if isinstance(span, Link):
        return f"{span.text} ({span.url})"
    return span if isinstance(span, str) else span.text


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing that the person may answer with a tap; `code` comes back, at most 64 bytes of ASCII."""

    label: str
    code: str


Choices = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A file that we make ourselves, at the last moment and outside of every transaction.

    `make` gives its bytes from what was read before: it may take seconds, so that it runs beside everything else.
    """

    name: str
    make: Callable[[], bytes]
    kind: FileKind = FileKind.DOCUMENT


@dataclass(frozen=True, kw_only=True)
class MadePaper:
    name: str
    content: bytes
    kind: FileKind


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One message: words, the rows of choices under it, whether the phone may ring, and a file that goes with it.

    `thread` is the topic of a group in which it is said, where the group has topics.

    A messenger that does not have the file (it came by another one, or there are no files here) tells the words alone.
    Channels are given papers that are made.
    """

    text: Text
    choices: Choices = ()
    silent: bool = False
    file: SentFile | Paper | MadePaper | None = None
    thread: str | None = None

    def after(self, *lines: str) -> "Outgoing":
        """The same under some lines that come first."""
        return replace(self, text=(*(f"{line}\n" for line in lines), *self.text))

    def under_first_line(self, line: str) -> "Outgoing":
        """The same with one more line as the second: a lock screen goes on showing the first."""
        at = self.text.index("\n") if "\n" in self.text else len(self.text)
        return replace(self, text=(*self.text[:at], "\n", line, *self.text[at:]))

    def followed_by(self, *lines: str | None) -> "Outgoing":
        """The same with some lines at the end."""
        return replace(self, text=(*self.text, *(f"\n{line}" for line in lines if line)))

    def marked_as_repeat(self, mark: str) -> "Outgoing":
        return replace(self, text=(mark, " ", *self.text))


@dataclass(frozen=True)
class Sent:
    """The messenger has it. `message_id` names it for later edits, where the messenger has such a thing."""

    message_id: str | None = None


@dataclass(frozen=True)
class NotSent:
    """Certainly not delivered, and it may be tried again: refused, no connection, a full pool, too many requests.

    `pause` is how long the messenger asked everybody to wait.
    """

    why: str
    pause: timedelta | None = None


@dataclass(frozen=True)
class Unknown:
    """Perhaps delivered: the answer was lost on the way."""

    why: str


@dataclass(frozen=True)
class Gone:
    """Nobody is there any more: blocked, deactivated, kicked, never started."""

    why: str


@dataclass(frozen=True)
class Moved:
    """The chat lives on under another id."""

    chat_id: str


@dataclass(frozen=True)
class Rejected:
    """The messenger will never take this message."""

    why: str


Verdict = Sent | NotSent | Unknown | Gone | Moved | Rejected


@dataclass(frozen=True, kw_only=True)
class Features:
    """What a messenger can do; the sender asks, the core never does."""

    buttons: bool
    edits: bool
    text_limit: int


class Channel(Protocol):
    """One messenger. No method raises for what the messenger says or fails to say: that is a Verdict."""

    name: str
    features: Features

    async def send(self, chat_id: str, message: Outgoing) -> Verdict: ...

    async def edit(self, chat_id: str, message_id: str, message: Outgoing) -> Verdict: ...

    async def toast(self, press_id: str, text: str, *, alert: bool = False) -> None:
        """The passing answer to a press, best effort; a messenger without such a thing does nothing."""

    async def reachable(self) -> bool:
        """Whether the messenger answers at all."""
