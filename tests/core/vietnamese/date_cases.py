"""What the tests of the dates share: the instant at which everything was written, and who reads it."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.calendar import Calendar
from core.vietnamese.dates import DateReading, Kind, find_dates, read_date
from core.vietnamese.words import words

NOW = datetime.fromisoformat("2026-11-26T09:00:00+07:00")  # a Thursday
CALENDAR = Calendar()
PHRASES = Path(__file__).parents[2] / "data" / "date_phrases.jsonl"


def read(text: str) -> DateReading:
    return read_date(text, NOW, CALENDAR)


def find(text: str) -> tuple[DateReading, ...]:
    return find_dates(words(text), NOW, CALENDAR)


def said(text: str) -> str:
    """The reading in short: "2026-11-27 15:00", with a question mark when it must be read back."""
    reading = read(text)
    if reading.kind is not Kind.POINT:
        return reading.kind.value
    clock = f" {reading.time:%H:%M}" if reading.time else ""
    return f"{reading.date}{clock}{'?' if reading.confirm else ''}"


def unaccented(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


WAYS_OF_TYPING: Mapping[str, Callable[[str], str]] = {
    "accented": str,
    "unaccented": unaccented,
    "upper case": str.upper,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "extra spaces": lambda text: f"  {text.replace(' ', '   ')} ",
}


@dataclass(frozen=True)
class Phrase:
    """One phrase of an imagined writer, with what it should be read as."""

    text: str
    writer: str
    part: str
    kind: str
    date: str | None = None
    time: str | None = None
    ask: bool = False
    duration: dict[str, Any] | None = None
    or_none: bool = False
    or_vague: bool = False
    others: tuple[str, ...] = ()

    def is_right(self, reading: DateReading) -> bool:
        """A day that is right, or no day and a question where a question is right as well."""
        day = reading.date.isoformat() if reading.date else None
        if self.kind == "point":
            asked = self.ask and day is None and reading.confirm
            return asked or (day in (self.date, *self.others) and self._clock_is_right(reading))
        if day is not None:
            return day in self.others and (reading.confirm or self.kind == "duration")
        if self.kind == "duration":
            return reading.duration is not None and self.duration == _as_data(reading)
        return self.kind == "none" or reading.confirm or self.or_none

    def _clock_is_right(self, reading: DateReading) -> bool:
        return self.time is None or (reading.time is not None and f"{reading.time:%H:%M}" == self.time)


def _as_data(reading: DateReading) -> dict[str, Any]:
    assert reading.duration is not None
    return {"n": reading.duration.n, "unit": reading.duration.unit, "working": reading.duration.working}


def phrases(part: str) -> Iterator[Phrase]:
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        others = tuple(row.pop("or", ()))
        if row["part"] == part:
            yield Phrase(others=others, **row)


def on(day: str) -> date:
    return date.fromisoformat(day)
