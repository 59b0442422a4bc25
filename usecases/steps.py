"""How every step is taken: rights, freshness, legality, log, task and the cards on phones, in one transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor, NotAllowed, check
from core.task import CLOSED, State, Step, path
from db import log, outbox, tasks
from db.outbox import Chat, Kind, Priority
from db.session import LOOK
from db.tables import OutboxMessage
from db.tasks import Loaded


class StaleStep(Exception):
    """The task has moved on since the choice was shown."""


class AlreadyTaken(Exception):
    """The same person has just taken this very step: a double tap, or an update that came twice."""


async def take(
    session: AsyncSession,
    actor: Actor,
    task_id: int,
    step: Step,
    *,
    now: datetime,
    shown: int | None = None,
    words: str | None = None,
    detail: dict[str, Any] | None = None,
) -> Loaded:
    """Takes one step; the row of the result is changed, its `task` is as it was before.

    1. Whoever has no right hears only that: not even whether the task exists.
    2. A choice shown for an earlier revision (`shown`) is explained, never obeyed.
    3. Forgotten steps on the way are logged as implied.
    4. The nudge clock looks at the task again, and every card that still offers something is made fresh.

    Raises NotAllowed, AlreadyTaken, StaleStep, IllegalStep.
    """
    found = await allowed(session, actor, task_id, step)
    await _check_fresh(session, actor, found, step, shown)
    for taken, start, to in path(step, found.task.state):
        implied = taken is not step
        log.note(
            session,
            task_id=task_id,
            step=taken,
            start=start,
            to=to,
            actor_id=actor.person_id,
            now=now,
            words=None if implied else words,
            implied=implied,
            detail=None if implied else detail,
        )
        _move(found, taken, to, now)
    found.row.look_at = now
    session.info[LOOK] = True
    await refresh_cards(session, task_id, now)
    return found


async def allowed(session: AsyncSession, actor: Actor, task_id: int, step: Step) -> Loaded:
    """The task, for somebody who may take this step on it. Raises NotAllowed."""
    found = await tasks.load_to_change(session, task_id)
    if found is None:
        raise NotAllowed(step)
    check(actor, step, found.task)
    return found


async def _check_fresh(session: AsyncSession, actor: Actor, found: Loaded, step: Step, shown: int | None) -> None:
    if shown is None or shown == found.task.revision:
        return
    last = await tasks.last_entry(session, found.task.id)
    if last is not None and (last.step, last.actor_id) == (step, actor.person_id):
        raise AlreadyTaken
    raise StaleStep


def _move(found: Loaded, step: Step, to: State, now: datetime) -> None:
    row = found.row
    if row.state != to:
        row.revision += 1
    row.state = to
    if step is Step.ACKNOWLEDGE:
        row.acknowledged_at = now
    if step is Step.REPORT:
        row.reported_at = now
        row.reports += 1
    if to in CLOSED:
        row.closed_at = now


async def refresh_cards(session: AsyncSession, task_id: int, now: datetime) -> None:
    """Every message that still offers a step of this task is edited to what is true now; news keep what was said.

    In each chat only the newest goes on offering steps: an old card must not confirm a new report.
    """
    newest: dict[Chat, OutboxMessage] = {}
    for shown in await outbox.shown_for(session, task_id):
        if shown.channel is None or shown.chat_id is None:
            continue
        chat = Chat(shown.channel, shown.chat_id)
        if chat in newest:
            await _refresh(session, chat, newest[chat], now, is_newest=False)
        newest[chat] = shown
    for chat, shown in newest.items():
        await _refresh(session, chat, shown, now, is_newest=True)


async def _refresh(session: AsyncSession, chat: Chat, shown: OutboxMessage, now: datetime, *, is_newest: bool) -> None:
    is_news = shown.kind == Kind.NEWS and is_newest
    await outbox.owe(
        session,
        Kind.NEWS if is_news else Kind.TASK,
        now=now,
        person_id=shown.person_id,
        chat=chat,
        task_id=shown.task_id,
        edits=shown.message_id,
        priority=Priority.REFRESH,
        payload=shown.payload if is_news else {"past": not is_newest},
    )
