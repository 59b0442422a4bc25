"""What takes long to reckon is reckoned beside the writer, before the transaction of an update begins."""

from datetime import datetime
from typing import TypeGuard

from bot.incoming import Incoming, Said
from core.calendar_talk import CalendarTalk
from core.policy import Policy
from core.roles import Duty, has_duty
from core.text import clean
from core.vietnamese.day_changes import Misread, read_day_change
from db import calendar as days_kept
from db import people
from db.session import Session
from usecases.change_calendar import decisions, foresee

_COMMAND = "/lich "


def takes_long(incoming: Incoming) -> TypeGuard[Said]:
    """A change of the calendar asks every open task, which takes a second for some thousands."""
    return isinstance(incoming, Said) and incoming.private and clean(incoming.text).casefold().startswith(_COMMAND)


async def beforehand(
    session: Session, incoming: Said, *, channel: str, policy: Policy, now: datetime
) -> CalendarTalk | None:
    """What the change would do; None for what cannot be read, and for somebody who may not decide it."""
    actor = await people.actor_by_account(session, channel, incoming.sender_id, now)
    if actor is None or not has_duty(actor, Duty.KEEP_CALENDAR):
        return None
    version = await days_kept.version(session)
    try:
        change = read_day_change(clean(incoming.text)[len(_COMMAND) :], now, policy.calendar)
        days = decisions(change, policy.calendar)
    except Misread:
        return None
    return CalendarTalk(days=days, version=version, effect=await foresee(session, policy.calendar, days, now))
