"""Brings a database to the newest shape. Applied at every start; a second run changes nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from db.session import async_url

_HOME = Path(__file__).parent / "migrations"


class NoDatabase(Exception):
    """The database cannot be opened: the first line of what it said."""


def exists(url: str) -> bool:
    """Whether there is anything to open. Of PostgreSQL only opening it can tell."""
    target = _sync_url(url)
    return target.get_backend_name() != "sqlite" or Path(target.database or "").is_file()


def upgrade(url: str) -> None:
    """Applies every migration that is missing. Blocking. Raises NoDatabase."""
    try:
        _upgrade(url)
    except (OperationalError, OSError) as why:
        raise NoDatabase(str(getattr(why, "orig", None) or why).partition("\n")[0]) from None


def _upgrade(url: str) -> None:
    target = _sync_url(url)
    if target.get_backend_name() == "sqlite" and target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(target)
    try:
        with engine.begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def revisions(url: str) -> tuple[str | None, str | None]:
    """The revision that the database has, and the newest one."""
    engine = create_engine(_sync_url(url))
    try:
        with engine.connect() as connection:
            has = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    return has, ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HOME))
    return config


def _sync_url(url: str) -> URL:
    target = async_url(url)
    return target.set(drivername="sqlite") if target.get_backend_name() == "sqlite" else target
