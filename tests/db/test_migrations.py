"""Migrations: they lead to exactly what the tables say, and an office of the first version keeps all that it has."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from db import migrate
from db.migrate import revisions, upgrade
from db.search import is_of_the_index
from db.tables import Base

AN_OFFICE = (
    "INSERT INTO units (id, code, name, kind) VALUES (1, 'snv', 'Sở Nội vụ', 'department')",
    "INSERT INTO people (id, code, name, post, unit_id, role, active)"
    " VALUES (1, 'an', 'Nguyễn Văn An', 'Chuyên viên', 1, 'official', TRUE)",
    "INSERT INTO tasks (id, title, state, revision, urgency, lead_unit_id, lead_id, deadline_kind, deadline_version,"
    " original_deadline, assigned_at, reports, plan)"
    " VALUES (1, 'Báo cáo', 'assigned', 0, 'normal', 1, 1, 'none', 1, '{}', '2026-11-30 02:00:00', 0, '{}')",
)


def test_the_migrations_lead_to_the_tables(database_url: str) -> None:
    engine = create_engine(migrate._sync_url(database_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_a_table})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def _is_a_table(name: str | None, kind: str, _parents: object) -> bool:
    """The index of words is the database's own, and stands in no table of ours."""
    return kind != "table" or not is_of_the_index(name)


def test_an_office_of_the_first_version_keeps_its_tasks(database_url: str) -> None:
    engine = create_engine(migrate._sync_url(database_url))
    with engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        for statement in AN_OFFICE:
            connection.execute(text(statement))
    assert revisions(database_url)[0] == "0001"
    upgrade(database_url)
    upgrade(database_url)
    has, newest = revisions(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT title, blocked_at, said FROM tasks")).one() == ("Báo cáo", None, None)
    engine.dispose()
    assert has == newest


OBJECTED = (
    *AN_OFFICE,
    "INSERT INTO log (id, task_id, at, actor_id, step, to_state, implied, words, detail) VALUES"
    " (1, 1, '2026-11-30 02:00:00', 1, 'object', 'assigned', FALSE, 'nhầm', '{}'),"
    " (2, 1, '2026-11-30 02:01:00', 1, 'undo', 'assigned', FALSE, NULL, '{\"of\": 1, \"step\": \"object\"}'),"
    " (3, 1, '2026-11-30 02:02:00', 1, 'object', 'assigned', FALSE, 'hạn quá gấp', '{}')",
)


def test_an_objection_of_before_waits_for_its_answer(database_url: str) -> None:
    """Unless it was taken back."""
    engine = create_engine(migrate._sync_url(database_url))
    with engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0007")
        for statement in OBJECTED:
            connection.execute(text(statement))
    upgrade(database_url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT task_id, person_id, words, outcome FROM objections")).all()
    engine.dispose()
    assert rows == [(1, 1, "hạn quá gấp", "open")]
