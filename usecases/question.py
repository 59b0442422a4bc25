"""A question for the office: it goes to whoever follows the task, and the answer comes back through the bot."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.roles import Actor, NotAllowed, Relation, Role, may, relations
from core.task import Step
from core.text import clean
from db import outbox, people, tasks
from db.outbox import Kind, Priority
from db.tables import Question
from usecases.news import accepters, answer_urging
from usecases.steps import allowed, take


class NobodyToAsk(Exception):
    """The only one who could answer is the one who asks."""


class NoAnswer(Exception):
    """An answer needs words."""


async def ask(session: AsyncSession, actor: Actor, words: str, *, now: datetime, task_id: int | None = None) -> int:
    """Whoever would have to answer himself asks the lead. Returns how many were asked.

    Raises NobodyToAsk, and what `take` raises.
    """
    to: Collection[int] = await people.with_role(session, Role.OFFICE)
    if task_id is not None:
        about = (await allowed(session, actor, task_id, Step.ASK)).task
        to = set(await accepters(session, about, now)) - {actor.person_id} or {about.lead_id}
    asked = sorted(set(to) - {actor.person_id})
    if not asked:
        raise NobodyToAsk
    if task_id is not None:
        found = await take(session, actor, task_id, Step.ASK, now=now, words=words)
        await answer_urging(session, Step.ASK, found.task, asked, by=actor, now=now)
    question = Question(task_id=task_id, asked_by=actor.person_id, asked_at=now, words=words)
    session.add(question)
    await session.flush()
    for person_id in asked:
        await outbox.owe(
            session,
            Kind.QUESTION,
            now=now,
            person_id=person_id,
            task_id=task_id,
            priority=Priority.NEWS,
            payload={"question": question.id},
        )
    return len(asked)


async def answer(session: AsyncSession, actor: Actor, question_id: int, words: str, *, now: datetime) -> Question:
    """Raises NoAnswer, NotAllowed."""
    if not clean(words):
        raise NoAnswer
    question = await answerable(session, actor, question_id)
    question.answered_by, question.answered_at, question.answer = actor.person_id, now, words
    if question.task_id is not None:
        await take(session, actor, question.task_id, Step.ANSWER, now=now, words=words)
    await outbox.owe(
        session,
        Kind.ANSWER,
        now=now,
        person_id=question.asked_by,
        task_id=question.task_id,
        priority=Priority.NEWS,
        payload={"question": question.id, "words": words},
    )
    return question


async def answerable(session: AsyncSession, actor: Actor, question_id: int) -> Question:
    """A question that this person may answer; one that has an answer may be answered once more.

    The lead answers what he was asked, and not what somebody asked those above him. Raises NotAllowed.
    """
    question = await session.get(Question, question_id)
    if question is None or question.asked_by in actor.ids:
        raise NotAllowed(Step.ANSWER)
    if question.task_id is None:
        allowed = any(each.role is Role.OFFICE for each in actor.hats)
    else:
        found = await tasks.load(session, question.task_id)
        allowed = found is not None and may(actor, Step.ANSWER, found.task)
        if found is not None and Relation.LEAD in relations(actor, found.task):
            allowed = await outbox.was_asked(session, question.id, actor.ids)
    if not allowed:
        raise NotAllowed(Step.ANSWER)
    return question
