"""What the cells of a task say: its deadline, target, group and urgency. No date is ever made up."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from core.deadline import DATED, Deadline, DeadlineKind, Rhythm
from core.task import Target, Urgency
from core.vietnamese import sheet_values
from core.wording import imports as words
from core.wording import sheets
from usecases.papers.row_reader import RowReader

_NUMBER = r"\d+(?:[.,]\d+)*\s*%?"
_VALUES = {
    ">=": re.compile(_NUMBER, re.ASCII),
    "<=": re.compile(_NUMBER, re.ASCII),
    "=": re.compile(_NUMBER, re.ASCII),
    "between": re.compile(rf"{_NUMBER}\s*[-–]\s*{_NUMBER}", re.ASCII),
}
_GROUP = re.compile(r"(?:nhom\s*)?([1-5])", re.ASCII)


def read_deadline(reader: RowReader) -> Deadline | None:
    """None when something is wrong, which the reader then knows."""
    before = len(reader.errors)
    said = _Said.by(reader)
    if len(reader.errors) == before and (wrong := said.wrong()):
        reader.fail(wrong)
    return said.deadline() if len(reader.errors) == before else None


@dataclass(frozen=True, kw_only=True)
class _Said:
    """What the four cells about time say, before they are held against each other."""

    written: str
    written_kind: str
    in_words: DeadlineKind | None
    named: DeadlineKind | None
    when: date | datetime | None
    starts_on: date | None
    rhythm: Rhythm | None

    @classmethod
    def by(cls, reader: RowReader) -> Self:
        in_words = sheet_values.DEADLINE_KINDS.meaning(reader.row["deadline"])
        return cls(
            written=reader.row["deadline"],
            written_kind=reader.row["deadline_kind"],
            in_words=in_words,
            named=reader.word("deadline_kind", sheet_values.DEADLINE_KINDS),
            when=None if in_words else reader.moment("deadline"),
            starts_on=reader.day("starts_on"),
            rhythm=reader.word("rhythm", sheet_values.RHYTHMS),
        )

    @property
    def kind(self) -> DeadlineKind:
        return self.named or self.in_words or self._implied

    @property
    def _implied(self) -> DeadlineKind:
        if self.starts_on is not None:
            return DeadlineKind.WINDOW
        if self.when is None:
            return DeadlineKind.NONE
        return DeadlineKind.HOUR if self.at else DeadlineKind.DAY

    @property
    def at(self) -> datetime | None:
        return self.when if isinstance(self.when, datetime) else None

    @property
    def on(self) -> date | None:
        return self.at.date() if self.at else self.when

    def wrong(self) -> str | None:
        """How the cells contradict each other."""
        kind, dated = self.kind, self.kind in DATED
        backwards = self.starts_on is not None and self.on is not None and self.starts_on > self.on
        rules = (
            (self.named is None and kind is DeadlineKind.WINDOW and self.when is None, words.window_needs_end()),
            (self.in_words not in (None, kind), words.kind_against_words(self.written_kind, self.written)),
            (not dated and self.when is not None, words.date_against_kind(self.written_kind, self.written)),
            (dated and self.when is None, words.dated_without_date(self.written_kind or self.written)),
            (kind is DeadlineKind.HOUR and self.at is None, words.hour_missing(self.written)),
            (kind is not DeadlineKind.HOUR and self.at is not None, words.hour_unwanted(self.written)),
            (kind is DeadlineKind.WINDOW and self.starts_on is None, words.window_needs_start()),
            (kind is not DeadlineKind.WINDOW and self.starts_on is not None, words.start_without_window()),
            (backwards, words.window_backwards()),
            (kind is DeadlineKind.RECURRING and self.rhythm is None, sheets.blank(sheets.column("rhythm"))),
        )
        return next((reason for broken, reason in rules if broken), None)

    def deadline(self) -> Deadline:
        return Deadline(kind=self.kind, on=self.on, at=self.at, starts_on=self.starts_on, rhythm=self.rhythm)


def read_target(reader: RowReader) -> Target | None:
    metric, value, unit = (reader.number(f"target_{part}") for part in ("metric", "value", "unit"))
    op = reader.word("target_op", sheet_values.COMPARISONS)
    if not any((metric, op, value, unit)):
        return None
    if op in _VALUES and not _VALUES[op].fullmatch(value or ""):
        reader.fail(words.bad_target_value(op, value or ""))
    return Target(metric=metric or "", op=op or "", value=value or "", unit=unit or "")


def read_group(reader: RowReader) -> int | None:
    written = reader.row["group"]
    if not written:
        return None
    found = _GROUP.fullmatch(sheet_values.word(written))
    if found is None:
        reader.fail(words.bad_group(written))
    return int(found[1]) if found else None


def read_urgency(reader: RowReader) -> Urgency:
    return reader.word("urgency", sheet_values.URGENCIES) or Urgency.NORMAL
