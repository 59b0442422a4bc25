"""An objection in plain words, its withdrawal and its answer: with the choices' own questions, or read back first."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot.clues import MOST_AT_ONCE, one_spoken_of
from bot.context import Bound
from bot.dialogs.open import ask_for_words
from bot.dialogs.proposals import go_on
from bot.dialogs.undoing import take_back
from bot.incoming import Said
from bot.screens import show, tell
from core.decisions import Decision
from core.proposal import Proposal, Verb
from core.roles import NotAllowed, may
from core.talk import Taken, Talk, Waiting
from core.task import Step
from core.vietnamese.objecting import Objecting, Stance, objecting_of
from core.wording import objecting
from db import decisions, objections, people, tasks
from db.outbox import Kind
from usecases.settle_objection import to_settle
from usecases.undo import last_on, may_take_back

_MOST_LOOKED_AT = 50


async def objects(bound: Bound, said: Said, words: str, talked_of: int | None) -> bool:
    """Whether the words are about an objection. What is passed on is somebody else's."""
    context = bound.context
    told = objecting_of(words, context.now, context.policy.calendar)
    if told is None or said.forwarded:
        return False
    numbers = told.numbers or await one_spoken_of(bound, said, talked_of)
    await _TAKEN[told.stance](bound, told, words, numbers)
    return True


async def _object(bound: Bound, told: Objecting, words: str, numbers: tuple[int, ...]) -> None:
    if not numbers or (told.reason is None and len(numbers) > 1):
        await tell(bound, objecting.ONE_EACH if numbers else objecting.WHICH)
        return
    proposal = Proposal(verb=Verb.OBJECT, words=words, reason=told.reason)
    found = await tasks.load(bound.context.session, numbers[0])
    if told.reason is None and found is not None and may(bound.actor, Step.OBJECT, found.task):
        await ask_for_words(bound, Waiting.OBJECTION, numbers[0], revision=found.task.revision)
    else:
        await go_on(bound, Talk(proposals=tuple(proposal.about(number) for number in numbers[:MOST_AT_ONCE])))


async def _settle(
    bound: Bound, told: Objecting, words: str, numbers: tuple[int, ...], *, verb: Verb, step: Step, waiting: Waiting
) -> None:
    numbers = numbers or await _contested(bound)
    if len(numbers) != 1:
        note = objecting.WHICH_TO_DECIDE if numbers else objecting.NONE_FOR_YOU
        await show(bound, Kind.DECISIONS, note=note)
        return
    (number,) = numbers
    try:
        said = await to_settle(bound.context.session, bound.actor, number, step)
    except NotAllowed:
        note = objecting.answered_by(number, await _who_answers(bound, number))
        await show(bound, Kind.TASK, task_id=number, note=note)
        return
    if said is None:
        await show(bound, Kind.TASK, task_id=number, note=objecting.none_waits(number))
    elif told.reason is None:
        await ask_for_words(bound, waiting, number, objection=said.id)
    else:
        answer = Proposal(verb=verb, words=words, task_id=number, reason=told.reason, objection_id=said.id)
        await go_on(bound, Talk(proposals=(answer,)))


async def _contested(bound: Bound) -> tuple[int, ...]:
    """The tasks with an objection that this person may answer."""
    waits = (await decisions.pile(bound.context.session, bound.actor, 1, _MOST_LOOKED_AT)).waiting
    return tuple(each.task_id for each in waits if each.decision is Decision.OBJECTION)


async def _withdraw(bound: Bound, _told: Objecting, _words: str, numbers: tuple[int, ...]) -> None:
    """As long as it may be undone; after that it waits for its answer."""
    context = bound.context
    waits = await objections.open_of(context.session, [bound.actor.person_id])
    contested = list(dict.fromkeys(each.task_id for each in waits if not numbers or each.task_id in numbers))
    if len(contested) > 1:
        await tell(bound, objecting.which_to_withdraw(contested))
    elif contested:
        await show(bound, Kind.TASK, task_id=contested[0], note=await _taken_back(bound, contested[0]))
    elif numbers:
        await show(bound, Kind.TASK, task_id=numbers[0], note=objecting.none_of_yours(numbers[0]))
    else:
        await tell(bound, objecting.NONE_OF_YOURS)


async def _taken_back(bound: Bound, number: int) -> str:
    context = bound.context
    last = await last_on(context.session, number, bound.actor)
    is_it = last is not None and last.step == Step.OBJECT
    if is_it and may_take_back(last, bound.actor, context.now, context.policy.undo_window):
        return await take_back(bound, Taken(task_id=number, entry=last.id))
    return objecting.waits_on(number, await _who_answers(bound, number))


async def _who_answers(bound: Bound, number: int) -> str:
    """Whoever is asked about the task, unless that is the person himself."""
    found = await tasks.load(bound.context.session, number)
    who = found.task.accepter_id if found is not None else None
    if who is None or who in bound.actor.ids:
        return objecting.OFFICE
    return (await people.names(bound.context.session, [who]))[who]


_TAKEN: Mapping[Stance, Callable[[Bound, Objecting, str, tuple[int, ...]], Awaitable[None]]] = {
    Stance.OBJECTS: _object,
    Stance.WITHDRAWS: _withdraw,
    Stance.UPHOLDS: partial(_settle, verb=Verb.UPHOLD, step=Step.UPHOLD, waiting=Waiting.UPHOLDING),
    Stance.DISMISSES: partial(_settle, verb=Verb.DISMISS, step=Step.DISMISS, waiting=Waiting.DISMISSING),
}
