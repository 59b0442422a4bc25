"""The whole follow-up: what people have settled, who stands in, days decided, rounds, periods, parts, priorities."""

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
    _add_offers()
    _add_pauses()
    op.drop_index(op.f("ix_outbox_person_id"), "outbox")
    op.create_index(op.f("ix_outbox_person_id_sent_at"), "outbox", ["person_id", "sent_at"], unique=False)
    op.add_column("tasks", sa.Column("reported_through", sa.Date(), nullable=True))
    _rounds()
    _add_parts()
    _day_decisions()
    _watch_list()
    _add_delegations()
    _find_quickly()


_FOUND_BY = {
    "ix_outbox_task_id_state": ("outbox", ["task_id", "state"]),
    "ix_outbox_bundle_id": ("outbox", ["bundle_id"]),
    "ix_log_actor_id_at": ("log", ["actor_id", "at"]),
}


def _find_quickly() -> None:
    """A year of messages and steps may be long: nothing that happens at every step may read all of them."""
    for name, (table, columns) in _FOUND_BY.items():
        op.create_index(op.f(name), table, columns, unique=False)
    said = sa.text("kind = 'say'")
    op.create_index(
        op.f("ix_outbox_said"), "outbox", ["created_at"], unique=False, sqlite_where=said, postgresql_where=said
    )


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
    op.add_column("task_people", sa.Column("done_at", db.types.Instant(timezone=True), nullable=True))
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reached", sa.Double(), nullable=True))
        batch_op.create_index(batch_op.f("ix_tasks_parent_id"), ["parent_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_tasks_parent_id"), "tasks", ["parent_id"], ["id"])


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


def _add_delegations() -> None:
    op.create_table(
        "delegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", db.types.Instant(timezone=True), nullable=False),
        sa.Column("ended_at", db.types.Instant(timezone=True), nullable=True),
        sa.Column("begun_at", db.types.Instant(timezone=True), nullable=True),
        sa.Column("over_at", db.types.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_delegations_person_id")),
        sa.ForeignKeyConstraint(["substitute_id"], ["people.id"], name=op.f("fk_delegations_substitute_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_delegations_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )
    for column in ("person_id", "substitute_id", "ends_on"):
        op.create_index(op.f(f"ix_delegations_{column}"), "delegations", [column])


def _add_offers() -> None:
    op.add_column("tasks", sa.Column("offered_at", db.types.Instant(timezone=True), nullable=True))
    op.add_column("extensions", sa.Column("offered_on", sa.Date(), nullable=True))
    op.add_column("extensions", sa.Column("offered_at", db.types.Instant(timezone=True), nullable=True))
    op.add_column("extensions", sa.Column("offered_why", sa.Text(), nullable=True))


def _add_pauses() -> None:
    op.add_column("tasks", sa.Column("paused_from", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("paused_why", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("resumed_at", db.types.Instant(timezone=True), nullable=True))


def _drop_pauses() -> None:
    for column in ("resumed_at", "paused_why", "paused_from"):
        op.drop_column("tasks", column)


def _drop_offers() -> None:
    for column in ("offered_why", "offered_at", "offered_on"):
        op.drop_column("extensions", column)
    op.drop_column("tasks", "offered_at")


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_said"), "outbox")
    for name, (table, _) in _FOUND_BY.items():
        op.drop_index(op.f(name), table)
    op.drop_table("delegations")
    for index in ("ix_tasks_blocked_at", "ix_tasks_asked_at", "ix_tasks_state_assigned_at"):
        op.drop_index(op.f(index), "tasks")
    op.execute("DELETE FROM settings WHERE key = 'calendar'")
    op.drop_table("day_decisions")
    op.drop_index(op.f("ix_outbox_person_id_sent_at"), "outbox")
    op.create_index(op.f("ix_outbox_person_id"), "outbox", ["person_id"], unique=False)
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_column("reported_through")
    _drop_parts()
    _no_rounds()
    _drop_pauses()
    _drop_offers()
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
