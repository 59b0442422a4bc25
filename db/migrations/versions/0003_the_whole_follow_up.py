"""The whole follow-up: what each person has settled about being nudged; room between the priorities of messages."""

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


_PRIORITIES = {1: 20, 2: 30, 3: 60}


def _rank(priorities: dict[int, int]) -> None:
    outbox = sa.table("outbox", sa.column("priority", sa.Integer()))
    op.execute(outbox.update().values(priority=sa.case(priorities, value=outbox.c.priority, else_=outbox.c.priority)))


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_person_id_sent_at"), "outbox")
    op.create_index(op.f("ix_outbox_person_id"), "outbox", ["person_id"], unique=False)
    _rank({there: here for here, there in _PRIORITIES.items()})
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_column("snoozed_until")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("digest_only")
        batch_op.drop_column("morning")
