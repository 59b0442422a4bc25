"""An urging in plain words: the same step as the choice on the card, at once where it is clear which task is meant."""

from bot.clues import MOST_AT_ONCE, one_spoken_of
from bot.context import Bound
from bot.dialogs.proposals import go_on
from bot.incoming import Said
from bot.screens import show, tell
from core.proposal import Proposal, Verb
from core.roles import may
from core.talk import Talk
from core.task import Step
from core.vietnamese.urges import Urging, urging_of
from core.wording import urging
from db import tasks
from db.outbox import Kind
from usecases.urge import may_be_urged, stands_behind


async def urges(bound: Bound, said: Said, words: str, talked_of: int | None) -> bool:
    """Whether the words urge somebody; "nhắc việc 28" does so only from whoever may."""
    context = bound.context
    told = urging_of(words, context.now, context.policy.calendar)
    if told is None:
        return False
    numbers = told.numbers
    if not (numbers or told.late) and told.whom is None:
        numbers = await one_spoken_of(bound, said, talked_of)
    if numbers:
        return await _of_these(bound, told, words, numbers)
    if not (bound.actor.sees_all or bound.actor.is_head):
        return False
    if told.whom is None:
        await show(bound, Kind.OVERDUE, note=None if told.late else urging.WHICH)
        return True
    return await _of_somebody(bound, told.whom, words)


async def _of_these(bound: Bound, told: Urging, words: str, numbers: tuple[int, ...]) -> bool:
    """A name that does not belong to the task is read back: one of the two is a slip."""
    context = bound.context
    found = await tasks.load_many(context.session, numbers)
    fits = told.whom is None or await stands_behind(context.session, found, told.whom, context.now)
    if not told.plainly and not (fits and any(may(bound.actor, Step.URGE, each.task) for each in found.values())):
        return False
    doubt = () if fits else ("whom",)
    proposals = [
        Proposal(verb=Verb.URGE, words=words, task_id=number, doubt=doubt) for number in numbers[:MOST_AT_ONCE]
    ]
    await go_on(bound, Talk(proposals=tuple(proposals)))
    return True


async def _of_somebody(bound: Bound, whom: str, words: str) -> bool:
    context = bound.context
    numbers = await may_be_urged(context.session, bound.actor, whom, context.now)
    proposal = Proposal(verb=Verb.URGE, words=words, doubt=("task",))
    if len(numbers) == 1:
        await go_on(bound, Talk(proposals=(proposal.about(numbers[0]),)))
    elif numbers:
        await go_on(bound, Talk(proposals=(proposal,), offered=tuple(numbers[:MOST_AT_ONCE])))
    else:
        await tell(bound, urging.nothing_of(whom))
    return True
