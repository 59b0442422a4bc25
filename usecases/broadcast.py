"""Broadcast: what was read back goes out, now or at its hour, to groups and people, perhaps with a task for each unit.

Each look does one small thing and commits: a thousand receivers do not hold the database, and a kill loses nothing.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.addressees import Addressees, Reached, left_out, reached, strays
from core.broadcast import MOST_NIGHTLY, PORTION, Screen, State, parts
from core.broadcast_draft import CastDraft
from core.calendar import local
from core.draft import Draft
from core.nudge import next_nudge_time
from core.policy import Policy
from core.roles import Actor, Duty, NotAllowed, check_duty, may_tell
from core.task import Urgency
from core.text import clean
from core.wording import health
from core.wording.broadcasts import FOR_NOBODY
from db import broadcasts, groups, outbox, people
from db.broadcast_tables import Broadcast, BroadcastPost, BroadcastTask
from db.broadcasts import Owed
from db.outbox import Chat, Kind, Priority
from db.session import LOOK
from db.tables import Person
from usecases.answer import QUIET_AFTER_ALARM, alarm
from usecases.chase import chase, urge_on
from usecases.give import NotReady, give
from usecases.mend import mend, priority_of

_log = logging.getLogger(__name__)

_TASKS = 10  # tasks given in one transaction


class NobodyThere(Exception):
    """The choice reaches nobody."""


async def meant(session: AsyncSession, actor: Actor, to: Addressees, now: datetime) -> Reached:
    """Whom the choice reaches at this moment. Raises NotAllowed when it strays out of what the actor may address."""
    check_duty(actor, Duty.BROADCAST)
    house = await broadcasts.house(session, local(now))
    scope = may_tell(actor)
    if strays(to, house, scope):
        raise NotAllowed(Duty.BROADCAST)
    return reached(to, house, scope=scope, author=actor.person_id)


async def broadcast(session: AsyncSession, actor: Actor, draft: CastDraft, *, policy: Policy, now: datetime) -> int:
    """The number of the broadcast; the next look of the clock posts it. Raises NotAllowed, NobodyThere."""
    found = await meant(session, actor, draft.to, now)
    if not found.people and not draft.to.groups:
        raise NobodyThere
    urgency = Urgency.TOP_URGENT if draft.urgent else Urgency.NORMAL
    at = await leaves_at(session, actor, draft, policy=policy, now=now)
    row = Broadcast(
        author_id=actor.person_id,
        text=clean(draft.text),
        files=[file.to_json() for file in draft.files],
        urgency=urgency,
        addressees=draft.to.to_json(),
        task=draft.task.to_json() if draft.task else None,
        plan=policy.plans[urgency].to_json(),
        state=State.SCHEDULED,
        created_at=now,
        send_at=at,
        look_at=at,
    )
    session.add(row)
    await session.flush()
    session.info[LOOK] = True
    return row.id


async def leaves_at(
    session: AsyncSession, actor: Actor, draft: CastDraft, *, policy: Policy, now: datetime
) -> datetime:
    """When it goes out: of one author only so many wake the house by night, the next ones wait for the morning."""
    at = max(draft.send_at or now, now)
    if not draft.urgent or not policy.is_quiet(at):
        return at
    others = await broadcasts.urgent_since(session, actor.person_id, at - timedelta(days=1))
    if sum(policy.is_quiet(other) for other in others) < MOST_NIGHTLY:
        return at
    return next_nudge_time(policy.plan, policy.calendar, at)


async def tend(session: AsyncSession, policy: Policy, now: datetime) -> bool:
    """Does the next small thing for one broadcast whose moment has come; False when there is none.

    One that cannot be dealt with stops no other: the admin is told, and it is looked at again later.
    """
    row = await broadcasts.to_look_at(session, now)
    if row is None:
        return False
    number = row.id  # the savepoint takes back all that is known of the row
    try:
        async with session.begin_nested():
            await _step(session, row, policy, now)
    except Exception as failure:
        _log.exception("broadcast %s could not be dealt with", number)
        await session.refresh(row)
        row.look_at = now + QUIET_AFTER_ALARM
        words = health.broadcast_stuck(number, type(failure).__name__)
        await alarm(session, "silence", now, about=f"broadcast:{number}", what=words)
    return True


async def _step(session: AsyncSession, row: Broadcast, policy: Policy, now: datetime) -> None:
    """What was changed is put right before anything new is told."""
    if row.mended_to is not None:
        await mend(session, row, now)
    elif row.urged_to is not None:
        await urge_on(session, row, now)
    else:
        await _STEPS[State(row.state)](session, row, policy, now)


async def _begin(session: AsyncSession, row: Broadcast, policy: Policy, now: datetime) -> None:
    """Who has to confirm it is settled, and the groups are owed it. Nobody speaks for an author who has left."""
    author = await people.actor(session, row.author_id, now)
    if author is None:
        row.state, row.withdrawn_at, row.look_at = State.WITHDRAWN, now, None
        await alarm(session, "silence", now, about=f"broadcast:{row.id}", what=health.broadcast_orphan(row.id))
        return
    to = Addressees.from_json(row.addressees)
    house = await broadcasts.house(session, local(now))
    scope = may_tell(author)
    found = reached(to, house, scope=scope, author=author.person_id)
    here = await groups.bound(session)
    posted_in = [each for each in to.groups if each in here and (scope is None or here[each][1] <= scope)]
    if not found.people and not posted_in:
        await _for_nobody(session, row, now)
        return
    await broadcasts.ask(session, row.id, found.people)
    row.parts = max(1, len(parts(row.text)))
    for group_id in posted_in:
        await _post(session, row, group_id, house.below(here[group_id][1]) - left_out(to, house), now)
    if row.task:
        session.add_all(BroadcastTask(broadcast_id=row.id, unit_id=unit) for unit in found.units)
    row.state, row.posted_at, row.asked_at, row.look_at = State.POSTING, now, now, now


async def _for_nobody(session: AsyncSession, row: Broadcast, now: datetime) -> None:
    """Its author thinks that it was read."""
    row.state, row.withdrawn_at, row.look_at = State.WITHDRAWN, now, None
    words = {"key": "text", "facts": {"text": FOR_NOBODY.format(number=row.id)}}
    await outbox.owe(session, Kind.SAY, now=now, person_id=row.author_id, priority=Priority.NEWS, payload=words)
    await alarm(session, "silence", now, about=f"broadcast:{row.id}", what=health.broadcast_for_nobody(row.id))


async def _post(session: AsyncSession, row: Broadcast, group_id: int, unit_ids: frozenset[int], now: datetime) -> None:
    post = BroadcastPost(broadcast_id=row.id, group_id=group_id, unit_ids=sorted(unit_ids))
    session.add(post)
    await session.flush()
    group = (await groups.bound(session))[group_id][0]
    chat = Chat(group.channel, group.chat_id)
    copy = [replace(each, chat=chat, post_id=post.id, slot=None) for each in _copy(row)]
    await broadcasts.owe(session, row.id, copy, priority=priority_of(row), now=now)


def _copy(row: Broadcast) -> list[Owed]:
    """The messages of one copy: its text, part by part, and its files."""
    words = [Owed(screen=Screen.POST, part=part, slot=f"post#{part}") for part in range(row.parts)]
    files = [Owed(screen=Screen.FILE, part=place, slot=f"file#{place}") for place in range(len(row.files))]
    return words + files


async def _go_on(session: AsyncSession, row: Broadcast, policy: Policy, now: datetime) -> None:
    """Some more copies; then some more tasks; then it is posted."""
    if not await _owe_copies(session, row, now) and not (
        row.task and await _give_some(session, row, row.task, policy, now)
    ):
        row.state = State.POSTED
        await chase(session, row, policy, now)


async def _look_on(session: AsyncSession, row: Broadcast, policy: Policy, now: datetime) -> None:
    """Whom something reaches only now is sent his copy before he is waited for."""
    if not await _owe_copies(session, row, now):
        await chase(session, row, policy, now)


async def _owe_copies(session: AsyncSession, row: Broadcast, now: datetime) -> bool:
    """To everybody who is asked to confirm, also where he may have read it in a group. Whether there were any left.

    While it is being posted all are owed theirs as of one moment, however many portions that takes.
    """
    waiting = await broadcasts.waiting_copies(session, row.id, PORTION)
    copies = [replace(each, person_id=who) for who in waiting for each in _copy(row)]
    await broadcasts.owe(session, row.id, copies, priority=priority_of(row), now=now)
    as_of = row.posted_at if row.state == State.POSTING else None
    await broadcasts.mark_owed(session, row.id, waiting, as_of or now)
    return bool(waiting)


async def _give_some(
    session: AsyncSession, row: Broadcast, task: Mapping[str, object], policy: Policy, now: datetime
) -> bool:
    """One task for each unit, led by its head. Whether there were any units left."""
    query = select(BroadcastTask).where(BroadcastTask.broadcast_id == row.id, BroadcastTask.given_at.is_(None))
    left = (await session.scalars(query.order_by(BroadcastTask.unit_id).limit(_TASKS))).all()
    heads = await people.heads_of(session, (each.unit_id for each in left))
    author = await people.actor(session, row.author_id, now)
    for each in left:
        each.given_at = now
        lead = await session.get(Person, heads.get(each.unit_id, 0))
        if lead is None or author is None or lead.id == author.person_id:
            continue
        draft = replace(Draft.from_json(task), lead=(lead.id, lead.name))
        try:
            each.task_id = await give(session, author, draft, policy=policy, now=now)
        except (NotReady, NotAllowed) as why:  # it shows among the units that have none
            _log.info("broadcast %s: unit %s was given no task: %s", row.id, each.unit_id, type(why).__name__)
    return bool(left)


async def _rest(_session: AsyncSession, row: Broadcast, _policy: Policy, _now: datetime) -> None:
    row.look_at = None


_STEPS = {State.SCHEDULED: _begin, State.POSTING: _go_on, State.POSTED: _look_on, State.WITHDRAWN: _rest}
