"""A choice was tapped: the step is taken, refused or explained, and the message shows what is true now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.commands.feeds import renew_pressed, unit_pressed, withdraw_pressed
from bot.commands.merits import merits_pressed, praise_pressed
from bot.commands.record import history_pressed, record_pressed
from bot.commands.report import report_pressed
from bot.commands.settings import digest_pressed, morning_pressed
from bot.context import Bound, Toast
from bot.dialogs import meanwhile
from bot.dialogs.broadcasting_presses import BROADCASTING
from bot.dialogs.giving_presses import GIVING
from bot.dialogs.listing import LISTS
from bot.dialogs.open import ask_for_words
from bot.dialogs.pressing import PRESSES, Pressing, would_refuse
from bot.dialogs.proposals import nobody_silent
from bot.dialogs.words import forget_about
from bot.incoming import Pressed
from bot.screens import Origin, origin_of, show, show_again, tell, unfit_words
from core.press import Forged, Offer, Press
from core.roles import Actor, NotAllowed, Right
from core.standing import Standing
from core.talk import Waiting
from core.task import IllegalStep, Step
from core.watch import Watch
from core.wording import answers, urging
from core.wording.voice import speak_plain
from db import files, queue
from db.outbox import Kind
from db.session import Session
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.decide_extension import PassedAlready, grant_extension, take_offer
from usecases.finish_part import finish_part
from usecases.news import heard_later
from usecases.next_round import RoundBegun
from usecases.pause import resume
from usecases.progress import progress
from usecases.recall import recall
from usecases.report import report
from usecases.show_task import show_task
from usecases.split import OpenChildren, UnfitDeadline
from usecases.steps import AlreadyTaken, StaleStep, allowed
from usecases.unblock import unblock
from usecases.undo import TooLateToUndo, undo
from usecases.urge import NobodySilent, UrgedLately, urge, urged


class _Step(Protocol):
    """A use case that takes one step, for the revision under which it was offered."""

    async def __call__(
        self, session: Session, actor: Actor, task_id: int, *, now: datetime, shown: int | None
    ) -> None: ...


async def press(bound: Bound, pressed: Pressed, origin: Origin | None = None) -> Toast:
    """Every press is answered by a message that is owed; the toast only comes sooner.

    `origin` is the message that was answered, where presses are words. What has put aside a broadcast that was being
    written says so.
    """
    writes = await meanwhile.writes(bound)
    toast = await _press(bound, pressed, origin)
    if writes and not await meanwhile.writes(bound):
        await meanwhile.mention(bound)
    return toast


async def _press(bound: Bound, pressed: Pressed, origin: Origin | None) -> Toast:
    try:
        what = Press.decode(pressed.code)
    except Forged:
        await tell(bound, answers.FORGED)
        return _toast(bound, pressed, answers.FORGED, alert=True)
    origin = origin or await origin_of(bound.context.session, bound, pressed.message_id)
    if what.offer in _VIEWS:
        note = await _VIEWS[what.offer](bound, what, origin)
        return _toast(bound, pressed, note or "")
    try:
        done, note = await _attempt(bound, what)
    except NobodySilent as heard:
        await nobody_silent(bound, what.number, heard)
        return _toast(bound, pressed, urging.NOBODY_SILENT, alert=True)
    warning = await _after_rest(bound, what.number) if done and what.offer is Offer.RESUME else None
    await show_again(bound, origin, what.number, f"{note}\n{warning}" if warning else note, more=bool(warning))
    if note != answers.DOUBLE and done and what.offer is Offer.REPORT:
        await ask_for_words(bound, Waiting.EVIDENCE, what.number)
    if done and what.offer is Offer.UNDO:
        await forget_about(bound, what.number)
    return _toast(bound, pressed, note, alert=not done)


async def _attempt(bound: Bound, what: Press) -> tuple[bool, str]:
    """Whether the step was taken, and the note that tells of it. Raises NobodySilent."""
    try:
        await _take(bound, what)
    except OpenChildren as left:
        return False, answers.open_children(what.number, left.children)
    except AlreadyTaken:
        return True, answers.DOUBLE
    except StaleStep:
        return False, answers.STALE
    except IllegalStep:
        return False, answers.NO_SUCH_STEP
    except NotAllowed:
        return False, answers.NOT_YOURS
    except UnfitDeadline as unfit:
        return False, unfit_words(bound, unfit)
    except PassedAlready:
        return False, answers.OFFER_PASSED if what.offer is Offer.TAKE_OFFER else answers.PASSED_ALREADY
    except RoundBegun as begun:
        return False, answers.round_begun(begun.number)
    except TooLateToUndo:
        return False, answers.TOO_LATE_TO_UNDO
    except UrgedLately as lately:
        return False, urging.too_soon(lately.wait, lately.by, lately.at, bound.context.now)
    await queue.prove_delivered(bound.context.session, bound.context.chat, bound.actor.person_id, what.number)
    context = bound.context
    quiet = await heard_later(context.session, what.number, context.policy, context.now)
    to = await urged(context.session, what.number) if what.offer in (Offer.URGE, Offer.URGE_SURELY) else ()
    return True, answers.done(what.offer, what.number, context.now, quiet=quiet, to=to)


async def _after_rest(bound: Bound, task_id: int) -> str | None:
    """The deadline went on while the task rested: whoever takes it up again decides what becomes of it."""
    context = bound.context
    view = await show_task(context.session, bound.actor, task_id, context.policy, context.now)
    if view.standing not in (Standing.OPEN_LATE, Standing.OPEN_SOON):
        return None
    return answers.deadline_after_rest(view.deadline_words, passed=view.standing is Standing.OPEN_LATE)


def _toast(bound: Bound, pressed: Pressed, text: str, *, alert: bool = False) -> Toast:
    return Toast(press_id=pressed.press_id, text=speak_plain(text, bound.context.policy.address), alert=alert)


async def _take(bound: Bound, what: Press) -> None:
    """Urging changes no revision and so is never stale; it has a pause instead. Nor is a coordinator's part: that the
    lead has done something meanwhile does not touch it.

    Granting belongs to a request, taking an offer to a turn of it, and taking back to an entry of the log.
    """
    context = bound.context
    who, task_id = bound.actor, what.number
    session, now = context.session, context.now
    match what.offer:
        case Offer.URGE | Offer.URGE_SURELY as offer:
            surely = offer is Offer.URGE_SURELY
            await urge(session, who, task_id, now=now, pause=context.policy.urge_pause, surely=surely)
        case Offer.PART:
            await finish_part(session, who, task_id, now=now)
        case Offer.ACCEPT:
            await accept(session, who, task_id, policy=context.policy, now=now, shown=what.revision)
        case Offer.GRANT:
            await grant_extension(session, who, task_id, now=now, request_id=what.revision)
        case Offer.TAKE_OFFER:
            await take_offer(session, who, task_id, now=now, turn=what.revision)
        case Offer.UNDO:
            window = context.policy.undo_window
            await undo(session, who, task_id, entry_id=what.revision, now=now, window=window)
        case step:
            await _STEPS[step](session, who, task_id, now=now, shown=what.revision)


async def _show(bound: Bound, what: Press, _origin: Origin) -> None:
    await show(bound, Kind.TASK, task_id=what.number, opened=True)


async def _more(bound: Bound, what: Press, origin: Origin) -> None:
    await show_again(bound, origin, what.number, None, more=what.revision == 1)


async def _my_tasks(bound: Bound, what: Press, origin: Origin) -> None:
    same = origin if origin.kind is Kind.MY_TASKS else None
    await show(bound, Kind.MY_TASKS, instead_of=same, page=what.number)


async def _watch(bound: Bound, what: Press, origin: Origin) -> None:
    same = origin if origin.kind is Kind.WATCH else None
    kinds = (None, *Watch)
    kind = kinds[what.revision] if what.revision < len(kinds) else None
    await show(bound, Kind.WATCH, instead_of=same, page=what.number, watch=kind)


async def _recall_question(bound: Bound, what: Press, origin: Origin) -> str | None:
    note = await would_refuse(bound, what, Step.RECALL)
    if note is None:
        await show(bound, Kind.ASK, task_id=what.number, step=Step.RECALL)
    else:
        await show_again(bound, origin, what.number, note)
    return note


async def _cancel(bound: Bound, what: Press, origin: Origin) -> str:
    await show(bound, Kind.TASK, instead_of=origin, task_id=what.number, note=answers.CANCELLED)
    return answers.CANCELLED


async def _files(bound: Bound, what: Press, origin: Origin) -> str | None:
    """Each file in a message of its own, to whoever may see the task."""
    context = bound.context
    try:
        await allowed(context.session, bound.actor, what.number, Right.SEE)
    except NotAllowed:
        await show_again(bound, origin, what.number, answers.NOT_YOURS)
        return answers.NOT_YOURS
    for evidence in await files.newest(context.session, what.number, _MOST_FILES):
        await show(bound, Kind.FILE, evidence=evidence.id)
    return None


_STEPS: Mapping[Offer, _Step] = {
    Offer.ACKNOWLEDGE: acknowledge,
    Offer.PROGRESS: progress,
    Offer.REPORT: report,
    Offer.RECALL_SURELY: recall,
    Offer.RESUME: resume,
    Offer.UNBLOCK: unblock,
}
_VIEWS: Mapping[Offer, Pressing] = {
    Offer.SHOW: _show,
    Offer.MORE: _more,
    Offer.MY_TASKS: _my_tasks,
    Offer.WATCH: _watch,
    Offer.RECALL: _recall_question,
    Offer.CANCEL: _cancel,
    Offer.FILES: _files,
    Offer.REPORT_OF: report_pressed,
    Offer.RECORD: record_pressed,
    Offer.RECORD_TASK: history_pressed,
    Offer.MERITS: merits_pressed,
    Offer.PRAISE: praise_pressed,
    Offer.MORNING: morning_pressed,
    Offer.DIGEST_ONLY: digest_pressed,
    Offer.FEED_NEW: renew_pressed,
    Offer.FEED_OFF: withdraw_pressed,
    Offer.FEED_UNIT: unit_pressed,
    **PRESSES,
    **GIVING,
    **BROADCASTING,
    **LISTS,
}
_MOST_FILES = 10
