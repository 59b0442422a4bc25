"""What came of a call, as a Verdict.

"Certainly not delivered" is said only of what never arrived or was refused by name; all other doubt is Unknown.
"""

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from core.message import Gone, Moved, NotSent, Rejected, Unknown, Verdict
from core.text import one_line

# The request had not left this machine, or had not reached the messenger.
_NEVER_ARRIVED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
# 400s about the chat and not about the message, as the Bot API's server words them.
_NOBODY_THERE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user_is_blocked",
    "input_user_deactivated",
    "chat was deleted",
    "chat was deactivated",
)


_LONGEST_REASON = 200  # characters of what a server said: it goes into logs and to the admins
_LONGEST_PAUSE = 3600.0  # seconds; who asks for more is asked again


def verdict(error: Exception) -> Verdict:
    match error:
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case RetryAfter():
            return NotSent("429", pause=pause_of(error))
        case Forbidden():
            return Gone(error.message)
        case BadRequest():  # a NetworkError to PTB, so it has to come first
            return Gone(error.message) if _nobody_there(error) else Rejected(error.message)
        case InvalidToken() | EndPointNotFound() | Conflict():
            return NotSent(error.message)
        case NetworkError() if isinstance(error.__cause__, _NEVER_ARRIVED):
            return NotSent(why(error))
        case _:
            return Unknown(why(error))


def why(error: Exception) -> str:
    """`ReadTimeout`, or the words of the messenger: short, and without what people wrote."""
    cause = error.__cause__
    return type(cause).__name__ if cause else one_line(f"{type(error).__name__}: {error}")[:_LONGEST_REASON]


def pause_of(error: RetryAfter) -> timedelta:
    pause = error.retry_after  # PTB is about to change its type
    seconds = pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
    return timedelta(seconds=min(seconds, _LONGEST_PAUSE))


def not_modified(error: Exception) -> bool:
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def _nobody_there(error: BadRequest) -> bool:
    return any(phrase in error.message.lower() for phrase in _NOBODY_THERE)
