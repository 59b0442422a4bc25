"""What happened to a task since the end of a period is found without reading all that happened before."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_log_task_id_at"), "log", ["task_id", "at"], unique=False)
    op.drop_index(op.f("ix_log_task_id"), "log")


def downgrade() -> None:
    op.create_index(op.f("ix_log_task_id"), "log", ["task_id"], unique=False)
    op.drop_index(op.f("ix_log_task_id_at"), "log")
