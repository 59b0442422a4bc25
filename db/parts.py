"""The parts that people have in a task beside its lead, each as it stands in the log: so that it can be put back."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import TaskPerson
from db.tasks import COORDINATOR

Part = dict[str, Any]
"""`part`, and `done_at` as an ISO text or None."""


async def part_of(session: AsyncSession, task_id: int, person_id: int) -> Part | None:
    row = await session.get(TaskPerson, (task_id, person_id))
    if row is None:
        return None
    return {"part": row.part, "done_at": row.done_at.isoformat() if row.done_at else None}


async def put(session: AsyncSession, task_id: int, person_id: int, part: Part | None) -> None:
    """None takes the person off the task."""
    row = await session.get(TaskPerson, (task_id, person_id))
    if part is None:
        if row is not None:
            await session.delete(row)
        return
    if row is None:
        row = TaskPerson(task_id=task_id, person_id=person_id)
        session.add(row)
    row.part = part["part"]
    row.done_at = datetime.fromisoformat(part["done_at"]) if part["done_at"] else None


def coordinating(done_at: datetime | None = None) -> Part:
    return {"part": COORDINATOR, "done_at": done_at.isoformat() if done_at else None}
