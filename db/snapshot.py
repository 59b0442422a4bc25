"""What a task was before a step, small enough to stand in its log: so that a step can be taken back."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from db.tables import TaskRow

_DAYS = ("reported_through", "promised_on", "deadline_on", "deadline_starts_on")
_INSTANTS = (
    "assigned_at",
    "acknowledged_at",
    "reported_at",
    "asked_at",
    "offered_at",
    "closed_at",
    "resumed_at",
    "blocked_at",
    "said_at",
    "snoozed_until",
    "deadline_at",
    "deadline_ends_at",
)
_PLAIN = (
    "state",
    "percent",
    "reached",
    "evidence",
    "blocked_why",
    "paused_from",
    "paused_why",
    "said",
    "deadline_kind",
    "deadline_version",
    "rhythm",
    "lead_id",
    "lead_unit_id",
)


def snapshot(row: TaskRow) -> dict[str, Any]:
    """Everything that a step may change, but for what only ever grows: the revision and the counts."""
    held = {name: getattr(row, name) for name in (*_DAYS, *_INSTANTS)}
    plain = {name: getattr(row, name) for name in _PLAIN}
    return plain | {name: value.isoformat() if value else None for name, value in held.items()}


def restore(row: TaskRow, before: dict[str, Any]) -> None:
    """What an older version of the service did not write down stays as it is."""
    readers: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(_PLAIN, lambda value: value),
        **dict.fromkeys(_DAYS, date.fromisoformat),
        **dict.fromkeys(_INSTANTS, datetime.fromisoformat),
    }
    for name, value in before.items():
        setattr(row, name, None if value is None else readers[name](value))
    row.revision += 1


def renew_deadline(row: TaskRow) -> None:
    """A version that no nudge was owed under; when a step is undone, an earlier one comes back with its deadline."""
    row.deadline_versions += 1
    row.deadline_version = row.deadline_versions
