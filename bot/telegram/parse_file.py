"""The file of a message: its id, its name, its size. Of a photo the largest size counts."""

from bot.incoming import Unreadable
from bot.telegram.fields import Raw, needed, part, words
from core.sent_file import FileKind, SentFile

_LARGEST = 2**53


def read_file(message: Raw) -> SentFile | None:
    """Raises Unreadable. An animation is also sent as a document, and is none."""
    if message.get("animation"):
        return None
    kind = next((kind for kind in FileKind if message.get(kind)), None)
    if kind is None:
        return None
    raw = _largest(message) if kind is FileKind.PHOTO else part(message, kind)
    return SentFile(
        channel="telegram",
        kind=kind,
        file_id=needed(raw, "file_id"),
        name=words(raw, "file_name") or None,
        mime=words(raw, "mime_type") or None,
        size=_size(raw),
    )


def _largest(message: Raw) -> Raw:
    sizes = message["photo"]
    if not isinstance(sizes, list) or not all(isinstance(each, dict) for each in sizes):
        raise Unreadable("photo is not an object")
    return max(sizes, key=lambda each: _size(each) or 0)


def _size(raw: Raw) -> int | None:
    found = raw.get("file_size")
    if found is None:
        return None
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < _LARGEST:
        raise Unreadable("file_size is not a number")
    return found
