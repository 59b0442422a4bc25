"""Coming days: what differs from a plain week in the time that people plan for."""

from datetime import datetime, timedelta

from core.calendar import Calendar
from core.message import Outgoing
from core.roles import Actor, Duty, has_duty
from core.special_days import special_days
from core.wording import calendar as words

SPAN = 60  # days


def coming_days(viewer: Actor, calendar: Calendar, now: datetime) -> Outgoing:
    """The calendar hides nothing: everybody may see it; only those who keep it are told how to change it."""
    today = calendar.day_of(now)
    days = special_days(calendar, today, today + timedelta(days=SPAN))
    return words.coming(days, SPAN, now, keeps=has_duty(viewer, Duty.KEEP_CALENDAR))
