"""Confirm: "Đã quán triệt", in a group or in private, counts once for each person; every counter learns of it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from core.addressees import Addressees
from core.broadcast import Screen, State, next_count
from core.roles import Actor
from db import broadcasts
from db.broadcast_tables import Broadcast, BroadcastPost, Receipt
from db.broadcasts import Owed
from db.outbox import UNDER_WAY, Chat, Priority
from db.outbox import State as Sending
from db.tables import Group, OutboxMessage


class Confirmed(StrEnum):
    DONE = "done"
    ALREADY = "already"
    NOT_MEANT = "not_meant"
    WITHDRAWN = "withdrawn"
    OUTDATED = "outdated"


async def confirm(
    session: AsyncSession, actor: Actor, broadcast_id: int, now: datetime, *, shown: int, pressed: str | None = None
) -> Confirmed:
    """`shown` is the version of the text under which it was pressed: nobody confirms what he has not been shown.
    `pressed` is the message in the private chat that is made anew anyway.

    Somebody who came to one of a group's units only after it was posted there is counted from his press on.
    """
    row = await session.get(Broadcast, broadcast_id)
    if row is None or row.posted_at is None:
        return Confirmed.NOT_MEANT
    posts = await broadcasts.posts(session, broadcast_id)
    receipt = await broadcasts.receipt(session, broadcast_id, actor.person_id)
    if receipt is None:
        in_group = any(actor.unit_id in post.unit_ids for post, _ in posts)
        but = Addressees.from_json(row.addressees).but_people
        if not in_group or actor.person_id in (row.author_id, *but):
            return Confirmed.NOT_MEANT
    if row.state == State.WITHDRAWN:
        return Confirmed.WITHDRAWN
    if receipt is None:
        receipt = Receipt(broadcast_id=row.id, person_id=actor.person_id, unit_id=actor.unit_id)
        session.add(receipt)
        await session.flush()
    version, is_outdated = min(shown, row.corrections), shown < row.to_confirm
    below = 0 if is_outdated else row.to_confirm  # the first text that he confirms is kept as well
    is_new = await broadcasts.confirm(session, broadcast_id, actor.person_id, version=version, below=below, now=now)
    if is_outdated:
        return Confirmed.ALREADY if broadcasts.has_confirmed(receipt, row) else Confirmed.OUTDATED
    if not is_new:
        return Confirmed.ALREADY
    for post, group in posts:
        if receipt.unit_id in post.unit_ids:
            await count_anew(session, post, group, now)
    await _refresh(session, row.id, actor.person_id, now, but=pressed)
    return Confirmed.DONE


async def count_anew(session: AsyncSession, post: BroadcastPost, group: Group, now: datetime) -> None:
    """The message in the group shows the new count, at most every ten seconds; an edit that waits will show it anyway.

    What has not arrived catches up when it does. After a move to a supergroup no message of the old group can be
    edited: then it is posted there once more.
    """
    rows = await broadcasts.shown_as(session, post)
    if group.left_at is not None or any(row.state == Sending.READY for row in rows):
        return
    known = next((row.message_id for row in reversed(rows) if row.message_id), None)
    if known is None and not broadcasts.is_lost(rows):
        return
    edit = Owed(screen=Screen.POST, chat=Chat(group.channel, group.chat_id), post_id=post.id, edits=known)
    at = next_count(_last_edit(rows, now), now)
    await broadcasts.owe(session, post.broadcast_id, [edit], priority=Priority.REFRESH, now=now, not_before=at)


def _last_edit(rows: Sequence[OutboxMessage], now: datetime) -> datetime | None:
    if any(row.state in UNDER_WAY for row in rows):
        return now
    return max((row.sent_at for row in rows if row.sent_at is not None), default=None)


async def _refresh(session: AsyncSession, broadcast_id: int, person_id: int, now: datetime, *, but: str | None) -> None:
    """His other messages about it ask for nothing any more."""
    edits = [
        Owed(
            screen=Screen(row.payload["screen"]),
            person_id=person_id,
            chat=Chat(row.channel or "", row.chat_id or ""),
            edits=row.message_id,
        )
        for row in await broadcasts.shown_to(session, broadcast_id, person_id)
        if row.message_id != but
    ]
    await broadcasts.owe(session, broadcast_id, edits, priority=Priority.REFRESH, now=now)
