"""An objection waits for its answer. Those that the log holds already wait as well, unless they were taken back."""

from typing import Any

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OPEN: sa.ColumnElement[bool] = sa.literal_column("outcome = 'open'")
_AT = db.types.Instant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", _AT, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_objections_task_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_objections_person_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["people.id"], name=op.f("fk_objections_settled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
    )
    op.create_index("ix_objections_open", "objections", ["task_id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index(op.f("ix_objections_task_id"), "objections", ["task_id"])
    _take_over()


def _take_over() -> None:
    """From the log, by the columns that it has at this revision."""
    log = _table("log", "id", "task_id", "actor_id", "words", "step", detail=sa.JSON())
    objections = _table("objections", "task_id", "person_id", "words", "outcome")
    connection = op.get_bind()
    taken_back = connection.scalars(sa.select(log.c.detail).where(log.c.step == "undo"))
    undone = {detail.get("of") for detail in taken_back}
    said = sa.select(log).where(log.c.step == "object", log.c.actor_id.is_not(None)).order_by(log.c.id)
    rows = [
        {"task_id": row.task_id, "person_id": row.actor_id, "words": row.words or "", "outcome": "open", "at": row.at}
        for row in connection.execute(said)
        if row.id not in undone
    ]
    if rows:
        connection.execute(objections.insert(), rows)


def _table(name: str, *plain: str, **typed: sa.types.TypeEngine[Any]) -> sa.TableClause:
    columns = (sa.column(each, kind) for each, kind in {"at": _AT, **typed}.items())
    return sa.table(name, *map(sa.column, plain), *columns)


def downgrade() -> None:
    op.drop_table("objections")
