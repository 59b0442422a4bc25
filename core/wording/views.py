"""What a screen needs to know of a task: facts only, gathered once, so that every screen tells the same."""

from dataclasses import dataclass
from datetime import date, datetime

from core.calendar import Calendar
from core.deadline import Deadline
from core.periods import Period
from core.standing import Standing, judged_at
from core.subtask import ends_later
from core.task import State, Step, Task
from core.wording import days, labels


@dataclass(frozen=True)
class Helper:
    """A coordinator, and whether he has done his part."""

    name: str
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class Urged:
    """How often a task was urged, and when and by whom last."""

    times: int
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class Objected:
    """What somebody contests, all that he has said of it, the oldest first, and since when he waits; `id` is the last.

    `own` is the viewer's, or his principal's.
    """

    id: int
    by: str
    words: tuple[str, ...]
    since: datetime
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """A task as one viewer may see it; `can` holds the steps that he may take now."""

    task: Task
    standing: Standing
    calendar: Calendar
    now: datetime
    lead: str
    lead_unit: str
    assigner: str | None = None
    accepter: str | None = None
    document: str | None = None
    broadcast: str | None = None  # with which it was given
    deliverable: str | None = None
    evidence: str | None = None
    note: str | None = None
    coordinators: tuple[Helper, ...] = ()
    blocked_why: str | None = None
    paused_why: str | None = None
    promised_on: date | None = None
    said: str | None = None
    said_at: datetime | None = None
    asked_until: Deadline | None = None  # an extension that waits for a decision, and why it is asked for
    asked_why: str | None = None
    request: int | None = None
    offered_until: Deadline | None = None  # another day than that, which the lead has not answered
    offered_why: str | None = None
    extensions: int = 0  # how often more time has been given
    pushes_up: bool = False  # the lead would give the task back to somebody above him
    files: int = 0
    parent: tuple[int, str] | None = None  # the number and the title of the whole
    objection: Objected | None = None  # of those that wait the first one that is somebody else's
    children: "tuple[TaskView, ...]" = ()
    urged: Urged | None = None
    period: Period | None = None  # that a report would be about now
    round_before: int | None = None  # the numbers of the neighbouring rounds of a recurring task
    round_after: int | None = None
    papers: int = 0  # of the files, those that came with the task: whoever sees it may look at them
    undo: int | None = None  # the entry of the log that this viewer may still take back
    can: frozenset[Step] = frozenset()
    leads: bool = False
    owes_part: bool = False  # a coordinator whose part is open
    follows: bool = False  # the task of others, from the giving side or above
    lead_left: bool = False  # works here no more: the task waits for somebody else
    heads: bool = False  # the unit that leads the task
    helps: bool = False  # leads, coordinates, or is asked to confirm: it stands in the viewer's own list

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Whose part is open while the task is."""
        return () if self.task.is_closed else tuple(each.name for each in self.coordinators if not each.done)

    def left_behind(self, until: Deadline) -> tuple[tuple[int, str], ...]:
        """The open sub-tasks, with their last days, that end later than the whole would."""
        late = (each for each in self.children if not each.task.is_closed and ends_later(each.deadline, until))
        return tuple((each.number, each.deadline_words) for each in late)

    @property
    def awaits_viewer(self) -> bool:
        """A report, a return or a request that this viewer is to decide about."""
        asked = self.request is not None and self.offered_until is None and Step.GRANT_EXTENSION in self.can
        return asked or bool(self.can & {Step.ACCEPT, Step.REFUSE_RETURN})

    @property
    def number(self) -> int:
        return self.task.id

    @property
    def deadline(self) -> Deadline:
        return self.task.deadline

    @property
    def deadline_words(self) -> str:
        return days.deadline(self.deadline, self.calendar, self.now)

    @property
    def light(self) -> str:
        return labels.WAITING_LIGHT if self.task.state is State.REPORTED else labels.LIGHTS[self.standing]

    @property
    def state_words(self) -> str:
        return labels.STATES[self.task.state]

    @property
    def days_left(self) -> int:
        """Working days until the last day; 0 on that day."""
        today = self.calendar.day_of(self.now)
        return 0 if self.deadline.on is None else self.calendar.working_days_between(today, self.deadline.on)

    @property
    def days_late(self) -> int:
        """Of a reported task, at its report."""
        return self.deadline.days_late(judged_at(self.task, self.now))

    @property
    def late_words(self) -> str:
        """`quá hạn 3 ngày`; on the day itself the hour that was missed."""
        at = self.deadline.at
        if at is not None and self.calendar.day_of(judged_at(self.task, self.now)) == self.deadline.on:
            return f"quá hạn từ {days.at_time(at, at)}"
        return f"quá hạn {self.days_late} ngày"

    @property
    def is_due_today(self) -> bool:
        return self.deadline.on == self.calendar.day_of(self.now)


@dataclass(frozen=True, kw_only=True)
class Happened:
    """A step that somebody took, for whoever was away; `by` is None for what the service did by itself."""

    number: int
    title: str
    step: str
    by: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class LeaveView:
    """Who stands in for whom. `ends` says that the viewer may end it."""

    number: int
    person: str
    substitute: str
    first: date
    last: date
    now: datetime
    runs: bool = False
    is_mine: bool = False
    ends: bool = False


@dataclass(frozen=True, kw_only=True)
class ListView:
    """One page of tasks; `number` counts from 1. `more` says that there are more tasks than `total`."""

    tasks: tuple[TaskView, ...]
    number: int
    pages: int
    total: int
    more: bool = False


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many tasks are open, and how many of them are late, due today, due later this week, not signed for."""

    open: int = 0
    late: int = 0
    today: int = 0
    soon: int = 0
    unacknowledged: int = 0

    @property
    def is_calm(self) -> bool:
        return not (self.late or self.today or self.unacknowledged)


@dataclass(frozen=True, kw_only=True)
class Overview:
    """How the week (or the morning) stands for one person: what is his, and what he answers for as head or office.

    `late` are the first of the late tasks that he answers for, `late_units` the units that have most of them.
    `contested` are the first of the tasks, open or closed, with an objection that he is to answer, of `objections`.
    """

    weekly: bool
    monday: date
    own: ListView
    mine: Tally
    ruled: Tally | None = None
    rules_all: bool = False
    late: tuple[TaskView, ...] = ()
    late_units: tuple[tuple[str, int], ...] = ()
    contested: tuple[TaskView, ...] = ()
    objections: int = 0
