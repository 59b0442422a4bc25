"""From proposals to steps: asks for what is missing, reads back what must be, and then acts, once."""

from collections.abc import Mapping
from dataclasses import replace

from bot.context import Bound
from bot.dialogs.open import ask, ask_for_words, close_current
from bot.screens import Origin, show, tell, unfit_words
from core.calendar import local
from core.deadline import Deadline
from core.periods import open_period
from core.plan import Plan
from core.proposal import DATED, UNDECIDED, Missing, Proposal, Verb, missing, must_be_read_back, wanted_deadline
from core.roles import NotAllowed, may
from core.sent_file import FileKind
from core.snooze import snoozed_until
from core.subtask import Unfit
from core.talk import Talk, Waiting
from core.task import IllegalStep, State, Step, Task
from core.wording import answers, asking, objecting, proposals, urging
from db import people, queue, replies, tasks
from db.outbox import Kind
from usecases.ask_extension import AskedAlready
from usecases.ask_return import NoReason
from usecases.carry_out import carry_out
from usecases.decide_extension import PassedAlready
from usecases.decisions import NothingToDecide, decided
from usecases.fitting import NoDeadline, NothingInTheWay, fitted
from usecases.involve import HelpsAlready
from usecases.news import heard_later
from usecases.object import still_waiting
from usecases.question import NobodyToAsk
from usecases.reassign import LeadsAlready
from usecases.send_back import NoOpinion
from usecases.snooze import TooLateToSnooze
from usecases.split import OpenChildren, TooDeep, UnfitDeadline, check_within
from usecases.steps import AlreadyTaken, StaleStep
from usecases.undo import TooLateToUndo, undo
from usecases.urge import NobodySilent, UrgedLately, urged

_WAITING: Mapping[Missing, Waiting] = {
    Missing.TASK: Waiting.TASK,
    Missing.DAY: Waiting.DAY,
    Missing.REASON: Waiting.REASON,
    Missing.PERSON: Waiting.PERSON,
    Missing.TITLE: Waiting.TITLE,
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
    HelpsAlready,
    OpenChildren,
    TooDeep,
    UnfitDeadline,
    NobodyToAsk,
    TooLateToSnooze,
    NothingInTheWay,
    NothingToDecide,
    NoOpinion,
    UrgedLately,
)


_NOT_ALLOWED = {Verb.URGE: answers.NOT_YOURS, Verb.OBJECT: objecting.ONLY_DOERS}


async def go_on(bound: Bound, talk: Talk, origin: Origin | None = None) -> bool:
    """`origin` is the message under a press, which then shows what came of it. False when nothing of it is possible."""
    possible, refused = await _possible(bound, talk)
    possible = replace(possible, proposals=tuple([await _with_its_day(bound, each) for each in possible.proposals]))
    if not possible.proposals:
        await _tell(bound, _and_what_stands(talk, refused), origin)
        return False
    note = "\n".join(words for _, words in refused) or None
    for n, each in enumerate(possible.proposals):
        lacking, why = await _lacking(bound, each)
        if lacking is not None and (lacking is not Missing.TASK or possible.offered):
            asked = replace(possible, pending=n)
            if why is not None:
                asked = asked.with_slots(on=None, at=None, length=None)
                note = "\n".join(words for words in (note, why) if words)
            await ask(bound, _WAITING[lacking], asked, instead_of=origin, note=note)
            return True
    if _must_be_read_back(possible):
        await ask(bound, Waiting.CONFIRM, possible, instead_of=origin, note=note)
    else:
        await act(bound, possible, origin, note)
    return True


async def _possible(bound: Bound, talk: Talk) -> tuple[Talk, list[tuple[Proposal, str]]]:
    """What this person may propose, as he may propose it, and the rest with the reason why not.

    What replaces an earlier step is judged as if that had been taken back.
    """
    session = bound.context.session
    if not talk.instead_of:
        return await _fitting(bound, talk)
    rehearsal = await session.begin_nested()
    stuck = await _take_back(bound, talk)
    try:
        possible, refused = await _fitting(bound, talk)
    finally:
        await rehearsal.rollback()
    if stuck is None:
        return possible, refused
    return replace(possible, instead_of=()), [(talk.proposals[0], stuck), *refused]


def _and_what_stands(talk: Talk, refused: list[tuple[Proposal, str]]) -> list[tuple[Proposal, str]]:
    """A correction that leads nowhere takes nothing back, and says so, above the card on which it can be."""
    standing = sorted({taken.task_id for taken in talk.instead_of})
    if not (standing and refused):
        return refused
    *others, (last, why) = refused
    return [*others, (replace(last, task_id=standing[0]), f"{why}\n{answers.stands_as_before(standing)}")]


async def _fitting(bound: Bound, talk: Talk) -> tuple[Talk, list[tuple[Proposal, str]]]:
    kept: list[Proposal] = []
    refused: list[tuple[Proposal, str]] = []
    for each in talk.proposals:
        if each.task_id is None or (each.shown is not None and not talk.instead_of):
            kept.append(each)
            continue
        try:
            kept.append(await _fitted(bound, each))
        except _REFUSALS as why:
            refused.append((each, await _why_not(bound, each, why)))
    return talk.about(kept), refused


async def _fitted(bound: Bound, proposal: Proposal) -> Proposal:
    context = bound.context
    if proposal.verb in UNDECIDED:
        proposal = await decided(context.session, bound.actor, proposal, context.policy, context.now)
    return await fitted(context.session, bound.actor, proposal)


async def _with_its_day(bound: Bound, proposal: Proposal) -> Proposal:
    """A length is a day from now on: what is read back today must be what is asked for when the yes comes tomorrow."""
    if proposal.verb is Verb.PERIOD and proposal.period is None:
        return await _with_its_period(bound, proposal)
    if proposal.verb is Verb.SNOOZE and proposal.unreal is None:
        return await _with_its_moment(bound, proposal)
    _, wanted = await _wanted(bound, proposal) if proposal.length is not None else (None, None)
    if wanted is None:
        return proposal
    return replace(proposal, on=wanted.on, at=local(wanted.at).time() if wanted.at else None)


async def _with_its_period(bound: Bound, proposal: Proposal) -> Proposal:
    """The period that is asked for of the task that was chosen."""
    context = bound.context
    found = await tasks.load(context.session, proposal.task_id or 0)
    if found is None:
        return proposal
    period = open_period(found.task, Plan.from_json(found.row.plan), context.policy.calendar, context.now)
    return replace(proposal, period=period.name if period else None)


async def _with_its_moment(bound: Bound, proposal: Proposal) -> Proposal:
    context = bound.context
    found = await tasks.load(context.session, proposal.task_id or 0)
    if found is None:
        return proposal
    plan, calendar = Plan.from_json(found.row.plan), context.policy.calendar
    until = snoozed_until(
        found.task, plan, calendar, context.now, on=proposal.on, at=proposal.at, length=proposal.length
    )
    if until is None:
        return proposal
    sooner = proposal.sooner or (proposal.on is not None and local(until).date() < proposal.on)
    return replace(proposal, on=local(until).date(), at=local(until).time(), length=None, sooner=sooner)


async def _lacking(bound: Bound, proposal: Proposal) -> tuple[Missing | None, str | None]:
    """What must be asked for, and why what was said is none: a part gets no day that its whole does not have."""
    task, wanted = await _wanted(bound, proposal)
    if task is not None and wanted is not None:
        try:
            await check_within(bound.context.session, task, wanted)
        except UnfitDeadline as why:
            return Missing.DAY, unfit_words(bound, why)
    return missing(proposal, wanted), None


async def _wanted(bound: Bound, proposal: Proposal) -> tuple[Task | None, Deadline | None]:
    """The task of a proposal that leads to a day, and the day, where it is one."""
    context = bound.context
    if proposal.verb not in DATED or proposal.task_id is None:
        return None, None
    found = await tasks.load(context.session, proposal.task_id)
    if found is None:
        return None, None
    return found.task, wanted_deadline(proposal, found.task.deadline, context.policy.calendar, context.now)


def _must_be_read_back(talk: Talk) -> bool:
    if talk.surely:
        return False
    several = len(talk.proposals) > 1 or bool(talk.instead_of)
    return several or any(must_be_read_back(each) for each in talk.proposals)


async def act(bound: Bound, talk: Talk, origin: Origin | None = None, note: str | None = None) -> None:
    """Takes the steps, after those that they replace were taken back; every one of them is answered."""
    await close_current(bound, pressed=origin)
    stuck = await _take_back(bound, talk)
    if stuck is not None:
        await _tell(bound, [(talk.proposals[0], f"{stuck} {answers.NOTHING_WRITTEN}")], origin)
        return
    told = [note] if note else []
    try:
        results = [(each, await _act_on(bound, talk, each)) for each in talk.proposals]
    except NobodySilent as heard:
        await nobody_silent(bound, talk.asked.task_id or 0, heard, origin)
        return
    if len(results) == 1:
        ((proposal, (done, outcome)),) = results
        await _tell(bound, [(proposal, "\n".join([*told, outcome]))], origin)
        if done and proposal.verb is Verb.REPORT and not proposal.document and not proposal.files:
            await ask_for_words(bound, Waiting.EVIDENCE, proposal.task_id or 0)
    else:
        await _tell(bound, [(each, outcome) for each, (_, outcome) in results], origin, *told)


async def nobody_silent(bound: Bound, number: int, heard: NobodySilent, origin: Origin | None = None) -> None:
    """What they have said since, and whether the lead is to be urged all the same."""
    note = urging.nobody_silent(number, heard.said, bound.context.now)
    await show(bound, Kind.ASK, instead_of=origin, task_id=number, step=Step.URGE, note=note)


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
    try:
        entry = await carry_out(context.session, bound.actor, proposal, policy=context.policy, now=context.now)
    except _REFUSALS as why:
        return False, await _why_not(bound, proposal, why)
    if proposal.task_id is not None:
        await queue.prove_delivered(context.session, context.chat, bound.actor.person_id, proposal.task_id)
    if entry is not None and talk.heard is not None:
        replies.remember(context.session, context.chat, talk.heard, proposal=proposal, entry=entry, now=context.now)
    quiet = await heard_later(context.session, proposal.task_id, context.policy, context.now)
    to = await urged(context.session, proposal.task_id or 0) if proposal.verb is Verb.URGE else ()
    note = proposals.carried_out(proposal, context.now, quiet=quiet, to=to)
    if proposal.verb is Verb.OBJECT:
        note = await with_earlier(bound, proposal.task_id or 0, note)
    voice = any(file.kind is FileKind.VOICE for file in proposal.files)
    return True, f"{note}\n{answers.VOICE}" if voice else note


async def with_earlier(bound: Bound, task_id: int, note: str) -> str:
    """What is said of an objection that was written down, and of those before it that wait as well."""
    earlier = await still_waiting(bound.context.session, bound.actor, task_id) - 1
    return f"{note}\n{objecting.earlier_waits(earlier)}" if earlier > 0 else note


async def _why_not(bound: Bound, proposal: Proposal, why: Exception) -> str:
    number = proposal.task_id or 0
    if isinstance(why, NotAllowed):
        refusal = _NOT_ALLOWED.get(proposal.verb)
        return refusal if refusal is not None else await _not_his(bound, number)
    if isinstance(why, UnfitDeadline):
        return unfit_words(bound, why)
    match why:
        case AlreadyTaken():
            return answers.known_already(number)
        case StaleStep():
            return answers.TOO_LATE
        case NothingToDecide():
            return answers.nothing_waits(number)
        case PassedAlready() if proposal.verb is Verb.GRANT:
            return answers.PASSED_ALREADY
        case PassedAlready() if proposal.verb is Verb.TAKE_OFFER:
            return answers.OFFER_PASSED
        case UrgedLately(wait=wait, by=by, at=at):
            return urging.too_soon(wait, by, at, bound.context.now)
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
        case IllegalStep(state=State.PAUSED):
            return answers.paused(number)
        case NobodyToAsk():
            return answers.NOBODY_TO_ASK
        case NothingInTheWay():
            return answers.nothing_in_the_way(number)
        case TooLateToSnooze():
            return answers.too_late_to_snooze(number)
        case OpenChildren(children=children):
            return answers.open_children(number, children)
        case TooDeep():
            return answers.TOO_DEEP
        case HelpsAlready():
            return answers.helps_already(number)
        case LeadsAlready():
            return answers.leads_already(number)
        case PassedAlready() | NoReason():
            return asking.NO_DAY
    return answers.NO_SUCH_STEP


async def why_unfit(bound: Bound, proposal: Proposal, why: Unfit) -> str:
    """Why a day is none for a part of this task."""
    context = bound.context
    whole = await tasks.load(context.session, proposal.task_id or 0)
    return unfit_words(bound, UnfitDeadline(why, whole.task)) if whole else asking.NO_DAY


async def _not_his(bound: Bound, number: int) -> str:
    """Whoever follows a task, or decides about it, has his choices on its card."""
    found = await tasks.load(bound.context.session, number)
    if found is None or not may(bound.actor, Step.URGE, found.task):
        return answers.not_the_lead(number)
    names = await people.names(bound.context.session, [found.task.lead_id])
    return answers.led_by(number, names[found.task.lead_id])


async def _tell(bound: Bound, told: list[tuple[Proposal, str]], origin: Origin | None, *first: str) -> None:
    """One task is shown on its card, several in the list of what is still open."""
    if len(told) == 1 and told[0][0].task_id is not None:
        await show(bound, Kind.TASK, instead_of=origin, task_id=told[0][0].task_id, note=told[0][1])
        return
    note = "\n".join([*first, *(words for _, words in told)])
    if any(each.task_id is not None for each, _ in told):
        await show(bound, Kind.MY_TASKS, instead_of=origin, note=note)
    else:
        await tell(bound, note, origin)
