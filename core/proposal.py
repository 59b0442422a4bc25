"""What a reply would do to a task, once it is believed: pure data that waits until the person has said yes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Self

from core.calendar import OFFICE_ZONE, Calendar
from core.deadline import Deadline, day, hour
from core.sent_file import SentFile
from core.vietnamese.dates import Duration, Unreal
from core.vietnamese.dates.spans import later, months_later
from core.vietnamese.intents import Intent
from core.vietnamese.reading import Reading


class Verb(StrEnum):
    """What is done to the task; the use cases have these names."""

    ACKNOWLEDGE = "acknowledge"
    PROGRESS = "progress"
    REPORT = "report"
    NOTE = "note"
    COMMENT = "comment"
    FINISH_PART = "finish_part"
    BLOCK = "block"
    EXTEND = "extend"
    RETURN = "return"
    ASK = "ask"
    ATTACH = "attach"
    NAME_PRODUCT = "name_product"
    REASSIGN = "reassign"
    SNOOZE = "snooze"
    UNBLOCK = "unblock"
    INVOLVE = "involve"
    RELEASE = "release"
    SPLIT = "split"
    PERIOD = "period"
    OFFER = "offer"
    SET_DEADLINE = "set_deadline"
    AGREE = "agree"
    DISAGREE = "disagree"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    GRANT = "grant"
    REFUSE = "refuse"
    KEEP = "keep"
    TAKE_OFFER = "take_offer"
    DECLINE = "decline"
    URGE = "urge"
    OBJECT = "object"
    UPHOLD = "uphold"
    DISMISS = "dismiss"


MOST_FILES = 10
"""So many go with one proposal; whoever has more sends them after it."""


class Missing(StrEnum):
    """What must be known before a proposal can be carried out."""

    TASK = "task"
    DAY = "day"
    REASON = "reason"
    PERSON = "person"
    TITLE = "title"


_VERBS: Mapping[Intent, Verb] = {
    Intent.ACKNOWLEDGE: Verb.ACKNOWLEDGE,
    Intent.PROGRESS: Verb.PROGRESS,
    Intent.DONE: Verb.REPORT,
    Intent.NOT_DONE: Verb.NOTE,
    Intent.EXTEND: Verb.EXTEND,
    Intent.BLOCKED: Verb.BLOCK,
    Intent.REJECT_NOT_MINE: Verb.RETURN,
    Intent.QUESTION: Verb.ASK,
}
_NAMES_SOMEBODY = frozenset({Verb.REASSIGN, Verb.INVOLVE, Verb.RELEASE, Verb.SPLIT})
UNDECIDED = frozenset({Verb.AGREE, Verb.DISAGREE})
"""A yes or a no, as long as it is not known to what."""
_NO = frozenset({Verb.SEND_BACK, Verb.REFUSE, Verb.KEEP, Verb.DECLINE})
_YES = frozenset({Verb.ACCEPT, Verb.GRANT, Verb.TAKE_OFFER, Verb.OFFER})
DECISIONS = UNDECIDED | _YES | _NO
OBJECTIONS = frozenset({Verb.OBJECT, Verb.UPHOLD, Verb.DISMISS})
"""Who says them gives a reason; that of whoever upholds one is what he puts right."""
_READ_BACK = (
    _NAMES_SOMEBODY
    | DECISIONS
    | OBJECTIONS
    | {
        Verb.REPORT,
        Verb.FINISH_PART,
        Verb.COMMENT,
        Verb.EXTEND,
        Verb.RETURN,
        Verb.PERIOD,
        Verb.SET_DEADLINE,
    }
)
_DOUBTS_OF_A_WORD = frozenset({"task", "date", "edited", "corrected"})
_NEEDS_REASON = _NO | OBJECTIONS | {Verb.EXTEND, Verb.RETURN, Verb.BLOCK, Verb.SET_DEADLINE}
DATED = frozenset({Verb.EXTEND, Verb.OFFER, Verb.SET_DEADLINE})
"""These lead to a deadline."""
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """`words` is the reply, whole; `files` came with it. `doubt` names why it must be asked about.

    `shown` is the revision of the task that it was read for. `person_id` is whom it names, called `to_whom`;
    `sooner` tells that a nudge comes again before the moment that was asked for, `title` is that of a sub-task,
    `reached` a number in the unit of the target, and `period` what a report is about. `request_id` is the extension
    that is answered, `turn` that of an offer, and `objection_id` the objection that is. An empty `reason` is one
    that nobody wants to give. `unreal` is the day that was named and is none: then there is no `on`.
    """

    verb: Verb
    words: str
    task_id: int | None = None
    shown: int | None = None
    percent: int | None = None
    reached: float | None = None
    on: date | None = None
    at: time | None = None
    length: Duration | None = None
    reason: str | None = None
    to_whom: str | None = None
    person_id: int | None = None
    title: str | None = None
    request_id: int | None = None
    turn: int | None = None
    objection_id: int | None = None
    unreal: Unreal | None = None
    document: str | None = None
    period: str | None = None
    doubt: tuple[str, ...] = ()
    files: tuple[SentFile, ...] = ()
    sooner: bool = False

    def to_json(self) -> dict[str, Any]:
        held = asdict(self) | {
            "on": self.on.isoformat() if self.on else None,
            "at": self.at.isoformat() if self.at else None,
            "doubt": list(self.doubt),
            "files": [file.to_json() for file in self.files],
        }
        return {name: value for name, value in held.items() if value not in (None, []) and value is not False}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        held = dict(stored)
        held["verb"] = Verb(held["verb"])
        if "on" in held:
            held["on"] = date.fromisoformat(held["on"])
        if "at" in held:
            held["at"] = time.fromisoformat(held["at"])
        if "length" in held:
            held["length"] = Duration(**held["length"])
        if "unreal" in held:
            held["unreal"] = Unreal(**held["unreal"])
        held["doubt"] = tuple(held.get("doubt", ()))
        held["files"] = tuple(map(SentFile.from_json, held.get("files", ())))
        return cls(**held)

    def about(self, task_id: int, shown: int | None = None) -> "Proposal":
        return replace(self, task_id=task_id, shown=shown)

    def undecided(self) -> "Proposal":
        """A decision that is to be found out anew: it is about another task, or names another day."""
        if self.verb not in DECISIONS:
            return self
        verb = Verb.DISAGREE if self.verb in _NO else Verb.AGREE
        return replace(self, verb=verb, shown=None, request_id=None, turn=None)


def propose(reading: Reading, words: str) -> Proposal | None:
    """What the reading would do to its task; None for what is about no task, and for what was not understood."""
    verb = _VERBS.get(reading.intent)
    if verb is None:
        return None
    if verb is Verb.NOTE and reading.percent is not None:
        verb = Verb.PROGRESS  # "chưa xong, mới được 60%"
    dated = reading.date_role in ("promise", "extend_to") and reading.unreal is None
    return Proposal(
        verb=verb,
        words=words,
        task_id=reading.task_no,
        percent=min(100, max(0, round(reading.percent))) if reading.percent is not None else None,
        on=reading.date if dated else None,
        at=reading.time if dated else None,
        length=reading.duration,
        unreal=reading.unreal,
        reason=reading.reason,
        to_whom=reading.forward_to,
        document=reading.doc_ref,
        doubt=reading.doubt,
    )


def missing(proposal: Proposal, wanted: Deadline | None) -> Missing | None:
    """The first thing that must be asked for; `wanted` is the day that was understood, of what leads to a deadline."""
    if proposal.task_id is None:
        return Missing.TASK
    if proposal.verb in DATED and wanted is None:
        return Missing.DAY
    if proposal.verb is Verb.SNOOZE and proposal.unreal is not None:
        return Missing.DAY
    if proposal.verb is Verb.SPLIT and proposal.title is None:
        return Missing.TITLE
    if proposal.verb in _NAMES_SOMEBODY and proposal.person_id is None:
        return Missing.PERSON
    if proposal.verb is Verb.SPLIT and proposal.on is None:
        return Missing.DAY
    if proposal.verb is Verb.OFFER:
        return Missing.REASON if proposal.reason is None else None
    said = proposal.reason or (proposal.words if proposal.verb is Verb.BLOCK else None)
    return Missing.REASON if proposal.verb in _NEEDS_REASON and not said else None


def must_be_read_back(proposal: Proposal) -> bool:
    """What changes a deadline, a duty or a record is never believed at once; the rest can be undone.

    A word that is only kept need not be understood, if it is clear of which task it is.
    """
    if proposal.verb in _READ_BACK or proposal.task_id is None:
        return True
    doubt = set(proposal.doubt)
    return bool(doubt & _DOUBTS_OF_A_WORD if proposal.verb is Verb.NOTE else doubt)


def wanted_deadline(proposal: Proposal, deadline: Deadline, calendar: Calendar, now: datetime) -> Deadline | None:
    """The day that is meant; a length counts from the present deadline, from today when that has passed.

    None when that has passed already or is no later than the present deadline: then there is nothing to ask for.
    Whoever offers another day offers one after today; who sets the deadline may set an earlier one, or the first.
    """
    if proposal.verb is Verb.SET_DEADLINE and deadline.on is None and proposal.length is not None:
        deadline = day(calendar.day_of(now))
    wanted = _wanted(proposal, deadline, calendar, now)
    if wanted is None or wanted.passed(now):
        return None
    if proposal.verb is Verb.SET_DEADLINE:
        return wanted if wanted.ends_at != deadline.ends_at else None
    if not _is_later(wanted, deadline):
        return None
    is_today = proposal.verb is Verb.OFFER and wanted.on == calendar.day_of(now)
    return None if is_today else wanted


def _wanted(proposal: Proposal, deadline: Deadline, calendar: Calendar, now: datetime) -> Deadline | None:
    if proposal.on is not None:
        return _until(proposal.on, proposal.at)
    if proposal.length is None:
        return None
    if proposal.length.unit in ("hour", "minute"):
        minutes = proposal.length.n * (60 if proposal.length.unit == "hour" else 1)
        return hour(max(now, deadline.at or now) + timedelta(minutes=minutes))
    if deadline.on is None:
        return None
    start = max(deadline.on, calendar.day_of(now)) if deadline.passed(now) else deadline.on
    return day(_later(start, proposal.length, calendar))


def last_moment(proposal: Proposal) -> Deadline:
    """The day that was named, which is no length; until an hour of it, where one was."""
    assert proposal.on is not None
    return _until(proposal.on, proposal.at)


def takes_files(proposal: Proposal) -> bool:
    """Files are evidence of what is done: none goes with a decision or with an opinion."""
    return proposal.verb not in _NAMES_SOMEBODY | DECISIONS | OBJECTIONS | {Verb.COMMENT, Verb.URGE}


def _until(on: date, at: time | None) -> Deadline:
    return day(on) if at is None else hour(datetime.combine(on, at, OFFICE_ZONE))


def _is_later(wanted: Deadline, deadline: Deadline) -> bool:
    return wanted.ends_at is not None and (deadline.ends_at is None or wanted.ends_at > deadline.ends_at)


def _later(start: date, length: Duration, calendar: Calendar) -> date:
    """The first day is not counted, and a day off moves to the next worked one.

    Bộ luật Dân sự 2015, điều 147 and 148.
    """
    n = max(1, round(length.n))
    if length.working:
        return calendar.shift(start, n)
    reached = months_later(start, n) if length.unit == "month" else later(start, n * _DAYS.get(length.unit, 1))
    return next(calendar.days_from(reached, 1))
