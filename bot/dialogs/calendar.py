"""A change of the calendar: read back, and made with one tap."""

from bot.context import Bound
from bot.dialogs.open import ask_about_days, close
from bot.screens import Origin, tell
from core.calendar_talk import CalendarTalk
from core.roles import NotAllowed
from core.vietnamese.answers import Answer, answer_of, calls_off
from core.vietnamese.day_changes import Misread, read_day_change
from core.wording import answers
from core.wording import calendar as words
from db import calendar as days_kept
from db.tables import Dialog
from usecases.change_calendar import CalendarMoved, change_calendar, decisions, foresee


async def propose(bound: Bound, text: str) -> None:
    """Asks whether this is meant, and says what it would do; what cannot be read is explained."""
    context = bound.context
    calendar = context.policy.calendar
    try:
        days = decisions(read_day_change(text, context.now, calendar), calendar)
    except Misread as why:
        await tell(bound, words.misread(why.trouble, why.about, calendar, context.now))
        return
    version, foreseen = await days_kept.version(context.session), context.foreseen
    if foreseen is None or (foreseen.days, foreseen.version) != (days, version):
        effect = await foresee(context.session, calendar, days, context.now)
        foreseen = CalendarTalk(days=days, version=version, effect=effect)
    await ask_about_days(bound, foreseen)


async def confirmed(bound: Bound, dialog: Dialog, origin: Origin | None = None) -> None:
    """Changes the calendar, unless somebody else has changed it meanwhile or the day is over."""
    context = bound.context
    calendar, talk = context.policy.calendar, CalendarTalk.from_json(dialog.payload)
    await close(bound, dialog, pressed=origin)
    try:
        taken_back = [day for day, each in talk.days.items() if each is None]
        others = await days_kept.decided_together(context.session, taken_back)
        await change_calendar(
            context.session, bound.actor, talk.days, calendar=calendar, version=talk.version, now=context.now
        )
    except NotAllowed:
        told = words.NOT_YOURS
    except CalendarMoved:
        told = words.MOVED
    except Misread as why:
        told = words.misread(why.trouble, why.about, calendar, context.now)
    else:
        told = words.done(talk.days, calendar, talk.effect, others, context.now)
    await tell(bound, told, origin)


async def answered(bound: Bound, dialog: Dialog, text: str) -> bool:
    """Yes or no in words; whatever else is said leaves the calendar as it is."""
    if answer_of(text) is Answer.YES:
        await confirmed(bound, dialog)
    elif answer_of(text) in (Answer.NO, Answer.WRONG) or calls_off(text):
        await close(bound, dialog)
        await tell(bound, answers.NOTHING_WRITTEN)
    else:
        return False
    return True
