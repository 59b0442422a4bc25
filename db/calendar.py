"""What was decided about single days: kept for ever, read as one calendar, and numbered by how often it changed."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import Decided, Override
from db.session import CALENDAR
from db.tables import DayDecision, Setting

_KEY = "calendar"


async def version(session: AsyncSession, *, hold: bool = False) -> int:
    """Counts the changes. With `hold` nobody changes the calendar until this transaction ends."""
    query = _counter()
    stored = await session.scalar(query.with_for_update(read=True) if hold else query)
    return int(stored["version"]) if stored else 0


async def claim(session: AsyncSession) -> int:
    """Waits for everybody who counts with the calendar at this moment, and keeps others from it until the end of this
    transaction. Returns the version.
    """
    return int((await session.scalars(_counter().with_for_update())).one()["version"])


def _counter() -> Select[tuple[dict[str, Any]]]:
    return select(Setting.value).where(Setting.key == _KEY)


async def decided(session: AsyncSession) -> Decided:
    """The latest decision about each day."""
    return {each.day: _override(each) for each in await latest(session)}


async def latest(session: AsyncSession, *, from_file: bool = False) -> Iterable[DayDecision]:
    """The latest decision about each day; with `from_file` of those that came from a file."""
    newest = select(func.max(DayDecision.id)).group_by(DayDecision.day)
    if from_file:
        newest = newest.where(DayDecision.decided_by.is_(None))
    query = select(DayDecision).where(DayDecision.id.in_(newest)).order_by(DayDecision.day)
    return (await session.scalars(query)).all()


def _override(decision: DayDecision) -> Override | None:
    return None if decision.off is None else Override(off=decision.off, why=decision.why)


async def decide(session: AsyncSession, days: Decided, *, by: int | None, now: datetime) -> None:
    """Adds a decision about each of the days, in one change."""
    counted = {"version": await claim(session) + 1}
    await session.execute(update(Setting).where(Setting.key == _KEY).values(value=counted))
    session.info[CALENDAR] = True
    session.add_all(
        DayDecision(
            day=day,
            off=override.off if override else None,
            why=override.why if override else "",
            decided_by=by,
            decided_at=now,
        )
        for day, override in sorted(days.items())
    )
    await session.flush()


async def decided_together(session: AsyncSession, days: Collection[date]) -> list[date]:
    """The other days that were decided in one go with one of these, and still count."""
    standing = {each.day: each for each in await latest(session) if each.off is not None}
    acts = {(each.decided_by, each.decided_at) for day, each in standing.items() if day in days}
    return [
        day
        for day, each in standing.items()
        if day not in days and each.decided_by is not None and (each.decided_by, each.decided_at) in acts
    ]
