"""What the office has decided once, for every task: its calendar, its plan, its manners."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from core.calendar import Calendar
from core.letterhead import Letterhead
from core.nudge import may_nudge
from core.plan import Plan, Plans, plans
from core.standing import DEFAULT_SOON
from core.task import Urgency


@dataclass(frozen=True, kw_only=True)
class Policy:
    calendar: Calendar = field(default_factory=Calendar)
    plans: Plans = field(default_factory=plans)
    soon_days: int = DEFAULT_SOON
    address: str = "đồng chí"
    daily_cap: int = 6  # messages that a person has not asked for
    most_words: int = 2  # of one person on one task, told by themselves to one reader on one day
    urge_pause: timedelta = timedelta(minutes=5)
    invite_life: timedelta = timedelta(days=7)
    dialog_life: timedelta = timedelta(days=1)
    product_life: timedelta = timedelta(minutes=30)
    undo_window: timedelta = timedelta(minutes=5)
    longest_leave_days: int = 60
    latest_morning: time = time(10, 0)
    web_url: str | None = None  # under which the calendar feeds are reached from outside
    letterhead: Letterhead = field(default_factory=Letterhead)
    largest_file: int = 20 * 2**20  # bytes; a bot cannot fetch a larger one from Telegram

    @property
    def plan(self) -> Plan:
        """The office's plan, for what is about no task or about a normal one."""
        return self.plans[Urgency.NORMAL]

    def is_quiet(self, now: datetime) -> bool:
        """Whether only answers may leave: night, weekend, holiday, lunch."""
        return not may_nudge(self.plan, self.calendar, now)
