"""The one place where tasks are counted for reports: `core.counting` in SQL, for any reader and however it is grouped.

Every screen and every paper takes its numbers from here, so that they agree.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Subquery,
    and_,
    case,
    func,
    literal,
    literal_column,
    not_,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from core.counting import COUNTED, Counts, Window
from core.task import State, Step
from db.tables import LogEntry, TaskRow
from db.types import Instant

_BEFORE = "before"  # `usecases.steps.BEFORE`
_UNDATED = "-"
Which = ColumnElement[bool]
Key = tuple[int | None, ...]
_WAS_GIVEN: Which = literal_column("tasks.assignments > 0")
"""Literally as the index has it that holds all that is counted."""


class By(StrEnum):
    """What stands in one line of a report."""

    UNIT = "lead_unit_id"
    PERSON = "lead_id"
    GROUP = "group"


async def counts(
    session: AsyncSession, wanted: Which, seen: Window, *by: By, soon_until: datetime
) -> Mapping[Key, Counts]:
    """Line → its counts; lines without a task of the period are left out.

    Its key has one part for each `by`, None for those in no group. Asked by several, the tasks are read once, and
    `lines` gives the lines of each.
    """
    tasks = judged(wanted, seen)
    keys = [_line_of(tasks, each) for each in by]
    rows = await session.execute(select(*keys, *_sums(tasks, seen, soon_until)).group_by(*keys))
    return {tuple(row[: len(by)]): _counted(row[len(by) :]) for row in rows}


def _line_of(tasks: Subquery, by: By) -> ColumnElement[Any]:
    """Not the bare column, or SQLite follows its index to every row, where another one has all that is counted."""
    key: ColumnElement[Any] = tasks.c[by.value]
    return key if by is By.GROUP else key + 0


def lines(found: Mapping[Key, Counts], part: int = 0) -> Mapping[int | None, Counts]:
    """The lines by one part of their keys alone."""
    summed: dict[int | None, Counts] = {}
    for key, numbers in found.items():
        summed[key[part]] = summed.get(key[part], Counts()) + numbers
    return summed


async def total(session: AsyncSession, wanted: Which, seen: Window, *, soon_until: datetime) -> Counts:
    tasks = judged(wanted, seen)
    return _counted((await session.execute(select(*_sums(tasks, seen, soon_until)))).one())


def _counted(numbers: Sequence[int]) -> Counts:
    return Counts(**dict(zip(COUNTED, numbers, strict=True)))


async def of_all(session: AsyncSession, seen: Window, *, soon_until: datetime) -> Counts:
    """Whoever looks, and whoever leads."""
    return await total(session, true(), seen, soon_until=soon_until)


def judged(wanted: Which, seen: Window) -> Subquery:
    """The tasks of the period as they stood when it is judged: state, deadline, when reported, whether carried over."""
    given_at = _given_at()
    found = select(
        TaskRow.id,
        TaskRow.lead_unit_id,
        TaskRow.lead_id,
        TaskRow.group,
        _state_then(seen).label("state"),
        TaskRow.deadline_ends_at,
        (_told_since(seen) if seen.is_over else null()).label("told"),
        func.coalesce(TaskRow.reported_at, TaskRow.closed_at).label("finished_at"),
        TaskRow.reported_at,
        given_at.label("given_at"),
        (given_at < seen.begins_at).label("carried"),
    ).where(_WAS_GIVEN, wanted, given_at < seen.ends_at, or_(_left_at().is_(None), _left_at() >= seen.begins_at))
    # Of a period that is over every sum would look into the log by itself; of any other there is nothing to look up.
    rows = found.cte("found").prefix_with("MATERIALIZED") if seen.is_over else found.subquery("found")
    told = rows.c.told
    then = case((told.is_(None), rows.c.deadline_ends_at), (told == _UNDATED, null()), else_=_instant(told))
    ends_at = then if seen.is_over else rows.c.deadline_ends_at
    kept = [column for column in rows.c if column.key not in ("deadline_ends_at", "told")]
    return select(*kept, ends_at.label("ends_at")).subquery()


def officially(tasks: Subquery, seen: Window) -> Mapping[str, Which]:
    """The five official conditions over `judged`; of every task that was not recalled exactly one holds."""
    task = tasks.c
    done, dated = task.state == State.DONE, task.ends_at.is_not(None)
    open_ = task.state.not_in((State.DONE, State.RECALLED))
    judged_at = literal(seen.judged_at, Instant())
    moment = case((task.state == State.REPORTED, func.coalesce(task.reported_at, judged_at)), else_=judged_at)
    missed = and_(task.reported_at.is_not(None), task.ends_at <= task.reported_at)
    return {
        "done_on_time": and_(done, dated, not_(missed)),
        "done_late": and_(done, dated, missed),
        "open_in_time": and_(open_, task.ends_at > moment),
        "open_late": and_(open_, task.ends_at <= moment),
        "undated": and_(task.state != State.RECALLED, task.ends_at.is_(None)),
    }


def _sums(tasks: Subquery, seen: Window, soon_until: datetime) -> list[ColumnElement[int]]:
    task, stands = tasks.c, officially(tasks, seen)
    counted = task.state != State.RECALLED
    conditions = dict(stands) | {
        "undated_done": and_(task.state == State.DONE, task.ends_at.is_(None)),
        "soon": and_(stands["open_in_time"], task.state != State.REPORTED, task.ends_at <= soon_until),
        "waiting": task.state == State.REPORTED,
        "carried": and_(counted, task.carried),
        "recalled": not_(counted),
    }
    return [func.coalesce(func.sum(case((conditions[name], 1), else_=0)), 0) for name in COUNTED]


def _given_at() -> ColumnElement[Any]:
    """Handing a task on starts the clock of its new lead: when it was given first, the log knows."""
    first = select(func.min(LogEntry.at)).where(LogEntry.task_id == TaskRow.id, LogEntry.step == Step.ASSIGN)
    given = func.coalesce(first.correlate(TaskRow).scalar_subquery(), TaskRow.assigned_at)
    return case((TaskRow.assignments > 1, given), else_=TaskRow.assigned_at)


def _left_at() -> ColumnElement[Any]:
    return case(
        (TaskRow.state == State.DONE, func.coalesce(TaskRow.reported_at, TaskRow.closed_at)),
        (TaskRow.state == State.RECALLED, TaskRow.closed_at),
    )


def _state_then(seen: Window) -> ColumnElement[Any]:
    if not seen.is_over:
        return TaskRow.state.expression
    happened_at = case((TaskRow.state == State.REPORTED, TaskRow.reported_at), else_=_left_at())
    return case((happened_at >= seen.ends_at, State.WORKING.value), else_=TaskRow.state)


def _told_since(seen: Window) -> ColumnElement[Any]:
    """The deadline that the first step since the end has written down as the one before it; NULL without such a step.

    Every step but the first does (`usecases.steps`).
    """
    return (
        select(func.coalesce(LogEntry.detail[_BEFORE]["deadline_ends_at"].as_string(), _UNDATED))
        .where(LogEntry.task_id == TaskRow.id, LogEntry.at >= seen.ends_at, LogEntry.implied.is_(False))
        .where(LogEntry.step != Step.ASSIGN)
        .order_by(LogEntry.id)
        .limit(1)
        .correlate(TaskRow)
        .scalar_subquery()
    )


class _instant(FunctionElement[datetime]):  # noqa: N801 -- reads as a function
    """An instant that stands in JSON as text, as the database itself keeps instants."""

    type = Instant(timezone=True)
    inherit_cache = True


@compiles(_instant, "sqlite")
def _in_sqlite(element: _instant, compiler: Any, **kw: Any) -> str:
    return f"(strftime('%Y-%m-%d %H:%M:%f', {compiler.process(element.clauses, **kw)}) || '000')"


@compiles(_instant, "postgresql")
def _in_postgresql(element: _instant, compiler: Any, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AS TIMESTAMP WITH TIME ZONE)"
