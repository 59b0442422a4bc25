"""The manager's desk: lists that are long, words that are looked for, and urgings that take their time."""

import sqlalchemy as sa
from alembic import op

import db.types
from db import search

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OPEN = "state NOT IN ('done', 'recalled')"
_LISTED = [
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
]
_NAMED = ("assigner_id", "leader_id")


def upgrade() -> None:
    some = sa.text(_OPEN)
    op.create_index("ix_tasks_listed", "tasks", _LISTED, sqlite_where=some, postgresql_where=some)
    for column in _NAMED:
        op.create_index(op.f(f"ix_tasks_{column}"), "tasks", [column])
    _only_where_there_is_a_whole()
    _urging_runs()
    search.create(op.get_bind())


def _only_where_there_is_a_whole() -> None:
    """Hardly any task is a part of another one: an index over all that are none leads SQLite's planner astray."""
    some = sa.text("parent_id IS NOT NULL")
    op.drop_index("ix_tasks_parent_id", "tasks")
    op.create_index("ix_tasks_parent_id", "tasks", ["parent_id"], sqlite_where=some, postgresql_where=some)


def _urging_runs() -> None:
    op.create_table(
        "urging_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("asked_at", db.types.Instant(timezone=True), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("ended_at", db.types.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_urging_runs_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urging_runs")),
    )
    going = sa.text("ended_at IS NULL")
    op.create_index(op.f("ix_urging_runs_going"), "urging_runs", ["id"], sqlite_where=going, postgresql_where=going)


def downgrade() -> None:
    search.drop(op.get_bind())
    op.drop_table("urging_runs")
    op.drop_index("ix_tasks_parent_id", "tasks")
    op.create_index("ix_tasks_parent_id", "tasks", ["parent_id"])
    for column in _NAMED:
        op.drop_index(op.f(f"ix_tasks_{column}"), "tasks")
    op.drop_index("ix_tasks_listed", "tasks")
