"""How every step is taken: rights, freshness, legality, log, task and the cards on phones, in one transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor, NotAllowed, Right, acts_for, check
from core.task import CLOSED, State, Step, Task, Urgency, path
from db import log, outbox, phones, tasks
from db.outbox import Chat, Kind, Priority
from db.session import LOOK
from db.snapshot import snapshot
from db.tables import OutboxMessage
from db.tasks import Loaded

BEFORE = "before"  # what the task was before a step, in the detail of its log entry
FOR = "for"  # the person on leave by whose right the step was taken
# after these nothing is in the way any more
_GOES_ON = frozenset({Step.PROGRESS, Step.REPORT, Step.RECALL, Step.UNBLOCK})
_ASKS = frozenset({Step.ASK_EXTENSION, Step.ASK_RETURN, Step.DECLINE_OFFER})
_DECIDES = frozenset(
    {
        Step.GRANT_EXTENSION,
        Step.REFUSE_EXTENSION,
        Step.TAKE_OFFER,
        Step.SET_DEADLINE,
        Step.REFUSE_RETURN,
        Step.REASSIGN,
        Step.REOPEN,
    }
)
_TAKES_UP = frozenset({Step.RESUME, Step.REOPEN})
_TELLS = frozenset({Step.ACKNOWLEDGE, Step.PROGRESS, Step.NOTE})  # their words stand on the card until the next ones


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
    3. Forgotten steps on the way are logged as implied; the step itself with what the task was before, so that it can
       be taken back, and with the person for whom somebody stands in.
    4. The nudge clock looks at the task again, and every card that still offers something is made fresh.

    Raises NotAllowed, AlreadyTaken, StaleStep, IllegalStep.
    """
    found = await ready(session, actor, task_id, step, shown)
    await follow(session, actor, found, step, now=now, words=words, detail=detail)
    return found


async def follow(
    session: AsyncSession,
    actor: Actor,
    found: Loaded,
    step: Step,
    *,
    now: datetime,
    words: str | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Takes a step that follows from another one, for which the rights were checked. Raises IllegalStep."""
    task_id = found.task.id
    told = (detail or {}) | {BEFORE: snapshot(found.row)}
    if (principal := acts_for(actor, step, found.task)) is not None:
        told[FOR] = principal
    for taken, start, to in path(step, found.task.state, found.task.paused_from or State.WORKING):
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
            detail=None if implied else told,
        )
        _move(found, taken, to, now)
    if words and step in _TELLS:
        by_lead = actor.person_id == found.task.lead_id
        found.row.said, found.row.said_at = words if by_lead else f"{actor.name}: {words}", now
    found.row.look_at = now
    session.info[LOOK] = True
    moved = found.row.revision != found.task.revision
    await refresh_cards(session, found.task, now, moved=moved)
    whole = await tasks.load(session, found.row.parent_id) if moved and found.row.parent_id is not None else None
    if whole is not None:
        await refresh_cards(session, whole.task, now, moved=False)


async def ready(session: AsyncSession, actor: Actor, task_id: int, step: Step, shown: int | None) -> Loaded:
    """The task, when this step may be taken on it now. Raises what `take` raises."""
    found = await allowed(session, actor, task_id, step)
    await _check_fresh(session, actor, found, step, shown)
    path(step, found.task.state)
    return found


async def allowed(session: AsyncSession, actor: Actor, task_id: int, step: Step | Right) -> Loaded:
    """The task, for somebody who may take this step on it. Raises NotAllowed."""
    found = await tasks.load_to_change(session, task_id)
    if found is None:
        raise NotAllowed(step)
    check(actor, step, found.task)
    return found


async def _check_fresh(session: AsyncSession, actor: Actor, found: Loaded, step: Step, shown: int | None) -> None:
    if shown is None or shown == found.task.revision:
        return
    last = await log.last_entry(session, found.task.id)
    if last is not None and (last.step, last.actor_id) == (step, actor.person_id):
        raise AlreadyTaken
    raise StaleStep


def _move(found: Loaded, step: Step, to: State, now: datetime) -> None:
    row = found.row
    if row.state != to:
        row.revision += 1
        row.paused_from, row.paused_why = (row.state if to is State.PAUSED else None), None
    row.state = to
    if step is Step.ACKNOWLEDGE:
        row.acknowledged_at = now
    if step is Step.REPORT:
        row.reported_at = now
        row.reports += 1
        row.said = row.said_at = None
    if step in _GOES_ON:
        row.blocked_at = row.blocked_why = None
    if step in _ASKS:
        row.asked_at, row.offered_at = now, None
        row.requests += 1
    if step is Step.OFFER_EXTENSION:
        row.asked_at, row.offered_at = None, now
        row.requests += 1
    if step in _DECIDES:
        row.asked_at = row.offered_at = None
    if step in _TAKES_UP:
        row.resumed_at, row.closed_at = now, None
    if to in CLOSED:
        row.closed_at = now


async def refresh_cards(
    session: AsyncSession, task: Task, now: datetime, *, moved: bool, also_closed: bool = False
) -> None:
    """Every message that still offers a step of this task is edited to what is true now; news keep what was said.

    In each chat only the newest goes on offering steps: an old card must not confirm a new report. Once the task has
    moved on, what was asked for a step of before becomes a card as well. What is hỏa tốc is watched at night, too.
    """
    priority = Priority.URGENT if task.urgency is Urgency.TOP_URGENT else Priority.REFRESH
    newest: dict[Chat, OutboxMessage] = {}
    for message in await phones.shown_for(session, task.id, questions=moved, also_closed=also_closed):
        if message.channel is None or message.chat_id is None:
            continue
        chat = Chat(message.channel, message.chat_id)
        if chat in newest:
            await _refresh(session, chat, newest[chat], now, priority, is_newest=False)
        newest[chat] = message
    for chat, message in newest.items():
        await _refresh(session, chat, message, now, priority, is_newest=True)


async def _refresh(
    session: AsyncSession, chat: Chat, message: OutboxMessage, now: datetime, priority: Priority, *, is_newest: bool
) -> None:
    is_news = message.kind == Kind.NEWS
    await outbox.owe(
        session,
        Kind.NEWS if is_news else Kind.TASK,
        now=now,
        person_id=message.person_id,
        chat=chat,
        task_id=message.task_id,
        edits=message.message_id,
        priority=priority,
        payload=_kept(message) | {"past": not is_newest},
    )


def _kept(message: OutboxMessage) -> dict[str, Any]:
    """What a card goes on being: news tell their news, and what was opened to look at the task is that."""
    if message.kind == Kind.NEWS:
        return dict(message.payload)
    return {"opened": True} if message.payload.get("opened") else {}
