"""`/lich` shows the coming days off; `/lich nghỉ 02/01/2026 làm bù 10/01/2026` changes them, after a yes."""

from bot.context import Bound
from bot.dialogs.calendar import propose
from bot.screens import show, tell
from core.roles import Duty, has_duty
from core.wording import calendar as words
from db.outbox import Kind


async def calendar(bound: Bound, argument: str) -> None:
    if not argument:
        await show(bound, Kind.CALENDAR)
    elif not has_duty(bound.actor, Duty.KEEP_CALENDAR):
        await tell(bound, words.NOT_YOURS)
    else:
        await propose(bound, argument)
