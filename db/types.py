"""Column types that keep what the database would lose, and what the databases spell differently."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. SQLite forgets offsets, so naive values are refused on the way in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware: datetime = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC)


class days_until(GenericFunction[int]):  # noqa: N801 -- a function of SQL
    """Whole days from a day to the day of an instant in the office (Asia/Ho_Chi_Minh has no summer time)."""

    type = Integer()
    inherit_cache = True


@compiles(days_until, "sqlite")
def _on_sqlite(element: days_until, compiler: SQLCompiler, **facts: Any) -> str:
    day, moment = (compiler.process(each, **facts) for each in element.clauses)
    return f"CAST(julianday(date({moment}, '+7 hours')) - julianday({day}) AS INTEGER)"


@compiles(days_until, "postgresql")
def _on_postgresql(element: days_until, compiler: SQLCompiler, **facts: Any) -> str:
    day, moment = (compiler.process(each, **facts) for each in element.clauses)
    return f"(({moment} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - {day})"
