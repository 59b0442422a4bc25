"""Broadcasts: what is told to many, to whom, who has confirmed it, and the groups that stand for units."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INSTANT = db.types.Instant(timezone=True)


def upgrade() -> None:
    op.add_column("groups", sa.Column("thread_id", sa.Text(), nullable=True))
    _create("group_codes", _GROUP_CODES, ["id"], {"made_by": "people.id"}, unique=["code_hash"])
    _create("broadcasts", _BROADCASTS, ["id"], {"author_id": "people.id"})
    for column in ("author_id", "look_at"):
        op.create_index(op.f(f"ix_broadcasts_{column}"), "broadcasts", [column])
    posts = {"broadcast_id": "broadcasts.id", "group_id": "groups.id"}
    _create("broadcast_posts", _POSTS, ["id"], posts, unique=["broadcast_id", "group_id"])
    op.create_index(op.f("ix_broadcast_posts_group_id"), "broadcast_posts", ["group_id"])
    receipts = {"broadcast_id": "broadcasts.id", "person_id": "people.id", "unit_id": "units.id"}
    _create("broadcast_receipts", _RECEIPTS, ["broadcast_id", "person_id"], receipts)
    op.create_index(op.f("ix_broadcast_receipts_person_id"), "broadcast_receipts", ["person_id"])
    tasks = {"broadcast_id": "broadcasts.id", "unit_id": "units.id", "task_id": "tasks.id"}
    _create("broadcast_tasks", _TASKS, ["broadcast_id", "unit_id"], tasks)
    _add_to_outbox()


def _add_to_outbox() -> None:
    """In plain SQL, so that SQLite need not copy a year of messages into a new table."""
    reference = "CONSTRAINT fk_outbox_broadcast_id REFERENCES broadcasts (id)"
    op.execute(f"ALTER TABLE outbox ADD COLUMN broadcast_id INTEGER {reference}")
    some = sa.text("broadcast_id IS NOT NULL")
    columns = ["broadcast_id", "person_id", "slot"]
    op.create_index("uq_outbox_broadcast", "outbox", columns, unique=True, sqlite_where=some, postgresql_where=some)


_Columns = dict[str, tuple[Any, bool]]

_GROUP_CODES: _Columns = {
    "id": (sa.Integer, False),
    "code_hash": (sa.Text, False),
    "unit_ids": (sa.JSON, False),
    "made_by": (sa.Integer, False),
    "created_at": (_INSTANT, False),
    "expires_at": (_INSTANT, False),
    "used_at": (_INSTANT, True),
}
_BROADCASTS: _Columns = {
    "id": (sa.Integer, False),
    "author_id": (sa.Integer, False),
    "text": (sa.Text, False),
    "files": (sa.JSON, False),
    "urgency": (sa.Text, False),
    "addressees": (sa.JSON, False),
    "task": (sa.JSON, True),
    "plan": (sa.JSON, False),
    "state": (sa.Text, False),
    "parts": (sa.Integer, False),
    "created_at": (_INSTANT, False),
    "send_at": (_INSTANT, False),
    "posted_at": (_INSTANT, True),
    "corrected_at": (_INSTANT, True),
    "corrections": (sa.Integer, False),
    "withdrawn_at": (_INSTANT, True),
    "urged_at": (_INSTANT, True),
    "urges": (sa.Integer, False),
    "look_at": (_INSTANT, True),
}
_POSTS: _Columns = {
    "id": (sa.Integer, False),
    "broadcast_id": (sa.Integer, False),
    "group_id": (sa.Integer, False),
    "unit_ids": (sa.JSON, False),
}
_RECEIPTS: _Columns = {
    "broadcast_id": (sa.Integer, False),
    "person_id": (sa.Integer, False),
    "unit_id": (sa.Integer, False),
    "direct": (sa.Boolean, False),
    "owed": (sa.Boolean, False),
    "confirmed_at": (_INSTANT, True),
}
_TASKS: _Columns = {
    "broadcast_id": (sa.Integer, False),
    "unit_id": (sa.Integer, False),
    "task_id": (sa.Integer, True),
    "given_at": (_INSTANT, True),
}


def _create(
    table: str,
    columns: _Columns,
    key: Sequence[str],
    references: dict[str, str],
    *,
    unique: Sequence[str] = (),
) -> None:
    constraints: list[sa.Constraint] = [
        sa.ForeignKeyConstraint([column], [there], name=op.f(f"fk_{table}_{column}"))
        for column, there in references.items()
    ]
    if unique:
        constraints.append(sa.UniqueConstraint(*unique, name=op.f(f"uq_{table}_{'_'.join(unique)}")))
    op.create_table(
        table,
        *(sa.Column(name, kind, nullable=empty) for name, (kind, empty) in columns.items()),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
        *constraints,
    )


def downgrade() -> None:
    op.drop_index("uq_outbox_broadcast", "outbox")
    op.execute("DELETE FROM outbox WHERE broadcast_id IS NOT NULL")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("broadcast_id")
    for table in ("broadcast_tasks", "broadcast_receipts", "broadcast_posts", "broadcasts", "group_codes"):
        op.drop_table(table)
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.drop_column("thread_id")
