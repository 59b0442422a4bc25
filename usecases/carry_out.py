"""Carry out what a reply was understood to mean: the one way from a proposal to the use cases."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from core.deadline import Deadline
from core.policy import Policy
from core.proposal import DECISIONS, UNDECIDED, Proposal, Verb, last_moment, wanted_deadline
from core.roles import Actor, NotAllowed
from core.task import Step
from core.vietnamese.period_report import read_report
from db import log
from db.tables import LogEntry
from usecases.acknowledge import acknowledge
from usecases.ask_extension import ask_extension
from usecases.ask_return import ask_return
from usecases.attach import attach
from usecases.block import block
from usecases.decide_extension import PassedAlready, offer_extension
from usecases.decisions import decide
from usecases.finish_part import finish_part
from usecases.fitting import STEP_OF
from usecases.involve import involve, release
from usecases.note import comment, note
from usecases.object import object_to
from usecases.progress import progress
from usecases.question import ask
from usecases.reassign import reassign
from usecases.report import add_evidence, report
from usecases.report_period import report_period
from usecases.set_deadline import set_deadline
from usecases.settle_objection import dismiss, uphold
from usecases.snooze import snooze
from usecases.split import split
from usecases.steps import AlreadyTaken, allowed
from usecases.unblock import unblock
from usecases.urge import urge


@dataclass(frozen=True, kw_only=True)
class _Order:
    session: AsyncSession
    actor: Actor
    task_id: int
    proposal: Proposal
    policy: Policy
    now: datetime


async def carry_out(
    session: AsyncSession, actor: Actor, proposal: Proposal, *, policy: Policy, now: datetime
) -> LogEntry | None:
    """Takes the step, then keeps what came with it. Returns the entry of the log that `undo` takes back.

    None for a question that is about no task, and for a file, which stays. Raises what the use case of the step raises.
    """
    if proposal.task_id is None:
        if proposal.verb is not Verb.ASK:
            raise NotAllowed(STEP_OF[proposal.verb])
        await ask(session, actor, proposal.words, now=now)
        return None
    order = _Order(session=session, actor=actor, task_id=proposal.task_id, proposal=proposal, policy=policy, now=now)
    await _STEPS[proposal.verb](order)
    await session.flush()
    entry = await log.last_entry(session, proposal.task_id)
    for n, file in enumerate(proposal.files, 1):
        tell_of = proposal.verb is Verb.ATTACH and n == len(proposal.files)  # news of a report show its files
        caption = proposal.words or None
        await attach(session, actor, proposal.task_id, file=file, now=now, caption=caption, tell_of=tell_of)
    return entry if proposal.verb is not Verb.ATTACH else None


async def _acknowledge(order: _Order) -> None:
    await acknowledge(
        order.session,
        order.actor,
        order.task_id,
        now=order.now,
        shown=order.proposal.shown,
        promised_on=order.proposal.on,
        words=order.proposal.words,
    )


async def _progress(order: _Order) -> None:
    await progress(
        order.session,
        order.actor,
        order.task_id,
        now=order.now,
        shown=order.proposal.shown,
        percent=order.proposal.percent,
        reached=order.proposal.reached,
        promised_on=order.proposal.on,
        words=order.proposal.words,
    )


async def _report(order: _Order) -> None:
    """The number of the document that the reply names is its product."""
    told = order.proposal
    await report(
        order.session,
        order.actor,
        order.task_id,
        now=order.now,
        shown=told.shown,
        evidence=told.document,
        reached=told.reached,
        words=told.words,
    )


async def _note(order: _Order) -> None:
    await note(
        order.session,
        order.actor,
        order.task_id,
        words=order.proposal.words,
        now=order.now,
        promised_on=order.proposal.on,
        shown=order.proposal.shown,
    )


async def _comment(order: _Order) -> None:
    await comment(order.session, order.actor, order.task_id, words=order.proposal.words, now=order.now)


async def _finish_part(order: _Order) -> None:
    await finish_part(order.session, order.actor, order.task_id, now=order.now, words=order.proposal.words)


async def _block(order: _Order) -> None:
    told = order.proposal
    await block(
        order.session,
        order.actor,
        order.task_id,
        why=told.reason or told.words,
        words=told.words or told.reason,
        now=order.now,
        shown=told.shown,
    )


async def _extend(order: _Order) -> None:
    wanted = await _until(order, Step.ASK_EXTENSION)
    says_how_far = (order.proposal.percent, order.proposal.reached) != (None, None)
    if says_how_far:
        await _progress(replace(order, proposal=replace(order.proposal, on=None)))
    await ask_extension(
        order.session,
        order.actor,
        order.task_id,
        wanted=wanted,
        reason=order.proposal.reason or order.proposal.words,
        words=order.proposal.words or order.proposal.reason,
        now=order.now,
        shown=None if says_how_far else order.proposal.shown,
    )


async def _until(order: _Order, step: Step) -> Deadline:
    """The day that was understood, as it counts now. Raises PassedAlready, NotAllowed."""
    found = await allowed(order.session, order.actor, order.task_id, step)
    until = wanted_deadline(order.proposal, found.task.deadline, order.policy.calendar, order.now)
    if until is None:
        raise PassedAlready
    return until


async def _offer(order: _Order) -> None:
    await offer_extension(
        order.session,
        order.actor,
        order.task_id,
        until=await _until(order, Step.OFFER_EXTENSION),
        reason=order.proposal.reason,
        request_id=order.proposal.request_id,
        now=order.now,
    )


async def _set_deadline(order: _Order) -> None:
    await set_deadline(
        order.session,
        order.actor,
        order.task_id,
        until=await _until(order, Step.SET_DEADLINE),
        reason=order.proposal.reason or "",
        now=order.now,
        shown=order.proposal.shown,
    )


async def _return(order: _Order) -> None:
    told = order.proposal
    await ask_return(
        order.session,
        order.actor,
        order.task_id,
        reason=told.reason or told.words,
        to_whom=told.to_whom,
        words=told.words or told.reason,
        now=order.now,
        shown=told.shown,
    )


async def _ask(order: _Order) -> None:
    await ask(order.session, order.actor, order.proposal.words, now=order.now, task_id=order.task_id)


async def _name_product(order: _Order) -> None:
    await add_evidence(order.session, order.actor, order.task_id, now=order.now, evidence=order.proposal.words)


async def _reassign(order: _Order) -> None:
    told = order.proposal
    assert told.person_id is not None
    await reassign(
        order.session,
        order.actor,
        order.task_id,
        lead_id=told.person_id,
        now=order.now,
        words=told.words or None,
        shown=told.shown,
    )


async def _unblock(order: _Order) -> None:
    await unblock(order.session, order.actor, order.task_id, now=order.now, shown=order.proposal.shown)


async def _snooze(order: _Order) -> None:
    told = order.proposal
    await snooze(
        order.session,
        order.actor,
        order.task_id,
        policy=order.policy,
        now=order.now,
        on=told.on,
        at=told.at,
        length=told.length,
        words=told.words or None,
    )


async def _split(order: _Order) -> None:
    told = order.proposal
    assert told.person_id is not None
    assert told.title is not None
    await split(
        order.session,
        order.actor,
        order.task_id,
        title=told.title,
        lead_id=told.person_id,
        deadline=last_moment(told),
        policy=order.policy,
        now=order.now,
        shown=told.shown,
    )


async def _involve(order: _Order) -> None:
    told = order.proposal
    assert told.person_id is not None
    verb = involve if told.verb is Verb.INVOLVE else release
    await verb(
        order.session,
        order.actor,
        order.task_id,
        person_id=told.person_id,
        now=order.now,
        words=told.words or None,
        shown=told.shown,
    )


async def _period(order: _Order) -> None:
    told = order.proposal
    report = read_report(told.words)
    assert report is not None
    if told.period is None:
        raise AlreadyTaken
    await report_period(
        order.session,
        order.actor,
        order.task_id,
        period=told.period,
        report=report,
        words=told.words,
        now=order.now,
        promised_on=told.on,
        shown=told.shown,
    )


async def _decide(order: _Order) -> None:
    await decide(order.session, order.actor, order.proposal, policy=order.policy, now=order.now)


async def _urge(order: _Order) -> None:
    await urge(order.session, order.actor, order.task_id, now=order.now, pause=order.policy.urge_pause)


async def _object(order: _Order) -> None:
    told = order.proposal
    words = told.reason or ""
    await object_to(order.session, order.actor, order.task_id, words=words, now=order.now, shown=told.shown)


async def _settle(order: _Order) -> None:
    told = order.proposal
    assert told.objection_id is not None
    words = told.reason or ""
    settle = partial(uphold, correction=words) if told.verb is Verb.UPHOLD else partial(dismiss, reason=words)
    await settle(order.session, order.actor, order.task_id, now=order.now, objection_id=told.objection_id)


async def _attach(_order: _Order) -> None:
    """The files are kept after every step."""


_STEPS: Mapping[Verb, Callable[[_Order], Awaitable[None]]] = {
    Verb.ACKNOWLEDGE: _acknowledge,
    Verb.PROGRESS: _progress,
    Verb.REPORT: _report,
    Verb.NOTE: _note,
    Verb.COMMENT: _comment,
    Verb.FINISH_PART: _finish_part,
    Verb.BLOCK: _block,
    Verb.EXTEND: _extend,
    Verb.RETURN: _return,
    Verb.ASK: _ask,
    Verb.ATTACH: _attach,
    Verb.NAME_PRODUCT: _name_product,
    Verb.REASSIGN: _reassign,
    Verb.SNOOZE: _snooze,
    Verb.UNBLOCK: _unblock,
    Verb.INVOLVE: _involve,
    Verb.RELEASE: _involve,
    Verb.SPLIT: _split,
    Verb.PERIOD: _period,
    Verb.OFFER: _offer,
    Verb.SET_DEADLINE: _set_deadline,
    **dict.fromkeys(DECISIONS - UNDECIDED - {Verb.OFFER}, _decide),
    Verb.URGE: _urge,
    Verb.OBJECT: _object,
    Verb.UPHOLD: _settle,
    Verb.DISMISS: _settle,
}
