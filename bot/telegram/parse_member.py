"""`my_chat_member`: people block and unblock us, groups take us in and put us out."""

from bot.incoming import Blocked, Ignored, Incoming, JoinedGroup, LeftGroup, Unblocked
from bot.telegram.fields import Raw, identifier, is_private, is_spoken_in, needed, part, words

_IN = ("member", "administrator", "creator")
_OUT = ("left", "kicked")


def read_member(change: Raw) -> Incoming:
    chat = part(change, "chat")
    if not is_spoken_in(chat):
        return Ignored(why="a chat of another kind")
    was, is_ = (_is_in(part(change, key)) for key in ("old_chat_member", "new_chat_member"))
    return _in_private(chat, is_) if is_private(chat) else _in_group(chat, was, is_)


def _in_private(chat: Raw, is_in: bool | None) -> Incoming:
    if is_in is None:
        return Ignored(why="a membership of another kind")
    chat_id = identifier(chat, "id")
    return Unblocked(chat_id=chat_id) if is_in else Blocked(chat_id=chat_id)


def _in_group(chat: Raw, was_in: bool | None, is_in: bool | None) -> Incoming:
    if is_in is None or was_in == is_in:
        return Ignored(why="we are in the group as before")
    if is_in:
        return JoinedGroup(chat_id=identifier(chat, "id"), title=words(chat, "title"))
    return LeftGroup(chat_id=identifier(chat, "id"))


def _is_in(member: Raw) -> bool | None:
    """Whether we can be reached there; None for what is not known. The restricted may have left."""
    status = needed(member, "status")
    if status == "restricted":
        return member.get("is_member") is True
    return True if status in _IN else False if status in _OUT else None
