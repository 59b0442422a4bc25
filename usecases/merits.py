"""Thi đua: who did everything that was due on time, and of these whom nothing can be held against ("ba không").

Praise goes to a group on one tap of the office; who was late is named in no group.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import true
from sqlalchemy.ext.asyncio import AsyncSession

from core.counting import Counts, Window, window
from core.message import Outgoing
from core.periods import Period, named
from core.plan import copied
from core.policy import Policy
from core.report import Merit, Merits
from core.roles import Actor, Duty, NotAllowed, check_duty, has_duty
from core.unit_tree import below, tops_of
from core.watch import too_long_ago
from core.wording import merits as words
from db import counts, facts, groups, merits, outbox, people, units
from db.counts import By
from db.merits import Led, Signed
from db.outbox import Chat, Kind, Priority
from db.tables import OutboxMessage, TaskRow
from usecases.letters import Desk
from usecases.reporting import Scope, lines_of, scope_of, unit_line


class PraisedAlready(Exception):
    """The group has read it."""


class NoSuchGroup(Exception):
    """The bot is not in this group, or not any more."""


async def merits_screen(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    if desk.viewer is None:
        return None
    notes = [row.payload["note"]] if row.payload.get("note") else []
    try:
        scope = await scope_of(desk.session, desk.viewer)
    except NotAllowed:
        return words.not_yours().after(*notes)
    seen = window(named(row.payload["period"]), desk.now)
    told = await _merits(desk, scope, seen)
    praises = seen.is_over and has_duty(desk.viewer, Duty.PRAISE) and not told.is_empty
    held = await groups.present(desk.session) if praises else ()
    return words.merits(told, held, *notes)


async def _merits(desk: Desk, scope: Scope, seen: Window) -> Merits:
    """By units, as a report has its lines, and by people."""
    until = seen.ends_at  # what is due soon plays no part here
    found = await counts.counts(desk.session, scope.wanted, seen, By.UNIT, By.PERSON, soon_until=until)
    by_unit, by_person = counts.lines(found, 0), counts.lines(found, 1)
    names = await people.names(desk.session, by_person)
    lines = lines_of(by_unit, scope, seen)
    blamed = await _blamed(desk, scope, seen)
    blamed_units = {unit_line(scope, led.unit_id, seen) for led in blamed}
    blamed_people = {led.person_id for led in blamed}
    return Merits(
        seen=seen,
        units=_best((scope.tree[unit].name, numbers, unit not in blamed_units) for unit, numbers in lines.items()),
        people=_best((names[who or 0], numbers, who not in blamed_people) for who, numbers in by_person.items()),
    )


def _best(found: Iterable[tuple[str, Counts, bool]]) -> tuple[Merit, ...]:
    told = [
        Merit(name=name, done=numbers.done_on_time, blameless=blameless)
        for name, numbers, blameless in found
        if numbers.is_perfect
    ]
    return tuple(sorted(told, key=lambda merit: (not merit.blameless, -merit.done, merit.name)))


async def _blamed(desk: Desk, scope: Scope, seen: Window) -> Collection[Led]:
    """Of whom something was sent back ("không sai"), or who let something lie unsigned ("không sót")."""
    back = await merits.sent_back(desk.session, scope.wanted, seen)
    given = await merits.signed(desk.session, scope.wanted, seen)
    return {*back, *(each.led for each in given if _lay_too_long(each, desk.policy, seen))}


def _lay_too_long(task: Signed, policy: Policy, seen: Window) -> bool:
    """By the clock of the task's own plan; what was signed for only after the period counts as not signed for in it."""
    until = min(task.signed_at or seen.judged_at, seen.judged_at)
    return task.assigned_at <= too_long_ago(copied(task.plan), policy.calendar, until)


async def praise(session: AsyncSession, actor: Actor, group_id: int, period: Period, now: datetime) -> str:
    """Owes the positive list of a month that is over to a group, once; returns the group's title.

    Raises NotAllowed, NotBegun, NoSuchGroup, PraisedAlready.
    """
    check_duty(actor, Duty.PRAISE)
    group = await groups.one(session, group_id)
    if group is None or not window(period, now).is_over:
        raise NoSuchGroup
    if not await facts.turn(session, f"praise in {group.id} for {period.name}", "posted"):
        raise PraisedAlready
    payload = {"period": period.name, "group": group.id}
    chat = Chat(group.channel, group.chat_id)
    await outbox.owe(session, Kind.PRAISE, now=now, chat=chat, priority=Priority.NEWS, payload=payload)
    return group.title


async def praise_post(desk: Desk, row: OutboxMessage) -> Outgoing | None:
    """Of a group that belongs to some units only what these and their people have earned."""
    group = await groups.one(desk.session, row.payload["group"])
    if group is None:
        return None
    seen = window(named(row.payload["period"]), desk.now)
    houses = (await groups.units_of(desk.session, [group.id])).get(group.id, frozenset())
    tree = await units.tree(desk.session)
    if houses:
        scope = Scope(wanted=TaskRow.lead_unit_id.in_(below(tree, houses)), tops=houses, name=None, tree=tree)
    else:
        scope = Scope(wanted=true(), tops=tops_of(tree), name=None, tree=tree)
    told = await _merits(desk, scope, seen)
    return None if told.is_empty else replace(words.praise(told), thread=group.thread_id)
