"""Another day was offered: the lead answers it in plain words, as he might by the choices on the card."""

from collections.abc import Sequence

from bot.context import Bound
from bot.dialogs.open import ask_for_words
from bot.dialogs.proposals import go_on
from bot.incoming import Said
from bot.screens import show
from core.proposal import Proposal, Verb
from core.roles import NotAllowed
from core.talk import Talk, Waiting
from core.task import IllegalStep
from core.vietnamese.answers import Offered, says_no_more, to_an_offer
from core.vietnamese.reading import Reading
from core.wording import answers, questions
from db import extensions, phones, tasks
from db.outbox import Kind
from usecases.decide_extension import decline_offer
from usecases.steps import AlreadyTaken, StaleStep


async def answers_an_offer(bound: Bound, said: Said, reading: Reading, words: str) -> bool:
    """Whether the words answer an offer.

    A plain no is declined; a plain yes moves the deadline, so it is read back; of anything else the card is shown.
    What is passed on is somebody else's.
    """
    if said.forwarded:
        return False
    meant = to_an_offer(words, surely=said.reply_to is not None)
    if meant is None:
        return False
    offered = await _meant(bound, said, reading)
    if not offered:
        return False
    if len(offered) > 1:
        await show(bound, Kind.DECISIONS, note=answers.SEVERAL_OFFERS)
    elif meant is Offered.TAKES:
        await go_on(bound, Talk(proposals=(Proposal(verb=Verb.AGREE, words=words, task_id=offered[0]),)))
    elif meant is Offered.SPEAKS:
        await show(bound, Kind.TASK, task_id=offered[0], note=answers.ANSWER_THE_OFFER)
    elif says_no_more(words):
        await _ask_why(bound, offered[0])
    else:
        await show(bound, Kind.TASK, task_id=offered[0], note=await _decline(bound, offered[0], words))
    return True


async def _meant(bound: Bound, said: Said, reading: Reading) -> Sequence[int]:
    """The offers that wait for this person: of the message that is answered, of the task that is named."""
    context = bound.context
    offered = await extensions.offered_to(context.session, bound.actor.person_id)
    if said.reply_to is not None:
        about = await phones.tasks_of(context.session, context.chat, said.reply_to)
        offered = [each for each in offered if each in about]
    return [each for each in offered if reading.task_no in (None, each)]


async def _decline(bound: Bound, task_id: int, words: str) -> str:
    context = bound.context
    try:
        await decline_offer(context.session, bound.actor, task_id, opinion=words, now=context.now)
    except (StaleStep, AlreadyTaken, IllegalStep, NotAllowed):
        return answers.TOO_LATE
    return questions.noted(Waiting.DECLINING, task_id, words)


async def _ask_why(bound: Bound, task_id: int) -> None:
    found = await tasks.load(bound.context.session, task_id)
    if found is not None:
        await ask_for_words(bound, Waiting.DECLINING, task_id, requests=found.task.requests)
