"""Files that were sent for a task. The messenger keeps them; we keep by which id they are had again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.sent_file import FileKind, SentFile
from db.tables import Evidence


async def newest(session: AsyncSession, task_id: int, most: int) -> Sequence[Evidence]:
    """In the order in which they came."""
    query = select(Evidence).where(Evidence.task_id == task_id).order_by(Evidence.id.desc()).limit(most)
    return (await session.scalars(query)).all()[::-1]


def keep(
    session: AsyncSession, task_id: int, file: SentFile, *, by: int, now: datetime, caption: str | None = None
) -> None:
    session.add(
        Evidence(
            task_id=task_id,
            person_id=by,
            at=now,
            channel=file.channel,
            kind=file.kind,
            file_id=file.file_id,
            name=file.name,
            mime=file.mime,
            size=file.size,
            caption=caption,
        )
    )


async def has(session: AsyncSession, task_id: int, file: SentFile) -> bool:
    mine = (Evidence.task_id == task_id, Evidence.channel == file.channel, Evidence.file_id == file.file_id)
    return await session.scalar(select(Evidence.id).where(*mine).limit(1)) is not None


def sent_file(evidence: Evidence) -> SentFile:
    return SentFile(
        channel=evidence.channel,
        kind=FileKind(evidence.kind),
        file_id=evidence.file_id,
        name=evidence.name,
        mime=evidence.mime,
        size=evidence.size,
    )
