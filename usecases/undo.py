"""Undo: whoever took the last step takes it back within a few minutes; who heard of it hears of that, too."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeGuard, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor, NotAllowed
from core.task import CLOSED, State, Step
from db import extensions, log, objections, outbox, parts, tasks
from db.extensions import Request
from db.log import Taken
from db.objections import Outcome
from db.session import LOOK
from db.snapshot import restore, snapshot
from db.tables import LogEntry
from db.tasks import Loaded
from usecases.decide_extension import OFFER
from usecases.news import tell
from usecases.next_round import take_back_next
from usecases.object import OBJECTIONS
from usecases.recall import recall_along
from usecases.split import check_whole
from usecases.steps import BEFORE, StaleStep, allowed, refresh_cards

FINAL = frozenset({Step.ASSIGN, Step.UNDO})
DECISIONS = frozenset(
    {
        Step.ACCEPT,
        Step.SEND_BACK,
        Step.RECALL,
        Step.PAUSE,
        Step.RESUME,
        Step.REOPEN,
        Step.GRANT_EXTENSION,
        Step.REFUSE_EXTENSION,
        Step.OFFER_EXTENSION,
        Step.TAKE_OFFER,
        Step.DECLINE_OFFER,
        Step.SET_DEADLINE,
        Step.REFUSE_RETURN,
        Step.REASSIGN,
        Step.INVOLVE,
        Step.SPLIT,
        Step.RELEASE,
        Step.UPHOLD,
        Step.DISMISS,
    }
)
"""What others act upon at once: no loose word takes it back, only the choice on the card."""
IN_PASSING = frozenset({Step.ATTACH, Step.ASK, Step.ANSWER, Step.URGE})
"""These change nothing in a task, so they are neither taken back themselves nor in the way of what came before."""


class TooLateToUndo(Exception):
    """The step was taken too long ago."""


async def undo(
    session: AsyncSession, actor: Actor, task_id: int, *, entry_id: int, now: datetime, window: timedelta
) -> None:
    """Raises StaleStep when anything has happened since, TooLateToUndo, RoundBegun, NotAllowed."""
    found = await allowed(session, actor, task_id, Step.UNDO)
    entry = await last_on(session, task_id, actor)
    if entry is None or entry.id != entry_id:
        raise StaleStep
    if entry.actor_id != actor.person_id or entry.step in FINAL:
        raise NotAllowed(Step.UNDO)
    if now - entry.at > window:
        raise TooLateToUndo
    await check_whole(session, found.task)
    if entry.step == Step.ACCEPT:
        await take_back_next(session, entry, actor, now)
    await _put_back(session, actor, found, entry, now)
    await _reopen_request(session, entry)
    await _restore_parts(session, entry)
    await _restore_objections(session, entry)
    await _restore_children(session, actor, entry, now)


async def _put_back(session: AsyncSession, actor: Actor, found: Loaded, entry: LogEntry, now: datetime) -> None:
    """The task is what it was, the log says so, and whoever heard of the step hears of this."""
    task_id, here, before = found.task.id, State(found.row.state), snapshot(found.row)
    restore(found.row, entry.detail[BEFORE])
    log.note(
        session,
        task_id=task_id,
        step=Step.UNDO,
        start=here,
        to=State(found.row.state),
        actor_id=actor.person_id,
        now=now,
        detail={"of": entry.id, "step": entry.step, BEFORE: before},
    )
    found.row.look_at = now
    session.info[LOOK] = True
    heard = await outbox.take_back_news(session, task_id, entry.step, entry.at)
    if await outbox.was_nudged(session, found.task.lead_id, task_id, entry.at):
        heard.append(found.task.lead_id)
    await refresh_cards(session, found.task, now, moved=True, also_closed=True)
    await tell(session, Step.UNDO, found.task, heard, by=actor, now=now, words=entry.step)


async def last_on(session: AsyncSession, task_id: int, actor: Actor) -> LogEntry | None:
    """The step on this task that would be taken back."""
    return last_of(await log.entries(session, [task_id], but=IN_PASSING), actor)


_Entry = TypeVar("_Entry", LogEntry, Taken)


def last_of(entries: Sequence[_Entry], actor: Actor) -> _Entry | None:
    """The step that would be taken back: a product that was named after a report goes back with it.

    `entries` are the newest of one task, the last one first, without those in passing.
    """
    for each in entries:
        if (each.step, each.actor_id) == (Step.REPORT, actor.person_id):
            return each
        if (each.step, each.actor_id) != (Step.ADD_EVIDENCE, actor.person_id):
            break
    return next(iter(entries), None)


def may_take_back(entry: _Entry | None, actor: Actor, now: datetime, window: timedelta) -> TypeGuard[_Entry]:
    """Whether `undo` would do it."""
    return (
        entry is not None and entry.actor_id == actor.person_id and entry.step not in FINAL and now - entry.at <= window
    )


async def _reopen_request(session: AsyncSession, entry: LogEntry) -> None:
    request, step = await extensions.newest(session, entry.task_id), Step(entry.step)
    if request is None:
        return
    if step is Step.ASK_EXTENSION:
        request.state = Request.WITHDRAWN
    elif OFFER in entry.detail:
        extensions.restore_offer(request, entry.detail[OFFER])
    elif (request.decided_by, request.decided_at) == (entry.actor_id, entry.at):
        request.state, request.decided_by, request.decided_at, request.opinion = Request.OPEN, None, None, None


async def _restore_parts(session: AsyncSession, entry: LogEntry) -> None:
    if entry.step in _OF_A_PART:
        await parts.put(session, entry.task_id, entry.detail["person"], entry.detail["was"])


async def _restore_objections(session: AsyncSession, entry: LogEntry) -> None:
    outcome = Outcome.WITHDRAWN if entry.step == Step.OBJECT else Outcome.OPEN
    await objections.put(session, entry.detail.get(OBJECTIONS, ()), outcome)


_OF_A_PART = frozenset({Step.FINISH_PART, Step.INVOLVE, Step.RELEASE})


async def _restore_children(session: AsyncSession, actor: Actor, entry: LogEntry, now: datetime) -> None:
    """A division that is taken back takes its sub-task along; a recall gives back those that went with it.

    Both are known by their instant: one person does one thing at a time.
    """
    children = (await tasks.children_of(session, [entry.task_id])).get(entry.task_id, ())
    for child in children:
        last = await log.last_entry(session, child.task.id)
        if entry.step == Step.SPLIT and child.row.assigned_at == entry.at and child.task.state not in CLOSED:
            await recall_along(session, actor, child, now=now)
        elif entry.step == Step.RECALL and last is not None and _went_along(last, entry):
            await _put_back(session, actor, child, last, now)


def _went_along(last: LogEntry, entry: LogEntry) -> bool:
    return last.step == Step.RECALL and last.at == entry.at and last.detail.get("with") == entry.task_id
