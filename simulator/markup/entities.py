"""Entities, and the ones that the messenger finds by itself: links, commands, mentions, hashtags."""

import re
from typing import Any

from simulator.markup.utf16 import units

Entity = dict[str, Any]
SAFE_SCHEMES = ("http://", "https://", "tg://")

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?')\]])"
    r"|(?<![\w/@])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z0-9_]{4,32})(?!\w)"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
)


def is_safe_link(url: str) -> bool:
    return url.lower().startswith(SAFE_SCHEMES)


def with_found(text: str, given: list[Entity]) -> list[Entity]:
    """The given entities and those found in the text outside of them."""
    found = [entity for entity in _found(text) if not _touches(entity, given)]
    return in_order([*given, *found])


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without the white space at both ends, as the messenger stores it."""
    body = text.strip()
    lead = len(text) - len(text.lstrip())
    length = units(body)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(length, entity["offset"] + entity["length"] - lead)
        if start < end:
            moved.append({**entity, "offset": start, "length": end - start})
    return body, moved


def in_order(entities: list[Entity]) -> list[Entity]:
    """By place, the outer before the inner."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _found(text: str) -> list[Entity]:
    return [
        {
            "type": match.lastgroup,
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }
        for match in _FOUND.finditer(text)
    ]


def _touches(entity: Entity, others: list[Entity]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    solid = {"code", "pre", "text_link", "url"}
    return any(
        other["offset"] < end and start < other["offset"] + other["length"]
        for other in others
        if other["type"] in solid or not _holds(other, start, end)
    )


def _holds(outer: Entity, start: int, end: int) -> bool:
    return bool(outer["offset"] <= start and end <= outer["offset"] + outer["length"])
