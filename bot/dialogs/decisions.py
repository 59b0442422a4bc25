"""What waits for somebody's decision, decided in plain words: read back before it counts, and asked of which task."""

from bot.clues import MOST_AT_ONCE
from bot.context import Bound
from bot.dialogs import handing
from bot.dialogs.proposals import go_on
from bot.incoming import Said
from bot.screens import show
from core.proposal import Proposal, Verb
from core.talk import Talk
from core.vietnamese.answers import Answer, answer_of
from core.vietnamese.decisions import Decision, Matter, Verdict, decision_of
from core.wording import answers
from db import phones
from db.outbox import Kind
from usecases.decisions import waiting

_VERBS = {Verdict.AGREES: Verb.AGREE, Verdict.REFUSES: Verb.DISAGREE}


async def decides(bound: Bound, said: Said, words: str, talked_of: int | None) -> bool:
    """Whether the words decide something that waits for this person, or are a decision and nothing else.

    An edited decision is a new one: what the first wording did stands, and only its card takes it back. What is passed
    on is somebody else's.
    """
    if said.forwarded:
        return False
    context = bound.context
    told = decision_of(words, context.now, context.policy.calendar) or _bare_yes(said, words)
    if told is None:
        return False
    answered = await phones.tasks_of(context.session, context.chat, said.reply_to) if said.reply_to else []
    among = told.numbers or tuple(answered) or None
    waits = await waiting(context.session, bound.actor, among)
    fitting = [number for number, matter in waits.items() if matter in told.about]
    if talked_of in fitting and among is None:
        fitting = [talked_of]
    if not fitting:
        return told.firm and await _nothing_to_decide(bound, among)
    if all(waits[number] is Matter.OFFER for number in fitting) and told.verdict is not Verdict.AGREES:
        return False
    if told.verdict is Verdict.SPEAKS:
        await _ask_to_press(bound, fitting, answers.ONE_DECISION if told.torn else answers.DECIDE_BY_BUTTON)
    else:
        await _propose(bound, told, words, fitting, waits)
    return True


def _bare_yes(said: Said, words: str) -> Decision | None:
    """ "Ok em" says yes only to the card that it answers."""
    yes = said.reply_to is not None and answer_of(words) is Answer.YES
    return Decision(verdict=Verdict.AGREES) if yes else None


async def _nothing_to_decide(bound: Bound, among: tuple[int, ...] | None) -> bool:
    if among is not None and len(among) == 1:
        await show(bound, Kind.TASK, task_id=among[0], note=answers.nothing_waits(among[0]))
    else:
        await show(bound, Kind.DECISIONS, note=answers.NOTHING_TO_DECIDE)
    return True


async def _ask_to_press(bound: Bound, fitting: list[int], note: str) -> None:
    if len(fitting) == 1:
        await show(bound, Kind.TASK, task_id=fitting[0], note=note)
    else:
        await show(bound, Kind.DECISIONS, note=note)


async def _propose(bound: Bound, told: Decision, words: str, fitting: list[int], waits: dict[int, Matter]) -> None:
    """Of one task, of all that were named, or of one that is to be chosen."""
    proposal = Proposal(
        verb=_VERBS[told.verdict],
        words=words,
        on=told.on,
        at=told.at,
        length=told.length,
        unreal=told.unreal,
        reason=told.reason,
    )
    named = [number for number in told.numbers if number in fitting or number not in waits]
    numbers = named or fitting
    if len(numbers) == 1 and waits.get(numbers[0]) is Matter.RETURN and told.verdict is Verdict.AGREES:
        anew = Proposal(verb=Verb.REASSIGN, words=words, task_id=numbers[0])
        await handing.ask_to_whom(bound, Talk(proposals=(anew,)))
    elif len(numbers) == 1 or named:
        await go_on(bound, Talk(proposals=tuple(proposal.about(number) for number in numbers)))
    else:
        offered = tuple(numbers[:MOST_AT_ONCE])
        await go_on(bound, Talk(proposals=(proposal,), offered=offered, several=told.every))
