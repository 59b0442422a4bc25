"""The tasks behind the numbers of a report, each under its official name and with every step that led to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.counting import Official, Window
from core.report import Taken, Tasks, Told
from core.task import State, Step
from db.counts import judged, officially
from db.tables import Document, LogEntry, Person, TaskRow, Unit

_AT_ONCE = 500  # of them in one question


async def tasks(session: AsyncSession, wanted: ColumnElement[bool], seen: Window, most: int, *, page: int = 1) -> Tasks:
    """So many of them, unit by unit, those of an earlier deadline first: the page asked for, or the nearest."""
    found = judged(wanted, seen)
    stands = case(*((holds, name) for name, holds in officially(found, seen).items()))
    total = await session.scalar(select(func.count()).select_from(found)) or 0
    page = min(max(1, page), max(1, -(-total // most)))
    query = (
        select(
            found,
            stands.label("official"),
            TaskRow.title,
            TaskRow.original_deadline,
            Unit.name.label("unit"),
            Person.name.label("lead"),
            Document.number,
        )
        .join(TaskRow, TaskRow.id == found.c.id)
        .join(Unit, Unit.id == found.c.lead_unit_id)
        .join(Person, Person.id == found.c.lead_id)
        .outerjoin(Document, Document.id == TaskRow.document_id)
        .order_by(Unit.id, found.c.ends_at.is_(None), found.c.ends_at, found.c.id)
        .limit(most)
        .offset((page - 1) * most)
    )
    rows = (await session.execute(query)).all()
    steps = await history(session, [row.id for row in rows], seen)
    return Tasks(told=tuple(_told(row, steps.get(row.id, ())) for row in rows), total=total, page=page)


def _told(row: Any, steps: Sequence[Taken]) -> Told:
    first = row.original_deadline.get("deadline_on")
    return Told(
        number=row.id,
        title=row.title,
        document=row.number,
        unit=row.unit,
        lead=row.lead,
        given_at=row.given_at,
        ends_at=row.ends_at,
        original_on=date.fromisoformat(first) if first else None,
        official=Official(row.official) if row.official else None,
        finished_at=row.finished_at if row.state == State.DONE else None,
        steps=tuple(steps),
    )


async def history(session: AsyncSession, task_ids: Sequence[int], seen: Window) -> Mapping[int, Sequence[Taken]]:
    """Task → its steps until the report is judged, the oldest first; what was only implied is left out."""
    found: dict[int, list[Taken]] = {}
    for start in range(0, len(task_ids), _AT_ONCE):
        query = (
            select(LogEntry.task_id, LogEntry.at, Person.name, LogEntry.step, LogEntry.words)
            .outerjoin(Person, Person.id == LogEntry.actor_id)
            .where(LogEntry.task_id.in_(task_ids[start : start + _AT_ONCE]), LogEntry.implied.is_(False))
            .where(LogEntry.at <= seen.judged_at)
            .order_by(LogEntry.id)
        )
        for task_id, at, by, step, words in await session.execute(query):
            found.setdefault(task_id, []).append(Taken(at=at, by=by, step=Step(step), words=words))
    return found
