"""Texts and captions of a call: parsed, trimmed, measured."""

from typing import Any

from simulator.botapi.errors import bad_request
from simulator.botapi.params import Params
from simulator.markup.entities import Entity, trimmed, with_found
from simulator.markup.html_in import Unparsable, parse
from simulator.markup.utf16 import units

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def text_content(params: Params) -> dict[str, Any]:
    text, entities = _formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def caption_content(params: Params) -> dict[str, Any]:
    caption, entities = _formatted(params, "caption", "caption_entities")
    if units(caption) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    if not caption:
        return {}
    return {"caption": caption, **({"caption_entities": entities} if entities else {})}


def _formatted(params: Params, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    text, entities = params.text(name), _given(params, entities_name)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, entities = _parsed(text)
    elif mode:
        # MarkdownV2 and Markdown exist; nobody of ours writes them.
        raise bad_request("unsupported parse_mode")
    text, entities = trimmed(text, entities)
    return text, with_found(text, entities)


def _parsed(text: str) -> tuple[str, list[Entity]]:
    try:
        return parse(text)
    except Unparsable as problem:
        raise bad_request(f"can't parse entities: {problem}") from None


def _given(params: Params, name: str) -> list[Entity]:
    entities: list[Entity] = params.nested(name, list)
    for entity in entities:
        if not _is_entity(entity):
            raise bad_request("can't parse MessageEntity")
    return entities


def _is_entity(entity: Any) -> bool:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        return False
    places = [entity.get("offset"), entity.get("length")]
    return all(isinstance(place, int) and place >= 0 for place in places)
