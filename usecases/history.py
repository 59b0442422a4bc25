"""History: every step of a task as the log has it, to whoever may see the task."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.roles import Actor, NotAllowed, Right, check
from core.task import Step
from core.wording.history import HistoryView, Past
from db import people, tasks
from db.tables import Extension, LogEntry
from usecases.steps import FOR

PAGE = 8


async def history(session: AsyncSession, viewer: Actor, task_id: int, number: int, now: datetime) -> HistoryView:
    """The page asked for, or the nearest one, the newest step first. Raises NotAllowed, also for no such task."""
    found = await tasks.load(session, task_id)
    if found is None:
        raise NotAllowed(Right.SEE)
    check(viewer, Right.SEE, found.task)
    of_it = LogEntry.task_id == task_id
    total = await session.scalar(select(func.count(LogEntry.id)).where(of_it)) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    query = select(LogEntry).where(of_it).order_by(LogEntry.id.desc()).limit(PAGE).offset((number - 1) * PAGE)
    entries = (await session.scalars(query)).all()
    names = await people.names(session, {who for entry in entries for who in _involved(entry)})
    asked = await _asked_days(session, entries)
    steps = tuple(_past(entry, names, asked) for entry in entries)
    return HistoryView(
        task_id=task_id, title=found.task.title, steps=steps, number=number, pages=pages, total=total, now=now
    )


def _involved(entry: LogEntry) -> set[int]:
    return {who for who in (entry.actor_id, entry.detail.get(FOR), *_named(entry)) if isinstance(who, int)}


def _named(entry: LogEntry) -> Sequence[int]:
    """Whom the step was about: who was urged, who became the lead, who was brought in."""
    detail = entry.detail
    about = (*_urged(entry), detail.get("lead"), detail.get("person"))
    return [who for who in about if isinstance(who, int) and who != entry.actor_id]


def _urged(entry: LogEntry) -> Sequence[int]:
    to = entry.detail.get("to")
    return to if isinstance(to, list) else ()


async def _asked_days(session: AsyncSession, entries: Iterable[LogEntry]) -> Mapping[int, date]:
    """Request → the day that was asked for: a grant tells of it by the number of the request alone."""
    requests = {entry.detail["request"] for entry in entries if "request" in entry.detail}
    query = select(Extension.id, Extension.wanted_on).where(Extension.id.in_(requests))
    return dict((await session.execute(query)).all()) if requests else {}


def _past(entry: LogEntry, names: Mapping[int, str], asked: Mapping[int, date]) -> Past:
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
