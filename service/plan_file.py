"""The office's own nudge plans, from a TOML file: one table per urgency, and only what differs need stand in it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import time
from pathlib import Path
from typing import Any

from core.calendar import OfficeHours
from core.plan import DEFAULT_PLAN, Plan, Plans, plans
from core.slot import Audience
from core.task import Urgency
from core.wording import configuring as words
from service.settings import BadSetting, Settings

_MOST = 10  # distances or levels; more would be noise, not a plan
_KEYS = frozenset(field.name for field in fields(Plan))
_ACCEPTED = {
    **dict.fromkeys(("weekly", "morning", "afternoon"), words.HOUR),
    **dict.fromkeys(("acknowledge_within", "accept_within", "decide_within"), words.LENGTH),
    "acknowledge_every": words.LENGTH_OR_MORNING,
    "before": words.LENGTHS,
    "unacknowledged_levels": words.LEVELS,
    "late_levels": words.LATE_LEVELS,
    **dict.fromkeys(("period_before", "period_late"), words.DAYS),
    "at_once": words.YES_OR_NO,
}


def office_plans(settings: Settings) -> Plans:
    """The plans that new tasks begin with. Raises BadSetting."""
    return read_plans(settings.plans, settings.office_hours) if settings.plans else plans()


def read_plans(path: Path, hours: OfficeHours) -> Plans:
    """The other urgencies follow from [normal] as always, but for what they say themselves.

    Raises BadSetting with every table and key that is wrong. docs/plan.example.toml shows a file.
    """
    tables = _tables(path)
    problems = [f"{path}: {problem}" for problem in _problems(tables, hours)]
    if problems:
        raise BadSetting(*problems)
    derived = plans(_with(DEFAULT_PLAN, tables.get(Urgency.NORMAL, {})))
    return {urgency: _with(plan, tables.get(urgency, {})) for urgency, plan in derived.items()}


def _tables(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise BadSetting(words.unreadable_plan(str(path))) from None
    except ValueError as problem:
        raise BadSetting(words.no_toml(str(path), str(problem))) from None


def _problems(tables: Mapping[str, Any], hours: OfficeHours) -> Iterator[str]:
    for name, table in tables.items():
        if name not in set(Urgency):
            yield words.no_urgency(name, Urgency)
        elif not isinstance(table, dict):
            yield words.no_table(name)
        else:
            for key, value in table.items():
                if key not in _KEYS:
                    yield words.in_table(name, words.unknown_key(key, sorted(_KEYS)))
                elif not _fits(key, value, hours):
                    yield words.in_table(name, words.not_accepted(key, value, _ACCEPTED[key]))


def _fits(key: str, value: object, hours: OfficeHours) -> bool:
    if key == "at_once":
        return isinstance(value, bool)
    if key in ("period_before", "period_late"):
        return type(value) is int and 0 <= value <= _MOST
    if isinstance(value, list) != (key in ("before", "unacknowledged_levels", "late_levels")):
        return False
    if isinstance(value, list) and len(value) > _MOST:
        return False
    try:
        plan = Plan.from_json({key: value})
    except (ValueError, TypeError, AttributeError):
        return False
    return _is_sensible(getattr(plan, key), hours)


def _is_sensible(value: Any, hours: OfficeHours) -> bool:
    """Hours of the office's day; lengths above nothing; late levels that look forward, at people above the lead."""
    if isinstance(value, time):
        return hours.opens <= value < hours.closes
    if not isinstance(value, tuple):
        return bool(value.days or value.hours)
    parts = [part if isinstance(part, tuple) else (part, Audience.LEAD) for part in value]
    lengths = [length if isinstance(length, int) else length.days + length.hours for length, _ in parts]
    return all(length >= 0 for length in lengths) and len(set(parts)) == len(parts)


def _with(plan: Plan, table: Mapping[str, Any]) -> Plan:
    return Plan.from_json(plan.to_json() | dict(table))
