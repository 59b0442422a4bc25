"""Attach: a photo, a paper or a voice that was sent for a task is kept as its evidence."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.sent_file import SentFile
from core.task import State, Step
from db.tables import Evidence
from usecases.news import accepters, tell
from usecases.steps import take


async def attach(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    file: SentFile,
    now: datetime,
    caption: str | None = None,
) -> None:
    """Whoever must confirm a report hears of what came for it. Raises what `take` raises."""
    detail = {"kind": file.kind, "name": file.name, "size": file.size}
    found = await take(session, actor, task_id, Step.ATTACH, now=now, words=caption, detail=detail)
    session.add(
        Evidence(
            task_id=task_id,
            person_id=actor.person_id,
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
    if found.task.state is State.REPORTED:
        to = await accepters(session, found.task)
        await tell(session, Step.ATTACH, found.task, to, by=actor, now=now, words=file.name)
