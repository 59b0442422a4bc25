"""From an intent in the outbox to the words of now: the task is read again at the moment of sending."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast_draft import CastDraft
from core.calendar_talk import CalendarTalk
from core.draft import Draft
from core.message import Outgoing
from core.nudge import NudgeKind, kind_of
from core.policy import Policy
from core.roles import Actor, NotAllowed, Right, may
from core.talk import Talk, Waiting
from core.task import Step
from core.watch import Watch
from core.wording import (
    answers,
    assigning,
    broadcasting,
    calendar,
    cards,
    conversations,
    leave,
    lists,
    proposals,
    questions,
    settings,
    urging,
)
from core.wording.views import TaskView
from core.wording.voice import speak
from db import dialogs, files, people, queue, tasks
from db.outbox import BUNDLED, Chat, Kind, Priority
from db.tables import Delegation, Dialog, Evidence, OutboxMessage, Question
from usecases import broadcast_screens, leave_views, listing, share_calendar
from usecases.bind_group import group_code
from usecases.bundle import bundle, news_card
from usecases.burning import burning_screen
from usecases.casting import chosen
from usecases.coming_days import coming_days
from usecases.group_counts import groups_screen
from usecases.hand_over import meanwhile, taken_over
from usecases.letters import Desk, Letter
from usecases.merits import merits_screen, praise_post
from usecases.my_tasks import my_tasks
from usecases.personal_record import history_screen, record_screen
from usecases.report_screens import report_screen
from usecases.see_off import left_behind
from usecases.show_task import show_task
from usecases.views import views_of
from usecases.watch import watch

REPEAT_MARK = "(nhắc lại)"


SURVEYS = frozenset({Kind.REPORT, Kind.BURNING, Kind.GROUPS, Kind.RECORD, Kind.MERITS, Kind.PRAISE, Kind.EXPORT})
"""They tell how many tasks stood at a moment and offer no step: a moment earlier is as true."""


async def compose(session: AsyncSession, rows: Sequence[OutboxMessage], policy: Policy, now: datetime) -> Letter:
    """`rows` are one row of any kind, or all that waits for one person and may come together."""
    desk = Desk(session=session, viewer=await reader_of(session, rows[0], now), policy=policy, now=now)
    if rows[0].kind in BUNDLED and rows[0].edits is None:
        letter = await bundle(desk, rows)
    else:
        message = await _SCREENS[Kind(rows[0].kind)](desk, rows[0])
        ids = frozenset(row.id for row in rows)
        letter = _letter(message, ids)
    return _finished(await _marked(desk, letter, rows), rows, policy)


async def _marked(desk: Desk, letter: Letter, rows: Sequence[OutboxMessage]) -> Letter:
    """Under the first line it says in whose place somebody reads this."""
    whose = {row.person_id for row in rows if row.id in letter.carried and row.person_id is not None}
    others = whose - {desk.viewer.person_id} if desk.viewer else set()
    if letter.message is None or not others:
        return letter
    names = await people.names(desk.session, others)
    left = await people.left(desk.session, others)
    away = [names[who] for who in sorted(others - left)]
    put_off = any(row.slot and kind_of(row.slot) is NudgeKind.AGAIN and row.person_id in others for row in rows)
    mark = leave.in_place_of(away, [names[who] for who in sorted(left)], put_off=put_off)
    return replace(letter, message=letter.message.under_first_line(mark))


def _letter(message: Outgoing | None, ids: frozenset[int]) -> Letter:
    return Letter(message=message, carried=ids if message else frozenset(), stale=frozenset() if message else ids)


def _finished(letter: Letter, rows: Sequence[OutboxMessage], policy: Policy) -> Letter:
    if letter.message is None:
        return letter
    message = speak(letter.message.followed_by(rows[0].payload.get("beside")), policy.address)
    if any(row.repeat for row in rows):
        message = message.marked_as_repeat(REPEAT_MARK)
    if rows[0].payload.get("thread"):
        message = replace(message, thread=rows[0].payload["thread"])
    return Letter(message=message, carried=letter.carried, stale=letter.stale)


async def reader_of(session: AsyncSession, row: OutboxMessage, now: datetime) -> Actor | None:
    """Who reads it; nobody in a chat that the person, or whoever stood in for him, has given up since."""
    if row.person_id is None:
        return None
    if row.channel is None or row.chat_id is None or queue.is_unasked(row):  # `ready` finds the chat anew
        return await people.actor(session, await queue.receiver_of(session, row, now) or 0, now)
    reader = await people.actor_by_account(session, row.channel, row.chat_id, now)
    if reader is None or reader.person_id == row.person_id:
        return reader
    stand_ins = await people.stand_ins(session, now)
    return reader if stand_ins.get(row.person_id) == reader.person_id else None


async def _task(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    try:
        view = await show_task(desk.session, desk.viewer, row.task_id or 0, desk.policy, desk.now)
    except NotAllowed:
        return answers.SAYINGS["text"](text=answers.NOT_FOUND)
    told = {name: row.payload.get(name, False) for name in ("more", "opened")}
    card = cards.card(view, *_notes(row), **told)
    return cards.as_past(card) if row.payload.get("past") else card


async def _my_tasks(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    page = row.payload.get("page", 1)
    until = row.payload.get("until")
    last = date.fromisoformat(until) if until else None
    view = await my_tasks(desk.session, desk.viewer, desk.policy, desk.now, page, until=last)
    return lists.my_tasks(view, *_notes(row), until=last)


async def _watch(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    kind = row.payload.get("watch")
    return await watch(desk, Watch(kind) if kind else None, row.payload.get("page", 1))


async def _calendar(desk: Desk, _row: OutboxMessage) -> Outgoing | None:
    return coming_days(desk.viewer, desk.policy.calendar, desk.now) if desk.viewer else None


async def _calendar_change(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """What is asked about the calendar, as long as the question stands."""
    dialog = await dialogs.current(desk.session, Chat(row.channel or "", row.chat_id or ""))
    if dialog is None or dialog.turn != row.payload["turn"]:
        return None
    return calendar.read_back(CalendarTalk.from_json(dialog.payload), desk.policy.calendar, desk.now, dialog.turn)


async def _say(_desk: Desk, row: OutboxMessage) -> Outgoing | None:
    return answers.SAYINGS[row.payload["key"]](**row.payload["facts"])


async def _ask(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None or row.task_id is None:
        return None
    view = await _task_of(desk, row.task_id)
    if view is None:
        return None
    if row.payload["step"] == Step.RECALL:
        return questions.recall_surely(view)
    if row.payload["step"] == Step.URGE:
        return urging.surely(view, row.payload["note"])
    return questions.question(Waiting(row.payload["step"]), view, row.payload["turn"]).after(*_notes(row))


async def _proposal(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """What is asked about a reply, as long as the question stands."""
    dialog = await dialogs.current(desk.session, Chat(row.channel or "", row.chat_id or ""))
    if desk.viewer is None or dialog is None or dialog.turn != row.payload["turn"]:
        return None
    if dialog.step == Waiting.ANSWER:
        return await _asked_for_answer(desk, dialog.payload["question"], dialog.turn)
    if dialog.step == Waiting.LEAVE:
        return await _asked_about_leave(desk, dialog)
    if dialog.step == Waiting.BROADCAST:
        cast = CastDraft.from_json(dialog.payload)
        facts = await chosen(desk.session, desk.viewer, cast, desk.now)
        return broadcasting.prompt(cast, facts, dialog.turn, desk.policy.calendar, desk.now).after(*_notes(row))
    if dialog.step == Waiting.ASSIGNMENT:
        draft = Draft.from_json(dialog.payload)
        return assigning.prompt(draft, dialog.turn, desk.policy.calendar, desk.now).after(*_notes(row))
    talk = Talk.from_json(dialog.payload)
    wanted = (*(each.task_id for each in talk.proposals), *talk.offered)
    found = await tasks.load_many(desk.session, (task_id for task_id in wanted if task_id is not None))
    seen = [each for each in found.values() if may(desk.viewer, Right.SEE, each.task)]
    views = {view.number: view for view in await views_of(desk.session, seen, desk.viewer, desk.policy, desk.now)}
    prompt = proposals.prompt(Waiting(dialog.step), talk, views, dialog.turn)
    return prompt and prompt.after(*_notes(row))


async def _asked_for_answer(desk: Desk, question_id: int, turn: int) -> Outgoing | None:
    question = await desk.session.get(Question, question_id)
    if question is None:
        return None
    names = await people.names(desk.session, [question.asked_by])
    return conversations.ask_answer(names[question.asked_by], question.words, turn)


async def _asked_about_leave(desk: Desk, dialog: Dialog) -> Outgoing | None:
    payload, viewer = dialog.payload, desk.viewer
    if viewer is None:
        return None
    if payload["substitute"] is None:
        return leave.which_one(payload["people"], dialog.turn)
    wished = await leave_views.wished(desk.session, payload, viewer, desk.now)
    return leave.read_back(wished, payload["substitute"], dialog.turn)


async def _leave(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """What is told of a delegation: that it was made, begins, is over."""
    agreed = await desk.session.get(Delegation, row.payload["delegation"])
    if agreed is None or desk.viewer is None:
        return None
    (view,) = await leave_views.views(desk.session, [agreed], desk.viewer, desk.now)
    match row.payload["part"]:
        case "made":
            return leave.made(view)
        case "called_off":
            return leave.called_off(view)
        case "begins":
            taken = await taken_over(desk.session, agreed, desk.policy, desk.now)
            return leave.begins(view, taken, [lists.line(each) for each in taken.tasks] if taken else ())
        case "over":
            return leave.over(view)
    done = await meanwhile(desk.session, agreed)
    return leave.back(view, done.newest, done.total) if done else None


async def _delegations(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    return leave.delegations(await leave_views.seen_by(desk.session, desk.viewer, desk.now), *_notes(row))


async def _left(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """The list that was owed is stale once everything was passed on; who asked for it hears that nothing is left."""
    if desk.viewer is None:
        return None
    part, page = row.payload["part"], row.payload.get("page", 1)
    view = await left_behind(desk.session, desk.viewer, part, desk.policy, desk.now, page)
    if not view.total and row.priority != Priority.ANSWER:
        return None
    return leave.left_behind(view, part, *_notes(row))


async def _settings(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    manners = await people.manners_of(desk.session, desk.viewer.person_id)
    earliest = desk.policy.plan.morning
    return settings.settings(
        manners.morning or earliest,
        *_notes(row),
        digest_only=manners.digest_only,
        earliest=earliest,
        latest=desk.policy.latest_morning,
    )


async def _question(desk: Desk, row: OutboxMessage) -> Outgoing | None:
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


async def _answer(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    question = await desk.session.get(Question, row.payload["question"])
    if question is None or question.answer is None or desk.viewer is None:
        return None
    names = await people.names(desk.session, [question.answered_by])
    view = await _task_of(desk, question.task_id)
    return conversations.answer(names[question.answered_by or 0], question.words, row.payload["words"], view)


async def _task_of(desk: Desk, task_id: int | None) -> TaskView | None:
    """None also for a task that the viewer may not see any more."""
    if task_id is None or desk.viewer is None:
        return None
    try:
        return await show_task(desk.session, desk.viewer, task_id, desk.policy, desk.now)
    except NotAllowed:
        return None


async def _file(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    evidence = await desk.session.get(Evidence, row.payload["evidence"])
    view = await _task_of(desk, evidence.task_id) if evidence else None
    if evidence is None or view is None:
        return None
    names = await people.names(desk.session, [evidence.person_id])
    caption = conversations.file(view, names[evidence.person_id], evidence.name, evidence.at, evidence.caption)
    return replace(caption, file=files.sent_file(evidence))


def _notes(row: OutboxMessage) -> list[str]:
    note = row.payload.get("note")
    return [note] if note else []


async def _feed(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    facts = row.payload
    return await share_calendar.letter(desk, facts["feed"], facts["version"], is_new=facts["is_new"])


async def _group_code(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    return await group_code(desk, row.payload["units"])


_SCREENS: dict[Kind, Callable[[Desk, OutboxMessage], Awaitable[Outgoing | None]]] = {
    Kind.TASK: _task,
    Kind.MY_TASKS: _my_tasks,
    Kind.OVERDUE: listing.listing,
    Kind.EXPORT: listing.export,
    Kind.HISTORY: listing.story,
    Kind.FOUND: listing.found,
    Kind.DECISIONS: listing.decisions,
    Kind.WATCH: _watch,
    Kind.CALENDAR: _calendar,
    Kind.CALENDAR_CHANGE: _calendar_change,
    Kind.SAY: _say,
    Kind.ASK: _ask,
    Kind.NEWS: news_card,
    Kind.PROPOSAL: _proposal,
    Kind.QUESTION: _question,
    Kind.ANSWER: _answer,
    Kind.FILE: _file,
    Kind.LEAVE: _leave,
    Kind.DELEGATIONS: _delegations,
    Kind.LEFT: _left,
    Kind.SETTINGS: _settings,
    Kind.FEED: _feed,
    Kind.GROUP_CODE: _group_code,
    Kind.REPORT: report_screen,
    Kind.BURNING: burning_screen,
    Kind.GROUPS: groups_screen,
    Kind.RECORD: record_screen,
    Kind.RECORD_TASK: history_screen,
    Kind.MERITS: merits_screen,
    Kind.PRAISE: praise_post,
    **broadcast_screens.SHOWN,
}
