"""What waits for somebody's decision (`core.decisions.decides`), in SQL: by indexes that lead to the few such tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, case, func, literal, or_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from core.decisions import Decision, Waiting
from core.roles import Actor, Role
from core.task import STEPS as MOVES
from core.task import State, Step
from db import objections, tasks
from db.tables import TaskRow

_RESTING = sorted(set(State) - MOVES[Step.GRANT_EXTENSION].start)
"""Nothing is asked of a task in these. They are left out: the index of the state leads to all the others."""


@dataclass(frozen=True, kw_only=True)
class Pile:
    """One page of what waits; `asked` of the `total` are asked of this person before anybody else."""

    waiting: Sequence[Waiting]
    number: int
    pages: int
    total: int
    asked: int


async def pile(session: AsyncSession, viewer: Actor, number: int, size: int) -> Pile:
    """The page asked for, or the nearest one: what is asked of the viewer first, then by kind, the oldest first."""
    waits = _waits(viewer).subquery()
    total, asked = (
        await session.execute(select(func.count(), func.coalesce(func.sum(waits.c.mine), 0)).select_from(waits))
    ).one()
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    order = (waits.c.mine.desc(), waits.c.kind, waits.c.since, waits.c.id)
    rows = await session.execute(select(waits).order_by(*order).limit(size).offset((number - 1) * size))
    found = [
        Waiting(task_id=row.id, decision=list(Decision)[row.kind], since=row.since, asked=bool(row.mine))
        for row in rows
    ]
    return Pile(waiting=found, number=number, pages=pages, total=total, asked=asked)


def _waits(viewer: Actor) -> CompoundSelect[Any]:
    """Each with the place of its kind, 1 when the viewer is the one who is asked, and since when."""
    decided = _decided_by(viewer)
    going = TaskRow.state.not_in(_RESTING)
    kinds: dict[Decision, tuple[ColumnElement[bool], Any]] = {
        Decision.REPORT: (and_(TaskRow.state == State.REPORTED, decided), TaskRow.reported_at),
        Decision.EXTENSION: (and_(TaskRow.asked_at.is_not(None), going, decided), TaskRow.asked_at),
        Decision.RETURN: (and_(TaskRow.state == State.RETURNING, decided), TaskRow.asked_at),
        Decision.OFFER: (
            and_(TaskRow.offered_at.is_not(None), TaskRow.asked_at.is_(None), going, TaskRow.lead_id.in_(viewer.ids)),
            TaskRow.offered_at,
        ),
    }
    contested = and_(objections.is_contested(but_by=viewer.ids), decided)
    kinds[Decision.OBJECTION] = (contested, objections.since(but_by=viewer.ids))
    return union_all(*(_of(kind, viewer, *facts) for kind, facts in kinds.items()))


def _of(kind: Decision, viewer: Actor, condition: ColumnElement[bool], since: Any) -> Select[Any]:
    mine = true() if kind is Decision.OFFER else tasks.asked_of(viewer)
    return select(
        TaskRow.id,
        literal(list(Decision).index(kind)).label("kind"),
        func.coalesce(since, TaskRow.assigned_at).label("since"),
        case((mine, 1), else_=0).label("mine"),
    ).where(condition)


def _decided_by(actor: Actor) -> ColumnElement[bool]:
    """Who may decide; and of what his principal leads, by his own right alone (`core.roles.AGAINST_THE_LEAD`)."""
    alone = and_(TaskRow.lead_id != actor.person_id, _gives(frozenset({actor.person_id}), (actor,)))
    return or_(and_(TaskRow.lead_id.not_in(actor.ids), _gives(actor.ids, actor.hats)), alone)


def _gives(ids: frozenset[int], hats: Sequence[Actor]) -> ColumnElement[bool]:
    if any(each.role is Role.OFFICE for each in hats):
        return true()
    return or_(*(who.in_(ids) for who in (TaskRow.monitor_id, TaskRow.assigner_id, TaskRow.leader_id)))
