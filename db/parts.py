"""The parts that people have in a task beside its lead."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import TaskPerson


async def finish(session: AsyncSession, task_id: int, person_id: int, at: datetime | None) -> None:
    """When a coordinator had done his part; None when it is open again."""
    (await session.get_one(TaskPerson, (task_id, person_id))).done_at = at
