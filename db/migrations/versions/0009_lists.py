"""Lists are read from an index that has their order; whose tasks somebody sees, and counts, from an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OPEN = "state NOT IN ('done', 'recalled')"
_COUNTED_BY = ("state", "reported_at", "lead_id", "group", "urgency", "document_id", "deadline_on", "monitor_id")
_ORDERS = {
    "ix_tasks_by_unit": ("lead_unit_id", "deadline_ends_at", "id"),
    "ix_tasks_by_deadline": ("deadline_ends_at", "id", "lead_unit_id"),
}
_COUNTED = (
    *("group", "state", "deadline_ends_at", "reported_at", "closed_at", "assigned_at", "assignments"),
    *("lead_unit_id", "lead_id", "id"),
)
_WHOSE = ("lead_unit_id", "lead_id")
_BEFORE = (
    "deadline_ends_at",
    "state",
    "reported_at",
    "lead_unit_id",
    "lead_id",
    "group",
    "urgency",
    "document_id",
    "deadline_on",
    "monitor_id",
)


def upgrade() -> None:
    op.drop_index("ix_tasks_listed", "tasks")
    for name, order in _ORDERS.items():
        _of_what_is_open(name, (*order, *_COUNTED_BY))
    given = sa.text("assignments > 0")
    op.create_index("ix_tasks_counted", "tasks", list(_COUNTED), sqlite_where=given, postgresql_where=given)
    for column in _WHOSE:
        op.drop_index(f"ix_tasks_{column}", "tasks")
        op.create_index(f"ix_tasks_{column}", "tasks", [column, "id"])


def downgrade() -> None:
    for column in _WHOSE:
        op.drop_index(f"ix_tasks_{column}", "tasks")
        op.create_index(f"ix_tasks_{column}", "tasks", [column])
    for name in ("ix_tasks_counted", *_ORDERS):
        op.drop_index(name, "tasks")
    _of_what_is_open("ix_tasks_listed", _BEFORE)


def _of_what_is_open(name: str, columns: tuple[str, ...]) -> None:
    some = sa.text(_OPEN)
    op.create_index(name, "tasks", list(columns), sqlite_where=some, postgresql_where=some)
