"""What waits for somebody's decision, which step his yes or no means for it, and the way on to the use cases."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.proposal import Proposal, Verb, wanted_deadline
from core.roles import Actor, may
from core.task import State, Step
from core.vietnamese.decisions import Matter
from db import extensions, tasks
from db.tables import Extension, TaskRow
from db.tasks import Loaded
from usecases.accept import accept
from usecases.ask_return import refuse_return
from usecases.decide_extension import decline_offer, grant_extension, refuse_extension, take_offer
from usecases.send_back import send_back

_MEANT = {
    Verb.AGREE: {
        Matter.REPORT: Verb.ACCEPT,
        Matter.EXTENSION: Verb.GRANT,
        Matter.OFFER: Verb.TAKE_OFFER,
        Matter.RETURN: Verb.REASSIGN,
    },
    Verb.DISAGREE: {
        Matter.REPORT: Verb.SEND_BACK,
        Matter.EXTENSION: Verb.REFUSE,
        Matter.OFFER: Verb.DECLINE,
        Matter.RETURN: Verb.KEEP,
    },
}
_RIGHTS = {
    Matter.REPORT: Step.ACCEPT,
    Matter.EXTENSION: Step.GRANT_EXTENSION,
    Matter.OFFER: Step.TAKE_OFFER,
    Matter.RETURN: Step.REFUSE_RETURN,
}
"""Whoever may say yes to a matter may say no."""


class NothingToDecide(Exception):
    """Nothing of that kind waits for this person on the task."""


async def waiting(session: AsyncSession, actor: Actor, among: Collection[int] | None = None) -> dict[int, Matter]:
    """What waits for this person, by task; `among` are the tasks that he names: of these also what waits for others,
    where he has the right.
    """
    if among is None:
        query = select(TaskRow.id).where(tasks.waits_for(actor)).order_by(TaskRow.id)
        among = [*await session.scalars(query), *await extensions.offered_to(session, actor.person_id)]
    found = await tasks.load_many(session, among)
    requests = await extensions.open_among(session, list(found))
    matters = {number: _matter(found[number], requests.get(number), actor) for number in among if number in found}
    return {number: matter for number, matter in matters.items() if matter is not None}


def _matter(found: Loaded, request: Extension | None, actor: Actor) -> Matter | None:
    task = found.task
    if task.state in (State.REPORTED, State.RETURNING):
        matter = Matter.REPORT if task.state is State.REPORTED else Matter.RETURN
    elif request is None or not (task.waits_for_decision or task.waits_for_answer):
        return None
    else:
        matter = Matter.EXTENSION if extensions.offered(request) is None else Matter.OFFER
    return matter if may(actor, _RIGHTS[matter], task) else None


async def decided(session: AsyncSession, actor: Actor, proposal: Proposal, policy: Policy, now: datetime) -> Proposal:
    """The yes or no as the step that it means for what waits; a yes that names another day than the one that was asked
    for offers that day. Raises NothingToDecide.
    """
    assert proposal.task_id is not None
    found = await tasks.load(session, proposal.task_id)
    request = await extensions.open_of(session, proposal.task_id)
    matter = _matter(found, request, actor) if found else None
    if found is None or matter is None:
        raise NothingToDecide
    told = replace(
        proposal,
        verb=_MEANT[proposal.verb][matter],
        request_id=request.id if request else None,
        turn=found.task.requests if matter is Matter.OFFER else None,
    )
    names_a_day = (told.on, told.length, told.unreal) != (None, None, None)
    if told.verb is not Verb.GRANT or not names_a_day or request is None:
        return replace(told, on=None, at=None, length=None)
    offer = replace(told, verb=Verb.OFFER, reason=told.reason or "")
    until = wanted_deadline(offer, found.task.deadline, policy.calendar, now)
    if until is not None and until.ends_at == extensions.wanted(request).ends_at:
        return replace(told, on=None, at=None, length=None)
    return offer


async def decide(session: AsyncSession, actor: Actor, told: Proposal, *, policy: Policy, now: datetime) -> None:
    """Raises what the use case of the verb raises."""
    assert told.task_id is not None
    number, opinion = told.task_id, told.reason or ""
    match told.verb:
        case Verb.ACCEPT:
            await accept(session, actor, number, policy=policy, now=now, shown=told.shown)
        case Verb.SEND_BACK:
            await send_back(session, actor, number, opinion=opinion, now=now, shown=told.shown)
        case Verb.GRANT:
            await grant_extension(session, actor, number, now=now, request_id=told.request_id)
        case Verb.REFUSE:
            await refuse_extension(session, actor, number, opinion=opinion, now=now, request_id=told.request_id)
        case Verb.KEEP:
            await refuse_return(session, actor, number, opinion=opinion, now=now, shown=told.shown)
        case Verb.TAKE_OFFER:
            await take_offer(session, actor, number, now=now, turn=told.turn)
        case Verb.DECLINE:
            await decline_offer(session, actor, number, opinion=opinion, now=now, turn=told.turn)
