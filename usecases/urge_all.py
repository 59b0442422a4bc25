"""Urge all that a list shows: batch after batch, so that nobody else waits to write, and none of it twice.

How far it has come is committed with each batch: after a crash it goes on where it was.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor, NotAllowed
from core.task import IllegalStep
from core.wish import Panel, Wish
from core.wording import urging as words
from db import outbox, people, wished
from db.outbox import Chat, Kind
from db.session import LOOK
from db.tables import UrgingRun
from usecases.urge import NobodySilent, UrgedLately, urge

BATCH = 20  # about a quarter of a second of SQLite's one writer


class Outcome(StrEnum):
    """What became of a task of the list."""

    URGED = "urged"
    ANSWERED = "answered"
    LATELY = "lately"
    WAITS = "waits"
    NOT_YOURS = "not_yours"


class UnderWay(Exception):
    """What was to be urged from this chat before is not through yet."""


async def urge_all(
    session: AsyncSession, actor: Actor, chat: Chat, wish: Wish, *, now: datetime, message_id: str | None
) -> None:
    """Begins it; the message is made anew with the result. Raises UnderWay."""
    going = select(UrgingRun.id).where(
        UrgingRun.ended_at.is_(None), UrgingRun.channel == chat.channel, UrgingRun.chat_id == chat.chat_id
    )
    if await session.scalar(going.limit(1)) is not None:
        raise UnderWay
    run = UrgingRun(
        person_id=actor.person_id,
        channel=chat.channel,
        chat_id=chat.chat_id,
        message_id=message_id,
        wish=wish.to_json(),
        asked_at=now,
    )
    session.add(run)
    session.info[LOOK] = True


async def go_on(session: AsyncSession, policy: Policy, now: datetime) -> bool:
    """One batch of the run that waits longest; whether there was one."""
    query = select(UrgingRun).where(UrgingRun.ended_at.is_(None)).order_by(UrgingRun.id).limit(1)
    run = await session.scalar(query.with_for_update(skip_locked=True))
    if run is None:
        return False
    actor = await people.actor(session, run.person_id, now)
    done = actor is None or await _batch(session, run, actor, policy, now)
    if done:
        run.ended_at = now
        await _tell(session, run, now)
    return True


async def _batch(session: AsyncSession, run: UrgingRun, actor: Actor, policy: Policy, now: datetime) -> bool:
    """Whether nothing is left. What belongs to the list is judged by the moment at which it was asked for."""
    wanted = await wished.wanted(session, Wish.from_json(run.wish), actor, run.asked_at)
    ids = await wished.after(session, wanted, run.last_id, BATCH)
    counts, to = dict(run.counts), set(run.counts.get(_TO, ()))
    for task_id in ids:
        outcome, whom = await _urge(session, actor, task_id, policy, now)
        counts[outcome] = counts.get(outcome, 0) + 1
        to |= whom
    run.counts, run.last_id = {**counts, _TO: sorted(to)}, ids[-1] if ids else run.last_id
    return len(ids) < BATCH


_TO = "to"  # beside the counts: everybody who was urged


async def _urge(
    session: AsyncSession, actor: Actor, task_id: int, policy: Policy, now: datetime
) -> tuple[Outcome, frozenset[int]]:
    """Each of these is found out before anything is written."""
    try:
        return Outcome.URGED, await urge(session, actor, task_id, now=now, pause=policy.urge_pause)
    except NobodySilent:
        return Outcome.ANSWERED, frozenset()
    except UrgedLately:
        return Outcome.LATELY, frozenset()
    except IllegalStep:
        return Outcome.WAITS, frozenset()
    except NotAllowed:
        return Outcome.NOT_YOURS, frozenset()


async def _tell(session: AsyncSession, run: UrgingRun, now: datetime) -> None:
    names = await people.names(session, run.counts.get(_TO, ()))
    await outbox.owe(
        session,
        Kind.OVERDUE,
        now=now,
        person_id=run.person_id,
        chat=Chat(run.channel, run.chat_id),
        edits=run.message_id,
        payload={
            "wish": run.wish,
            "panel": Panel.URGED,
            "note": words.all_urged(run.counts, sorted(names.values())),
            "as_new": True,
        },
    )
