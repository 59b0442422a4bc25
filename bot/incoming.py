"""What a person did, in words that every messenger shares. Each channel's `parse` makes these of raw updates."""

from dataclasses import dataclass

from core.sent_file import SentFile


class Unreadable(Exception):
    """The update does not have the shape that the messenger documents."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message. `text` has no command suffix of the bot's own name; it is the caption of what came with a file.

    `file` is what may be kept; `unusable` says that something came which may not: a sticker, a place.
    `addressed` is False for what a group says among itself. `answered_file` and `answered_text` are those of the
    message that is answered, when it is none of ours: something that was forwarded. `forwarded` says that the message
    itself was; `thread` is the topic of a group in which it was said, `chat_title` what the group is called.
    """

    chat_id: str
    sender_id: str
    sender_name: str
    private: bool
    text: str
    message_id: str
    reply_to: str | None = None
    edited: bool = False
    file: SentFile | None = None
    unusable: bool = False
    addressed: bool = True
    forwarded: bool = False
    thread: str | None = None
    chat_title: str = ""
    answered_file: SentFile | None = None
    answered_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """A choice that was tapped. `message_id` is None when the messenger no longer knows the message."""

    chat_id: str
    sender_id: str
    sender_name: str
    private: bool
    code: str
    press_id: str
    message_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Blocked:
    chat_id: str


@dataclass(frozen=True, kw_only=True)
class Unblocked:
    chat_id: str


@dataclass(frozen=True, kw_only=True)
class JoinedGroup:
    chat_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class LeftGroup:
    chat_id: str


@dataclass(frozen=True, kw_only=True)
class GroupMoved:
    old_chat_id: str
    new_chat_id: str


@dataclass(frozen=True, kw_only=True)
class Ignored:
    """An update that asks nothing of us, or of a kind that we do not know."""

    why: str


Incoming = Said | Pressed | Blocked | Unblocked | JoinedGroup | LeftGroup | GroupMoved | Ignored
