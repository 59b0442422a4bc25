"""The tasks behind the numbers of a report, each under its official name."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.counting import Official, Window
from core.report import Tasks, Told
from core.task import State
from db.counts import judged, officially
from db.tables import Document, Person, TaskRow, Unit


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
    rows = await session.execute(query)
    return Tasks(told=tuple(map(_told, rows)), total=total, page=page)


def _told(row: Any) -> Told:
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
    )
