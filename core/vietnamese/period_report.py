"""A progress report in free words: what was done, what comes next, what is difficult, when it will be finished."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.text import clean, one_line
from core.vietnamese.normalise import fold

_NAMES = {
    "done": r"(?:cac )?(?:viec |noi dung )?da (?:lam|thuc hien|hoan thanh)(?: duoc)?|ket qua(?: thuc hien)?",
    "next": r"(?:viec |nhiem vu )?(?:tiep theo|sap toi|ke tiep)|se lam",
    "difficulties": r"(?:kho khan|vuong mac)(?:(?:,| va|/|-)? ?(?:kho khan|vuong mac))?",
    "expected": r"du kien(?: (?:xong|hoan thanh|ngay xong|thoi gian))?|hen xong|ngay xong",
}
_NAME = "|".join(f"(?P<{slot}>{names})" for slot, names in _NAMES.items())
_LABEL = re.compile(
    rf"(?:(?<=\n)|^)[^\w\n]{{0,6}}\d{{0,3}}[^\w\n]{{0,6}}(?:{_NAME})\b[ ]*[:.…-]*"
    rf"|(?<![^\W_])(?:{_NAME.replace('P<', 'P<in_')})[ ]*:"
)
_BLANK_LINES = re.compile(r"\n{2,}")
_EMPTY = ".…-–:;, "


@dataclass(frozen=True, kw_only=True)
class PeriodReport:
    """Each slot in the words of the person; only `done` must have any."""

    done: str
    next: str | None = None
    difficulties: str | None = None
    expected: str | None = None


def read_report(words: str) -> PeriodReport | None:
    """The slots by their labels, in any order, with accents or without; unlabelled words tell what was done.

    At the beginning of a line a label needs no colon, elsewhere it does. None when nothing is said of what was done.
    """
    text = _BLANK_LINES.sub("\n", clean(words))
    slots = dict(_slots(text))
    slots.setdefault("done", slots.pop("before", ""))
    slots.pop("before", None)
    if not any(letter.isalnum() for letter in slots["done"]):
        return None
    return PeriodReport(**{name: said for name, said in slots.items() if said})


def has_labels(words: str) -> bool:
    return _LABEL.search(fold(_BLANK_LINES.sub("\n", clean(words)))) is not None


def _slots(text: str) -> Iterator[tuple[str, str]]:
    """Slot and words; what stands before the first label is `before`. Folding keeps every letter at its place."""
    found = list(_LABEL.finditer(fold(text)))
    yield "before", _said(text[: found[0].start()] if found else text)
    ends = [*(each.start() for each in found), len(text)][1:]
    for here, end in zip(found, ends, strict=False):
        name = next(name for name, said in here.groupdict().items() if said is not None)
        yield name.removeprefix("in_"), _said(text[here.end() : end])


def _said(text: str) -> str:
    said = one_line(text)
    return said.strip(_EMPTY) and said.strip(" -–;:…")
