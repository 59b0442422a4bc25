"""Share the calendar: a secret link per person and unit, made at the moment it is shown, and gone once withdrawn.

The outbox holds the intent, so the link stands nowhere but in the message: it is made when the words are, and a message
that has to go once more carries a new one, which replaces the one before.
"""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.message import Choice, Outgoing
from core.roles import Actor, NotAllowed, Right, may_see_unit
from core.wording import feeds as words
from core.wording.voice import say
from db import feeds
from db.tables import Feed, Unit
from usecases.letters import Desk

_BYTES = 32


class StaleFeed(Exception):
    """The link for which this was offered is not the present one."""


def new_token() -> str:
    """256 bits, as letters that may stand in an address."""
    return secrets.token_urlsafe(_BYTES)


def hash_token(token: str) -> str:
    """Fast is enough: nobody guesses 256 bits, so a copy of the database opens no calendar."""
    return hashlib.sha256(token.encode()).hexdigest()


async def ask(session: AsyncSession, actor: Actor, unit_id: int | None, now: datetime) -> tuple[Feed, bool]:
    """The actor's feed, and whether its link is still to be shown. Raises NotAllowed for a unit that is not his."""
    _check(actor, unit_id)
    if unit_id is not None and await session.get(Unit, unit_id) is None:
        raise NotAllowed(Right.SEE)
    feed = await feeds.to_change(session, actor.person_id, unit_id)
    if feed is None:
        feed = Feed(person_id=actor.person_id, unit_id=unit_id, version=0)
        session.add(feed)
    is_new = feed.made_at is None
    if is_new:
        await _turn(session, feed, now)
    return feed, is_new


async def renew(session: AsyncSession, actor: Actor, number: int, now: datetime, *, shown: int) -> Feed:
    """The old link is worth nothing from now on. Raises NotAllowed, StaleFeed."""
    feed = await _own(session, actor, number, shown)
    _check(actor, feed.unit_id)
    await _turn(session, feed, now)
    return feed


async def withdraw(session: AsyncSession, actor: Actor, number: int, *, shown: int) -> Feed:
    """One's own link one may always withdraw. Raises NotAllowed, StaleFeed."""
    feed = await _own(session, actor, number, shown)
    await _turn(session, feed, None)
    return feed


def _check(actor: Actor, unit_id: int | None) -> None:
    if unit_id is not None and not may_see_unit(actor, unit_id):
        raise NotAllowed(Right.SEE)


async def _own(session: AsyncSession, actor: Actor, number: int, shown: int) -> Feed:
    feed = await feeds.by_number(session, number)
    if feed is None or feed.person_id != actor.person_id:
        raise NotAllowed(Right.SEE)
    if feed.version != shown:
        raise StaleFeed
    return feed


async def _turn(session: AsyncSession, feed: Feed, made_at: datetime | None) -> None:
    feed.token_hash, feed.made_at, feed.version = None, made_at, feed.version + 1
    await session.flush()


async def letter(desk: Desk, number: int, version: int, *, is_new: bool) -> Outgoing | None:
    """What is said of the feed; None once it is another person's chat, or another link was made or withdrawn since."""
    feed, viewer = await feeds.by_number(desk.session, number), desk.viewer
    if feed is None or viewer is None or feed.person_id != viewer.person_id or feed.version != version:
        return None
    unit = None if feed.unit_id is None else (await desk.session.get_one(Unit, feed.unit_id)).name
    if feed.made_at is None:
        return words.withdrawn(unit, feed.id, feed.version)
    more = _others(viewer) if feed.unit_id is None else ()
    if not is_new:
        return words.there_is(unit, feed.made_at, desk.now, feed.id, feed.version, more)
    if desk.policy.web_url is None:
        return say(words.not_open())
    token = new_token()
    feed.token_hash = hash_token(token)
    return words.link(f"{desk.policy.web_url}/calendar/{token}.ics", unit, feed.id, feed.version, more)


def _others(viewer: Actor) -> tuple[Choice, ...]:
    return (words.of_unit(viewer.unit_id),) if may_see_unit(viewer, viewer.unit_id) else ()
