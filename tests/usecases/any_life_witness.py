"""Who looks on from outside: what the file holds after every step and what left at every call, against the promises."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from core.calendar import local
from core.manners import may_wait
from core.nudge import NudgeKind, kind_of
from core.policy import Policy
from core.slot import Audience
from core.task import CLOSED, SILENT, State, Step, Urgency, path
from db import outbox
from db.outbox import BUNDLED, PASSES_QUIET, Kind, Priority
from db.snapshot import snapshot
from db.tables import TaskRow
from db.types import Instant
from tests.core.test_core_roles import NOT_ON_OWN_WORK
from usecases.compose import REPEAT_MARK

Row = sqlite3.Row
Columns = Mapping[str, Any]

HELD = frozenset(snapshot(TaskRow()))  # what a step may change and take back
GROWING = frozenset({"revision", "deadline_versions", "reports", "requests", "assignments"})
LOOSE = frozenset({"look_at", "follows_id"})  # the clock's own, and a round that was taken back follows nothing
FIXED = frozenset(column.key for column in TaskRow.__table__.columns) - HELD - GROWING - LOOSE
DEADLINE = frozenset(name for name in HELD if name.startswith("deadline")) | {"rhythm"}
MOVES_DEADLINE = frozenset({Step.GRANT_EXTENSION, Step.TAKE_OFFER, Step.SET_DEADLINE, Step.REASSIGN, Step.UNDO})
INSTANTS = frozenset(column.key for column in TaskRow.__table__.columns if isinstance(column.type, Instant))
ACTIVE = frozenset({State.ASSIGNED, State.ACKNOWLEDGED, State.WORKING})
OF_A_PART = frozenset({Step.ASSIGN, Step.FINISH_PART, Step.INVOLVE, Step.RELEASE})
LEVELS = frozenset({NudgeKind.LATE, NudgeKind.UNACKNOWLEDGED})

_LEAVING = """
    SELECT o.id, o.kind, o.priority, o.person_id, o.task_id, o.slot, o.audience, o.deadline_version, o.payload,
           t.state AS task_state, t.deadline_version AS task_version, t.deadline_ends_at AS ends_at, t.urgency
    FROM outbox o LEFT JOIN tasks t ON t.id = o.task_id
    WHERE o.state = 'sending' AND o.owner = ? AND o.chat_id = ?
"""
_STAND_INS = """
    SELECT person_id, substitute_id FROM delegations WHERE starts_on <= ? AND ends_on >= ? AND ended_at IS NULL
"""


class Witness:
    """Reads the file on a connection of its own, with no code of the service. Raises AssertionError.

    What is seen in the middle of a call is kept in `broken` until somebody asks: a sender survives what goes wrong with
    one message.
    """

    def __init__(self, file: Path, channel: str, ids: Mapping[str, int]) -> None:
        self._file = sqlite3.connect(file, isolation_level=None)
        self._file.row_factory = sqlite3.Row
        self._channel = channel
        self.ids = ids
        self.broken: list[str] = []
        self.tasks: dict[int, Columns] = {}
        self.parts: dict[tuple[int, int], tuple[str, str | None]] = {}
        self.entries: dict[int, list[Row]] = defaultdict(list)
        self._entry: dict[int, Row] = {}
        self._last = 0
        self._left: Counter[int] = Counter()  # row → how often it may have arrived
        self._heard: Counter[tuple[str, date]] = Counter()
        self._levels: set[tuple[Any, ...]] = set()

    def close(self) -> None:
        self._file.close()

    def _rows(self, query: str, *facts: Any) -> list[Row]:
        return self._file.execute(query, facts).fetchall()

    def data_version(self) -> int:
        """Another one whenever anybody else has changed anything."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def unit_of(self, person_id: int) -> int:
        return int(self._rows("SELECT unit_id FROM people WHERE id = ?", person_id)[0][0])

    def is_bound(self, person_id: int) -> bool:
        return bool(self._rows("SELECT 1 FROM accounts WHERE person_id = ?", person_id))

    def owing(self, task_id: int) -> list[int]:
        """The coordinators who owe their part of a task; its lead owes the whole."""
        lead = self.tasks[task_id]["lead_id"]
        return [
            person_id
            for (of, person_id), (part, done_at) in self.parts.items()
            if of == task_id and part == "coordinator" and done_at is None and person_id != lead
        ]

    def undone_wholes(self) -> list[int]:
        """The tasks that have open parts."""
        return sorted({each["parent_id"] for each in self.tasks.values() if each["parent_id"] and _is_open(each)})

    def look(self, now: datetime) -> None:
        """What changed since the last look was changed by steps, each by the rules and with its row of the log."""
        assert not self.broken, self.broken
        before, self.tasks = self.tasks, {row["id"]: dict(row) for row in self._rows("SELECT * FROM tasks")}
        fresh: dict[int, list[Row]] = defaultdict(list)
        for entry in self._rows("SELECT * FROM log WHERE id > ? ORDER BY id", self._last):
            fresh[entry["task_id"]].append(entry)
            self._entry[entry["id"]] = entry
            self._last = entry["id"]
        for task_id, columns in self.tasks.items():
            self._judge(before.get(task_id), columns, fresh[task_id], now)
            self.entries[task_id] += fresh[task_id]
            self._one_whole(before, columns, fresh[task_id])
        self._parts(fresh)
        self._requests()
        self._objections()

    def _judge(self, before: Columns | None, after: Columns, entries: Sequence[Row], now: datetime) -> None:
        if before is None:
            begun = [_triple(entry) for entry in entries] == [(Step.ASSIGN, None, State.ASSIGNED)]
            assert begun, f"task {after['id']} has begun without a step"
            assert after["state"] == State.ASSIGNED
            return
        changed = {name for name in after if after[name] != before[name]} - LOOSE
        if not entries:
            assert not changed, f"task {after['id']} has changed without a step: {changed}"
            return
        step, detail = Step(entries[-1]["step"]), json.loads(entries[-1]["detail"])
        assert after["state"] == entries[-1]["to_state"], "the log does not end where the task stands"
        assert not changed & FIXED, f"{step} has changed {changed & FIXED}"
        assert all(after[name] >= before[name] for name in GROWING), f"{step} has made a count smaller"
        assert after["state"] == before["state"] or after["revision"] > before["revision"]
        if not entries[-1]["implied"]:  # what follows from another task's step cannot be taken back by itself
            assert _same(detail["before"], before), f"the log of {step} does not say what the task was"
        if step is Step.UNDO:
            self._undone(entries, detail, after)
        else:
            steps = path(step, State(before["state"]), State(before["paused_from"] or State.WORKING))
            assert tuple(map(_triple, entries)) == steps
        _deadline_stands(step, before, after, changed)
        self._not_his_own(step, entries[-1]["actor_id"], before["lead_id"], now)

    def _undone(self, entries: Sequence[Row], detail: Mapping[str, Any], after: Columns) -> None:
        (entry,) = entries
        undone = self._entry[detail["of"]]
        assert (undone["step"], undone["actor_id"]) == (detail["step"], entry["actor_id"])
        assert _same(json.loads(undone["detail"])["before"], after), (
            f"the task is not what it was before {undone['step']}"
        )

    def _not_his_own(self, step: Step, actor_id: int, lead_id: int, now: datetime) -> None:
        if step in NOT_ON_OWN_WORK.split():
            principals = {who for who, substitute in self._stand_ins(now).items() if substitute == actor_id}
            assert lead_id not in {actor_id, *principals}, f"{step} on his own work"

    def _stand_ins(self, now: datetime) -> dict[int, int]:
        today = local(now).date().isoformat()
        return {row["person_id"]: row["substitute_id"] for row in self._rows(_STAND_INS, today, today)}

    def _one_whole(self, before: Mapping[int, Columns], after: Columns, entries: Sequence[Row]) -> None:
        """A whole is neither reported nor closed before its parts; when it is divided none of them ends after it."""
        task_id = after["id"]
        if any(entry["step"] == Step.REPORT for entry in entries):
            left = [each["id"] for each in before.values() if each["parent_id"] == task_id and _is_open(each)]
            assert not left, f"task {task_id} was reported before its parts {left}"
        whole = self.tasks[after["parent_id"]] if after["parent_id"] else None
        if whole is None:
            return
        assert whole["parent_id"] is None, f"task {task_id} is a part of a part"
        assert _is_open(whole) or not _is_open(after), f"task {whole['id']} was closed before its part {task_id}"
        if task_id not in before and whole["deadline_ends_at"] is not None:
            ends_at = after["deadline_ends_at"] or "never"
            assert ends_at <= whole["deadline_ends_at"], f"part {task_id} ends after the whole"

    def _parts(self, fresh: Mapping[int, Sequence[Row]]) -> None:
        """Who has which part in a task follows from the steps about parts, and from nothing else."""
        before, self.parts = (
            self.parts,
            {
                (row["task_id"], row["person_id"]): (row["part"], row["done_at"])
                for row in self._rows("SELECT task_id, person_id, part, done_at FROM task_people")
            },
        )
        for task_id, person_id in before.keys() ^ self.parts.keys() | {
            who for who, part in before.items() if self.parts.get(who) != part
        }:
            steps = {self._meant(entry) for entry in fresh[task_id]}
            assert steps & OF_A_PART, f"the part of {person_id} in task {task_id} has changed without a step: {steps}"
        for entry in (entry for entries in fresh.values() for entry in entries if entry["step"] in OF_A_PART):
            self._part_stands(entry)

    def _meant(self, entry: Row) -> str:
        """The step, or the one that is taken back."""
        return json.loads(entry["detail"])["step"] if entry["step"] == Step.UNDO else entry["step"]

    def _part_stands(self, entry: Row) -> None:
        person_id = json.loads(entry["detail"]).get("person")
        part, done_at = self.parts.get((entry["task_id"], person_id), (None, None))
        match entry["step"]:
            case Step.RELEASE:
                assert part is None, f"{person_id} was let go and is still there"
            case Step.INVOLVE:
                assert (part, done_at) == ("coordinator", None), f"{person_id} was involved and owes nothing"
            case Step.FINISH_PART:
                assert done_at is not None, f"{person_id} has done his part and still owes it"

    def _requests(self) -> None:
        """At most one request of a task is open, and while the task goes on somebody knows that it is his turn."""
        query = (
            "SELECT task_id, count(*) AS n, max(offered_on) AS offer FROM extensions WHERE state = 'open' GROUP BY 1"
        )
        open_ = {row["task_id"]: row for row in self._rows(query)}
        for task_id, columns in self.tasks.items():
            request = open_.get(task_id)
            assert request is None or request["n"] == 1
            if columns["state"] in ACTIVE:
                asked, offered = request and not request["offer"], request and request["offer"]
                assert bool(asked) == bool(columns["asked_at"]), f"task {task_id}: who must decide does not know it"
                assert bool(offered) == bool(columns["offered_at"]), f"task {task_id}: who must answer does not know it"

    def contested(self) -> list[tuple[int, int]]:
        """The objections that wait, each after its task, the oldest first."""
        query = "SELECT task_id, id FROM objections WHERE outcome = 'open' ORDER BY id"
        return [(row["task_id"], row["id"]) for row in self._rows(query)]

    def _objections(self) -> None:
        """Whatever has an answer has it by a step of somebody else; whatever waits has none."""
        for row in self._rows("SELECT * FROM objections"):
            if row["outcome"] in ("open", "withdrawn"):
                assert row["settled_by"] is None, f"objection {row['id']} waits and has an answer"
                continue
            step = Step.UPHOLD if row["outcome"] == "upheld" else Step.DISMISS
            entries = self._rows(
                "SELECT 1 FROM log WHERE task_id = ? AND step = ? AND actor_id = ? AND at = ?",
                *(row["task_id"], step, row["settled_by"], row["settled_at"]),
            )
            assert entries, f"objection {row['id']} was settled without a step"
            assert row["settled_by"] != row["person_id"], f"objection {row['id']} was settled by whoever objected"

    def see(self, chat: str, text: str, edits: str | None, owner: str, now: datetime, policy: Policy) -> None:
        """A call by which something may have arrived: `chat` has it from now on, or it is in doubt."""
        rows = self._rows(_LEAVING, owner, chat)
        self.broken += [
            f"{local(now):%d/%m %H:%M} {what}: {text!r}" for what in self._wrong(rows, chat, edits, now, policy)
        ]
        if edits is None:
            self.broken += [f"{what}: {text!r}" for what in self._repeated(rows, text)]
            self.broken += [f"{what}: {text!r}" for what in self._too_many(rows, chat, now, policy)]

    def _wrong(self, rows: Sequence[Row], chat: str, edits: str | None, now: datetime, policy: Policy) -> Iterable[str]:
        if not rows:
            yield "left without a row"
        if policy.is_quiet(now) and not any(_may_pass(row, now, policy) for row in rows):
            yield "left in quiet hours"
        account = self._rows(
            "SELECT person_id FROM accounts WHERE channel = ? AND chat_id = ? AND gone_at IS NULL", self._channel, chat
        )
        stand_ins = self._stand_ins(now)
        if not account:
            yield "went to a chat that is bound to nobody"
        elif any(
            row["person_id"] and account[0]["person_id"] not in (row["person_id"], stand_ins.get(row["person_id"]))
            for row in rows
        ):
            yield "went to somebody else"
        nudges = [row for row in rows if row["kind"] == Kind.NUDGE and edits is None]
        for task_id in {row["task_id"] for row in nudges}:
            alive = [row for row in nudges if row["task_id"] == task_id and _is_alive(row)]
            if not alive:
                yield f"nudged for task {task_id} after the fact"
            elif not any(self._owes(row) for row in alive):
                yield f"nudged for a part of task {task_id} that he does not owe"

    def _owes(self, row: Row) -> bool:
        """A coordinator who has done his part, or was let go, is nudged for it no more."""
        query = "SELECT 1 FROM task_people WHERE task_id = ? AND person_id = ? AND part = ? AND done_at IS NULL"
        is_helper = row["audience"] == Audience.COORDINATORS
        return not is_helper or bool(self._rows(query, row["task_id"], row["person_id"], "coordinator"))

    def _repeated(self, rows: Sequence[Row], text: str) -> Iterable[str]:
        for row in rows:
            self._left[row["id"]] += 1
            if self._left[row["id"]] > 2:
                yield "left a third time"
            elif self._left[row["id"]] == 2 and not text.startswith(REPEAT_MARK):
                yield "left again without a mark"
            elif self._left[row["id"]] == 1 and row["slot"] and kind_of(row["slot"]) in LEVELS:
                version = None if "@" in row["slot"] else row["deadline_version"]
                level = (row["task_id"], row["person_id"], row["slot"], version)
                if level in self._levels:
                    yield "was escalated twice"
                self._levels.add(level)

    def _too_many(self, rows: Sequence[Row], chat: str, now: datetime, policy: Policy) -> Iterable[str]:
        unasked = [row for row in rows if row["kind"] in BUNDLED]
        if unasked and not any(_is_wanted(row) for row in unasked):
            self._heard[chat, local(now).date()] += 1
            if self._heard[chat, local(now).date()] > policy.daily_cap:
                yield "was one too many that day"

    def nothing_stuck(self, owner: str, now: datetime) -> None:
        query = "SELECT id, state, owner, lease_until, error, tries FROM outbox WHERE state IN ('claimed', 'sending')"
        for row in self._rows(query):
            alive = row["owner"] != owner and _instant(row["lease_until"]) > now
            assert alive, f"row {row['id']} is stuck: {dict(row)}"
        failed = self._rows("SELECT id, kind, error FROM outbox WHERE tries > 0 OR state = 'set_aside'")
        assert not failed, [dict(row) for row in failed]
        unjudged = self._rows("SELECT payload FROM outbox WHERE payload LIKE '%\"silence\"%'")
        assert not unjudged, [dict(row) for row in unjudged]
        ready = self._rows("SELECT id, slot, priority FROM outbox WHERE state = 'ready' AND error = ?", outbox.HELD)
        held = [dict(row) for row in ready if row["priority"] in PASSES_QUIET]
        assert not held, f"kept back, and passes at any hour: {held}"

    def whole(self, now: datetime) -> None:
        """The log of every task from its first row to its last, and nothing left over that could have gone."""
        self.look(now)
        for task_id, entries in self.entries.items():
            state = None
            for entry in entries:
                assert entry["from_state"] == state, f"task {task_id}: the log has a gap before {entry['id']}"
                state = entry["to_state"]
            assert state == self.tasks[task_id]["state"]
        held = self._rows(
            "SELECT id, kind, state, not_before, error FROM outbox WHERE state IN ('ready', 'claimed', 'sending')"
        )
        left = [dict(row) for row in held if row["not_before"] is None or _instant(row["not_before"]) <= now]
        assert not left, left


def _triple(entry: Row) -> tuple[str, str | None, str]:
    return entry["step"], entry["from_state"], entry["to_state"]


def _deadline_stands(step: Step, before: Columns, after: Columns, changed: set[str]) -> None:
    moved = changed & DEADLINE
    if step not in MOVES_DEADLINE:
        assert not moved, f"{step} has moved the deadline"
    elif step is Step.REASSIGN:
        assert moved == {"deadline_version"}
    elif step is not Step.UNDO:
        assert after["deadline_version"] == after["deadline_versions"] > before["deadline_versions"]


def _is_open(columns: Columns) -> bool:
    return columns["state"] not in CLOSED


def _same(stored: Mapping[str, Any], columns: Columns) -> bool:
    """Whether a snapshot in the log says what stands, or stood, in the columns."""
    assert stored.keys() == HELD
    return all(_plain(name, stored[name]) == columns[name] for name in HELD)


def _plain(name: str, value: Any) -> Any:
    """As SQLite keeps it."""
    if name not in INSTANTS or value is None:
        return value
    return datetime.fromisoformat(value).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _instant(kept: str) -> datetime:
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)


def _is_alive(row: Row) -> bool:
    return row["task_state"] not in SILENT and (row["deadline_version"] == row["task_version"] or _is_of_deadline(row))


def _is_of_deadline(row: Row) -> bool:
    """That a task is late is told above whoever leads it, as long as that is its deadline."""
    if kind_of(row["slot"]) is not NudgeKind.LATE or row["ends_at"] is None:
        return False
    return bool(row["slot"].endswith(f"@{_instant(row['ends_at']):%Y%m%d%H%M}"))


def _may_pass(row: Row, now: datetime, policy: Policy) -> bool:
    """An answer, what is hỏa tốc, and the week's digest, which goes a little before the morning round."""
    here = local(now)
    early = row["kind"] == Kind.DIGEST and policy.plan.weekly <= here.time() < time(8)
    urgent = row["priority"] == Priority.URGENT and row["urgency"] == Urgency.TOP_URGENT
    return row["priority"] == Priority.ANSWER or urgent or (early and policy.calendar.is_open(now))


def _is_wanted(row: Row) -> bool:
    """What nobody may hold until tomorrow: hỏa tốc, what somebody asks or has decided, what is due today or new."""
    payload = json.loads(row["payload"])
    is_due = row["slot"] is not None and kind_of(row["slot"]) in (NudgeKind.DUE, NudgeKind.ASSIGNED)
    waits = may_wait(step=payload.get("step") if row["kind"] == Kind.NEWS else None, slot=row["slot"])
    return row["priority"] in PASSES_QUIET or is_due or not waits
