"""From proposals to steps: asks for what is missing, reads back what must be, and then acts, once."""

from collections.abc import Mapping
from dataclasses import replace

from bot.context import Bound
from bot.dialogs.open import ask, ask_for_words, close_current
from bot.screens import Origin, show
from core.proposal import Missing, Proposal, Verb, missing, must_be_read_back, wanted_deadline
from core.roles import NotAllowed
from core.sent_file import FileKind
from core.talk import Talk, Waiting
from core.task import IllegalStep, State
from core.wording import answers, proposals
from db import outbox, replies, tasks
from db.outbox import Kind
from usecases.answer import say
from usecases.ask_extension import AskedAlready
from usecases.ask_return import NoReason
from usecases.carry_out import NoDeadline, PassedAlready, carry_out, fitted
from usecases.reassign import LeadsAlready
from usecases.steps import AlreadyTaken, StaleStep
from usecases.undo import TooLateToUndo, undo

_WAITING: Mapping[Missing, Waiting] = {
    Missing.TASK: Waiting.TASK,
    Missing.DAY: Waiting.DAY,
    Missing.REASON: Waiting.REASON,
    Missing.PERSON: Waiting.PERSON,
}
_REFUSALS = (
    NotAllowed,
    StaleStep,
    AlreadyTaken,
    IllegalStep,
    AskedAlready,
    NoDeadline,
    PassedAlready,
    NoReason,
    LeadsAlready,
)


async def go_on(bound: Bound, talk: Talk, origin: Origin | None = None) -> None:
    """`origin` is the message under a press, which then shows what came of it."""
    possible, refused = await _possible(bound, talk)
    if not possible.proposals:
        await _tell(bound, refused, origin)
        return
    note = "\n".join(words for _, words in refused) or None
    for each in possible.proposals:
        lacking = await _lacking(bound, each)
        if lacking is not None and (lacking is not Missing.TASK or possible.offered):
            await ask(bound, _WAITING[lacking], possible, instead_of=origin, note=note)
            return
    if _must_be_read_back(possible):
        await ask(bound, Waiting.CONFIRM, possible, instead_of=origin, note=note)
    else:
        await act(bound, possible, origin)


async def _possible(bound: Bound, talk: Talk) -> tuple[Talk, list[tuple[Proposal, str]]]:
    """What this person may propose, as he may propose it, and the rest with the reason why not."""
    kept: list[Proposal] = []
    refused: list[tuple[Proposal, str]] = []
    for each in talk.proposals:
        if each.task_id is None or each.shown is not None:
            kept.append(each)
            continue
        try:
            kept.append(await fitted(bound.context.session, bound.actor, each))
        except _REFUSALS as why:
            refused.append((each, _why_not(each, why)))
    return talk.about(kept), refused


async def _lacking(bound: Bound, proposal: Proposal) -> Missing | None:
    context = bound.context
    if proposal.verb is not Verb.EXTEND or proposal.task_id is None:
        return missing(proposal, None)
    found = await tasks.load(context.session, proposal.task_id)
    deadline = found.task.deadline if found else None
    wanted = wanted_deadline(proposal, deadline, context.policy.calendar, context.now) if deadline else None
    return missing(proposal, wanted)


def _must_be_read_back(talk: Talk) -> bool:
    if talk.surely:
        return False
    several = len(talk.proposals) > 1 or bool(talk.instead_of)
    return several or any(must_be_read_back(each) for each in talk.proposals)


async def act(bound: Bound, talk: Talk, origin: Origin | None = None) -> None:
    """Takes the steps, after those that they replace were taken back; every one of them is answered."""
    await close_current(bound, pressed=origin)
    told = [line for line in [await _take_back(bound, talk)] if line]
    results = [(each, await _act_on(bound, talk, each)) for each in talk.proposals]
    if len(results) == 1:
        ((proposal, (done, note)),) = results
        await _tell(bound, [(proposal, "\n".join([*told, note]))], origin)
        if done and proposal.verb is Verb.REPORT and not proposal.document and not proposal.files:
            await ask_for_words(bound, Waiting.EVIDENCE, proposal.task_id or 0)
    else:
        await _tell(bound, [(each, note) for each, (_, note) in results], origin, *told)


async def _take_back(bound: Bound, talk: Talk) -> str | None:
    context = bound.context
    for taken in talk.instead_of:
        try:
            await undo(
                context.session,
                bound.actor,
                taken.task_id,
                entry_id=taken.entry,
                now=context.now,
                window=context.policy.undo_window,
            )
        except (StaleStep, TooLateToUndo, NotAllowed):
            return answers.cannot_take_back(taken.task_id)
    return None


async def _act_on(bound: Bound, talk: Talk, proposal: Proposal) -> tuple[bool, str]:
    context = bound.context
    if talk.instead_of:
        proposal = replace(proposal, shown=None)  # taking the earlier step back has moved the task on
    try:
        entry = await carry_out(context.session, bound.actor, proposal, policy=context.policy, now=context.now)
    except _REFUSALS as why:
        return False, _why_not(proposal, why)
    if proposal.task_id is not None:
        await outbox.prove_delivered(context.session, context.chat, bound.actor.person_id, proposal.task_id)
    if entry is not None and talk.heard is not None:
        replies.remember(context.session, context.chat, talk.heard, proposal=proposal, entry=entry, now=context.now)
    quiet = context.policy.is_quiet(context.now)
    note = proposals.carried_out(proposal, context.now, quiet=quiet)
    voice = any(file.kind is FileKind.VOICE for file in proposal.files)
    return True, f"{note}\n{answers.VOICE}" if voice else note


def _why_not(proposal: Proposal, why: Exception) -> str:
    number = proposal.task_id or 0
    match why:
        case AlreadyTaken():
            return answers.DOUBLE
        case StaleStep():
            return answers.TOO_LATE
        case AskedAlready():
            return answers.asked_already(number)
        case NoDeadline():
            return answers.no_deadline(number)
        case IllegalStep(state=State.REPORTED):
            return answers.reported_already(number)
        case IllegalStep(state=State.DONE | State.RECALLED):
            return answers.closed_already(number)
        case IllegalStep(state=State.RETURNING):
            return answers.returning(number)
        case NotAllowed():
            return answers.not_the_lead(number)
        case LeadsAlready():
            return answers.leads_already(number)
        case PassedAlready() | NoReason():
            return proposals.NO_DAY
    return answers.NO_SUCH_STEP


async def _tell(bound: Bound, told: list[tuple[Proposal, str]], origin: Origin | None, *first: str) -> None:
    """One task is shown on its card, several in the list of what is still open."""
    if len(told) == 1 and told[0][0].task_id is not None:
        await show(bound, Kind.TASK, instead_of=origin, task_id=told[0][0].task_id, note=told[0][1])
        return
    note = "\n".join([*first, *(words for _, words in told)])
    if any(each.task_id is not None for each, _ in told):
        await show(bound, Kind.MY_TASKS, instead_of=origin, note=note)
    else:
        context = bound.context
        edits = origin.message_id if origin and context.features.edits else None
        await say(context.session, context.chat, "text", context.now, edits=edits, text=note)
