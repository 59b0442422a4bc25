"""The whole follow-up: what each person has settled, room between priorities, rounds and periods."""

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
    _rounds()
    op.add_column("tasks", sa.Column("reported_through", sa.Date(), nullable=True))


_PRIORITIES = {1: 20, 2: 30, 3: 60}


def _rank(priorities: dict[int, int]) -> None:
    outbox = sa.table("outbox", sa.column("priority", sa.Integer()))
    op.execute(outbox.update().values(priority=sa.case(priorities, value=outbox.c.priority, else_=outbox.c.priority)))


def _rounds() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("round_day", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_tasks_follows_id"), ["follows_id"])
        batch_op.create_foreign_key(batch_op.f("fk_tasks_follows_id"), "tasks", ["follows_id"], ["id"])


def _no_rounds() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_tasks_follows_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_tasks_follows_id"), type_="unique")
        batch_op.drop_column("round_day")
        batch_op.drop_column("follows_id")


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_person_id_sent_at"), "outbox")
    op.create_index(op.f("ix_outbox_person_id"), "outbox", ["person_id"], unique=False)
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_column("reported_through")
    _no_rounds()
    _rank({there: here for here, there in _PRIORITIES.items()})
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_column("snoozed_until")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("digest_only")
        batch_op.drop_column("morning")
