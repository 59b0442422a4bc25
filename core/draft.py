"""A task that is about to be given: what was understood, and what must still be asked. It waits in the database."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Self

from core.calendar import OFFICE_ZONE
from core.deadline import NO_DEADLINE, Deadline, DeadlineKind, day, hour
from core.sent_file import SentFile
from core.task import Urgency
from core.vietnamese.assignments.until import Until
from core.vietnamese.dates import Unreal

Receiver = tuple[int, str]
"""The id of a person, and the name that is shown."""
LONGEST_TITLE = 1_000
MOST_FILES = 10


class Gap(StrEnum):
    """What is asked for; CONFIRM when nothing is missing, FIX when something is to be said otherwise."""

    LEAD = "lead"
    OTHER = "other"
    TITLE = "title"
    DEADLINE = "deadline"
    CONFIRM = "confirm"
    FIX = "fix"


class Part(StrEnum):
    """What somebody who does not lead is to the task."""

    HELPS = "helps"
    INFORMED = "informed"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """`words` is all that was said; `heard` the message in which it began.

    `unfound` are the others who were named and are not known, each with his part; `offered` are the people to choose
    from for what is asked. `several` says that more than one lead was named: the first leads; `beyond` that whoever was
    named is nobody to whom this person may give.
    """

    words: str
    heard: str | None = None
    asked: Gap = Gap.CONFIRM
    title: str = ""
    lead: Receiver | None = None
    lead_words: str = ""
    helpers: tuple[Receiver, ...] = ()
    informed: tuple[Receiver, ...] = ()
    unfound: tuple[tuple[Part, str], ...] = ()
    offered: tuple[Receiver, ...] = ()
    several: bool = False
    beyond: bool = False
    until: Until | None = None
    urgency: Urgency = Urgency.NORMAL
    product: str | None = None
    document: str | None = None
    document_on: date | None = None
    group: int | None = None
    files: tuple[SentFile, ...] = ()

    @property
    def deadline(self) -> Deadline | None:
        """None while it is not known: no date is ever given silently."""
        until = self.until
        if until is None or until.unclear:
            return None
        if until.on is None:
            return NO_DEADLINE if until.undated else None
        if until.at is not None:
            return hour(datetime.combine(until.on, until.at, OFFICE_ZONE))
        if until.starts_on is not None and until.starts_on <= until.on:
            return Deadline(kind=DeadlineKind.WINDOW, on=until.on, starts_on=until.starts_on)
        return day(until.on)

    def gap(self, now: datetime) -> Gap:
        """The first thing that must be asked for."""
        due = self.deadline
        lacking = {
            Gap.LEAD: self.lead is None,
            Gap.OTHER: bool(self.unfound),
            Gap.TITLE: not 0 < len(self.title) <= LONGEST_TITLE,
            Gap.DEADLINE: due is None or due.passed(now),
        }
        return next((gap for gap, lacks in lacking.items() if lacks), Gap.CONFIRM)

    def with_file(self, file: SentFile) -> Self:
        """A file goes with the task once, and not without end."""
        known = len(self.files) >= MOST_FILES or any(each.file_id == file.file_id for each in self.files)
        return self if known else replace(self, files=(*self.files, file))

    def with_person(self, part: Part, who: Receiver) -> Self:
        """Once, and in one part alone."""
        if who == self.lead or who in (*self.helpers, *self.informed):
            return self
        if part is Part.HELPS:
            return replace(self, helpers=(*self.helpers, who))
        return replace(self, informed=(*self.informed, who))

    def without(self, people: frozenset[int]) -> Self:
        helpers = tuple(each for each in self.helpers if each[0] not in people)
        informed = tuple(each for each in self.informed if each[0] not in people)
        return replace(self, helpers=helpers, informed=informed)

    def to_json(self) -> dict[str, Any]:
        people = {name: [list(each) for each in getattr(self, name)] for name in ("helpers", "informed", "offered")}
        plain = ("words", "heard", "title", "lead_words", "several", "beyond", "product", "document", "group")
        return {
            **{name: getattr(self, name) for name in plain},
            **people,
            "asked": self.asked,
            "lead": list(self.lead) if self.lead else None,
            "unfound": [[part, words] for part, words in self.unfound],
            "until": _until_json(self.until) if self.until else None,
            "urgency": self.urgency,
            "document_on": self.document_on.isoformat() if self.document_on else None,
            "files": [file.to_json() for file in self.files],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        people = {name: tuple(map(_receiver, stored[name])) for name in ("helpers", "informed", "offered")}
        read = {
            "asked": Gap(stored["asked"]),
            "lead": _receiver(stored["lead"]) if stored["lead"] else None,
            "unfound": tuple((Part(part), words) for part, words in stored["unfound"]),
            "until": _until(stored["until"]) if stored["until"] else None,
            "urgency": Urgency(stored["urgency"]),
            "document_on": date.fromisoformat(stored["document_on"]) if stored["document_on"] else None,
            "files": tuple(map(SentFile.from_json, stored["files"])),
        }
        return cls(**{**stored, **people, **read})


def _receiver(stored: list[Any]) -> Receiver:
    person_id, name = stored
    return person_id, name


_UNTIL_DAYS = ("on", "starts_on", "named")


def _until_json(until: Until) -> dict[str, Any]:
    days = {name: getattr(until, name) for name in _UNTIL_DAYS}
    return {
        "words": until.words,
        "undated": until.undated,
        "unclear": until.unclear,
        "several": until.several,
        "unreal": asdict(until.unreal) if until.unreal else None,
        "at": until.at.isoformat() if until.at else None,
        "others": [each.isoformat() for each in until.others],
        **{name: each.isoformat() if each else None for name, each in days.items()},
    }


def _until(stored: Mapping[str, Any]) -> Until:
    days = {name: date.fromisoformat(stored[name]) if stored[name] else None for name in _UNTIL_DAYS}
    at = time.fromisoformat(stored["at"]) if stored["at"] else None
    unreal = Unreal(**named) if (named := stored.get("unreal")) else None
    return Until(
        **{**stored, **days, "at": at, "unreal": unreal, "others": tuple(map(date.fromisoformat, stored["others"]))}
    )
