"""Hand over: whoever stands in is told when that begins, and both when it is over, each exactly once.

What must be told follows from the table and `now` alone, so a restart or a week of silence loses nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.wording.views import Happened, ListView
from db import delegations, log, people, tasks
from db.tables import Delegation
from usecases.delegate import tell
from usecases.my_tasks import my_tasks

MOST_HAPPENED = 10


async def hand_over(session: AsyncSession, policy: Policy, now: datetime) -> None:
    """In quiet hours nothing: it is told at the next nudging time."""
    if policy.is_quiet(now):
        return
    if not await delegations.any_untold(session):
        return
    for each in await delegations.to_begin(session, now):
        each.begun_at = now
        await tell(session, each, "begins", each.substitute_id, now)
    for each in await delegations.to_close(session, now):
        each.over_at = now
        if each.begun_at is not None or each.ended_at is None:
            await _tell_over(session, each, now)


async def _tell_over(session: AsyncSession, agreed: Delegation, now: datetime) -> None:
    """Whoever has left meanwhile is told nothing."""
    gone = await people.left(session, (agreed.person_id, agreed.substitute_id))
    for person_id, part in ((agreed.substitute_id, "over"), (agreed.person_id, "back")):
        if person_id not in gone:
            await tell(session, agreed, part, person_id, now)


@dataclass(frozen=True, kw_only=True)
class Meanwhile:
    """What others did on a person's tasks during his leave: the newest, and how many in all."""

    newest: Sequence[Happened]
    total: int


async def taken_over(session: AsyncSession, agreed: Delegation, policy: Policy, now: datetime) -> ListView | None:
    """The open tasks of the person, as he would see them; None when he has left."""
    person = await people.actor(session, agreed.person_id)
    return await my_tasks(session, person, policy, now) if person is not None else None


async def meanwhile(session: AsyncSession, agreed: Delegation) -> Meanwhile | None:
    person = await people.actor(session, agreed.person_id)
    if person is None or agreed.over_at is None:
        return None
    until = agreed.ended_at or agreed.over_at
    since = agreed.begun_at or agreed.made_at
    found, total = await log.happened(session, tasks.named_on(person), person.person_id, since, until, MOST_HAPPENED)
    names = await people.names(session, (entry.actor_id for entry, _ in found))
    newest = [
        Happened(number=entry.task_id, title=title, step=entry.step, by=names.get(entry.actor_id or 0), at=entry.at)
        for entry, title in found
    ]
    return Meanwhile(newest=newest, total=total)
