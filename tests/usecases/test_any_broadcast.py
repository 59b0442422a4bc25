"""Whatever people press and whenever the clock looks: the count shown is the receipts, who confirmed is let alone."""

import asyncio
import re
import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.addressees import Addressees
from core.message import plain
from db.outbox import State
from db.session import Database
from db.tables import OutboxMessage, Receipt
from tests.usecases.small_office import HEAD, LEAD, MONDAY, OTHER, OTHER_HEAD, SmallOffice
from tests.usecases.test_broadcasts import group_of, look, post, press

WHO = (LEAD, HEAD, OTHER, OTHER_HEAD)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("press"), st.sampled_from(WHO)),
        st.tuples(st.just("wait"), st.integers(1, 40)),
        st.tuples(st.just("send"), st.none()),
    ),
    max_size=12,
)
chosen = st.builds(lambda group, people: (group, people), st.booleans(), st.sets(st.sampled_from(WHO), min_size=1))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=deeds, chosen=chosen)
def test_any_life_of_a_broadcast(
    sqlite_template: Path, deeds: Sequence[tuple[str, object]], chosen: tuple[bool, set[str]]
) -> None:
    path = sqlite_template.with_name("life.db")
    shutil.copyfile(sqlite_template, path)
    asyncio.run(_live(f"sqlite:///{path}", deeds, *chosen))


async def _live(url: str, deeds: Sequence[tuple[str, object]], in_group: bool, people: set[str]) -> None:
    database = Database(url)
    office = await SmallOffice.found(database)
    await office.bind(*WHO)
    groups = (await group_of(office, "Sở Nội vụ"),) if in_group else ()
    number = await post(office, Addressees(groups=groups, people=tuple(office.ids[who] for who in people)))
    now, confirmed = MONDAY, set[str]()
    for verb, what in deeds:
        if verb == "press":
            await press(office, str(what), number, now)
            confirmed.add(str(what))
        elif verb == "wait":
            assert isinstance(what, int)
            now += timedelta(hours=what)
            await look(office, now)
        else:
            await _send_everything(office)
        await _agrees(office, in_group=in_group, confirmed=confirmed)
    await database.close()


async def _send_everything(office: SmallOffice) -> None:
    async with office.database.write() as session:
        for row in await session.scalars(select(OutboxMessage).where(OutboxMessage.state == State.READY)):
            row.state, row.message_id, row.sent_at = State.SENT, row.edits or str(row.id), MONDAY


async def _agrees(office: SmallOffice, *, in_group: bool, confirmed: set[str]) -> None:
    """What would be sent now shows the receipts, and reminds nobody who has confirmed."""
    async with office.database.read() as session:
        receipts = (await session.scalars(select(Receipt))).all()
        waiting = (await session.scalars(select(OutboxMessage).where(OutboxMessage.state == State.READY))).all()
    assert len({each.person_id for each in receipts}) == len(receipts)
    meant = {each.person_id for each in receipts}
    assert {each.person_id for each in receipts if each.confirmed_at} == meant & {office.ids[who] for who in confirmed}
    home = {office.ids[LEAD], office.ids[HEAD]}
    for row in waiting:
        message = (await office.compose([row])).message
        words = plain(message.text) if message else ""
        if row.payload["screen"] == "reminder" and words and row.edits is None:
            assert row.person_id not in {office.ids[who] for who in confirmed}
        if shown := re.search(r"Đã quán triệt (\d+)/(\d+)", words):
            assert in_group
            here = [each for each in receipts if each.person_id in home]
            assert tuple(map(int, shown.groups())) == (sum(each.confirmed_at is not None for each in here), len(here))
