"""Reads `parse_mode=HTML` as the Bot API does, or says where it cannot be read."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from simulator.markup.entities import Entity, in_order, is_safe_link
from simulator.markup.utf16 import units

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
# Only these four names are known to the Bot API; any other `&…;` stays as it is written.
_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>[A-Za-z][\w-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|(?P<reference>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|lt|gt|amp|quot);)"
    r"|(?P<stray><)"
)
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


class Unparsable(ValueError):
    """The text is not the Bot API's HTML."""


@dataclass
class _Open:
    tag: str
    entity: Entity | None


@dataclass
class _Reader:
    source: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def read(self) -> tuple[str, list[Entity]]:
        done = 0
        for token in _TOKEN.finditer(self.source):
            self.add(self.source[done : token.start()])
            self.take(token)
            done = token.end()
        self.add(self.source[done:])
        if self.stack:
            raise Unparsable(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.text), in_order(self.entities)

    def add(self, piece: str) -> None:
        self.text.append(piece)
        self.length += units(piece)

    def take(self, token: re.Match[str]) -> None:
        if token["reference"]:
            self.add(unescape(token["reference"]))
        elif token["stray"]:
            raise Unparsable(f'Unsupported start tag "" at byte offset {self.byte(token)}')
        elif token["end"]:
            self.close(token)
        else:
            self.open(token)

    def open(self, token: re.Match[str]) -> None:
        tag = token["tag"].lower()
        attributes = _attributes(token["attributes"])
        if tag == "code" and self._starts_pre():
            self._name_language(attributes)
            self.stack.append(_Open(tag, None))
            return
        kind = _kind(tag, attributes)
        if kind is None:
            raise Unparsable(f'Unsupported start tag "{tag}" at byte offset {self.byte(token)}')
        entity: Entity = {"type": kind, "offset": self.length, "length": 0}
        if tag == "a":
            entity["url"] = attributes.get("href", "")
        self.stack.append(_Open(tag, entity))

    def close(self, token: re.Match[str]) -> None:
        tag, place = token["tag"].lower(), self.byte(token)
        if not self.stack:
            raise Unparsable(f"Unexpected end tag at byte offset {place}")
        top = self.stack.pop()
        if top.tag != tag:
            raise Unparsable(f'Unmatched end tag at byte offset {place}, expected "</{top.tag}>", found "</{tag}>"')
        if top.entity is not None:
            self._finish(top.entity)

    def _finish(self, entity: Entity) -> None:
        entity["length"] = self.length - entity["offset"]
        if entity["type"] == "text_link" and not is_safe_link(entity["url"]):
            return
        if entity["length"]:
            self.entities.append(entity)

    def _starts_pre(self) -> bool:
        outer = self.stack[-1].entity if self.stack else None
        return outer is not None and outer["type"] == "pre" and outer["offset"] == self.length

    def _name_language(self, attributes: dict[str, str]) -> None:
        language = attributes.get("class", "").removeprefix("language-")
        outer = self.stack[-1].entity
        if language and outer is not None:
            outer["language"] = language

    def byte(self, token: re.Match[str]) -> int:
        return len(self.source[: token.start()].encode())


def parse(source: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities; raises Unparsable."""
    return _Reader(source).read()


def _kind(tag: str, attributes: dict[str, Any]) -> str | None:
    if tag == "blockquote" and "expandable" in attributes:
        return "expandable_blockquote"
    if tag == "span" and attributes.get("class") == "tg-spoiler":
        return "spoiler"
    return TAGS.get(tag)


def _attributes(source: str) -> dict[str, str]:
    return {match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(source)}
