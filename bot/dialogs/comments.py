"""What is no answer and no step, but a word on the task whose card it replies to: offered as a comment."""

from bot.clues import Around
from bot.context import Bound
from bot.incoming import Said
from core.proposal import Verb
from core.roles import Right, may
from core.talk import Talk
from core.task import State, Step, Task
from core.vietnamese.answers import is_plainly_asked
from db import tasks

_FEWEST = 2  # words: one alone is hardly an opinion


async def is_comment(bound: Bound, said: Said, words: str, beside: Around, talk: Talk | None) -> bool:
    """Whether the reply can only be a comment: nothing was understood, or only what others may do with the task."""
    if said.file is not None or len(beside.answered) != 1 or len(words.split()) < _FEWEST:
        return False
    found = await tasks.load(bound.context.session, beside.answered[0])
    if found is None or not may(bound.actor, Right.SEE, found.task):
        return False
    return talk is None or not (_may_mean_it(bound, found.task, talk) or _must_decide(bound, found.task))


def _may_mean_it(bound: Bound, task: Task, talk: Talk) -> bool:
    """Whoever does the task speaks of it; everybody may ask, when it is plainly a question."""
    if bound.actor.ids & task.doer_ids or any(each.task_id != task.id for each in talk.proposals):
        return True
    return any(each.verb is Verb.ASK and is_plainly_asked(each.words) for each in talk.proposals)


def _must_decide(bound: Bound, task: Task) -> bool:
    """ "Đồng ý" to a report must not end as a comment that looks like a decision."""
    return (task.state is State.REPORTED or task.waits_for_decision) and may(bound.actor, Step.ACCEPT, task)
