"""The tables of broadcasts: what is told to many, where it stands, who has confirmed it, and what is being written."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class Broadcast(Base):
    """One text to many. `addressees` is what was chosen, `plan` the office's plan of that moment.

    `parts` is the highest number of messages that it has ever taken; `look_at` when something may be owed next.
    `corrections` counts the versions of its text, from 0; `to_confirm` is the first of them whose confirmation still
    counts, and `asked_at` when that was told; `rung` is the last correction that rang, at `rung_at`.

    Many are told in portions, in the order of their ids: `mended_to` and `urged_to` are how far that has come, None
    when nothing is left to do.
    """

    __tablename__ = "broadcasts"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    text: Mapped[str]
    files: Mapped[list[Any]]
    urgency: Mapped[str]
    addressees: Mapped[dict[str, Any]]
    task: Mapped[dict[str, Any] | None]
    plan: Mapped[dict[str, Any]]
    state: Mapped[str]
    parts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    send_at: Mapped[datetime]
    posted_at: Mapped[datetime | None]
    corrected_at: Mapped[datetime | None]
    corrections: Mapped[int] = mapped_column(default=0)
    to_confirm: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None]
    rung: Mapped[int] = mapped_column(default=0)
    rung_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    urged_at: Mapped[datetime | None]
    urges: Mapped[int] = mapped_column(default=0)
    urged_to: Mapped[int | None]
    mended_to: Mapped[int | None]
    look_at: Mapped[datetime | None] = mapped_column(index=True)


class BroadcastPost(Base):
    """A group in which a broadcast stands; `unit_ids` are those whose people count there, as they were then."""

    __tablename__ = "broadcast_posts"
    __table_args__ = (UniqueConstraint("broadcast_id", "group_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcasts.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    unit_ids: Mapped[list[Any]]


class Receipt(Base):
    """Who has to confirm a broadcast, once however many ways it reaches him; `owed_at` is when his own copy was owed.

    `version` is the version of the text that he has confirmed.
    """

    __tablename__ = "broadcast_receipts"
    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcasts.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    owed_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    version: Mapped[int | None]


class BroadcastTask(Base):
    """The task that a unit is given along with a broadcast; once looked at, it has none where nobody may lead it."""

    __tablename__ = "broadcast_tasks"
    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcasts.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    given_at: Mapped[datetime | None]


class ParkedDraft(Base):
    """A broadcast that is being written, while its chat is asked something else."""

    __tablename__ = "parked_drafts"
    __table_args__ = (UniqueConstraint("channel", "chat_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    chat_id: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    payload: Mapped[dict[str, Any]]
    parked_at: Mapped[datetime]
