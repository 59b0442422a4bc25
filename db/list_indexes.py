"""The indexes of tasks that lists and reports are read from, without the rows: each holds all that they ask for."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Index, literal_column

_OPEN: ColumnElement[bool] = literal_column("state NOT IN ('done', 'recalled')")
_GIVEN: ColumnElement[bool] = literal_column("assignments > 0")
"""Every task is; but only who says so is led to that index, and no list of a group strays into it."""

_FILTERED_BY = ("state", "reported_at", "lead_id", "group", "urgency", "document_id", "deadline_on", "monitor_id")
_COUNTED_BY = (
    *("group", "state", "deadline_ends_at", "reported_at", "closed_at", "assigned_at", "assignments"),
    *("lead_unit_id", "lead_id", "id"),
)


def list_indexes() -> Iterator[Index]:
    yield _listed("by_unit", "lead_unit_id", "deadline_ends_at", "id")
    yield _listed("by_deadline", "deadline_ends_at", "id", "lead_unit_id")
    yield Index("ix_tasks_counted", *_COUNTED_BY, sqlite_where=_GIVEN, postgresql_where=_GIVEN)
    for whose in ("lead_unit_id", "lead_id"):
        yield Index(f"ix_tasks_{whose}", whose, "id")


def _listed(name: str, *order: str) -> Index:
    """Over what is open, in the order of a list: its first page is where the index begins."""
    return Index(f"ix_tasks_{name}", *order, *_FILTERED_BY, sqlite_where=_OPEN, postgresql_where=_OPEN)
