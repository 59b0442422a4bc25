"""Questions that are answered in words: the product of a report, the opinion of a refusal.

The open question is a row in the database, so a restart forgets nothing, and an answer that comes too late is told so.
"""

from collections.abc import Awaitable, Callable

from bot.context import Bound
from bot.screens import show
from core.roles import NotAllowed
from core.task import IllegalStep
from core.wording import answers, questions
from db import dialogs
from db.outbox import Kind
from db.tables import Dialog
from usecases.answer import say
from usecases.report import add_evidence
from usecases.send_back import NoOpinion, send_back
from usecases.steps import StaleStep


async def ask_for_evidence(bound: Bound, task_id: int) -> None:
    await _ask(bound, questions.EVIDENCE, task_id, {"task_id": task_id})


async def ask_for_opinion(bound: Bound, task_id: int, revision: int) -> None:
    await _ask(bound, questions.OPINION, task_id, {"task_id": task_id, "revision": revision})


async def answer(bound: Bound, question: Dialog, words: str) -> None:
    """Takes the step that waited for these words, or explains why it cannot be taken any more."""
    context = bound.context
    await dialogs.close(context.session, context.chat)
    task_id = question.payload["task_id"]
    if question.expires_at <= context.now:
        await show(bound, Kind.MY_TASKS, note=answers.EXPIRED_QUESTION)
        return
    note = None
    try:
        note = await _ANSWERS[question.step](bound, question, words)
    except NoOpinion:
        await ask_for_opinion(bound, task_id, question.payload["revision"])
    except (StaleStep, IllegalStep, NotAllowed):
        await show(bound, Kind.TASK, task_id=task_id, note=answers.TOO_LATE)
    if note is not None:
        await say(context.session, context.chat, "text", context.now, text=note)


async def put_aside(bound: Bound, step: str, task_id: int) -> bool:
    """Forgets the open question when it is this one; whether it was. A newer question is left alone."""
    context = bound.context
    question = await dialogs.current(context.session, context.chat)
    if question is None or (question.step, question.payload["task_id"]) != (step, task_id):
        return False
    await dialogs.close(context.session, context.chat)
    return True


async def _ask(bound: Bound, step: str, task_id: int, payload: dict[str, int]) -> None:
    context = bound.context
    await dialogs.open_question(
        context.session,
        context.chat,
        person_id=bound.actor.person_id,
        step=step,
        payload=payload,
        expires_at=context.now + context.policy.dialog_life,
    )
    await show(bound, Kind.ASK, task_id=task_id, step=step)


async def _evidence(bound: Bound, question: Dialog, words: str) -> str:
    context, task_id = bound.context, question.payload["task_id"]
    await add_evidence(context.session, bound.actor, task_id, now=context.now, evidence=words)
    return questions.evidence_noted(task_id, words)


async def _opinion(bound: Bound, question: Dialog, words: str) -> str:
    context, task_id = bound.context, question.payload["task_id"]
    await send_back(
        context.session,
        bound.actor,
        task_id,
        opinion=words,
        now=context.now,
        shown=question.payload["revision"],
    )
    return questions.opinion_noted(task_id, words)


_ANSWERS: dict[str, Callable[[Bound, Dialog, str], Awaitable[str]]] = {
    questions.EVIDENCE: _evidence,
    questions.OPINION: _opinion,
}
