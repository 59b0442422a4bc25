"""The whole follow-up: what each person has settled about being nudged."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("morning", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("digest_only", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("digest_only")
        batch_op.drop_column("morning")
