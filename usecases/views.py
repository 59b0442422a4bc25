"""Facts for the screens: tasks as one viewer may see them, names gathered in one go."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.periods import open_period, rhythm_of
from core.plan import copied
from core.policy import Policy
from core.roles import Actor, Relation, may, relations, rights
from core.sent_file import SentFile
from core.standing import standing
from core.task import State, Step, Task, is_legal
from core.wording.broadcasts import given_with, title_of
from core.wording.views import Helper, ListView, Objected, TaskView, Urged
from db import broadcasts, extensions, log, objections, people, tasks
from db.broadcast_tables import Broadcast
from db.tables import Extension, LogEntry
from db.tasks import Beside, Loaded, Page
from usecases.ask_return import UPWARD
from usecases.undo import IN_PASSING, last_of, may_take_back


async def views_of(
    session: AsyncSession, found: Sequence[Loaded], viewer: Actor, policy: Policy, now: datetime
) -> tuple[TaskView, ...]:
    if not found:
        return ()
    gathered = await _gather(session, found, viewer, policy, now)
    return tuple(_view(each, gathered, viewer, policy, now) for each in found)


@dataclass(frozen=True, kw_only=True)
class _Gathered:
    """What stands beside the rows of several tasks, by the number of the task where it is one's own."""

    names: Mapping[int, str]
    gone: Collection[int]
    beside: Mapping[int, Beside]
    families: "_Families"
    requests: Mapping[int, Extension]
    extended: Mapping[int, int]
    urged: Mapping[int, Urged]
    objections: Mapping[int, Objected]
    returns: Mapping[int, LogEntry]
    taken: Mapping[int, int]
    broadcasts: Mapping[int, Broadcast]


async def _gather(
    session: AsyncSession, found: Sequence[Loaded], viewer: Actor, policy: Policy, now: datetime
) -> _Gathered:
    """Of what there is only, and in one go for all."""
    involved = {
        who
        for each in found
        for who in (each.task.lead_id, each.task.assigner_id, each.task.accepter_id, *each.task.coordinator_ids)
    }
    names, gone = await people.names_and_left(session, involved)
    numbers = [each.task.id for each in found]
    families = await _families(session, found, policy, now)
    beside = await tasks.beside(session, numbers)
    requests, extended = await extensions.open_and_granted(session, [n for n in numbers if beside[n].requests])
    returning = [each.task.id for each in found if each.task.state is State.RETURNING]
    since = now - policy.undo_window
    lately = [each for each in found if (moved_at := beside[each.task.id].moved_at) is not None and moved_at >= since]
    return _Gathered(
        names=names,
        gone=gone,
        beside=beside,
        families=families,
        requests=requests,
        extended=extended,
        urged=await _urged(session, [n for n in numbers if beside[n].urgings]),
        objections=await _objections(session, [n for n in numbers if beside[n].objections], viewer),
        returns=await log.newest_among(session, returning, Step.ASK_RETURN),
        taken=await _undoable(session, lately, viewer, policy, now),
        broadcasts=await broadcasts.of_tasks(session, numbers),
    )


def _view(each: Loaded, gathered: _Gathered, viewer: Actor, policy: Policy, now: datetime) -> TaskView:
    task, row, names = each.task, each.row, gathered.names
    request, others, families = gathered.requests.get(task.id), gathered.beside[task.id], gathered.families
    return TaskView(
        task=task,
        standing=standing(task, policy.calendar, now, policy.soon_days),
        calendar=policy.calendar,
        now=now,
        lead=names[task.lead_id],
        lead_unit=others.unit,
        assigner=names.get(task.assigner_id or 0),
        accepter=names.get(task.accepter_id or 0),
        document=others.document,
        broadcast=_given_with(gathered.broadcasts.get(task.id)),
        deliverable=row.deliverable,
        evidence=row.evidence,
        note=row.note,
        coordinators=_helpers(task, names),
        blocked_why=row.blocked_why,
        paused_why=row.paused_why,
        promised_on=row.promised_on,
        said=row.said,
        said_at=row.said_at,
        asked_until=extensions.wanted(request) if request else None,
        asked_why=request.reason if request else None,
        request=request.id if request else None,
        offered_until=extensions.offered(request) if request else None,
        offered_why=request.offered_why if request else None,
        extensions=gathered.extended.get(task.id, 0),
        pushes_up=_pushes_up(gathered.returns.get(task.id)),
        files=others.files,
        parent=families.parents.get(task.parent_id or 0),
        objection=gathered.objections.get(task.id),
        children=families.children.get(task.id, ()),
        urged=gathered.urged.get(task.id),
        period=open_period(task, copied(row.plan), policy.calendar, now) if rhythm_of(task.deadline) else None,
        round_before=row.follows_id,
        round_after=others.round_after,
        papers=others.papers,
        undo=gathered.taken.get(task.id),
        can=steps_open_to(viewer, each),
        lead_left=task.lead_id in gathered.gone,
        leads=viewer.person_id == task.lead_id,
        owes_part=bool(viewer.ids & task.waiting_ids),
        follows=may(viewer, Step.URGE, task),
        heads=Relation.UNIT_HEAD in relations(viewer, task),
        helps=bool(viewer.ids & {task.lead_id, *task.waiting_ids}) or _is_asked(viewer, task),
    )


def _given_with(cast: Broadcast | None) -> str | None:
    if cast is None:
        return None
    files = [file.name or file.kind for file in map(SentFile.from_json, cast.files)]
    return given_with(cast.id, title_of(cast.text, files), withdrawn=cast.withdrawn_at is not None)


def _pushes_up(asked: LogEntry | None) -> bool:
    return asked is not None and bool(asked.detail.get(UPWARD))


@dataclass(frozen=True)
class _Families:
    """Whole → its number and title, for those who see a sub-task; task → its sub-tasks, in outline."""

    parents: Mapping[int, tuple[int, str]]
    children: Mapping[int, tuple[TaskView, ...]]


async def _families(session: AsyncSession, found: Sequence[Loaded], policy: Policy, now: datetime) -> _Families:
    wholes = await tasks.load_many(session, {each.task.parent_id for each in found if each.task.parent_id is not None})
    parts = await tasks.children_of(session, [each.task.id for each in found])
    names = await people.names(session, {child.task.lead_id for held in parts.values() for child in held})

    def outline(task: Task) -> TaskView:
        stands = standing(task, policy.calendar, now, policy.soon_days)
        return TaskView(
            task=task, standing=stands, calendar=policy.calendar, now=now, lead=names[task.lead_id], lead_unit=""
        )

    return _Families(
        parents={number: (number, each.task.title) for number, each in wholes.items()},
        children={number: tuple(outline(child.task) for child in held) for number, held in parts.items()},
    )


def _helpers(task: Task, names: Mapping[int, str]) -> tuple[Helper, ...]:
    return tuple(
        Helper(name, done) for name, done in sorted((names[who], who in task.finished_ids) for who in task.helper_ids)
    )


async def _urged(session: AsyncSession, numbers: Sequence[int]) -> Mapping[int, Urged]:
    found = await log.urgings(session, numbers)
    names = await people.names(session, (last.actor_id for _, last in found.values()))
    return {
        task_id: Urged(times=times, at=last.at, by=names[last.actor_id or 0])
        for task_id, (times, last) in found.items()
    }


async def _objections(session: AsyncSession, numbers: Sequence[int], viewer: Actor) -> Mapping[int, Objected]:
    """Of each task what one person contests: whoever has waited longest, and the viewer himself last."""
    found = await objections.open_among(session, numbers)
    names = await people.names(session, (each.person_id for held in found.values() for each in held))
    told = {}
    for number, held in found.items():
        said = objections.foremost(held, last=viewer.ids)
        first, last = said[0], said[-1]
        told[number] = Objected(
            id=last.id,
            by=names[last.person_id],
            words=tuple(each.words for each in said),
            since=first.at,
            own=last.person_id in viewer.ids,
        )
    return told


async def _undoable(
    session: AsyncSession, found: Sequence[Loaded], viewer: Actor, policy: Policy, now: datetime
) -> Mapping[int, int]:
    """Task → the entry of the log that the viewer may still take back."""
    entries = await log.taken(session, [each.task.id for each in found], but=IN_PASSING)
    last = {
        each.task.id: last_of([entry for entry in entries if entry.task_id == each.task.id], viewer) for each in found
    }
    return {
        task_id: entry.id for task_id, entry in last.items() if may_take_back(entry, viewer, now, policy.undo_window)
    }


def _is_asked(viewer: Actor, task: Task) -> bool:
    return (task.state is State.REPORTED or task.waits_for_decision) and may(viewer, Step.ACCEPT, task)


def steps_open_to(viewer: Actor, found: Loaded) -> frozenset[Step]:
    task = found.task
    return rights(viewer, (step for step in Step if is_legal(step, task.state)), task)


async def list_of(session: AsyncSession, page: Page, viewer: Actor, policy: Policy, now: datetime) -> ListView:
    views = await views_of(session, page.tasks, viewer, policy, now)
    return ListView(tasks=views, number=page.number, pages=page.pages, total=page.total, more=page.more)
