"""The whole record of an office, for whoever must judge it: every step, every message that was owed, every task."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.task import Task
from db import tasks
from db.outbox import State
from db.snapshot import snapshot
from db.tables import LogEntry, OutboxMessage, TaskRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One row of the log."""

    id: int
    task_id: int
    at: datetime
    actor_id: int | None
    step: str
    from_state: str | None
    to_state: str
    implied: bool
    words: str | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """One row of the outbox."""

    id: int
    kind: str
    priority: int
    person_id: int | None
    channel: str | None
    chat_id: str | None
    task_id: int | None
    slot: str | None
    audience: str | None
    deadline_version: int | None
    payload: Mapping[str, Any]
    edits: str | None
    state: str
    tries: int
    repeat: bool
    error: str | None
    bundle_id: int | None
    message_id: str | None
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A task as it stands, for the rules; and everything of it that a step may change."""

    task: Task
    plan: Mapping[str, Any]
    now: Mapping[str, Any]


async def log(session: AsyncSession) -> list[Entry]:
    names = Entry.__dataclass_fields__
    query = select(*(getattr(LogEntry, name) for name in names)).order_by(LogEntry.id)
    return [Entry(**dict(zip(names, row, strict=True))) for row in await session.execute(query)]


async def outbox(session: AsyncSession) -> list[Owed]:
    names = Owed.__dataclass_fields__
    query = select(*(getattr(OutboxMessage, name) for name in names)).order_by(OutboxMessage.id)
    return [Owed(**dict(zip(names, row, strict=True))) for row in await session.execute(query)]


async def kept(session: AsyncSession) -> list[Kept]:
    found = await tasks.load_many(session, await session.scalars(select(TaskRow.id).order_by(TaskRow.id)))
    return [Kept(task=each.task, plan=each.row.plan, now=snapshot(each.row)) for each in found.values()]


async def next_moments(session: AsyncSession, now: datetime) -> tuple[datetime | None, datetime | None]:
    """When the next task must be looked at, and when the next message may be tried again."""
    look = select(func.min(TaskRow.look_at)).scalar_subquery()
    waiting = (OutboxMessage.state.in_((State.READY, State.UNKNOWN)), OutboxMessage.not_before > now)
    retry = select(func.min(OutboxMessage.not_before)).where(*waiting).scalar_subquery()
    look_at, retry_at = (await session.execute(select(look, retry))).one()
    return look_at, retry_at
