"""How a question is opened, and how it is put away: the prompt on the phone never promises what is no longer asked."""

from datetime import timedelta
from typing import Any

from bot.context import Bound
from bot.dialogs import meanwhile
from bot.screens import Origin, show
from core.broadcast_draft import CastDraft
from core.calendar_talk import CalendarTalk
from core.draft import Draft
from core.policy import Policy
from core.talk import PROPOSING, Talk, Waiting
from core.wording import answers
from db import dialogs, outbox, parked, phones
from db.outbox import Kind, Priority
from db.tables import Dialog


async def asked_now(bound: Bound, waiting: Waiting, turn: int) -> Dialog | None:
    """The question of this turn, as long as just this is asked of just this person."""
    context = bound.context
    dialog = await dialogs.current(context.session, context.chat)
    if dialog is None or (dialog.turn, dialog.step, dialog.person_id) != (turn, waiting, bound.actor.person_id):
        return None
    return dialog if dialog.expires_at > context.now else None


async def ask(
    bound: Bound, waiting: Waiting, talk: Talk, *, instead_of: Origin | None = None, note: str | None = None
) -> None:
    """Asks about proposals; an older question of the chat is forgotten."""
    turn = await _open(bound, waiting, talk.to_json(), instead_of)
    await show(bound, Kind.PROPOSAL, instead_of=instead_of, turn=turn, note=note)


async def ask_for_words(
    bound: Bound, waiting: Waiting, task_id: int, *, note: str | None = None, **payload: Any
) -> None:
    """Asks for the words that a step of a task needs."""
    turn = await _open(bound, waiting, {"task_id": task_id, **payload})
    await show(bound, Kind.ASK, task_id=task_id, step=waiting, turn=turn, note=note)


async def ask_for_answer(bound: Bound, question_id: int) -> None:
    """Asks for the answer to somebody's question."""
    turn = await _open(bound, Waiting.ANSWER, {"question": question_id})
    await show(bound, Kind.PROPOSAL, turn=turn)


async def ask_about_days(bound: Bound, talk: CalendarTalk) -> None:
    """Asks whether the calendar is to be changed so."""
    turn = await _open(bound, Waiting.CALENDAR, talk.to_json())
    await show(bound, Kind.CALENDAR_CHANGE, turn=turn)


async def ask_about_leave(bound: Bound, payload: dict[str, Any], *, instead_of: Origin | None = None) -> None:
    """Asks who stands in, or whether it was understood."""
    turn = await _open(bound, Waiting.LEAVE, payload, instead_of)
    await show(bound, Kind.PROPOSAL, instead_of=instead_of, turn=turn)


async def ask_about_draft(
    bound: Bound, draft: Draft, *, instead_of: Origin | None = None, note: str | None = None
) -> None:
    """Asks for what is missing in a task that is about to be given, or whether it is right."""
    turn = await _open(bound, Waiting.ASSIGNMENT, draft.to_json(), instead_of)
    await show(bound, Kind.PROPOSAL, instead_of=instead_of, turn=turn, note=note)


async def ask_about_broadcast(
    bound: Bound, draft: CastDraft, *, instead_of: Origin | None = None, note: str | None = None
) -> None:
    """Asks for what is missing in a broadcast that is being written, or whether it is right."""
    turn = await _open(bound, Waiting.BROADCAST, draft.to_json(), instead_of)
    await show(bound, Kind.PROPOSAL, instead_of=instead_of, turn=turn, note=note)


async def _open(bound: Bound, waiting: Waiting, payload: dict[str, Any], instead_of: Origin | None = None) -> int:
    context = bound.context
    earlier = await dialogs.current(context.session, context.chat)
    if earlier is not None:
        goes_on = _goes_on(earlier, waiting, payload)
        if not goes_on and await meanwhile.writes(bound):
            await _put_aside(bound, earlier)
        else:
            why = answers.CLOSED_QUESTION if goes_on else _left_open(earlier)
            await _retire(bound, earlier, instead_of.message_id if instead_of else None, why)
    return await dialogs.open_question(
        context.session,
        context.chat,
        person_id=bound.actor.person_id,
        step=waiting,
        payload=payload,
        expires_at=context.now + _life(context.policy, waiting),
    )


def _goes_on(earlier: Dialog, waiting: Waiting, payload: dict[str, Any]) -> bool:
    """Whether the new question is about the same thing as the one before it."""
    before = earlier.payload
    if earlier.step in PROPOSING and waiting in PROPOSING:
        if before["heard"] or payload["heard"]:
            return bool(before["heard"] == payload["heard"])
        return _gist(before) == _gist(payload)
    return earlier.step == waiting and all(before.get(each) == payload.get(each) for each in _KNOWN_BY)


_KNOWN_BY = ("heard", "task_id", "number")


def _gist(payload: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(each.verb, each.task_id) for each in Talk.from_json(payload).proposals]


def _left_open(earlier: Dialog) -> str:
    """What the question was, and that nothing came of it."""
    if earlier.step == Waiting.ASSIGNMENT:
        return answers.not_given(Draft.from_json(earlier.payload).title)
    if earlier.step not in PROPOSING:
        return answers.left_open([earlier.payload["task_id"]] if "task_id" in earlier.payload else [])
    named = (each.task_id for each in Talk.from_json(earlier.payload).proposals)
    return answers.left_open([number for number in named if number is not None])


def _life(policy: Policy, waiting: Waiting) -> timedelta:
    """The product of a report is named at once or not at all: what is said an hour later is about something else."""
    return policy.product_life if waiting is Waiting.EVIDENCE else policy.dialog_life


async def close(bound: Bound, dialog: Dialog, *, pressed: Origin | None = None) -> None:
    """Forgets the question. Its prompt offers nothing any more, unless it is the one that is made anew anyway."""
    proposed = dialog.step in PROPOSING or dialog.step in (Waiting.ASSIGNMENT, Waiting.BROADCAST)
    why = answers.DROPPED_QUESTION if proposed else answers.CLOSED_QUESTION
    await _retire(bound, dialog, pressed.message_id if pressed else None, why)
    await dialogs.close(bound.context.session, bound.context.chat)


async def close_current(bound: Bound, *, pressed: Origin | None = None) -> None:
    """Whatever was asked about proposals has been answered, or is overtaken by what is done now."""
    dialog = await dialogs.current(bound.context.session, bound.context.chat)
    if dialog is not None and dialog.step in PROPOSING:
        await _retire(bound, dialog, pressed.message_id if pressed else None, answers.ANSWERED_QUESTION)
        await dialogs.close(bound.context.session, bound.context.chat)


async def _put_aside(bound: Bound, dialog: Dialog) -> None:
    """A broadcast that is being written is kept, and can be taken up again where it was asked about."""
    context = bound.context
    await parked.park(context.session, context.chat, dialog.person_id, dialog.payload, context.now)
    await _replace_prompt(bound, dialog, None, {"key": "draft_put_aside", "facts": {"draft": dialog.payload}})


async def _retire(bound: Bound, dialog: Dialog, but: str | None, why: str) -> None:
    await _replace_prompt(bound, dialog, but, {"key": "text", "facts": {"text": why}})


async def _replace_prompt(bound: Bound, dialog: Dialog, but: str | None, payload: dict[str, Any]) -> None:
    context = bound.context
    prompt = await phones.prompt_of(context.session, context.chat, dialog.turn)
    if prompt is None or prompt.message_id == but or not prompt.choices:
        return
    await outbox.owe(
        context.session,
        Kind.SAY,
        now=context.now,
        chat=context.chat,
        edits=prompt.message_id,
        priority=Priority.REFRESH,
        payload=payload,
    )
