"""The kinds of value that a setting may have: text in, a checked value out, and the words for what is accepted."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from ipaddress import ip_address
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import SplitResult, urlsplit

from core.calendar import OfficeHours
from core.wording import configuring as words

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[T]):
    """`read` raises ValueError for anything but what `accepts` says. What is `secret` is never shown to anybody."""

    read: Callable[[str], T]
    accepts: str
    secret: bool = False


class Secret:
    """Text that no log, no traceback and no message can show by accident."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)


def whole(lowest: int, highest: int) -> Kind[int]:
    def read(text: str) -> int:
        return _demand(int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None, lambda n: lowest <= n <= highest)

    return Kind(read=read, accepts=words.whole(lowest, highest))


def one_of(*names: str) -> Kind[str]:
    return Kind(read=lambda text: _demand(text.upper(), lambda name: name in names), accepts=", ".join(names))


def _database(text: str) -> str:
    parts = _split(text)
    if parts.scheme == "sqlite":
        named = text.startswith("sqlite:///") and ":memory:" not in text
        return _demand(text if named else None, lambda _: parts.path.strip("/") != "")
    return _demand(text, lambda _: parts.scheme == "postgresql" and parts.path.strip("/") != "")


def _token(text: str) -> Secret:
    return Secret(_demand(text, lambda token: re.fullmatch(r"[0-9]{6,}:[A-Za-z0-9_-]{4,}", token) is not None))


def _https(text: str) -> str:
    """A secret is a part of every address that is called, so it may cross no network in the clear."""
    parts = _split(text)
    safe = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname))
    plain = parts.hostname and not (parts.query or parts.fragment or parts.username)
    return _demand(text.rstrip("/") if plain else None, lambda _: safe)


def _host(text: str) -> str:
    return str(ip_address(text))


def _proxy(text: str) -> str:
    parts = _split(text)
    return _demand(text, lambda _: parts.scheme in {"http", "https"} and bool(parts.hostname))


def _office_hours(text: str) -> OfficeHours:
    found = re.fullmatch(r"(\d\d:\d\d)-(\d\d:\d\d),(\d\d:\d\d)-(\d\d:\d\d)", text.replace(" ", ""))
    opens, lunch_from, lunch_to, closes = map(time.fromisoformat, _demand(found).groups())
    return OfficeHours(opens=opens, lunch_from=lunch_from, lunch_to=lunch_to, closes=closes)


def _address(text: str) -> str:
    return _demand(text, lambda word: len(word) <= 30 and word.isprintable())


def _title(text: str) -> str:
    return _demand(text, lambda title: len(title) <= 100 and title.isprintable())


def _split(text: str) -> SplitResult:
    parts = urlsplit(text)
    _ = parts.port  # raises ValueError for a port that is no number
    return _demand(parts if text.isascii() and not re.search(r"\s", text) else None)


def _is_loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def _demand(value: T | None, holds: Callable[[T], bool] = lambda _: True) -> T:
    if value is None or not holds(value):
        raise ValueError
    return value


DATABASE = Kind(read=_database, accepts=words.DATABASE, secret=True)
TOKEN = Kind(read=_token, accepts=words.TOKEN, secret=True)
HTTPS = Kind(read=_https, accepts=words.HTTPS)
HOST = Kind(read=_host, accepts=words.HOST)
PROXY = Kind(read=_proxy, accepts=words.PROXY, secret=True)
OFFICE_HOURS = Kind(read=_office_hours, accepts=words.OFFICE_HOURS)
FILE = Kind(read=Path, accepts=words.FILE)
TITLE = Kind(read=_title, accepts=words.TITLE)
ADDRESS = Kind(read=_address, accepts=words.ADDRESS)
