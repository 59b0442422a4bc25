"""Objections are words: of one person's on one task so many a day come by themselves, the rest with the morning."""

from datetime import timedelta

from core.message import Features, Sent
from db import queue
from tests.usecases.small_office import LEAD, MONDAY, MONITOR, POLICY, SmallOffice
from usecases import deliver
from usecases.object import object_to

PHONE = Features(edits=True, buttons=True, text_limit=4096)


async def test_twenty_objections_do_not_ring_twenty_times(office: SmallOffice) -> None:
    await office.bind(LEAD, MONITOR)
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    rang = 0
    for minute in range(20):
        now = MONDAY + timedelta(minutes=minute)
        await office.take(object_to, LEAD, task_id, now, words=f"khiếu nại {minute}")
        async with office.database.write() as session:
            claims = await deliver.claim(session, POLICY, now, owner="a", resting=queue.Resting(), limit=50)
            parcels = [await deliver.make_ready(session, each, POLICY, now, features=PHONE) for each in claims]
            for parcel in filter(None, parcels):
                rang += parcel.chat.chat_id == MONITOR
                await deliver.settle(session, parcel, Sent(str(minute)), now)
    assert rang == POLICY.most_words
