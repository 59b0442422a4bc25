"""The office's own days: what the authorities decided about single days, from a TOML file, into the calendar."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.calendar import Calendar, Override
from core.wording import configuring as words
from service.settings import BadSetting, Settings

_ACCEPTED = {"date": date, "off": bool, "why": str, "decided_on": date, "decision": str}
_NEEDED = ("date", "off", "why")


def office_calendar(settings: Settings) -> Calendar:
    """The calendar that everything counts with. Raises BadSetting."""
    path = settings.calendar_overrides
    return Calendar(hours=settings.office_hours, overrides=read_overrides(path) if path else {})


def read_overrides(path: Path) -> dict[date, Override]:
    """The `[[day]]` tables of the file; `docs/calendar.example.toml` shows one. Raises BadSetting with the place."""
    days: dict[date, Override] = {}
    for number, day in enumerate(_tables(path), 1):
        if why := _what_is_wrong(day) or (words.TWICE if day["date"] in days else None):
            raise BadSetting(words.bad_day(str(path), number, why))
        days[day["date"]] = Override(off=day["off"], why=day["why"].strip())
    return days


def _tables(path: Path) -> list[dict[str, Any]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise BadSetting(words.unreadable_calendar(str(path))) from None
    except ValueError as problem:
        raise BadSetting(words.no_toml(str(path), str(problem))) from None
    days = content.pop("day", [])
    if content or not isinstance(days, list) or not all(isinstance(day, dict) for day in days):
        raise BadSetting(words.other_than_days(str(path)))
    return days


def _what_is_wrong(day: dict[str, Any]) -> str | None:
    if missing := [key for key in _NEEDED if key not in day]:
        return words.lacks(missing[0])
    if strangers := sorted(day.keys() - _ACCEPTED):
        return words.unknown_key(strangers[0], _ACCEPTED)
    if wrong := [key for key, value in day.items() if not _fits(value, _ACCEPTED[key])]:
        return words.must_be(wrong[0], _ACCEPTED[wrong[0]])
    return None


def _fits(value: object, kind: type) -> bool:
    """A `datetime` is a `date` to Python, and blank words are none to a reader."""
    return isinstance(value, kind) and not isinstance(value, datetime) and (kind is not str or bool(str(value).strip()))
