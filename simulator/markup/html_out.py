"""Text and entities → HTML that a page may insert as it is: all is escaped, links are checked.

Line breaks stay `\\n` (the page shows them with `white-space: pre-wrap`).
"""

from dataclasses import dataclass
from html import escape
from itertools import pairwise, takewhile

from simulator.markup.entities import Entity, in_order, is_safe_link
from simulator.markup.utf16 import cut, units

_LINK = '<a href="{}" target="_blank" rel="noopener noreferrer">'
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "spoiler": 'span class="spoiler"',
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote expandable",
}


@dataclass(frozen=True)
class _Mark:
    """One entity as a pair of tags around a stretch of text."""

    start: int
    end: int
    opens: str
    closes: str


def render(text: str, entities: list[Entity]) -> str:
    """Entities may overlap in any way: tags are closed and opened again so that they nest."""
    marks = [mark for entity in in_order(entities) if (mark := _mark(entity, text))]
    out: list[str] = []
    open_now: list[_Mark] = []
    for start, end in pairwise(_edges(marks, units(text))):
        wanted = [mark for mark in marks if mark.start <= start and end <= mark.end]
        same = _common(open_now, wanted)
        out += [mark.closes for mark in reversed(open_now[same:])]
        out += [mark.opens for mark in wanted[same:]]
        out.append(escape(cut(text, start, end)))
        open_now = wanted
    return "".join(out + [mark.closes for mark in reversed(open_now)])


def _edges(marks: list[_Mark], length: int) -> list[int]:
    places = {0, length}
    for mark in marks:
        places.update((mark.start, mark.end))
    return sorted(place for place in places if place <= length)


def _common(left: list[_Mark], right: list[_Mark]) -> int:
    pairs = zip(left, right, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], pairs))


def _mark(entity: Entity, text: str) -> _Mark | None:
    """None for what is shown as plain text."""
    start, end = entity["offset"], entity["offset"] + entity["length"]
    kind = entity["type"]
    if kind in {"url", "text_link"}:
        url = str(entity.get("url") or cut(text, start, end))
        return _Mark(start, end, _LINK.format(escape(url)), "</a>") if is_safe_link(url) else None
    opens = _TAGS.get(kind)
    return _Mark(start, end, f"<{opens}>", f"</{opens.split()[0]}>") if opens else None
