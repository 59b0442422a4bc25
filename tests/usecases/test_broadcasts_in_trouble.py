"""Broadcasts in trouble: what fails, is in flight, or was refused stops nobody, doubles nothing, and is put right."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select

import usecases.broadcast
from core.addressees import Addressees
from core.broadcast import State
from core.message import Features, Sent, Verdict, plain
from db import outbox
from db.outbox import Kind
from db.tables import Broadcast, OutboxMessage
from tests.usecases.small_office import ADMIN, LEAD, MONDAY, POLICY, SmallOffice
from tests.usecases.test_broadcasts import group_of, post
from usecases import deliver
from usecases.deliver import Parcel

FEATURES = Features(edits=True, buttons=True, text_limit=4096)
_names = count(1000)


async def depart(office: SmallOffice, now: datetime = MONDAY) -> Sequence[Parcel]:
    """Everything that may leave now is on its way."""
    async with office.database.write() as session:
        claims = await deliver.claim(session, POLICY, now, owner="a", resting=outbox.Resting(), limit=50)
    parcels = []
    for claim in claims:
        async with office.database.write() as session:
            parcels.append(await deliver.make_ready(session, claim, POLICY, now, features=FEATURES))
    return [each for each in parcels if each is not None]


async def arrive(
    office: SmallOffice, parcels: Sequence[Parcel], now: datetime = MONDAY, verdict: Verdict | None = None
) -> list[tuple[str, str]]:
    """What arrived: the chat, and the text with a pencil before an edit."""
    for parcel in parcels:
        async with office.database.write() as session:
            await deliver.settle(session, parcel, verdict or Sent(str(next(_names))), now)
    return [(each.chat.chat_id, ("✎ " if each.edits else "") + plain(each.message.text)) for each in parcels]


async def arrive_all(office: SmallOffice, now: datetime) -> list[tuple[str, str]]:
    arrived = []
    while parcels := await depart(office, now):
        arrived += await arrive(office, parcels, now)
    return arrived


async def in_chat(office: SmallOffice, chat: str) -> Sequence[OutboxMessage]:
    async with office.database.read() as session:
        query = select(OutboxMessage).where(OutboxMessage.chat_id == chat, OutboxMessage.kind == Kind.BROADCAST)
        return (await session.scalars(query.order_by(OutboxMessage.id))).all()


async def test_one_that_fails_halfway_is_put_off_and_the_next_goes_out(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.bind(LEAD, ADMIN)
    real = usecases.broadcast._copy
    monkeypatch.setattr(usecases.broadcast, "_copy", lambda row: real(row) if row.text != "x" else real(None))
    group = await group_of(office, "Sở Nội vụ")
    bad = await post(office, Addressees(groups=(group,)), text="x")
    await post(office, Addressees(people=(office.ids[LEAD],)))
    async with office.database.read() as session:
        row = await session.get_one(Broadcast, bad)
        assert (row.state, row.look_at) == (State.SCHEDULED, MONDAY + timedelta(hours=1))
    assert len(await office.owed(LEAD, Kind.BROADCAST)) == 1
    assert len(await office.owed(ADMIN, Kind.SAY)) == 1
