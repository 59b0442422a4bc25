"""What a task was before a step, small enough to stand in its log: so that a step can be taken back."""

from datetime import date, datetime
from typing import Any

from db.tables import TaskRow

_DAYS = ("promised_on", "deadline_on", "deadline_starts_on")
_INSTANTS = (
    "assigned_at",
    "acknowledged_at",
    "reported_at",
    "asked_at",
    "closed_at",
    "blocked_at",
    "said_at",
    "deadline_at",
    "deadline_ends_at",
)
_PLAIN = ("state", "percent", "evidence", "blocked_why", "said", "deadline_kind", "rhythm", "lead_id", "lead_unit_id")


def snapshot(row: TaskRow) -> dict[str, Any]:
    """Everything that a step may change, but for what only ever grows: revision, deadline version, and the counts."""
    held = {name: getattr(row, name) for name in (*_DAYS, *_INSTANTS)}
    plain = {name: getattr(row, name) for name in _PLAIN}
    return plain | {name: value.isoformat() if value else None for name, value in held.items()}


def restore(row: TaskRow, before: dict[str, Any]) -> None:
    owed = _owed(row)
    for name in _PLAIN:
        setattr(row, name, before[name])
    for name in _DAYS:
        setattr(row, name, date.fromisoformat(before[name]) if before[name] else None)
    for name in _INSTANTS:
        setattr(row, name, datetime.fromisoformat(before[name]) if before[name] else None)
    row.revision += 1
    if _owed(row) != owed:
        row.deadline_version += 1


def _owed(row: TaskRow) -> tuple[Any, ...]:
    """By whom and until when: nudges that were owed under anything else are stale."""
    return row.lead_id, row.deadline_kind, row.deadline_on, row.deadline_at
