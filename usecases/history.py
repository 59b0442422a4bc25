"""History: every step of a task as the log has it, to whoever may see the task, and on every paper that tells of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.counting import Window
from core.history import History, Past
from core.report import Tasks
from core.roles import Actor, NotAllowed, Right, check
from core.task import Step
from db import people, tasks
from db.tables import Extension, LogEntry
from usecases.steps import FOR

_Entry = Row[Any]

PAGE = 8
_AT_ONCE = 500  # tasks in one question


async def history(session: AsyncSession, viewer: Actor, task_id: int, number: int, now: datetime) -> History:
    """The page asked for, or the nearest one, the newest step first. Raises NotAllowed, also for no such task."""
    found = await tasks.load(session, task_id)
    if found is None:
        raise NotAllowed(Right.SEE)
    check(viewer, Right.SEE, found.task)
    total = await session.scalar(select(func.count(LogEntry.id)).where(LogEntry.task_id == task_id)) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    newest = _entries([task_id]).order_by(LogEntry.id.desc()).limit(PAGE).offset((number - 1) * PAGE)
    return History(
        task_id=task_id,
        title=found.task.title,
        steps=tuple(past for _, past in await _pasts(session, newest)),
        number=number,
        pages=pages,
        total=total,
        now=now,
    )


async def with_steps(session: AsyncSession, found: Tasks, seen: Window) -> Tasks:
    """The same tasks with every step until they are judged, the oldest first: also those that were only implied."""
    numbers = [each.number for each in found.told]
    steps: dict[int, list[Past]] = {number: [] for number in numbers}
    for start in range(0, len(numbers), _AT_ONCE):
        query = _entries(numbers[start : start + _AT_ONCE]).where(LogEntry.at <= seen.judged_at).order_by(LogEntry.id)
        for task_id, past in await _pasts(session, query):
            steps[task_id].append(past)
    return replace(found, told=tuple(replace(each, steps=tuple(steps[each.number])) for each in found.told))


def _entries(task_ids: Sequence[int]) -> Select[Any]:
    facts = ("task_id", "at", "actor_id", "step", "words", "implied", "detail")
    return select(*(getattr(LogEntry, name) for name in facts)).where(LogEntry.task_id.in_(task_ids))


async def _pasts(session: AsyncSession, query: Select[Any]) -> Sequence[tuple[int, Past]]:
    """Each with its task."""
    entries = (await session.execute(query)).all()
    names = await people.names(session, {who for entry in entries for who in _involved(entry)})
    asked = await _asked_days(session, entries)
    return [(entry.task_id, _past(entry, names, asked)) for entry in entries]


def _involved(entry: _Entry) -> set[int]:
    return {who for who in (entry.actor_id, entry.detail.get(FOR), *_named(entry)) if isinstance(who, int)}


def _named(entry: _Entry) -> Sequence[int]:
    """Whom the step was about: who was urged, who became the lead, who was brought in."""
    detail = entry.detail
    about = (*_urged(entry), detail.get("lead"), detail.get("person"))
    return [who for who in about if isinstance(who, int) and who != entry.actor_id]


def _urged(entry: _Entry) -> Sequence[int]:
    to = entry.detail.get("to")
    return to if isinstance(to, list) else ()


async def _asked_days(session: AsyncSession, entries: Iterable[_Entry]) -> Mapping[int, date]:
    """Request → the day that was asked for: a grant tells of it by the number of the request alone."""
    requests = {entry.detail["request"] for entry in entries if "request" in entry.detail}
    query = select(Extension.id, Extension.wanted_on).where(Extension.id.in_(requests))
    return dict((await session.execute(query)).all()) if requests else {}


def _past(entry: _Entry, names: Mapping[int, str], asked: Mapping[int, date]) -> Past:
    detail = entry.detail
    return Past(
        at=entry.at,
        by=names.get(entry.actor_id or 0),
        step=entry.step,
        words=entry.words or detail.get("reason"),
        implied=entry.implied,
        instead_of=names.get(detail.get(FOR, 0)),
        percent=detail.get("percent"),
        day=_day(detail) or (asked.get(detail.get("request", 0)) if entry.step == Step.GRANT_EXTENSION else None),
        to=tuple(names[who] for who in _named(entry) if who in names),
        undone=detail.get("step"),
    )


def _day(detail: Mapping[str, Any]) -> date | None:
    """Written as a day, or as an instant."""
    said = next((said for name in ("promised_on", "until") if isinstance(said := detail.get(name), str)), None)
    if said is None:
        return None
    return date.fromisoformat(said) if len(said) == _DAY else local(datetime.fromisoformat(said)).date()


_DAY = len("2026-12-31")
