"""From an intent in the outbox to the words of now: the task is read again at the moment of sending."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.message import Outgoing
from core.nudge import kind_of, still_owed
from core.policy import Policy
from core.roles import Actor, NotAllowed, Right, may
from core.slot import Audience
from core.talk import Talk, Waiting
from core.task import State, Step
from core.wording import answers, cards, conversations, lists, news, proposals, questions
from core.wording.views import TaskView
from core.wording.voice import speak
from db import dialogs, files, outbox, people, tasks
from db.outbox import Chat, Kind
from db.tables import Evidence, OutboxMessage, Question
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
    until = row.payload.get("until")
    last = date.fromisoformat(until) if until else None
    view = await my_tasks(desk.session, desk.viewer, desk.policy, desk.now, page, until=last)
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
    return questions.question(Waiting(row.payload["step"]), view, row.payload["turn"])


async def _proposal(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    """What is asked about a reply, as long as the question stands."""
    dialog = await dialogs.current(desk.session, Chat(row.channel or "", row.chat_id or ""))
    if desk.viewer is None or dialog is None or dialog.turn != row.payload["turn"]:
        return None
    if dialog.step == Waiting.ANSWER:
        return await _asked_for_answer(desk, dialog.payload["question"], dialog.turn)
    talk = Talk.from_json(dialog.payload)
    wanted = (*(each.task_id for each in talk.proposals), *talk.offered)
    found = await tasks.load_many(desk.session, (task_id for task_id in wanted if task_id is not None))
    seen = [each for each in found.values() if may(desk.viewer, Right.SEE, each.task)]
    views = {view.number: view for view in await views_of(desk.session, seen, desk.viewer, desk.policy, desk.now)}
    prompt = proposals.prompt(Waiting(dialog.step), talk, views, dialog.turn)
    return prompt and prompt.after(*_notes(row))


async def _asked_for_answer(desk: _Desk, question_id: int, turn: int) -> Outgoing | None:
    question = await desk.session.get(Question, question_id)
    if question is None:
        return None
    names = await people.names(desk.session, [question.asked_by])
    return conversations.ask_answer(names[question.asked_by], question.words, turn)


async def _question(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    """A question that waits; once it has an answer, whoever else was asked sees that."""
    question = await desk.session.get(Question, row.payload["question"])
    if question is None or desk.viewer is None:
        return None
    if row.edits is None and question.answer is not None:
        return None
    names = await people.names(desk.session, [question.asked_by, question.answered_by])
    view = await _task_of(desk, question.task_id)
    if question.answer is None:
        return conversations.question(question.id, names[question.asked_by], question.words, view, desk.now)
    by = names[question.answered_by or 0]
    return conversations.answered(names[question.asked_by], question.words, by, question.answer)


async def _answer(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    question = await desk.session.get(Question, row.payload["question"])
    if question is None or question.answer is None or desk.viewer is None:
        return None
    names = await people.names(desk.session, [question.answered_by])
    view = await _task_of(desk, question.task_id)
    return conversations.answer(names[question.answered_by or 0], question.words, row.payload["words"], view)


async def _task_of(desk: _Desk, task_id: int | None) -> TaskView | None:
    """None also for a task that the viewer may not see any more."""
    if task_id is None or desk.viewer is None:
        return None
    try:
        return await show_task(desk.session, desk.viewer, task_id, desk.policy, desk.now)
    except NotAllowed:
        return None


async def _file(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    evidence = await desk.session.get(Evidence, row.payload["evidence"])
    view = await _task_of(desk, evidence.task_id) if evidence else None
    if evidence is None or view is None:
        return None
    names = await people.names(desk.session, [evidence.person_id])
    caption = conversations.file(view, names[evidence.person_id], evidence.name, evidence.at, evidence.caption)
    return replace(caption, file=files.sent_file(evidence))


async def _news(desk: _Desk, row: OutboxMessage) -> Outgoing | None:
    """News that asks for something is stale once the task has moved on; when it is on a phone, it is kept true."""
    found = await tasks.load(desk.session, row.task_id or 0)
    if desk.viewer is None or found is None:
        return None
    step = Step(row.payload["step"])
    by = (await people.names(desk.session, [row.payload["by"]]))[row.payload["by"]]
    if not may(desk.viewer, Right.SEE, found.task):
        return news.handed_over(found.task, by) if Step.REASSIGN in (step, row.payload["words"]) else None
    view = (await views_of(desk.session, [found], desk.viewer, desk.policy, desk.now))[0]
    if row.edits is None and not _still_asks(step, view):
        return None
    told = news.news(step, view, by, row.payload["words"])
    return replace(told, choices=()) if row.payload.get("past") else told


def _still_asks(step: Step, view: TaskView) -> bool:
    """Whether what the news asks for is still to be done; True where it asks for nothing."""
    if step is Step.ASK_EXTENSION:
        return view.request is not None
    return view.task.state in _ASKED_IN.get(step, set(State))


def _notes(row: OutboxMessage) -> list[str]:
    note = row.payload.get("note")
    return [note] if note else []


_ASKED_IN = {
    Step.REPORT: {State.REPORTED},
    Step.ADD_EVIDENCE: {State.REPORTED},
    Step.ATTACH: {State.REPORTED},
    Step.ASK_RETURN: {State.RETURNING},
    Step.URGE: {State.ASSIGNED, State.ACKNOWLEDGED, State.WORKING},
}
_SCREENS: dict[Kind, Callable[[_Desk, OutboxMessage], Awaitable[Outgoing | None]]] = {
    Kind.TASK: _task,
    Kind.MY_TASKS: _my_tasks,
    Kind.OVERDUE: _overdue,
    Kind.SAY: _say,
    Kind.ASK: _ask,
    Kind.NEWS: _news,
    Kind.PROPOSAL: _proposal,
    Kind.QUESTION: _question,
    Kind.ANSWER: _answer,
    Kind.FILE: _file,
}
