"""Attach: a photo, a paper or a voice that was sent for a task is kept as its evidence."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor
from core.sent_file import SentFile
from core.task import State, Step
from db import files
from db.tables import Evidence
from usecases.news import accepters, tell
from usecases.steps import allowed, take


async def attach(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    *,
    file: SentFile,
    now: datetime,
    caption: str | None = None,
    tell_of: bool = True,
) -> None:
    """Whoever must confirm a report hears of what came for it: once, of several files at a time.

    A file that the task has already is not kept twice. Raises what `take` raises.
    """
    await allowed(session, actor, task_id, Step.ATTACH)
    if await files.has(session, task_id, file):
        return
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
    if tell_of:
        to = await accepters(session, found.task, now) if found.task.state is State.REPORTED else []
        await tell(session, Step.ATTACH, found.task, to, by=actor, now=now, words=file.name)
