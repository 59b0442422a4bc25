"""`message` and `edited_message`: what was said, by whom, and whether to us."""

from bot.incoming import GroupMoved, Ignored, Incoming, Said
from bot.telegram.fields import Raw, identifier, is_private, is_spoken_in, name, optional_part, part, words
from bot.telegram.identity import Identity
from bot.telegram.parse_file import read_file

_UNUSABLE = ("sticker", "contact", "location", "animation", "video_note")


def read_message(message: Raw, me: Identity, *, edited: bool = False) -> Incoming:
    chat = part(message, "chat")
    if moved := _moved(message, chat):
        return moved
    if why := _not_for_us(message, chat):
        return Ignored(why=why)
    return _said(message, me, edited)


def _moved(message: Raw, chat: Raw) -> GroupMoved | None:
    """Telegram says it twice: once in the old group and once in the new one."""
    if "migrate_to_chat_id" in message:
        new = identifier(message, "migrate_to_chat_id")
        return GroupMoved(old_chat_id=identifier(chat, "id"), new_chat_id=new)
    if "migrate_from_chat_id" in message:
        old = identifier(message, "migrate_from_chat_id")
        return GroupMoved(old_chat_id=old, new_chat_id=identifier(chat, "id"))
    return None


def _not_for_us(message: Raw, chat: Raw) -> str | None:
    sender = optional_part(message, "from")
    if not is_spoken_in(chat):
        return "a chat of another kind"
    if sender is None or "sender_chat" in message:  # channels and anonymous administrators are nobody whom we know
        return "no person said it"
    if sender.get("is_bot") is True:
        return "a bot said it"
    return None


def _said(message: Raw, me: Identity, edited: bool) -> Incoming:
    file = read_file(message)
    unusable = file is None and any(message.get(kind) for kind in _UNUSABLE)
    written = words(message, "text") or words(message, "caption")
    if not written and file is None and not unusable:
        return Ignored(why="a message without words")
    chat, sender, answered = part(message, "chat"), part(message, "from"), optional_part(message, "reply_to_message")
    text, called = me.hear(written)
    theirs = answered if answered and not _is_by(answered, me) else None
    return Said(
        chat_id=identifier(chat, "id"),
        sender_id=identifier(sender, "id"),
        sender_name=name(sender),
        private=is_private(chat),
        text=text,
        message_id=identifier(message, "message_id"),
        reply_to=identifier(answered, "message_id") if answered else None,
        edited=edited,
        file=file,
        unusable=unusable,
        forwarded="forward_origin" in message,
        thread=identifier(message, "message_thread_id") if message.get("is_topic_message") is True else None,
        chat_title=words(chat, "title"),
        answered_file=read_file(theirs) if theirs else None,
        answered_text=words(theirs, "text") or words(theirs, "caption") if theirs else "",
        addressed=called if called is not None else is_private(chat) or _is_by(answered, me),
    )


def _is_by(answered: Raw | None, me: Identity) -> bool:
    author = optional_part(answered, "from") if answered else None
    return author is not None and author.get("id") == me.bot_id
