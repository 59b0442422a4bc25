"""A progress report in free words: what was done, what comes next, what is difficult, when it will be finished.

Asked for, it is read by its labels. In one sentence of its own it begins with what it is about, "báo cáo tháng 11 việc
31: …", and every clause is read by its first words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.text import clean, one_line
from core.vietnamese.normalise import fold

_NAMES = {
    "done": r"(?:cac )?(?:viec |noi dung )?da (?:lam|thuc hien|hoan thanh)(?: duoc)?|ket qua(?: thuc hien)?",
    "next": r"(?:viec |nhiem vu )?(?:tiep theo|sap toi|ke tiep)|se lam",
    "difficulties": r"(?:kho khan|vuong(?: mac)?)(?:(?:,| va|/|-)? ?(?:kho khan|vuong mac))?",
    "expected": r"du kien(?: (?:xong|hoan thanh|ngay xong|thoi gian))?|hen xong|ngay xong",
}
_NAME = "|".join(f"(?P<{slot}>{names})" for slot, names in _NAMES.items())
_LABEL = re.compile(
    rf"(?:(?<=\n)|^)[^\w\n]{{0,6}}\d{{0,3}}[^\w\n]{{0,6}}(?:{_NAME})\b[ ]*[:.…-]*"
    rf"|(?<![^\W_])(?:{_NAME.replace('P<', 'P<in_')})[ ]*:"
)
_MANNERS = r"(?:(?:da|em|e|toi|tui|minh|xin|xin phep|kinh|a|anh|chi|thua|gui)[ ,]+)*"
_ABOUT = (
    r"(?: (?:ky|dinh ky|tien do|tinh hinh|ket qua|cua|ve|thuc hien)"
    r"| (?P<unit>thang|quy|nam) (?P<nth>\d{1,4}|iv|i{1,3})(?: ?(?:/|-|nam) ?(?P<year>\d{4}))?"
    r"| (?:cua )?(?:viec|nhiem vu|nv|v|cv) ?(?:so )?#?(?P<task>\d{1,6}))"
)
_HEAD = re.compile(rf"{_MANNERS}bao cao{_ABOUT}+\s*[:,;.–-]\s*")
_WHEN = r"(?=[ :]*(?:\d|cuoi|dau|giua|het|thu |ngay|quy))"
_CLAUSES = {
    "done": r"(?:da|moi) (?:lam|thuc hien|hoan thanh)(?: duoc)?|ket qua(?: thuc hien)?",
    "difficulties": r"(?:dang |con |hien |bi )*(?:kho khan|vuong mac|vuong|tro ngai)(?: o| la| ve)?",
    "expected": rf"(?:du kien|hen)(?: (?:xong|hoan thanh|nop|den|vao|ngay))*{_WHEN}",
    "next": r"(?:viec |nhiem vu )?(?:tiep theo|sap toi|ke tiep|toi day|du kien|se)(?: se| la)?",
}
_CLAUSE_NAME = "|".join(f"(?P<{slot}>{names})" for slot, names in _CLAUSES.items())
_NONE_OF_THEM = r"(?P<no_difficulties>)(?=(?:khong|chua)(?: co| gap| bi)? (?:vuong|kho khan|tro ngai))"
_CLAUSE = re.compile(
    rf"(?:^|[,;.](?=\s)|\n)\s*(?:va |con |hien )?(?:(?:{_CLAUSE_NAME})(?![^\W\d_])\s*[:.…-]*|{_NONE_OF_THEM})"
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


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A report in a sentence of its own: about which task, and about which month, quarter or year, if that is said."""

    task_no: int | None = None
    period: tuple[str, int, int | None] | None = None


def spoken_report(words: str) -> Spoken | None:
    """None for words that are no such report; one that names no period has at least a label."""
    text = clean(words)
    head = _HEAD.match(fold(text))
    if head is None or not (head["unit"] or _CLAUSE.search(fold(text[head.end() :]))):
        return None
    task_no = int(head["task"]) if head["task"] else None
    if head["unit"] is None:
        return Spoken(task_no=task_no)
    nth = _ROMAN.get(head["nth"]) or int(head["nth"])
    return Spoken(task_no=task_no, period=(head["unit"], nth, int(head["year"]) if head["year"] else None))


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_report(words: str) -> PeriodReport | None:
    """The slots by their labels, in any order, with accents or without; unlabelled words tell what was done.

    At the beginning of a line a label needs no colon, elsewhere it does. None when nothing is said of what was done.
    """
    text = _BLANK_LINES.sub("\n", clean(words))
    slots = dict(_slots(text)) if spoken_report(words) is None else _spoken_slots(text)
    slots.setdefault("done", slots.pop("before", ""))
    slots.pop("before", None)
    if not any(letter.isalnum() for letter in slots["done"]):
        return None
    return PeriodReport(**{name: said for name, said in slots.items() if said})


def _spoken_slots(text: str) -> dict[str, str]:
    """Clause by clause; what is said of one slot in several clauses is kept together."""
    head = _HEAD.match(fold(text))
    body = text[head.end() :] if head else text
    slots: dict[str, str] = {}
    for name, said in _cut(body, list(_CLAUSE.finditer(fold(body)))):
        slots[name] = f"{slots[name]}; {said}" if slots.get(name) and said else said or slots.get(name, "")
    return slots


def has_labels(words: str) -> bool:
    return _LABEL.search(fold(_BLANK_LINES.sub("\n", clean(words)))) is not None


def _slots(text: str) -> Iterator[tuple[str, str]]:
    """Slot and words; what stands before the first label is `before`. Folding keeps every letter at its place."""
    yield from _cut(text, list(_LABEL.finditer(fold(text))))


def _cut(text: str, found: Sequence[re.Match[str]]) -> Iterator[tuple[str, str]]:
    yield "before", _said(text[: found[0].start()] if found else text)
    ends = [*(each.start() for each in found), len(text)][1:]
    for here, end in zip(found, ends, strict=False):
        name = next(name for name, said in here.groupdict().items() if said is not None)
        yield name.removeprefix("in_").removeprefix("no_"), _said(text[here.end() : end])


def _said(text: str) -> str:
    said = one_line(text)
    return said.strip(_EMPTY) and said.strip(" -–;:…")
