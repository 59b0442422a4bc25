"""All that is known of a lived year: what the service wrote down, what the messenger saw, what chance had planned."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any

from core.calendar import local
from core.counting import Counts
from core.manners import may_wait
from core.nudge import NudgeKind, kind_of
from core.policy import Policy
from db.outbox import BUNDLED, PASSES_QUIET, Kind, State
from db.record import Entry, Kept, Owed
from service.year.office import Office
from service.year.post import Call
from service.year.world import Sleep, Span, World

NONSENSE = "nobody can say this"
"""The key of a saying that does not exist."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """`counts` are those of the year's report, `asleep` the times in which the service did not run, with the reason."""

    counts: Counts
    office: Office
    world: World
    policy: Policy
    log: Sequence[Entry]
    outbox: Sequence[Owed]
    tasks: Mapping[int, Kept]
    calls: Sequence[Call]
    asleep: Sequence[tuple[Sleep, Span]]
    done: Mapping[str, int]
    seconds: float

    @cached_property
    def hash(self) -> str:
        """The same for the same seed: every step and every call to the messenger, in order, to the second."""
        digest = sha256()
        for line in (*map(_entry_line, self.log), *map(_call_line, self.calls)):
            digest.update(line.encode())
        return digest.hexdigest()

    @cached_property
    def entries_of(self) -> Mapping[int, Sequence[Entry]]:
        found: dict[int, list[Entry]] = {task_id: [] for task_id in self.tasks}
        for entry in self.log:
            found.setdefault(entry.task_id, []).append(entry)
        return found

    def entry(self, number: int) -> Entry | None:
        return self._entries.get(number)

    @cached_property
    def _entries(self) -> Mapping[int, Entry]:
        return {entry.id: entry for entry in self.log}

    @cached_property
    def stays_of(self) -> Mapping[int, Sequence["Stay"]]:
        return {task_id: list(stays(self.entries_of[task_id], kept.now)) for task_id, kept in self.tasks.items()}

    def stay_at(self, task_id: int, moment: datetime) -> "Stay | None":
        return next((stay for stay in reversed(self.stays_of[task_id]) if stay.holds(moment)), None)

    @cached_property
    def message_rows(self) -> Mapping[tuple[str | None, str | None], Owed]:
        """(chat, message) → the row that stands for the message, not its edits."""
        rows = (row for row in self.outbox if row.message_id and row.edits is None and row.bundle_id is None)
        return {(row.chat_id, row.message_id): row for row in rows}

    @cached_property
    def told_together(self) -> Mapping[tuple[int, int | None], Sequence[Owed]]:
        """(message, task) → the nudges of this task that the message carried."""
        found: dict[tuple[int, int | None], list[Owed]] = {}
        for row in self.outbox:
            found.setdefault((row.bundle_id or row.id, row.task_id), []).append(row)
        return found

    @cached_property
    def news_heard(self) -> Mapping[tuple[int | None, int | None], Sequence[datetime]]:
        """(person, task) → when news of it left."""
        found: dict[tuple[int | None, int | None], list[datetime]] = {}
        for row in self.outbox:
            if row.kind == Kind.NEWS and row.edits is None and row.sent_at is not None:
                found.setdefault((row.person_id, row.task_id), []).append(row.sent_at)
        return found

    def rows_of(self, call: Call) -> Sequence[Owed]:
        """The rows that the call can have been made for: one, where the messenger's name for the message tells."""
        row = self.message_rows.get((call.chat, call.message_id)) if call.edits is None else None
        if row is not None:
            return [row]
        owed = self._rows_in.get(call.chat, ())
        return [row for row in owed if row.created_at <= call.at and row.edits == call.edits]

    @cached_property
    def _rows_in(self) -> Mapping[str, Sequence[Owed]]:
        found: dict[str, list[Owed]] = {}
        for row in self.outbox:
            if row.chat_id is not None:
                found.setdefault(row.chat_id, []).append(row)
        return found

    @cached_property
    def heard_on(self) -> Mapping[tuple[int, date], int]:
        """(person, day) → how many messages left that fill the daily cap, with those that may pass it."""
        rows = (row for row in self.outbox if row.kind in BUNDLED and row.edits is None and row.bundle_id is None)
        heard = (row for row in rows if _counts(row) and row.sent_at is not None)
        return Counter((row.person_id or 0, local(row.sent_at).date()) for row in heard if row.sent_at is not None)

    @cached_property
    def unasked_on(self) -> Mapping[tuple[int, date], set[int]]:
        """(person, day) → the messages that count against the daily cap: all that they carried could have waited."""
        found: dict[tuple[int, date], set[int]] = {}
        urgent: set[int] = set()
        for row in self.outbox:
            if row.kind in BUNDLED and row.edits is None and row.sent_at is not None and row.state == State.SENT:
                message = row.bundle_id or row.id
                found.setdefault((row.person_id or 0, local(row.sent_at).date()), set()).add(message)
                if _never_waits(row):
                    urgent.add(message)
        return {key: messages - urgent for key, messages in found.items()}

    def nudges_between(self, moment: datetime, until: datetime) -> Sequence[Owed]:
        """The nudges that were owed in that time."""
        rows = self._nudges
        begin = bisect_left(rows, moment, key=lambda row: row.created_at)
        return rows[begin : bisect_left(rows, until, key=lambda row: row.created_at)]

    @cached_property
    def _nudges(self) -> Sequence[Owed]:
        return sorted((row for row in self.outbox if row.kind == Kind.NUDGE), key=lambda row: row.created_at)

    def sleeping_at(self, moment: datetime) -> Span | None:
        return next((span for _, span in self.asleep if span.holds(moment)), None)

    def awake_at(self, moment: datetime) -> datetime:
        """`moment`, or when the service began again."""
        while (span := self.sleeping_at(moment)) is not None:
            moment = span.end
        return moment

    def awake_between(self, begin: datetime, end: datetime) -> timedelta:
        """For how long of this time the service ran."""
        slept = (min(span.end, end) - max(span.begin, begin) for _, span in self.asleep)
        return end - begin - sum((each for each in slept if each > timedelta()), timedelta())


def _entry_line(entry: Entry) -> str:
    who = f"{entry.id} {entry.task_id} {entry.at.isoformat()} {entry.actor_id}"
    return f"{who} {entry.step} {entry.from_state} {entry.to_state} {entry.implied} {entry.words}\n"


def _call_line(call: Call) -> str:
    return f"{call.at.isoformat()} {call.chat} {call.fate} {call.message_id} {call.edits} {call.text}\n"


@dataclass(frozen=True)
class Stay:
    """What a task was from one step to the next: `facts` are the columns that a step may change."""

    begin: datetime
    end: datetime | None
    facts: Mapping[str, Any]

    def holds(self, moment: datetime) -> bool:
        return self.begin <= moment and (self.end is None or moment < self.end)


def stays(entries: Sequence[Entry], now: Mapping[str, Any]) -> Iterator[Stay]:
    """The life of one task, from the snapshots that the steps left in the log; the last stay is the task as it is."""
    taken = [entry for entry in entries if not entry.implied]
    for entry, following in pairwise(taken):
        yield Stay(entry.at, following.at, following.detail["before"])
    if taken:
        yield Stay(taken[-1].at, None, now)


def _counts(row: Owed) -> bool:
    return row.priority not in PASSES_QUIET and may_wait(step=row.payload.get("step"), slot=row.slot)


def _never_waits(row: Owed) -> bool:
    """What somebody asks or has decided, what is due today, what is hỏa tốc: the cap holds none of it."""
    is_due = row.slot is not None and kind_of(row.slot) in (NudgeKind.DUE, NudgeKind.ASSIGNED)
    return is_due or not _counts(row)
