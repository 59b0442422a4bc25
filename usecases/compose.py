"""From an intent in the outbox to the words of now: the task is read again at the moment of sending."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.message import Outgoing
from core.nudge import kind_of, still_owed
from core.policy import Policy
from core.roles import Actor, NotAllowed, Right, may
from core.slot import Audience
from core.task import State, Step
from core.wording import answers, cards, lists, news, questions
from core.wording.voice import speak
from db import outbox, people, tasks
from db.outbox import Kind
from db.tables import OutboxMessage
from usecases.my_tasks import my_tasks
from usecases.overdue import overdue
from usecases.show_task import show_task
from usecases.views import views_of

REPEAT_MARK = "(nhắc lại)"
DIGEST_FROM = 3
_NEVER = datetime.min.replace(tzinfo=UTC)
LATE_AFTER = timedelta(hours=1)  # nudges that an outage held back come together, however few


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One message and the rows it settles; `stale` rows are true no more. No message when all are stale."""

    message: Outgoing | None
    carried: frozenset[int]
    stale: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class _Desk:
    session: AsyncSession
    viewer: Actor | None
    policy: Policy
    now: datetime


async def compose(session: AsyncSession, rows: Sequence[OutboxMessage], policy: Policy, now: datetime) -> Letter:
    """`rows` are one row of any kind, or all waiting nudges of one person."""
    desk = _Desk(session=session, viewer=await _viewer(session, rows[0]), policy=policy, now=now)
    if rows[0].kind == Kind.NUDGE:
        letter = await _nudges(desk, rows)
    else:
        message = await _SCREENS[Kind(rows[0].kind)](desk, rows[0])
        ids = frozenset(row.id for row in rows)
        letter = _letter(message, ids)
    return _finished(letter, rows, policy)


def _letter(message: Outgoing | None, ids: frozenset[int]) -> Letter:
    return Letter(message=message, carried=ids if message else frozenset(), stale=frozenset() if message else ids)


def _finished(letter: Letter, rows: Sequence[OutboxMessage], policy: Policy) -> Letter:
    if letter.message is None:
        return letter
    message = speak(letter.message, policy.address)
    if any(row.repeat for row in rows):
        message = message.marked_as_repeat(REPEAT_MARK)
    return Letter(message=message, carried=letter.carried, stale=letter.stale)


async def _viewer(session: AsyncSession, row: OutboxMessage) -> Actor | None:
    """Who reads it; nobody in a chat that the person has given up since."""
    if row.person_id is None:
        return None
    if row.channel is None or row.chat_id is None:
        return await people.actor(session, row.person_id)
    reader = await people.actor_by_account(session, row.channel, row.chat_id)
    return reader if reader is not None and reader.person_id == row.person_id else None


async def _nudges(desk: _Desk, rows: Sequence[OutboxMessage]) -> Letter:
    """One card for one task, one digest for many; of several nudges on one task only the latest is said.

    News of a task that went out since a nudge was due has said it already.
    """
    found = await tasks.load_many(desk.session, (row.task_id or 0 for row in rows))
    heard = await outbox.news_heard(desk.session, rows[0].person_id, found)
    latest: dict[int, OutboxMessage] = {}
    for row in sorted(rows, key=_came_at):
        told_since = heard.get(row.task_id or 0, _NEVER) >= _came_at(row)
        if _is_true(row, found.get(row.task_id or 0)) and not told_since and desk.viewer is not None:
            latest[row.task_id or 0] = row
    chosen = _chosen(list(latest.values()), desk.now)
    told = {row.task_id for row in chosen}
    carried = frozenset(row.id for row in rows if row.task_id in told)
    stale = frozenset(row.id for row in rows if row.task_id not in latest)
    if not chosen or desk.viewer is None:
        return Letter(message=None, carried=frozenset(), stale=stale)
    views = await views_of(
        desk.session, [found[row.task_id or 0] for row in chosen], desk.viewer, desk.policy, desk.now
    )
    kinds = [kind_of(row.slot or "") for row in chosen]
    if len(chosen) == 1:
        message = cards.nudge(views[0], kinds[0], Audience(chosen[0].audience or ""))
    else:
        message = lists.digest(list(zip(views, kinds, strict=True)))
    return Letter(message=message, carried=carried, stale=stale)


def _is_true(row: OutboxMessage, found: tasks.Loaded | None) -> bool:
    if found is None or row.deadline_version != found.task.deadline_version:
        return False
    return still_owed(found.task, row.slot or "", Audience(row.audience or ""))


def _came_at(row: OutboxMessage) -> datetime:
    return datetime.fromisoformat(row.payload["at"])


def _chosen(rows: list[OutboxMessage], now: datetime) -> list[OutboxMessage]:
    """All of them when they make a digest, else the first: the next one follows in its own message."""
    held_back = any(now - _came_at(row) > LATE_AFTER for row in rows)
    together = len(rows) >= DIGEST_FROM or held_back
    return rows if together else rows[:1]


async def _task(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    try:
        view = await show_task(desk.session, desk.viewer, row.task_id or 0, desk.policy, desk.now)
    except NotAllowed:
        return answers.SAYINGS["text"](text=answers.NOT_FOUND)
    card = cards.card(view, *_notes(row))
    return replace(card, choices=()) if row.payload.get("past") else card


async def _my_tasks(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    page = row.payload.get("page", 1)
    view = await my_tasks(desk.session, desk.viewer, desk.policy, desk.now, page)
    return lists.my_tasks(view, *_notes(row))


async def _overdue(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    page = row.payload.get("page", 1)
    view = await overdue(desk.session, desk.viewer, desk.policy, desk.now, page)
    return lists.overdue(view, *_notes(row))


async def _say(_desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    return answers.SAYINGS[row.payload["key"]](**row.payload["facts"])


async def _ask(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None or row.task_id is None:
        return None
    view = await show_task(desk.session, desk.viewer, row.task_id, desk.policy, desk.now)
    if row.payload["step"] == Step.RECALL:
        return questions.recall_surely(view)
    return questions.question(row.payload["step"], view)


async def _news(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    """News that asks for something is stale once the task has moved on; when it is on a phone, it is kept true."""
    found = await tasks.load(desk.session, row.task_id or 0)
    if desk.viewer is None or found is None or not may(desk.viewer, Right.SEE, found.task):
        return None
    step = Step(row.payload["step"])
    asks = {Step.REPORT: {State.REPORTED}, Step.ADD_EVIDENCE: {State.REPORTED}, Step.URGE: _STILL_OWED}
    if row.edits is None and found.task.state not in asks.get(step, set(State)):
        return None
    view = (await views_of(desk.session, [found], desk.viewer, desk.policy, desk.now))[0]
    by = await people.names(desk.session, [row.payload["by"]])
    return news.news(step, view, by[row.payload["by"]], row.payload["words"])


def _notes(row: OutboxMessage) -> list[str]:
    note = row.payload.get("note")
    return [note] if note else []


_STILL_OWED = {State.ASSIGNED, State.ACKNOWLEDGED, State.WORKING}
_SCREENS: dict[Kind, Callable[[_Desk, OutboxMessage], Awaitable[Outgoing | None]]] = {
    Kind.TASK: _task,
    Kind.MY_TASKS: _my_tasks,
    Kind.OVERDUE: _overdue,
    Kind.SAY: _say,
    Kind.ASK: _ask,
    Kind.NEWS: _news,
}
