"""A calendar link in the hands of somebody, as the message that showed it gave it to him."""

import re

from core.message import Outgoing, plain
from core.policy import Policy
from tests.usecases.small_office import MONDAY, SmallOffice
from usecases.letters import Desk
from usecases.share_calendar import ask, letter

POLICY = Policy(web_url="https://lich.example.vn")


def token_in(message: Outgoing | None) -> str:
    assert message is not None
    found = re.search(r"https://lich\.example\.vn/calendar/([\w-]{43})\.ics", plain(message.text))
    assert found is not None
    return found[1]


async def link_of(office: SmallOffice, post: str, unit_of: str | None = None) -> str:
    """The token of this person's new feed, or of that of somebody's unit. Raises NotAllowed."""
    actor = await office.actor(post)
    unit_id = (await office.actor(unit_of)).unit_id if unit_of else None
    async with office.database.write() as session:
        feed, is_new = await ask(session, actor, unit_id, MONDAY)
        desk = Desk(session=session, viewer=actor, policy=POLICY, now=MONDAY)
        return token_in(await letter(desk, feed.id, feed.version, is_new=is_new))
