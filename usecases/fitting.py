"""Fit a proposal to its task: what somebody's words come to for this task, in its state, from this person."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from core.proposal import Proposal, Verb
from core.roles import Actor, NotAllowed, may
from core.target import bounds, share
from core.task import IllegalStep, State, Step, Task, is_legal
from core.vietnamese.amounts import amount_of
from core.vietnamese.parts import says_part_is_done
from db import extensions, tasks
from db.tasks import Loaded
from usecases.ask_extension import AskedAlready
from usecases.split import check_children
from usecases.steps import AlreadyTaken

STEP_OF: Mapping[Verb, Step] = {
    Verb.ACKNOWLEDGE: Step.ACKNOWLEDGE,
    Verb.PROGRESS: Step.PROGRESS,
    Verb.REPORT: Step.REPORT,
    Verb.NOTE: Step.NOTE,
    Verb.COMMENT: Step.NOTE,
    Verb.FINISH_PART: Step.FINISH_PART,
    Verb.BLOCK: Step.BLOCK,
    Verb.EXTEND: Step.ASK_EXTENSION,
    Verb.RETURN: Step.ASK_RETURN,
    Verb.ASK: Step.ASK,
    Verb.ATTACH: Step.ATTACH,
    Verb.NAME_PRODUCT: Step.ADD_EVIDENCE,
    Verb.REASSIGN: Step.REASSIGN,
    Verb.SNOOZE: Step.SNOOZE,
    Verb.UNBLOCK: Step.UNBLOCK,
    Verb.INVOLVE: Step.INVOLVE,
    Verb.RELEASE: Step.RELEASE,
    Verb.SPLIT: Step.SPLIT,
    Verb.PERIOD: Step.PROGRESS,
    Verb.OFFER: Step.OFFER_EXTENSION,
    Verb.SET_DEADLINE: Step.SET_DEADLINE,
    Verb.ACCEPT: Step.ACCEPT,
    Verb.SEND_BACK: Step.SEND_BACK,
    Verb.GRANT: Step.GRANT_EXTENSION,
    Verb.REFUSE: Step.REFUSE_EXTENSION,
    Verb.KEEP: Step.REFUSE_RETURN,
    Verb.TAKE_OFFER: Step.TAKE_OFFER,
    Verb.DECLINE: Step.DECLINE_OFFER,
    Verb.URGE: Step.URGE,
    Verb.OBJECT: Step.OBJECT,
    Verb.UPHOLD: Step.UPHOLD,
    Verb.DISMISS: Step.DISMISS,
}


class NothingInTheWay(Exception):
    """The task is not blocked as it is."""


class NoDeadline(Exception):
    """There is nothing to extend."""


async def fitted(session: AsyncSession, actor: Actor, proposal: Proposal) -> Proposal:
    """The proposal as this person may make it for its task now.

    When a coordinator says "done" it is his part that is, and whatever else he says is a word to the lead; a promise
    after the acknowledgement is a word as well, and a document after the report is its product. A file is kept whatever
    its words ask for, by whoever may give one.
    Raises NotAllowed, AlreadyTaken, IllegalStep, and what `_check_sense` raises.
    """
    assert proposal.task_id is not None
    found = await tasks.load(session, proposal.task_id)
    if found is None:
        raise NotAllowed(STEP_OF[proposal.verb])
    task = found.task
    if proposal.verb in _FOR_THE_LEAD and task.lead_id not in actor.ids and actor.ids & task.helper_ids:
        proposal = replace(proposal, verb=_as_helper(proposal, actor, task))
    if task.lead_id in actor.ids:
        proposal = _with_amount(proposal, task)
    if proposal.verb is Verb.REPORT and task.state is State.REPORTED and proposal.document:
        proposal = replace(proposal, verb=Verb.NAME_PRODUCT)
    if proposal.files and not may(actor, Step.ATTACH, task):
        proposal = replace(proposal, files=())
    elif proposal.files and not is_legal(STEP_OF[proposal.verb], task.state) and is_legal(Step.ATTACH, task.state):
        proposal = replace(proposal, verb=Verb.ATTACH)
    step = STEP_OF[proposal.verb]
    if not may(actor, step, task) or (proposal.verb is Verb.NOTE and not actor.ids & task.doer_ids):
        raise NotAllowed(step)
    if proposal.verb is Verb.ACKNOWLEDGE and task.state in (State.ACKNOWLEDGED, State.WORKING):
        if proposal.on is None:
            raise AlreadyTaken
        proposal = replace(proposal, verb=Verb.NOTE)
    elif not is_legal(step, task.state):
        raise IllegalStep(step, task.state)
    await _check_sense(session, proposal, found)
    return replace(proposal, shown=task.revision)


async def _check_sense(session: AsyncSession, proposal: Proposal, found: Loaded) -> None:
    """What is allowed may be pointless. Raises OpenChildren, NoDeadline, AskedAlready, NothingInTheWay."""
    if proposal.verb is Verb.REPORT:
        await check_children(session, found.task.id)
    if proposal.verb is Verb.UNBLOCK and found.row.blocked_at is None:
        raise NothingInTheWay
    if proposal.verb is Verb.EXTEND:
        if found.task.deadline.on is None:
            raise NoDeadline
        if await extensions.open_of(session, found.task.id) is not None:
            raise AskedAlready


def _with_amount(proposal: Proposal, task: Task) -> Proposal:
    """A number with the unit of the target says how far the task has come, whatever else the words are taken for."""
    if task.target is None or bounds(task.target) is None or proposal.verb not in _TELLS_HOW_FAR:
        return proposal
    reached = amount_of(proposal.words, task.target.unit)
    if reached is None:
        return proposal
    verb = proposal.verb if proposal.verb in (Verb.REPORT, Verb.EXTEND) else Verb.PROGRESS
    return replace(proposal, verb=verb, reached=reached, percent=share(task.target, reached))


_TELLS_HOW_FAR = frozenset({Verb.ACKNOWLEDGE, Verb.PROGRESS, Verb.NOTE, Verb.REPORT, Verb.EXTEND})


def _as_helper(proposal: Proposal, actor: Actor, task: Task) -> Verb:
    """ "Phần em xong rồi" reads as progress: it tells of a part, and for the lead that is all it is."""
    said_so = proposal.verb is Verb.REPORT or (proposal.percent is None and says_part_is_done(proposal.words))
    is_done = said_so and bool(actor.ids & task.waiting_ids)
    return Verb.FINISH_PART if is_done else Verb.NOTE


_FOR_THE_LEAD = frozenset(
    {Verb.ACKNOWLEDGE, Verb.PROGRESS, Verb.REPORT, Verb.BLOCK, Verb.EXTEND, Verb.RETURN, Verb.PERIOD}
)
