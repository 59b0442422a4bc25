"""A correction is confirmed anew and told in portions; who is counted was sent his copy; a draft can be put aside."""

import sqlalchemy as sa
from alembic import op

import db.types
from core.vietnamese.secrecy import is_classified
from core.wording.broadcasting import nameless_group

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_INSTANT = db.types.Instant(timezone=True)


def upgrade() -> None:
    for column in ("asked_at", "rung_at"):
        op.add_column("broadcasts", sa.Column(column, _INSTANT, nullable=True))
    for column in ("to_confirm", "rung"):
        op.add_column("broadcasts", sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
    for column in ("urged_to", "mended_to"):
        op.add_column("broadcasts", sa.Column(column, sa.Integer(), nullable=True))
    reference = "CONSTRAINT fk_broadcasts_withdrawn_by REFERENCES people (id)"
    op.execute(f"ALTER TABLE broadcasts ADD COLUMN withdrawn_by INTEGER {reference}")
    op.execute("UPDATE broadcasts SET asked_at = posted_at, rung = corrections, rung_at = corrected_at")
    op.add_column("broadcast_receipts", sa.Column("version", sa.Integer(), nullable=True))
    op.add_column("broadcast_receipts", sa.Column("owed_at", _INSTANT, nullable=True))
    _keep_what_was_confirmed()
    with op.batch_alter_table("broadcast_receipts", schema=None) as batch_op:
        batch_op.drop_column("direct")
        batch_op.drop_column("owed")
    op.create_index(op.f("ix_broadcast_tasks_task_id"), "broadcast_tasks", ["task_id"], unique=False)
    _add_parked_drafts()
    _forget_classified_titles()


def _keep_what_was_confirmed() -> None:
    """Whoever has confirmed so far was told that it counts. Who read it in a group keeps being counted; whom nothing
    reaches is sent his copy once he is bound.
    """
    op.execute("UPDATE broadcast_receipts SET version = 0 WHERE confirmed_at IS NOT NULL")
    op.execute(
        "UPDATE broadcast_receipts SET owed_at ="
        " (SELECT posted_at FROM broadcasts WHERE broadcasts.id = broadcast_receipts.broadcast_id)"
        " WHERE (owed OR NOT direct) AND person_id IN (SELECT person_id FROM accounts WHERE gone_at IS NULL)"
    )


def _add_parked_drafts() -> None:
    op.create_table(
        "parked_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("parked_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_parked_drafts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_drafts")),
        sa.UniqueConstraint("channel", "chat_id", name=op.f("uq_parked_drafts_channel_chat_id")),
    )


def _forget_classified_titles() -> None:
    groups = sa.table("groups", sa.column("id", sa.Integer()), sa.column("chat_id"), sa.column("title"))
    for group_id, chat_id, title in op.get_bind().execute(sa.select(groups)).all():
        if is_classified(title):
            op.execute(groups.update().where(groups.c.id == group_id).values(title=nameless_group(chat_id)))


def downgrade() -> None:
    op.drop_table("parked_drafts")
    op.drop_index(op.f("ix_broadcast_tasks_task_id"), "broadcast_tasks")
    for column, first in (("direct", sa.true()), ("owed", sa.false())):
        op.add_column("broadcast_receipts", sa.Column(column, sa.Boolean(), nullable=False, server_default=first))
    op.execute("UPDATE broadcast_receipts SET owed = TRUE WHERE owed_at IS NOT NULL")
    with op.batch_alter_table("broadcast_receipts", schema=None) as batch_op:
        batch_op.drop_column("version")
        batch_op.drop_column("owed_at")
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        for column in ("withdrawn_by", "mended_to", "urged_to", "rung", "to_confirm", "rung_at", "asked_at"):
            batch_op.drop_column(column)
