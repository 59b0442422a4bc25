"""Owes the chat a screen, or some words: a new message, or the message that was pressed made anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from bot.context import Bound
from core.subtask import Unfit
from core.wording import answers, asking, days
from db import outbox, phones, tasks
from db.outbox import Kind
from db.session import Session
from db.tables import OutboxMessage
from usecases.answer import say
from usecases.split import UnfitDeadline


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The message under the pressed choice: what it shows, and how to edit it. None where there is no such thing."""

    message_id: str | None = None
    kind: Kind | None = None
    page: int = 1
    payload: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, row: OutboxMessage) -> Self:
        return cls(message_id=row.message_id, kind=Kind(row.kind), page=row.payload.get("page", 1), payload=row.payload)


async def origin_of(session: Session, bound: Bound, message_id: str | None) -> Origin:
    if message_id is None:
        return Origin()
    row = await phones.of_message(session, bound.context.chat, message_id)
    if row is None:
        return Origin(message_id=message_id)
    return Origin.of(row)


async def show(
    bound: Bound,
    kind: Kind,
    *,
    instead_of: Origin | None = None,
    task_id: int | None = None,
    note: str | None = None,
    **payload: Any,
) -> None:
    """A channel without edits gets a new message instead. Anybody may ask for a task that does not exist."""
    facts = {"note": note, "as_new": True} | payload
    known = task_id is not None and await tasks.exists(bound.context.session, task_id)
    await outbox.owe(
        bound.context.session,
        kind,
        now=bound.context.now,
        chat=bound.context.chat,
        person_id=bound.actor.person_id,
        task_id=task_id if known else None,
        edits=instead_of.message_id if instead_of else None,
        payload={key: value for key, value in facts.items() if value is not None},
    )


async def tell(bound: Bound, text: str, origin: Origin | None = None) -> None:
    """Plain words, in place of the message that was pressed where it can be edited."""
    context = bound.context
    edits = origin.message_id if origin and context.features.edits else None
    await say(context.session, context.chat, "text", context.now, edits=edits, text=text)


async def show_again(bound: Bound, origin: Origin, task_id: int, note: str | None, *, more: bool = False) -> None:
    """The pressed message, made anew: a list stays the list, everything else becomes the card of the task."""
    if origin.kind in (Kind.OVERDUE, Kind.MY_TASKS):
        wish = origin.payload.get("wish")
        await show(bound, origin.kind, instead_of=origin, note=note, page=origin.page, wish=wish)
    else:
        await show(bound, Kind.TASK, instead_of=origin, task_id=task_id, note=note, more=more or None)


def unfit_words(bound: Bound, unfit: UnfitDeadline) -> str:
    """Why a day is none for a part: it names the day of the whole."""
    if unfit.why is Unfit.PASSED:
        return asking.NO_DAY
    until = days.deadline(unfit.whole.deadline, bound.context.policy.calendar, bound.context.now)
    return answers.later_than_whole(unfit.whole.id, until)
