"""The append-only story of every task: who, when, from what to what, and the words that caused it."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.task import State, Step
from db.tables import LogEntry


def note(
    session: AsyncSession,
    *,
    task_id: int,
    step: Step,
    start: State | None,
    to: State,
    actor_id: int | None,
    now: datetime,
    words: str | None = None,
    implied: bool = False,
    detail: dict[str, Any] | None = None,
) -> None:
    entry = LogEntry(
        task_id=task_id,
        at=now,
        actor_id=actor_id,
        step=step,
        from_state=start,
        to_state=to,
        implied=implied,
        words=words,
        detail=detail or {},
    )
    session.add(entry)
