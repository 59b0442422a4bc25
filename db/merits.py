"""What stands against praise: reports that were sent back, and tasks for which nobody signed in time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.counting import Window
from core.task import State, Step
from db.tables import LogEntry, TaskRow


@dataclass(frozen=True, kw_only=True)
class Led:
    """Who leads a task, in which unit."""

    person_id: int
    unit_id: int


async def sent_back(session: AsyncSession, wanted: ColumnElement[bool], seen: Window) -> Collection[Led]:
    """Of whom a report was sent back within the period, unless that was taken back again."""
    then = (LogEntry.at >= seen.begins_at, LogEntry.at <= seen.judged_at)
    undone = select(LogEntry.detail["of"].as_integer()).where(LogEntry.step == Step.UNDO, LogEntry.at >= seen.begins_at)
    query = (
        select(TaskRow.lead_id, TaskRow.lead_unit_id)
        .join(LogEntry, LogEntry.task_id == TaskRow.id)
        .where(wanted, LogEntry.step == Step.SEND_BACK, *then, LogEntry.id.not_in(undone))
        .distinct()
    )
    return {Led(person_id=person, unit_id=unit) for person, unit in await session.execute(query)}


@dataclass(frozen=True, kw_only=True)
class Signed:
    """When a task was given, and when its lead signed for it or it ended; None while he has not. `plan` is its copy."""

    led: Led
    assigned_at: datetime
    signed_at: datetime | None
    plan: dict[str, Any]


async def signed(session: AsyncSession, wanted: ColumnElement[bool], seen: Window) -> Sequence[Signed]:
    """The tasks that waited for a signature within the period, but for those that were recalled."""
    signed_at = func.coalesce(TaskRow.acknowledged_at, TaskRow.reported_at)
    query = (
        select(TaskRow.lead_id, TaskRow.lead_unit_id, TaskRow.assigned_at, signed_at, TaskRow.plan)
        .where(wanted, TaskRow.assigned_at < seen.ends_at, or_(signed_at.is_(None), signed_at >= seen.begins_at))
        .where(TaskRow.state != State.RECALLED)
    )
    rows = await session.execute(query)
    return [
        Signed(led=Led(person_id=person, unit_id=unit), assigned_at=given, signed_at=at, plan=plan)
        for person, unit, given, at, plan in rows
    ]
