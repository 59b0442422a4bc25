"""Taking back what was done a moment ago: by a word, as the choice on the card does it by a tap."""

from collections.abc import Sequence

from bot.context import Bound
from bot.screens import show
from core.press import Offer
from core.roles import NotAllowed, may
from core.talk import Taken
from core.task import Step, is_legal
from core.wording import answers
from db import log, replies, tasks
from db.outbox import Kind
from db.tables import Reply
from usecases.news import heard_later
from usecases.next_round import RoundBegun
from usecases.steps import StaleStep
from usecases.undo import DECISIONS, FINAL, IN_PASSING, TooLateToUndo, last_on, undo


async def take_back_last(bound: Bound, *, asked: bool) -> None:
    """The person's last step of the last minutes; with it the others of the same message.

    When it was not plainly asked for ("nhầm rồi"), and for what others act upon at once, the card with its choice is
    shown instead. A file that was sent since stays where it is.
    """
    context = bound.context
    since = context.now - context.policy.undo_window
    newest = await log.last_step(context.session, bound.actor.person_id, since)
    step = await log.last_step(context.session, bound.actor.person_id, since, but=IN_PASSING)
    if newest is not None and newest.step == Step.ATTACH and (step is None or step.at < newest.at):
        await show(bound, Kind.TASK, task_id=newest.task_id, note=answers.file_stays(newest.task_id))
        return
    if step is not None and step.step == Step.ASSIGN:
        await _recall(bound, step.task_id)
        return
    if step is None or step.step in FINAL:
        await show(bound, Kind.MY_TASKS, note=answers.NOTHING_TO_UNDO)
        return
    if not asked or step.step in DECISIONS:
        await show(bound, Kind.TASK, task_id=step.task_id, note=answers.TAP_TO_UNDO)
        return
    together = taken_for(await replies.newest(context.session, context.chat, since))
    found = await last_on(context.session, step.task_id, bound.actor)
    last = Taken(task_id=step.task_id, entry=(found or step).id)
    notes = [await take_back(bound, each) for each in (together if last in together else (last,))]
    if len(notes) == 1:
        await show(bound, Kind.TASK, task_id=step.task_id, note=notes[0])
    else:
        await show(bound, Kind.MY_TASKS, note="\n".join(notes))


async def _recall(bound: Bound, task_id: int) -> None:
    """A task that was given is taken back before everybody's eyes, after one more tap."""
    found = await tasks.load(bound.context.session, task_id)
    if found is not None and may(bound.actor, Step.RECALL, found.task) and is_legal(Step.RECALL, found.task.state):
        await show(bound, Kind.ASK, task_id=task_id, step=Step.RECALL)
    else:
        await show(bound, Kind.TASK, task_id=task_id, note=answers.cannot_take_back(task_id))


async def take_back(bound: Bound, taken: Taken) -> str:
    """What came of it, in words."""
    context = bound.context
    window = context.policy.undo_window
    try:
        await undo(context.session, bound.actor, taken.task_id, entry_id=taken.entry, now=context.now, window=window)
    except RoundBegun as begun:
        return answers.round_begun(begun.number)
    except (StaleStep, TooLateToUndo, NotAllowed):
        return answers.cannot_take_back(taken.task_id)
    quiet = await heard_later(context.session, taken.task_id, context.policy, context.now)
    return answers.done(Offer.UNDO, taken.task_id, context.now, quiet=quiet)


def taken_for(earlier: Sequence[Reply]) -> tuple[Taken, ...]:
    """The steps that a message has led to, the last one first."""
    return tuple(Taken(task_id=each.task_id, entry=each.entry) for each in reversed(earlier))
