"""The whole follow-up: what people have settled about nudges, room between priorities, what a task is made of."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("morning", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("digest_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("tasks", sa.Column("snoozed_until", db.types.Instant(timezone=True), nullable=True))
    _rank(_PRIORITIES)
    op.drop_index(op.f("ix_outbox_person_id"), "outbox")
    op.create_index(op.f("ix_outbox_person_id_sent_at"), "outbox", ["person_id", "sent_at"], unique=False)
    _day_decisions()
    _watch_list()
    _add_parts()


_PRIORITIES = {1: 20, 2: 30, 3: 60}


def _rank(priorities: dict[int, int]) -> None:
    outbox = sa.table("outbox", sa.column("priority", sa.Integer()))
    op.execute(outbox.update().values(priority=sa.case(priorities, value=outbox.c.priority, else_=outbox.c.priority)))


def _day_decisions() -> None:
    """The row in `settings` counts the changes of the calendar: it is what those who count with it hold on to."""
    op.create_table(
        "day_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", db.types.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_day_decisions_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_decisions")),
    )
    op.execute("INSERT INTO settings (key, value) VALUES ('calendar', '{\"version\": 0}')")


def _watch_list() -> None:
    """What the watch list looks for is a handful among all open tasks."""
    op.create_index(op.f("ix_tasks_state_assigned_at"), "tasks", ["state", "assigned_at"], unique=False)
    for column in ("asked_at", "blocked_at"):
        some = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            op.f(f"ix_tasks_{column}"), "tasks", [column], unique=False, sqlite_where=some, postgresql_where=some
        )


def _add_parts() -> None:
    op.add_column("task_people", sa.Column("done_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reached", sa.Double(), nullable=True))
        batch_op.create_index(batch_op.f("ix_tasks_parent_id"), ["parent_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_tasks_parent_id"), "tasks", ["parent_id"], ["id"])


def downgrade() -> None:
    _drop_parts()
    for index in ("ix_tasks_blocked_at", "ix_tasks_asked_at", "ix_tasks_state_assigned_at"):
        op.drop_index(op.f(index), "tasks")
    op.execute("DELETE FROM settings WHERE key = 'calendar'")
    op.drop_table("day_decisions")
    op.drop_index(op.f("ix_outbox_person_id_sent_at"), "outbox")
    op.create_index(op.f("ix_outbox_person_id"), "outbox", ["person_id"], unique=False)
    _rank({there: here for here, there in _PRIORITIES.items()})
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_column("snoozed_until")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("digest_only")
        batch_op.drop_column("morning")


def _drop_parts() -> None:
    with op.batch_alter_table("task_people", schema=None) as batch_op:
        batch_op.drop_column("done_at")
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_tasks_parent_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_tasks_parent_id"))
        batch_op.drop_column("parent_id")
        batch_op.drop_column("reached")
