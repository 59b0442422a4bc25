"""Reads the fields of a raw update, or says in one line which of them is not as documented; never what was in it."""

import re
from typing import Any
from unicodedata import normalize

from bot.incoming import Unreadable

Raw = dict[str, Any]

_ID_LIMIT = 2**63
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # what PostgreSQL or UTF-8 refuses


def part(raw: Raw, key: str) -> Raw:
    found = raw.get(key)
    if not isinstance(found, dict):
        raise Unreadable(f"{key} is not an object")
    return found


def optional_part(raw: Raw, key: str) -> Raw | None:
    return None if raw.get(key) is None else part(raw, key)


def identifier(raw: Raw, key: str) -> str:
    found = raw.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or abs(found) >= _ID_LIMIT:
        raise Unreadable(f"{key} is not a number")
    return str(found)


def words(raw: Raw, key: str) -> str:
    """The text, NFC; empty when there is none."""
    found = raw.get(key, "")
    if not isinstance(found, str):
        raise Unreadable(f"{key} is not a text")
    return normalize("NFC", _UNSTORABLE.sub("", found))


def needed(raw: Raw, key: str) -> str:
    found = words(raw, key)
    if not found:
        raise Unreadable(f"{key} is missing")
    return found


def name(user: Raw) -> str:
    return " ".join(filter(None, (words(user, "first_name"), words(user, "last_name"))))


def is_private(chat: Raw) -> bool:
    return chat.get("type") == "private"


def is_spoken_in(chat: Raw) -> bool:
    return needed(chat, "type") in ("private", "group", "supergroup")
