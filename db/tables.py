"""The tables of the service; those of broadcasts stand beside them.

Chat ids are opaque strings, keyed with their channel; times are aware UTC.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base
from db.broadcast_tables import Broadcast
from db.list_indexes import list_indexes

_GOING: ColumnElement[bool] = literal_column("ended_at IS NULL")
_SAID: ColumnElement[bool] = literal_column("kind = 'say'")
_OWN: ColumnElement[bool] = literal_column("unit_id IS NULL")
_UNSETTLED: ColumnElement[bool] = literal_column("outcome = 'open'")
_OF_A_BROADCAST: ColumnElement[bool] = literal_column("broadcast_id IS NOT NULL")


def _where_there_is(table: str, column: str) -> Index:
    """An index over the few rows that have something there."""
    some: ColumnElement[bool] = literal_column(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=some, postgresql_where=some)


class Unit(Base):
    """A node of the dated tree: units come and go, so nobody may know "huyện" by heart."""

    __tablename__ = "units"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))


class UnitAlias(Base):
    __tablename__ = "unit_aliases"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    alias: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class Person(Base):
    """`morning` (HH:MM) is when this person wants the morning round, later than everybody's; None for theirs."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    post: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    role: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    morning: Mapped[str | None]
    digest_only: Mapped[bool] = mapped_column(default=False)


class Account(Base):
    """One person on one channel. `chat_id` is the private chat; `gone_at` tells that nothing reaches it any more."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("channel", "chat_id"), UniqueConstraint("person_id", "channel"))
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str]
    chat_id: Mapped[str]
    bound_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    gone_why: Mapped[str | None]


class Delegation(Base):
    """Who stands in for whom, from one day to another, both included; `ended_at` when it was ended before that.

    `begun_at` and `over_at` are when those concerned were told.
    """

    __tablename__ = "delegations"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    substitute_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    begun_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]


class Invite(Base):
    """A one-time code: only its hash is kept."""

    __tablename__ = "invites"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Feed(Base):
    """A calendar that somebody may subscribe to: his own tasks, or a unit's. Of the link only a hash is kept.

    `made_at` is when the present link was made, None once it is withdrawn; `version` counts the links. The hash comes
    when the link is shown.
    """

    __tablename__ = "feeds"
    __table_args__ = (
        UniqueConstraint("person_id", "unit_id"),
        Index("uq_feeds_own", "person_id", unique=True, sqlite_where=_OWN, postgresql_where=_OWN),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    version: Mapped[int]
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    made_at: Mapped[datetime | None]


class BindAttempt(Base):
    """A wrong code from a chat: too many within a while and the chat must wait."""

    __tablename__ = "bind_attempts"
    __table_args__ = (Index(None, "channel", "chat_id", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    chat_id: Mapped[str]
    at: Mapped[datetime]


class Document(Base):
    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("number", "issued_on"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    issued_on: Mapped[date | None]
    kind: Mapped[str | None]
    subject: Mapped[str | None]
    issuer: Mapped[str | None]
    signer: Mapped[str | None]


class TaskRow(Base):
    """`follows_id` is the round before of a recurring task, `round_day` the day of the month of its rounds."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("import_key"),
        UniqueConstraint("follows_id"),
        Index(None, "state", "deadline_ends_at"),
        Index(None, "state", "assigned_at"),
        *(_where_there_is("tasks", moment) for moment in ("asked_at", "blocked_at", "parent_id")),
        *list_indexes(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    import_key: Mapped[str | None]
    code: Mapped[str | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    title: Mapped[str]
    deliverable: Mapped[str | None]
    target: Mapped[dict[str, Any] | None]
    group: Mapped[int | None]
    note: Mapped[str | None]
    state: Mapped[str]
    revision: Mapped[int] = mapped_column(default=0)
    urgency: Mapped[str]
    lead_unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    assigner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    monitor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    deadline_kind: Mapped[str]
    deadline_on: Mapped[date | None]
    deadline_at: Mapped[datetime | None]
    deadline_starts_on: Mapped[date | None]
    deadline_ends_at: Mapped[datetime | None]
    rhythm: Mapped[str | None]
    deadline_version: Mapped[int] = mapped_column(default=1)
    deadline_versions: Mapped[int] = mapped_column(default=1)
    original_deadline: Mapped[dict[str, Any]]
    percent: Mapped[int | None]
    reached: Mapped[float | None]
    evidence: Mapped[str | None]
    reports: Mapped[int] = mapped_column(default=0)
    plan: Mapped[dict[str, Any]]
    assigned_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    offered_at: Mapped[datetime | None]
    requests: Mapped[int] = mapped_column(default=0)
    assignments: Mapped[int] = mapped_column(default=1)
    closed_at: Mapped[datetime | None]
    paused_from: Mapped[str | None]
    paused_why: Mapped[str | None]
    resumed_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    blocked_why: Mapped[str | None]
    promised_on: Mapped[date | None]
    said: Mapped[str | None]
    said_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    look_at: Mapped[datetime | None] = mapped_column(index=True)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    round_day: Mapped[int | None]
    reported_through: Mapped[date | None]


class TaskPerson(Base):
    """Coordinators, with when they had done their part, and those who are informed."""

    __tablename__ = "task_people"
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    part: Mapped[str]
    done_at: Mapped[datetime | None]


class LogEntry(Base):
    """One step that happened. Append-only: the database itself refuses changes."""

    __tablename__ = "log"
    __table_args__ = (Index(None, "actor_id", "at"), Index(None, "task_id", "at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    step: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    implied: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str | None]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


class UrgingRun(Base):
    """Somebody urges all that a list shows: in batches, each with how far it has come and what became of the tasks."""

    __tablename__ = "urging_runs"
    __table_args__ = (Index("ix_urging_runs_going", "id", sqlite_where=_GOING, postgresql_where=_GOING),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str]
    chat_id: Mapped[str]
    message_id: Mapped[str | None]
    wish: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    last_id: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ended_at: Mapped[datetime | None]


class Extension(Base):
    """More time that was asked for. At most one request of a task is open; only a grant moves the deadline.

    While it is open, `offered_on` is the other day that whoever decides has proposed: the lead must answer.
    """

    __tablename__ = "extensions"
    __table_args__ = (
        Index(
            "uq_extensions_one_open",
            "task_id",
            unique=True,
            sqlite_where=literal_column("state = 'open'"),
            postgresql_where=literal_column("state = 'open'"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    wanted_on: Mapped[date]
    wanted_at: Mapped[datetime | None]
    reason: Mapped[str]
    state: Mapped[str]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    opinion: Mapped[str | None]
    offered_on: Mapped[date | None]
    offered_at: Mapped[datetime | None]
    offered_why: Mapped[str | None]


class Objection(Base):
    """What somebody contests in the record of a task, and the answer that it waits for."""

    __tablename__ = "objections"
    __table_args__ = (Index("ix_objections_open", "task_id", sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED),)
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    words: Mapped[str]
    outcome: Mapped[str]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    settled_at: Mapped[datetime | None]
    answer: Mapped[str | None]


class Question(Base):
    """What an official asked the office, and what he was answered."""

    __tablename__ = "questions"
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    words: Mapped[str]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None]


class Evidence(Base):
    """A file that was sent for a task: the messenger keeps it, we keep its name and by which id it is had again."""

    __tablename__ = "evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    channel: Mapped[str]
    kind: Mapped[str]
    file_id: Mapped[str]
    name: Mapped[str | None]
    mime: Mapped[str | None]
    size: Mapped[int | None]
    caption: Mapped[str | None]


class Reply(Base):
    """What a message in plain words has done: so that its correction can take that back."""

    __tablename__ = "replies"
    __table_args__ = (Index(None, "channel", "chat_id", "message_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    chat_id: Mapped[str]
    message_id: Mapped[str]
    at: Mapped[datetime]
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    entry: Mapped[int]
    proposal: Mapped[dict[str, Any]]


class Dialog(Base):
    """The one open question of a chat. `turn` tells it from every other one, even of the same chat."""

    __tablename__ = "dialogs"
    __table_args__ = (UniqueConstraint("channel", "chat_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    chat_id: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    turn: Mapped[int]
    step: Mapped[str]
    payload: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime]


class InboxUpdate(Base):
    """One raw update, stored before the messenger is told that we have it."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("channel", "update_id"), Index(None, "state", "id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    update_id: Mapped[str]
    raw: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]
    state: Mapped[str]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    done_at: Mapped[datetime | None]


class OutboxMessage(Base):
    """One thing that somebody is owed: the intent, not the words.

    Addressed to a person (the channel is chosen when it is sent) or to one chat of one channel (answers, groups).
    `choices` keeps the codes that were shown, for messengers where a choice is answered by its number.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("task_id", "person_id", "slot", "deadline_version"),
        Index(None, "state", "priority", "id"),
        Index(None, "channel", "chat_id", "message_id"),
        Index(None, "person_id", "sent_at"),
        Index(None, "task_id", "state"),
        Index("ix_outbox_said", "created_at", sqlite_where=_SAID, postgresql_where=_SAID),
        Index(
            "uq_outbox_broadcast",
            "broadcast_id",
            "person_id",
            "slot",
            unique=True,
            sqlite_where=_OF_A_BROADCAST,
            postgresql_where=_OF_A_BROADCAST,
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    priority: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str | None]
    chat_id: Mapped[str | None]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    broadcast_id: Mapped[int | None] = mapped_column(ForeignKey(Broadcast.id))
    slot: Mapped[str | None]
    audience: Mapped[str | None]
    deadline_version: Mapped[int | None]
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    edits: Mapped[str | None]
    state: Mapped[str]
    owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    repeat: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str | None]
    bundle_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"), index=True)
    message_id: Mapped[str | None]
    choices: Mapped[list[Any] | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class Group(Base):
    """`thread_id` is the topic in which it was bound, where the group has topics: what we post goes there."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("channel", "chat_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    chat_id: Mapped[str]
    title: Mapped[str]
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    thread_id: Mapped[str | None]


class GroupUnit(Base):
    __tablename__ = "group_units"
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)


class GroupCode(Base):
    """A one-time code by which a group comes to stand for some units: only its hash is kept."""

    __tablename__ = "group_codes"
    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    unit_ids: Mapped[list[Any]]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Setting(Base):
    """Small facts of the service itself: pauses, heartbeats. Never a secret."""

    __tablename__ = "settings"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


class DayDecision(Base):
    """What was decided about one day; the latest decision about it counts. Append-only, so that it can be shown.

    `off` is None when the day is given back to the calendar of the State; nobody decided what came from a file.
    """

    __tablename__ = "day_decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    off: Mapped[bool | None]
    why: Mapped[str]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime]
