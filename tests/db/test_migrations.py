"""Migrations: they lead to exactly what the tables say, and an office of the first version keeps all that it has."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from db import migrate
from db.base import Base
from db.migrate import revisions, upgrade
from db.search import is_of_the_index

AN_OFFICE = (
    "INSERT INTO units (id, code, name, kind) VALUES (1, 'snv', 'Sở Nội vụ', 'department')",
    "INSERT INTO people (id, code, name, post, unit_id, role, active)"
    " VALUES (1, 'an', 'Nguyễn Văn An', 'Chuyên viên', 1, 'official', TRUE)",
    "INSERT INTO tasks (id, title, state, revision, urgency, lead_unit_id, lead_id, deadline_kind, deadline_version,"
    " original_deadline, assigned_at, reports, plan)"
    " VALUES (1, 'Báo cáo', 'assigned', 0, 'normal', 1, 1, 'none', 1, '{}', '2026-11-30 02:00:00', 0, '{}')",
)


def an_office_of(database_url: str, revision: str, statements: Iterable[str]) -> None:
    """Back to the shape of that revision, in which an office then has these rows."""
    with _connected(database_url) as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        for statement in statements:
            connection.execute(text(statement))


@contextmanager
def _connected(database_url: str) -> Iterator[Connection]:
    engine = create_engine(migrate._sync_url(database_url))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_the_migrations_lead_to_the_tables(database_url: str) -> None:
    with _connected(database_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_a_table})
        assert compare_metadata(context, Base.metadata) == []


def _is_a_table(name: str | None, kind: str, _parents: object) -> bool:
    """The index of words is the database's own, and stands in no table of ours."""
    return kind != "table" or not is_of_the_index(name)


def test_an_office_of_the_first_version_keeps_its_tasks(database_url: str) -> None:
    an_office_of(database_url, "0001", AN_OFFICE)
    assert revisions(database_url)[0] == "0001"
    upgrade(database_url)
    upgrade(database_url)
    has, newest = revisions(database_url)
    with _connected(database_url) as connection:
        assert connection.execute(text("SELECT title, blocked_at, said FROM tasks")).one() == ("Báo cáo", None, None)
    assert has == newest


A_BROADCAST = (
    *AN_OFFICE,
    "INSERT INTO people (id, code, name, post, unit_id, role, active, digest_only)"
    " VALUES (2, 'binh', 'Trần Thị Bình', 'Chuyên viên', 1, 'official', TRUE, FALSE)",
    "INSERT INTO accounts (person_id, channel, chat_id, bound_at, seen_at)"
    " VALUES (1, 'text', 'an', '2026-11-30 02:00:00', '2026-11-30 02:00:00')",
    "INSERT INTO broadcasts (id, author_id, text, files, urgency, addressees, plan, state, parts, created_at, send_at,"
    " posted_at, corrections, urges)"
    " VALUES (1, 1, 'Chỉ thị', '[]', 'normal', '{}', '{}', 'posted', 1, '2026-11-30 02:00:00', '2026-11-30 02:00:00',"
    " '2026-11-30 02:00:00', 3, 0)",
    "INSERT INTO broadcast_receipts (broadcast_id, person_id, unit_id, direct, owed, confirmed_at)"
    " VALUES (1, 1, 1, FALSE, FALSE, '2026-11-30 03:00:00'), (1, 2, 1, TRUE, TRUE, NULL)",
    "INSERT INTO groups (id, channel, chat_id, title, joined_at)"
    " VALUES (1, 'text', '-1004821', 'Tổ (TỐI MẬT)', '2026-11-30 02:00:00'),"
    " (2, 'text', '-1004822', 'Sở Nội vụ', '2026-11-30 02:00:00')",
)


def test_a_broadcast_of_before_its_versions_keeps_what_was_confirmed(database_url: str) -> None:
    """Whom nothing reaches was owed nothing in truth, and the name that bears a stamp is forgotten."""
    an_office_of(database_url, "0007", A_BROADCAST)
    upgrade(database_url)
    with _connected(database_url) as connection:
        cast = connection.execute(text("SELECT to_confirm, asked_at = posted_at, rung FROM broadcasts")).one()
        query = "SELECT person_id, version, owed_at IS NOT NULL FROM broadcast_receipts ORDER BY person_id"
        receipts = [tuple(each) for each in connection.execute(text(query))]
        titles = connection.execute(text("SELECT title FROM groups ORDER BY id")).scalars().all()
    assert tuple(cast) == (0, True, 3)
    assert receipts == [(1, 0, True), (2, None, False)]
    assert titles == ["Nhóm …4821", "Sở Nội vụ"]


OBJECTED = (
    *AN_OFFICE,
    "INSERT INTO log (id, task_id, at, actor_id, step, to_state, implied, words, detail) VALUES"
    " (1, 1, '2026-11-30 02:00:00', 1, 'object', 'assigned', FALSE, 'nhầm', '{}'),"
    " (2, 1, '2026-11-30 02:01:00', 1, 'undo', 'assigned', FALSE, NULL, '{\"of\": 1, \"step\": \"object\"}'),"
    " (3, 1, '2026-11-30 02:02:00', 1, 'object', 'assigned', FALSE, 'hạn quá gấp', '{}')",
)


def test_an_objection_of_before_waits_for_its_answer(database_url: str) -> None:
    """Unless it was taken back."""
    an_office_of(database_url, "0007", OBJECTED)
    upgrade(database_url)
    with _connected(database_url) as connection:
        rows = connection.execute(text("SELECT task_id, person_id, words, outcome FROM objections")).all()
    assert rows == [(1, 1, "hạn quá gấp", "open")]
