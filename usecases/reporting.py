"""The report of a period: for the office and the leaders all units, for a head his own house, for nobody else any."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.counting import Counts, Window, soon_until, window
from core.periods import Period
from core.report import Line, Report, Tasks
from core.roles import Actor, Duty, NotAllowed, has_duty
from core.unit_tree import Tree, line_of, tops_of
from core.wording import report_words as words
from db import counts, reported, tasks, units
from db.counts import By
from usecases.history import with_steps
from usecases.letters import Desk

MOST_TASKS = 5_000
"""In a workbook: more than that nobody reads, and a phone does not open."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a reader answers for: which tasks, and the units at its top."""

    wanted: ColumnElement[bool]
    tops: frozenset[int]
    name: str | None
    tree: Tree


async def scope_of(session: AsyncSession, viewer: Actor) -> Scope:
    """Raises NotAllowed."""
    if not any(has_duty(each, Duty.REPORT) for each in viewer.hats):
        raise NotAllowed(Duty.REPORT)
    tree = await units.tree(session)
    wanted = tasks.ruled_by(viewer)
    if viewer.sees_all:
        return Scope(wanted=wanted, tops=tops_of(tree), name=None, tree=tree)
    houses = frozenset(each.unit_id for each in viewer.hats if each.is_head)
    name = ", ".join(tree[unit_id].name for unit_id in sorted(houses))
    return Scope(wanted=wanted, tops=houses, name=name, tree=tree)


async def report_of(desk: Desk, period: Period) -> Report:
    """Raises NotAllowed, NotBegun."""
    seen = window(period, desk.now)
    scope = await scope_of(desk.session, _reader(desk))
    until = soon_until(seen, desk.policy.calendar, desk.policy.soon_days)
    found = await counts.counts(desk.session, scope.wanted, seen, By.UNIT, By.GROUP, soon_until=until)
    by_unit, by_group = counts.lines(found, 0), counts.lines(found, 1)
    lines = tuple(
        Line(name=scope.tree[unit_id].name, counts=numbers)
        for unit_id, numbers in lines_of(by_unit, scope, seen).items()
    )
    return Report(
        seen=seen,
        scope=scope.name,
        units=lines,
        groups=group_lines(by_group),
        total=sum((line.counts for line in lines), Counts()),
        now=desk.now,
    )


async def tasks_of(desk: Desk, period: Period) -> Tasks:
    """The tasks behind the numbers, unit by unit, with every step that led to them. Raises NotAllowed, NotBegun."""
    seen = window(period, desk.now)
    scope = await scope_of(desk.session, _reader(desk))
    return await with_steps(desk.session, await reported.tasks(desk.session, scope.wanted, seen, MOST_TASKS), seen)


def _reader(desk: Desk) -> Actor:
    if desk.viewer is None:
        raise NotAllowed(Duty.REPORT)
    return desk.viewer


def lines_of(found: Mapping[int | None, Counts], scope: Scope, seen: Window) -> Mapping[int, Counts]:
    """Unit → what is counted in its line: also what lies below it, and what came before it."""
    lines: dict[int, Counts] = {}
    for unit_id, numbers in found.items():
        line = unit_line(scope, unit_id or 0, seen)
        lines[line] = lines.get(line, Counts()) + numbers
    return dict(sorted(lines.items()))


def unit_line(scope: Scope, unit_id: int, seen: Window) -> int:
    """By the tree of the last day that is judged."""
    return line_of(scope.tree, unit_id, scope.tops, local(seen.judged_at - timedelta(microseconds=1)).date())


def group_lines(found: Mapping[int | None, Counts]) -> tuple[Line, ...]:
    """The five groups of the directive in their order, even empty ones; then what belongs to none."""
    rest = tuple(Line(name=words.NO_GROUP, counts=found[None]) for _ in range(None in found))
    return tuple(Line(name=words.group(n), counts=found.get(n, Counts())) for n in GROUPS) + rest


GROUPS = range(1, 6)
