"""A list as a file: every page of what is wished for, in the same order and with the same numbers, as an .xlsx.

The facts are read here in one query; the sheet is made of them later, outside of every transaction.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core.calendar import Calendar, local
from core.deadline import Deadline, DeadlineKind, Rhythm
from core.message import Outgoing, Paper
from core.standing import judged_at, standing
from core.task import State, Task
from core.wish import Wish
from core.wording import list_file as words
from core.wording.wishes import WishView
from db import tasks, wished
from db.tables import Document, LogEntry, Person, TaskRow, Unit
from usecases.letters import Desk
from usecases.papers.workbook import Column, Table, Value, workbook
from usecases.wishing import told

MOST = 20_000  # rows; a phone opens no longer sheet


async def list_file(desk: Desk, wish: Wish) -> Outgoing:
    """What is beyond the most rows is said, in the message and above the table."""
    assert desk.viewer is not None
    view = await told(desk.session, wish, desk.viewer)
    wanted = await wished.wanted(desk.session, wish, desk.viewer, desk.now)
    rows = (await desk.session.execute(_FACTS.where(wanted).order_by(*wished.order(wish)).limit(MOST + 1))).all()
    total = len(rows) if len(rows) <= MOST else await tasks.count(desk.session, wanted)
    if not total:
        return words.nothing(view)
    make = partial(_make, rows[:MOST], view, total, desk.policy.calendar, desk.now, desk.policy.soon_days)
    return words.caption(view, total, MOST, Paper(name=words.name(desk.now), make=make))


_document, _lead, _last = aliased(Document), aliased(Person), aliased(LogEntry)
_newest = select(func.max(_last.id)).where(_last.task_id == TaskRow.id).correlate(TaskRow).scalar_subquery()
_FACTS = (
    select(
        TaskRow.id,
        TaskRow.title,
        _document.number.label("document"),
        Unit.name.label("unit"),
        _lead.name.label("lead"),
        TaskRow.state,
        TaskRow.deadline_kind,
        TaskRow.deadline_on,
        TaskRow.deadline_at,
        TaskRow.deadline_starts_on,
        TaskRow.rhythm,
        TaskRow.original_deadline,
        TaskRow.reported_at,
        TaskRow.assigned_at,
        TaskRow.percent,
        LogEntry.at.label("moved_at"),
    )
    .join(Unit, Unit.id == TaskRow.lead_unit_id)
    .join(_lead, _lead.id == TaskRow.lead_id)
    .outerjoin(_document, _document.id == TaskRow.document_id)
    .outerjoin(LogEntry, LogEntry.id == _newest)
)


def _make(rows: Sequence[Any], view: WishView, total: int, calendar: Calendar, now: datetime, soon: int) -> bytes:
    above = [line for line in words.above(view, total, MOST, now) if line]
    table = Table(name=words.SHEET, columns=_COLUMNS, rows=list(_lines(rows, calendar, now, soon)), above=above)
    return workbook([table])


_COLUMNS = tuple(
    Column(head=head, width=width, format=shape, centred=centred) for head, width, shape, centred in words.COLUMNS
)


def _lines(rows: Sequence[Any], calendar: Calendar, now: datetime, soon: int) -> Iterator[Sequence[Value]]:
    for number, row in enumerate(rows, 1):
        task = _task(row)
        yield (
            number,
            row.id,
            row.title,
            row.document or "",
            row.unit,
            row.lead,
            task.deadline.on or words.undated(task.deadline, calendar, now),
            words.original(row.original_deadline),
            words.stands(task, standing(task, calendar, now, soon)),
            task.deadline.days_late(judged_at(task, now)),
            None if row.percent is None else row.percent / 100,
            local(row.moved_at).replace(tzinfo=None) if row.moved_at else None,
        )


def _task(row: Any) -> Task:
    """As much of it as the standing asks for."""
    return Task(
        id=row.id,
        title=row.title,
        state=State(row.state),
        revision=0,
        deadline=Deadline(
            kind=DeadlineKind(row.deadline_kind),
            on=row.deadline_on,
            at=row.deadline_at,
            starts_on=row.deadline_starts_on,
            rhythm=Rhythm(row.rhythm) if row.rhythm else None,
        ),
        deadline_version=1,
        lead_id=0,
        lead_unit_id=0,
        assigned_at=row.assigned_at,
        reported_at=row.reported_at,
    )
