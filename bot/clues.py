"""Which task a reply is about: what stands around it, gathered for `core.which`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.context import Bound
from bot.incoming import Said
from core.proposal import Proposal, Verb
from core.talk import Talk
from core.vietnamese.answers import says_several
from core.vietnamese.parts import says_part_is_done, without_part
from core.which import Candidate, Clues, How, Which, which
from db import log, phones, tasks

_FRESH = timedelta(days=1)
MOST_AT_ONCE = 12


@dataclass(frozen=True, kw_only=True)
class Around:
    """What a reply answers, what is being talked of, what was spoken of last, and the open tasks of the person."""

    answered: tuple[int, ...]
    talked_of: int | None
    spoken_of: int | None
    own: tuple[Candidate, ...]

    def meant(self, words: str, numbers: Sequence[int] = ()) -> Which:
        clues = Clues(
            numbers=numbers,
            answered=self.answered,
            talked_of=self.talked_of,
            spoken_of=self.spoken_of,
            own=self.own,
        )
        return which(words, clues)

    def every(self) -> tuple[int, ...]:
        """All that "tất cả" may mean: the tasks of the message that is answered, else all open ones."""
        own = tuple(each.task_id for each in self.own)
        return tuple(task_id for task_id in self.answered if task_id in own) or own


async def around(bound: Bound, said: Said, talked_of: int | None = None) -> Around:
    context = bound.context
    answered = await phones.tasks_of(context.session, context.chat, said.reply_to) if said.reply_to else []
    own = await _own(bound, said.text)
    if says_part_is_done(said.text) and talked_of not in [task_id for task_id, _ in own]:
        talked_of = None
    return Around(
        answered=tuple(answered),
        talked_of=talked_of,
        spoken_of=await _spoken_of(bound),
        own=tuple(Candidate(task_id=task_id, title=title) for task_id, title in own),
    )


async def one_spoken_of(bound: Bound, said: Said, talked_of: int | None) -> tuple[int, ...]:
    """The task of the card that is answered, or the one that was just talked of; none where there are several."""
    if said.reply_to is None:
        return (talked_of,) if talked_of is not None else ()
    answered = await phones.tasks_of(bound.context.session, bound.context.chat, said.reply_to)
    return tuple(answered) if len(answered) == 1 else ()


async def _own(bound: Bound, words: str) -> Sequence[tuple[int, str]]:
    """ "Phần bên em xong rồi" is about a task that he helps with, when there is one."""
    session = bound.context.session
    parts = await tasks.owed(session, bound.actor, only_parts=True) if says_part_is_done(words) else ()
    return parts or await tasks.owed(session, bound.actor)


async def _spoken_of(bound: Bound) -> int | None:
    """The task of the last nudge, or of the last step of the person, whichever came later."""
    context, person_id = bound.context, bound.actor.person_id
    since = context.now - _FRESH
    nudge = await phones.last_nudge(context.session, context.chat, since)
    step = await log.last_step(context.session, person_id, since)
    if nudge is None or (step is not None and nudge.sent_at is not None and step.at >= nudge.sent_at):
        return step.task_id if step is not None else None
    return await phones.only_task_of(context.session, nudge)


def placed(proposal: Proposal, beside: Around) -> tuple[Proposal, tuple[int, ...]]:
    """The proposal with its task, or without one and the tasks to choose from.

    A task that was only nudged last is asked about; a question is about it only when it says so.
    """
    numbers = [proposal.task_id] if proposal.task_id is not None else []
    found = beside.meant(without_part(proposal.words), numbers)
    if means_several(proposal, beside):
        found = Which(offered=beside.every()[:MOST_AT_ONCE])
    elif proposal.verb is Verb.ASK and found.how in (How.ONLY, How.LAST):
        found = Which(offered=tuple(each.task_id for each in beside.own[:MOST_AT_ONCE]))
    if len(found.task_ids) != 1:
        return replace(proposal, task_id=None), found.offered
    doubt = proposal.doubt if found.is_sure else (*proposal.doubt, "task")
    return replace(proposal, task_id=found.task_ids[0], doubt=doubt), ()


def means_several(proposal: Proposal, beside: Around) -> bool:
    """ "Cả 3 việc": they are listed, and one tap means all of them."""
    return proposal.task_id is None and says_several(proposal.words) and len(beside.every()) > 1


def spread(proposal: Proposal, beside: Around, but: frozenset[int]) -> list[Proposal]:
    """One proposal for each task that "tất cả" means."""
    return [proposal.about(task_id) for task_id in beside.every() if task_id not in but]


def with_places(proposals: Sequence[Proposal], beside: Around) -> Talk:
    """All of them with their tasks; what to choose from where one has none."""
    found = [placed(each, beside) for each in proposals]
    offered = next((choices for told, choices in found if told.task_id is None), ())
    several = any(means_several(each, beside) for each in proposals)
    return Talk(proposals=tuple(told for told, _ in found), offered=offered, several=several)
