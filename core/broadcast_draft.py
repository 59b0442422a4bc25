"""A broadcast that is being written: its text, to whom, when, and what is asked now. It waits in the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from core.addressees import Addressees
from core.broadcast import MOST_FILES
from core.draft import Draft
from core.sent_file import SentFile


class Ask(StrEnum):
    """What is asked for; OFFER whether something forwarded shall be a broadcast at all.

    CORRECT and WITHDRAW are about one that has been sent, `CastDraft.number`; CORRECTED reads its new text back.
    """

    OFFER = "offer"
    TEXT = "text"
    TO = "to"
    CONFIRM = "confirm"
    WHEN = "when"
    TASK = "task"
    CORRECT = "correct"
    CORRECTED = "corrected"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, kw_only=True)
class CastDraft:
    """`heard` is the message in which it began; `task` is what each unit is given along with it."""

    text: str = ""
    asked: Ask = Ask.TEXT
    heard: str | None = None
    files: tuple[SentFile, ...] = ()
    to: Addressees = field(default_factory=Addressees)
    urgent: bool = False
    send_at: datetime | None = None
    task: Draft | None = None
    number: int | None = None
    page: int = 1

    def asking(self, ask: Ask) -> "CastDraft":
        return replace(self, asked=ask)

    def next(self) -> "CastDraft":
        """The same, asking for the first thing that is missing, or whether it is right."""
        if not self.text and not self.files:
            return self.asking(Ask.TEXT)
        return self.asking(Ask.TO if self.to.is_empty else Ask.CONFIRM)

    def with_file(self, file: SentFile) -> "CastDraft":
        known = len(self.files) >= MOST_FILES or any(each.file_id == file.file_id for each in self.files)
        return self if known else replace(self, files=(*self.files, file))

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "asked": self.asked,
            "heard": self.heard,
            "files": [file.to_json() for file in self.files],
            "to": self.to.to_json(),
            "urgent": self.urgent,
            "send_at": self.send_at.isoformat() if self.send_at else None,
            "task": self.task.to_json() if self.task else None,
            "number": self.number,
            "page": self.page,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        read = {
            "asked": Ask(stored["asked"]),
            "files": tuple(map(SentFile.from_json, stored["files"])),
            "to": Addressees.from_json(stored["to"]),
            "send_at": datetime.fromisoformat(stored["send_at"]) if stored["send_at"] else None,
            "task": Draft.from_json(stored["task"]) if stored["task"] else None,
        }
        return cls(**{**stored, **read})
