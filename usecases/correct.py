"""Correct and withdraw: decided and answered at once; what was sent is edited wherever it stands, by `mend`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcast import State, next_ring, parts
from core.roles import Actor
from core.text import clean
from db import broadcasts
from db.broadcast_tables import Broadcast
from db.session import LOOK
from usecases.chase import NotPosted, managed


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What will happen now: how many people and groups see the new text, and how many had confirmed the one before.

    `rings_at` is when they hear of it; None when they do not. Before it has gone out nobody has seen it.
    """

    people: int = 0
    groups: int = 0
    confirmed: int = 0
    rings_at: datetime | None = None


async def correct(
    session: AsyncSession, actor: Actor, broadcast_id: int, text: str, now: datetime, *, minor: bool = False
) -> Corrected:
    """Whoever has confirmed the text before has not confirmed this one, and is asked again; unless it is `minor`.

    Raises NotAllowed, and NotPosted for one that was withdrawn.
    """
    row = await managed(session, actor, broadcast_id)
    if row.state == State.WITHDRAWN:
        raise NotPosted
    row.text = clean(text)
    if row.state == State.SCHEDULED:
        return Corrected()
    confirmed, people = await broadcasts.count(session, row.id)
    groups = await broadcasts.posts(session, row.id)
    row.corrected_at, row.corrections = now, row.corrections + 1
    row.parts = max(row.parts, len(parts(row.text)))
    if not minor:
        _ask_again(row, now)
    _begin_mending(session, row, now)
    rings_at = None if minor else row.rung_at
    return Corrected(people=people, groups=len(groups), confirmed=confirmed, rings_at=rings_at)


def _ask_again(row: Broadcast, now: datetime) -> None:
    """A ring that is still to come tells of this correction as well."""
    row.to_confirm, row.asked_at = row.corrections, now
    if row.rung_at is None or row.rung_at <= now:
        row.rung, row.rung_at = row.corrections, next_ring(row.rung_at, now)


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """Whether it had gone out, and what of it stays: whether files, and how many tasks."""

    is_out: bool
    files: bool
    tasks: int


async def withdraw(session: AsyncSession, actor: Actor, broadcast_id: int, now: datetime) -> Withdrawn:
    """Nothing of it is told any more, and what was told says that it does not count. Raises NotAllowed."""
    row = await managed(session, actor, broadcast_id)
    given = (await broadcasts.tasks_of(session, row.id)).values()
    stays = Withdrawn(
        is_out=row.posted_at is not None, files=bool(row.files), tasks=sum(task is not None for task in given)
    )
    if row.state == State.WITHDRAWN:
        return stays
    row.state, row.withdrawn_at, row.withdrawn_by = State.WITHDRAWN, now, actor.person_id
    row.urged_to = None
    _begin_mending(session, row, now)
    return stays


def _begin_mending(session: AsyncSession, row: Broadcast, now: datetime) -> None:
    row.mended_to, row.look_at = 0, now
    session.info[LOOK] = True
